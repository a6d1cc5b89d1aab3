package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.BrokenWaitFor;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
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
      breaks = {"wait-for.cancel.lets-go", "wait-for.timeout.disarmed"})
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

  @Fault(
      what = "A task that was asked to end once does not wait.",
      breaks = {"wait-for.cancel.again"})
  static final class DoesNotWaitForTheCancelled extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      if (task().cancelling() > 0) {
        throw new CancelledError();
      }
      return reference.call();
    }
  }

  @Fault(
      what = "A cancelled wait_for cancels what others wait for.",
      breaks = {"wait-for.cancel.others"})
  static final class CancelsAllThatIsAwaited extends BrokenWaitFor {
    private static final Map<EventLoop, List<AsyncFuture<?>>> AWAITED = new WeakHashMap<>();

    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      List<AsyncFuture<?>> all = AWAITED.computeIfAbsent(loop(), _ -> new ArrayList<>());
      if (awaitable() instanceof AsyncFuture<?> future) {
        all.add(future);
      }
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        all.forEach(AsyncFuture::cancel);
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A cancelled wait_for keeps its task.",
      breaks = {"wait-for.cancel.lets-go"})
  static final class KeepsTheCancelled extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      return BrokenCancellations.keeping(asyncio(), reference::call);
    }
  }
}
