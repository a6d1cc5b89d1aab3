package io.asynciotck.reference;

import java.util.List;
import java.util.stream.Stream;

/** Every fault, page by page. */
final class Faults {

  private Faults() {}

  static List<Fault> all() {
    return join(Stream.of(ofLoops(), ofTasks(), ofTimersAndThreads(), ofLibrary()));
  }

  /** Of loops, callbacks and handles. */
  static List<Fault> ofLoops() {
    return join(
        Stream.of(
            EventLoopFaults.all(),
            EventLoopRunForeverFaults.all(),
            EventLoopRunFaults.all(),
            EventLoopStopFaults.all(),
            EventLoopRestartFaults.all(),
            EventLoopCloseFaults.all(),
            CallbacksFaults.all(),
            HandlesFaults.all(),
            CpythonDetailFaults.all()));
  }

  /** Of futures, coroutines and tasks. */
  static List<Fault> ofTasks() {
    return join(
        Stream.of(
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
            TaskIntrospectionFaults.all()));
  }

  /** Of timers and threads, errors and debug mode. */
  static List<Fault> ofTimersAndThreads() {
    return join(
        Stream.of(
            TimersFaults.all(),
            TimerDeadlinesFaults.all(),
            TimerHandlesFaults.all(),
            SleepFaults.all(),
            ThreadsFaults.all(),
            CoroutineThreadsFaults.all(),
            ErrorsFaults.all(),
            ExceptionHandlerFaults.all(),
            BaseExceptionFaults.all(),
            DebugFaults.all()));
  }

  /** Of what stands on loops and tasks: executors, run, wait_for, gather. */
  static List<Fault> ofLibrary() {
    return join(
        Stream.of(
            ExecutorsFaults.all(),
            RunnerFaults.all(),
            RunnerCleanUpFaults.all(),
            WaitForFaults.all(),
            WaitForTimeoutFaults.all(),
            WaitForCancellationFaults.all(),
            GatherFaults.all(),
            GatherOutcomeFaults.all(),
            OldProfileFaults.all()));
  }

  private static List<Fault> join(Stream<List<Fault>> pages) {
    return pages.flatMap(List::stream).toList();
  }
}
