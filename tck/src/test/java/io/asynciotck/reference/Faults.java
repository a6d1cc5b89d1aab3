package io.asynciotck.reference;

import java.util.List;
import java.util.stream.Stream;

/** Every fault, page by page. */
final class Faults {

  private Faults() {}

  static List<Fault> all() {
    return Stream.<List<Fault>>of(
            EventLoopFaults.all(),
            EventLoopRunForeverFaults.all(),
            EventLoopRunFaults.all(),
            EventLoopStopFaults.all(),
            EventLoopRestartFaults.all(),
            EventLoopCloseFaults.all(),
            CallbacksFaults.all(),
            HandlesFaults.all(),
            CpythonDetailFaults.all(),
            FuturesFaults.all(),
            FutureCancellationFaults.all(),
            FutureCallbacksFaults.all(),
            FutureCallbackListFaults.all(),
            FutureFunctionsFaults.all(),
            CoroutinesFaults.all(),
            CoroutineDrivingFaults.all(),
            TasksFaults.all(),
            TaskOutcomeFaults.all(),
            TaskCancellationFaults.all(),
            TaskSelfCancellationFaults.all(),
            TaskIntrospectionFaults.all(),
            TimersFaults.all(),
            TimerDeadlinesFaults.all(),
            TimerHandlesFaults.all(),
            SleepFaults.all(),
            ThreadsFaults.all(),
            CoroutineThreadsFaults.all(),
            ErrorsFaults.all(),
            ExceptionHandlerFaults.all(),
            BaseExceptionFaults.all(),
            DebugFaults.all(),
            ExecutorsFaults.all(),
            RunnerFaults.all(),
            RunnerCleanUpFaults.all(),
            WaitForFaults.all(),
            WaitForTimeoutFaults.all(),
            WaitForCancellationFaults.all(),
            GatherFaults.all(),
            GatherOutcomeFaults.all(),
            OldProfileFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
