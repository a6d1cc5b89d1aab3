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

/** Faults of queues when who waits for room is cancelled. */
final class QueuesPutCancellationFaults {

  private QueuesPutCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits.",
      breaks = {
        "queue.cancelled-put.again",
        "queue.cancelled-put.before-wake",
        "queue.cancelled-put.leaves",
        "queue.cancelled-put.message",
        "queue.cancelled-put.raised",
        "queue.cancelled-put.timeout",
        "queue.cancelled-put.woken",
        "queue.shutdown.put-blocked"
      })
  static final class SwallowsCancellation extends TaskQueue {
    SwallowsCancellation(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForRoom() throws Exception {
      try {
        super.waitForRoom();
      } catch (CancelledError cancelled) {
        super.waitForRoom();
      }
    }
  }

  @Fault(
      what = "The wake-up of a task that is cancelled before its turn is lost.",
      breaks = {"queue.cancelled-put.woken"})
  static final class LosesTheWakeUp extends TaskQueue {
    LosesTheWakeUp(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForRoom() throws Exception {
      putters.await(asyncio, putters.join());
    }
  }

  @Fault(
      what = "A task that was woken is not cancelled any more.",
      breaks = {"queue.cancelled-put.woken"})
  static final class ForgivesTheWoken extends TaskQueue {
    ForgivesTheWoken(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForRoom() throws Exception {
      Waiter waiter = putters.join();
      try {
        putters.await(asyncio, waiter);
      } catch (CancelledError cancelled) {
        if (!waiter.wasCalled()) {
          throw cancelled;
        }
      }
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"queue.cancelled-put.again", "queue.cancelled-put.lets-go"})
  static final class RemembersTheCancelled extends TaskQueue {
    RemembersTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private final Set<@Nullable Task<?>> cancelled = new HashSet<>();

    @Override
    protected void waitForRoom() throws Exception {
      if (cancelled.contains(asyncio.currentTask())) {
        throw new IllegalStateException("cancelled before");
      }
      try {
        super.waitForRoom();
      } catch (CancelledError raised) {
        cancelled.add(asyncio.currentTask());
        throw raised;
      }
    }
  }

  @Fault(
      what =
          "A free place wakes a task that has been cancelled, and does not know it yet, and nobody"
              + " else.",
      breaks = {
        "queue.cancelled-put.before-wake",
        "queue.cancelled-put.taken-back",
        "queue.cancelled-put.timeout"
      })
  static final class WakesTheCancelled extends TaskQueue {
    WakesTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public @Nullable Object getNowait() {
      Waiter first = putters.first;
      if (first != null && first.hasGivenUp()) {
        return items.remove();
      }
      return super.getNowait();
    }
  }

  @Fault(
      what = "The item of a task that gives up is added when there is room.",
      breaks = {
        "queue.cancelled-put.again",
        "queue.cancelled-put.leaves",
        "queue.cancelled-put.others",
        "queue.cancelled-put.timeout"
      })
  static final class AddsTheItemOfTheCancelled extends TaskQueue {
    AddsTheItemOfTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private int owed;

    @Override
    protected void waitForRoom() throws Exception {
      try {
        super.waitForRoom();
      } catch (CancelledError cancelled) {
        owed++;
        throw cancelled;
      }
    }

    @Override
    public @Nullable Object getNowait() {
      if (owed > 0) {
        owed--;
        items.add("late");
        return items.remove();
      }
      return super.getNowait();
    }
  }

  @Fault(
      what = "A cancelled Queue.put loses the message.",
      breaks = {"queue.cancelled-put.message"})
  static final class ForgetsWhy extends TaskQueue {
    ForgetsWhy(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public Coroutine<@Nullable Object> put(@Nullable Object item) {
      return BrokenCancellations.forgetting(asyncio, super.put(item));
    }
  }

  @Fault(
      what = "A queue keeps the tasks that were cancelled in put.",
      breaks = {"queue.cancelled-put.lets-go"})
  static final class KeepsTheCancelled extends TaskQueue {
    KeepsTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public Coroutine<@Nullable Object> put(@Nullable Object item) {
      return BrokenCancellations.keeping(asyncio, super.put(item));
    }
  }
}
