package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of semaphores when who waits is cancelled. */
final class SemaphoresCancellationFaults {

  private SemaphoresCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits for a semaphore.",
      breaks = {
        "semaphore.cancel.again",
        "semaphore.cancel.before-wake",
        "semaphore.cancel.leaves",
        "semaphore.cancel.message",
        "semaphore.cancel.raised",
        "semaphore.cancel.woken",
        "semaphore.timeout.not-held"
      })
  static final class SwallowsCancellation extends TaskSemaphore {
    SwallowsCancellation(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() throws Exception {
      try {
        super.waitForTurn();
      } catch (CancelledError cancelled) {
        super.waitForTurn();
      }
    }
  }

  @Fault(
      what =
          "What was given to a task that is cancelled before its turn is lost"
              + " (python/cpython#90155).",
      breaks = {"semaphore.cancel.woken"})
  static final class LosesTheWakeUp extends TaskSemaphore {
    LosesTheWakeUp(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() throws Exception {
      line.await(asyncio, line.join());
    }
  }

  @Fault(
      what =
          "What was given to a task that is cancelled before its turn goes to the counter, past who"
              + " waits.",
      breaks = {"semaphore.cancel.woken"})
  static final class KeepsItWithoutAnybody extends TaskSemaphore {
    KeepsItWithoutAnybody(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        line.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (waiter.wasCalled()) {
          value++;
        }
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A task to which the semaphore was given is not cancelled any more.",
      breaks = {"semaphore.cancel.woken"})
  static final class ForgivesTheWoken extends TaskSemaphore {
    ForgivesTheWoken(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        line.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (!waiter.wasCalled()) {
          throw cancelled;
        }
      }
    }
  }

  @Fault(
      what = "A release is spent on a task that has been cancelled, and does not know it yet.",
      breaks = {
        "semaphore.cancel.before-wake",
        "semaphore.cancel.taken-back",
        "semaphore.timeout.not-held"
      })
  static final class GivesToTheCancelled extends TaskSemaphore {
    GivesToTheCancelled(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void giveBack() {
      Waiter first = line.first;
      if (first == null || !first.hasGivenUp()) {
        super.giveBack();
      }
    }
  }

  @Fault(
      what = "A task that gives up takes one from the next release all the same.",
      breaks = {
        "semaphore.cancel.again",
        "semaphore.cancel.leaves",
        "semaphore.cancel.others",
        "semaphore.timeout.not-held"
      })
  static final class TakesForTheCancelled extends TaskSemaphore {
    TakesForTheCancelled(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    private int owed;

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        line.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (waiter.wasCalled()) {
          super.giveBack();
        } else {
          owed++;
        }
        throw cancelled;
      }
    }

    @Override
    protected void giveBack() {
      if (owed > 0) {
        owed--;
      } else {
        super.giveBack();
      }
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"semaphore.cancel.again", "semaphore.cancel.lets-go"})
  static final class RemembersTheCancelled extends TaskSemaphore {
    RemembersTheCancelled(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    private final Set<@Nullable Task<?>> cancelled = new HashSet<>();

    @Override
    protected void waitForTurn() throws Exception {
      if (cancelled.contains(asyncio.currentTask())) {
        throw new IllegalStateException("cancelled before");
      }
      try {
        super.waitForTurn();
      } catch (CancelledError raised) {
        cancelled.add(asyncio.currentTask());
        throw raised;
      }
    }
  }

  @Fault(
      what = "A cancelled Semaphore.acquire loses the message.",
      breaks = {"semaphore.cancel.message"})
  static final class ForgetsWhy extends TaskSemaphore {
    ForgetsWhy(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public Coroutine<Boolean> acquire() {
      return BrokenCancellations.forgetting(asyncio, super.acquire());
    }
  }

  @Fault(
      what = "The future of a cancelled task stays in the line until the next release.",
      breaks = {"semaphore.cancel.lets-go"})
  static final class LeavesItsFuture extends TaskSemaphore {
    LeavesItsFuture(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        asyncio.await(waiter.turn());
      } catch (Throwable raised) {
        if (waiter.wasCalled()) {
          giveBack();
        }
        throw raised;
      }
    }
  }
}
