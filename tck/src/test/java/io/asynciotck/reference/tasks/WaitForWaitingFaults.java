package io.asynciotck.reference.tasks;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenWaitFor;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Faults of {@code wait_for} when a task that waits in it is cancelled. */
final class WaitForWaitingFaults {

  private WaitForWaitingFaults() {}

  @Fault(
      what = "A cancelled wait_for loses the message.",
      breaks = {"wait-for.cancel.message"})
  static final class WaitForForgetsWhy extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        throw new CancelledError();
      }
    }
  }

  @Fault(
      what = "The timer of a cancelled wait_for is left behind.",
      breaks = {"wait-for.timeout.disarmed"})
  static final class LeavesItsTimer extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      LoopTime begin = loop().time();
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        Duration limit = timeout();
        if (limit != null) {
          Task<?> task = task();
          loop().callAt(begin.plus(limit), () -> task.cancel());
        }
        throw cancelled;
      }
    }
  }
}
