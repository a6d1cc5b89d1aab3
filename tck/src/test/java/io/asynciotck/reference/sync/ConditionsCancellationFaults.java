package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of conditions when who waits is cancelled. */
final class ConditionsCancellationFaults {

  private ConditionsCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits for a notification.",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.message",
        "condition.cancel.raised",
        "condition.cancel.reacquires",
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken",
        "condition.timeout.reacquires"
      })
  static final class SwallowsCancellation extends TaskCondition {
    SwallowsCancellation(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      try {
        return super.waitForNotification();
      } catch (CancelledError cancelled) {
        return super.waitForNotification();
      }
    }
  }

  @Fault(
      what = "A task that is cancelled gets the error without the lock.",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.message",
        "condition.cancel.raised",
        "condition.cancel.reacquires",
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken",
        "condition.timeout.reacquires"
      })
  static final class GivesUpTheLock extends TaskCondition {
    GivesUpTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      try {
        return super.waitForNotification();
      } catch (CancelledError cancelled) {
        release();
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A cancellation on the way to the lock is lost (bpo-32841).",
      breaks = {
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken"
      })
  static final class ForgetsTheCancellation extends TaskCondition {
    ForgetsTheCancellation(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void reacquire() throws Exception {
      try {
        asyncio.await(lock.acquire());
      } catch (CancelledError cancelled) {
        super.reacquire();
      }
    }
  }

  @Fault(
      what = "A cancellation on the way to the lock is raised at once, without the lock.",
      breaks = {
        "condition.cancel.reacquires",
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken"
      })
  static final class LeavesWithoutTheLock extends TaskCondition {
    LeavesWithoutTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void reacquire() throws Exception {
      asyncio.await(lock.acquire());
    }
  }

  @Fault(
      what =
          "The notification of a task that is cancelled before its wait returns is lost"
              + " (python/cpython#112202).",
      breaks = {"condition.cancel.woken"})
  static final class LosesTheNotification extends TaskCondition {
    LosesTheNotification(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void passOn() {}
  }

  @Fault(
      what = "A notification is spent on a task that has been cancelled, and does not know it yet.",
      breaks = {"condition.cancel.before-wake", "condition.cancel.woken"})
  static final class NotifiesTheCancelled extends TaskCondition {
    NotifiesTheCancelled(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks(int n) {
      Waiter first = line.first;
      super.notifyTasks(first != null && first.hasGivenUp() ? n - 1 : n);
    }
  }

  @Fault(
      what = "The notification after a cancellation is lost.",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.others",
        "condition.cancel.woken",
        "condition.timeout.reacquires"
      })
  static final class OwesTheCancelled extends TaskCondition {
    OwesTheCancelled(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    private boolean owes;

    @Override
    protected boolean waitForNotification() throws Exception {
      try {
        return super.waitForNotification();
      } catch (CancelledError cancelled) {
        owes = true;
        throw cancelled;
      }
    }

    @Override
    public void notifyTasks(int n) {
      super.notifyTasks(owes ? n - 1 : n);
      owes = false;
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"condition.cancel.again", "condition.cancel.lets-go"})
  static final class RemembersTheCancelled extends TaskCondition {
    RemembersTheCancelled(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    private final Set<@Nullable Task<?>> cancelled = new HashSet<>();

    @Override
    protected boolean waitForNotification() throws Exception {
      if (cancelled.contains(asyncio.currentTask())) {
        throw new IllegalStateException("cancelled before");
      }
      try {
        return super.waitForNotification();
      } catch (CancelledError raised) {
        cancelled.add(asyncio.currentTask());
        throw raised;
      }
    }
  }

  @Fault(
      what = "A cancelled Condition.wait loses the message.",
      breaks = {"condition.cancel.message", "condition.cancel.reacquiring-message"})
  static final class ForgetsWhy extends TaskCondition {
    ForgetsWhy(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public Coroutine<Boolean> waiting() {
      return BrokenCancellations.forgetting(asyncio, super.waiting());
    }
  }

  @Fault(
      what = "Who is cancelled on the way to the lock gets an error without a message.",
      breaks = {"condition.cancel.reacquiring-message"})
  static final class ForgetsWhyOnTheWay extends TaskCondition {
    ForgetsWhyOnTheWay(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void reacquire() throws Exception {
      try {
        super.reacquire();
      } catch (CancelledError cancelled) {
        throw new CancelledError();
      }
    }
  }

  @Fault(
      what = "A condition keeps the tasks that were cancelled.",
      breaks = {"condition.cancel.lets-go"})
  static final class KeepsTheCancelled extends TaskCondition {
    KeepsTheCancelled(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public Coroutine<Boolean> waiting() {
      return BrokenCancellations.keeping(asyncio, super.waiting());
    }
  }
}
