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

/** Faults of queues when who waits for an item is cancelled. */
final class QueuesGetCancellationFaults {

  private QueuesGetCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits.",
      breaks = {
        "queue.cancelled-get.again",
        "queue.cancelled-get.before-wake",
        "queue.cancelled-get.leaves",
        "queue.cancelled-get.message",
        "queue.cancelled-get.raised",
        "queue.cancelled-get.timeout",
        "queue.cancelled-get.woken",
        "queue.shutdown.get-blocked"
      })
  static final class SwallowsCancellation extends TaskQueue {
    SwallowsCancellation(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForItem() throws Exception {
      try {
        super.waitForItem();
      } catch (CancelledError cancelled) {
        super.waitForItem();
      }
    }
  }

  @Fault(
      what = "The wake-up of a task that is cancelled before its turn is lost.",
      breaks = {"queue.cancelled-get.woken"})
  static final class LosesTheWakeUp extends TaskQueue {
    LosesTheWakeUp(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForItem() throws Exception {
      getters.await(asyncio, getters.join());
    }
  }

  @Fault(
      what = "A task that was woken is not cancelled any more.",
      breaks = {"queue.cancelled-get.woken"})
  static final class ForgivesTheWoken extends TaskQueue {
    ForgivesTheWoken(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForItem() throws Exception {
      Waiter waiter = getters.join();
      try {
        getters.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (!waiter.wasCalled()) {
          throw cancelled;
        }
      }
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"queue.cancelled-get.again", "queue.cancelled-get.lets-go"})
  static final class RemembersTheCancelled extends TaskQueue {
    RemembersTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private final Set<@Nullable Task<?>> cancelled = new HashSet<>();

    @Override
    protected void waitForItem() throws Exception {
      if (cancelled.contains(asyncio.currentTask())) {
        throw new IllegalStateException("cancelled before");
      }
      try {
        super.waitForItem();
      } catch (CancelledError raised) {
        cancelled.add(asyncio.currentTask());
        throw raised;
      }
    }
  }

  @Fault(
      what =
          "An item wakes a task that has been cancelled, and does not know it yet, and nobody"
              + " else.",
      breaks = {
        "queue.cancelled-get.before-wake",
        "queue.cancelled-get.taken-back",
        "queue.cancelled-get.timeout"
      })
  static final class WakesTheCancelled extends TaskQueue {
    WakesTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void putNowait(@Nullable Object item) {
      Waiter first = getters.first;
      if (first != null && first.hasGivenUp() && !isFull() && !isShutDown) {
        items.add(item);
        unfinished++;
      } else {
        super.putNowait(item);
      }
    }
  }

  @Fault(
      what = "A task that gives up takes an item along, now or later.",
      breaks = {
        "queue.cancelled-get.again",
        "queue.cancelled-get.leaves",
        "queue.cancelled-get.others",
        "queue.cancelled-get.timeout",
        "queue.items.not-lost"
      })
  static final class GivesItemsToTheCancelled extends TaskQueue {
    GivesItemsToTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private int owed;

    @Override
    protected void waitForItem() throws Exception {
      try {
        super.waitForItem();
      } catch (CancelledError cancelled) {
        owed++;
        throw cancelled;
      }
    }

    @Override
    public void putNowait(@Nullable Object item) {
      if (owed > 0 && !isFull()) {
        owed--;
      } else {
        super.putNowait(item);
      }
    }
  }

  @Fault(
      what =
          "A task that is cancelled when it was woken takes the item along (python/asyncio#256).",
      breaks = {"queue.cancelled-get.woken", "queue.items.not-lost"})
  static final class LosesTheItem extends TaskQueue {
    LosesTheItem(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForItem() throws Exception {
      Waiter waiter = getters.join();
      try {
        getters.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (waiter.wasCalled() && !items.isEmpty()) {
          getNowait();
        }
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A cancelled Queue.get loses the message.",
      breaks = {"queue.cancelled-get.message"})
  static final class ForgetsWhy extends TaskQueue {
    ForgetsWhy(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public Coroutine<@Nullable Object> get() {
      return BrokenCancellations.forgetting(asyncio, super.get());
    }
  }

  @Fault(
      what = "A queue keeps the tasks that were cancelled in get.",
      breaks = {"queue.cancelled-get.lets-go"})
  static final class KeepsTheCancelled extends TaskQueue {
    KeepsTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public Coroutine<@Nullable Object> get() {
      return BrokenCancellations.keeping(asyncio, super.get());
    }
  }
}
