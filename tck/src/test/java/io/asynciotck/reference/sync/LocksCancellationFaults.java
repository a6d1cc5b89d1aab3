package io.asynciotck.reference.sync;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of locks when who waits is cancelled. */
final class LocksCancellationFaults {

  private LocksCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits for a lock.",
      breaks = {
        "lock.cancel.again",
        "lock.cancel.before-wake",
        "lock.cancel.leaves",
        "lock.cancel.message",
        "lock.cancel.others",
        "lock.cancel.raised",
        "lock.cancel.woken",
        "lock.timeout.not-held"
      })
  static final class SwallowsCancellation extends TaskLock {
    SwallowsCancellation(Asyncio asyncio) {
      super(asyncio);
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
      what = "A cancelled task hears of it when the lock is released.",
      breaks = {
        "lock.cancel.before-wake",
        "lock.cancel.leaves",
        "lock.cancel.message",
        "lock.cancel.others",
        "lock.cancel.raised",
        "lock.timeout.not-held"
      })
  static final class LetsTheCancelledWait extends TaskLock {
    LetsTheCancelledWait(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        line.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (!waiter.wasCalled()) {
          super.waitForTurn();
        }
        promiseToNext();
        throw cancelled;
      }
      promised = false;
    }
  }

  @Fault(
      what =
          "A cancelled task stays in the line, and the lock is promised to it for ever"
              + " (python/cpython#1031).",
      breaks = {
        "lock.cancel.again",
        "lock.cancel.leaves",
        "lock.cancel.lets-go",
        "lock.cancel.others",
        "lock.cancel.taken-back",
        "lock.timeout.not-held"
      })
  static final class StaysInLine extends TaskLock {
    StaysInLine(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      AsyncFuture<Boolean> seen = loop().createFuture();
      waiter
          .turn()
          .addDoneCallback(_ -> {
            if (!seen.isDone()) {
              seen.setResult(true);
            }
          });
      try {
        asyncio.await(seen);
      } catch (CancelledError cancelled) {
        if (waiter.wasCalled()) {
          promiseToNext();
        }
        throw cancelled;
      }
      promised = false;
    }
  }

  @Fault(
      what =
          "The wake-up of a task that is cancelled before its turn is lost (python/cpython#1031).",
      breaks = {"lock.cancel.woken"})
  static final class LosesTheWakeUp extends TaskLock {
    LosesTheWakeUp(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() throws Exception {
      line.await(asyncio, line.join());
      promised = false;
    }
  }

  @Fault(
      what = "The wake-up of a task that is cancelled is lost when several others wait.",
      breaks = {"lock.cancel.woken"})
  static final class LosesTheWakeUpOfMany extends TaskLock {
    LosesTheWakeUpOfMany(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        line.await(asyncio, waiter);
        promised = false;
      } catch (CancelledError cancelled) {
        if (waiter.wasCalled() && line.length() < 2) {
          promiseToNext();
        }
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A release is spent on a task that has been cancelled, and does not know it yet.",
      breaks = {"lock.cancel.before-wake", "lock.cancel.taken-back", "lock.timeout.not-held"})
  static final class WakesTheCancelled extends TaskLock {
    WakesTheCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void promiseToNext() {
      Waiter first = line.first;
      if (first != null && first.hasGivenUp()) {
        promised = true;
      } else {
        super.promiseToNext();
      }
    }
  }

  @Fault(
      what = "A task that gives up wakes the next, though the lock is locked.",
      breaks = {"lock.cancel.others"})
  static final class TakesOthersAlong extends TaskLock {
    TakesOthersAlong(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = line.join();
      try {
        line.await(asyncio, waiter);
        promised = false;
      } catch (Throwable raised) {
        promiseToNext();
        throw raised;
      }
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"lock.cancel.again", "lock.cancel.lets-go"})
  static final class RemembersTheCancelled extends TaskLock {
    RemembersTheCancelled(Asyncio asyncio) {
      super(asyncio);
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
      what = "A cancelled Lock.acquire loses the message.",
      breaks = {"lock.cancel.message"})
  static final class ForgetsWhy extends TaskLock {
    ForgetsWhy(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<Boolean> acquire() {
      return BrokenCancellations.forgetting(asyncio, super.acquire());
    }
  }

  @Fault(
      what = "A lock keeps the tasks that were cancelled.",
      breaks = {"lock.cancel.lets-go"})
  static final class KeepsTheCancelled extends TaskLock {
    KeepsTheCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<Boolean> acquire() {
      return BrokenCancellations.keeping(asyncio, super.acquire());
    }
  }
}
