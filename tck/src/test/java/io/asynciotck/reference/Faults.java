package io.asynciotck.reference;

import java.util.List;
import java.util.stream.Stream;

/** Every fault, page by page. */
final class Faults {

  private Faults() {}

  static List<Fault> all() {
    return Stream.<List<Fault>>of(
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
            GatherOutcomeFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
