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

/** Faults of queues when who waits for work is cancelled. */
final class QueuesJoinCancellationFaults {

  private QueuesJoinCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits.",
      breaks = {
        "queue.cancelled-join.message",
        "queue.cancelled-join.others",
        "queue.cancelled-join.raised",
        "queue.cancelled-join.timeout"
      })
  static final class SwallowsCancellation extends TaskQueue {
    SwallowsCancellation(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object waitForWork() throws Exception {
      try {
        return super.waitForWork();
      } catch (CancelledError cancelled) {
        return super.waitForWork();
      }
    }
  }

  @Fault(
      what = "Nobody returns behind a task that has been cancelled, and does not know it yet.",
      breaks = {
        "queue.cancelled-join.others",
        "queue.cancelled-join.taken-back",
        "queue.cancelled-join.timeout"
      })
  static final class StopsAtTheCancelled extends TaskQueue {
    StopsAtTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void finish(int count) {
      unfinished -= count;
      while (unfinished == 0 && joiners.first != null && !joiners.first.hasGivenUp()) {
        joiners.callNext();
      }
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"queue.cancelled-join.lets-go", "queue.cancelled-join.timeout"})
  static final class RemembersTheCancelled extends TaskQueue {
    RemembersTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private final Set<@Nullable Task<?>> cancelled = new HashSet<>();

    @Override
    protected @Nullable Object waitForWork() throws Exception {
      if (cancelled.contains(asyncio.currentTask())) {
        throw new IllegalStateException("cancelled before");
      }
      try {
        return super.waitForWork();
      } catch (CancelledError raised) {
        cancelled.add(asyncio.currentTask());
        throw raised;
      }
    }
  }

  @Fault(
      what = "A cancelled Queue.join loses the message.",
      breaks = {"queue.cancelled-join.message"})
  static final class ForgetsWhy extends TaskQueue {
    ForgetsWhy(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public Coroutine<@Nullable Object> join() {
      return BrokenCancellations.forgetting(asyncio, super.join());
    }
  }

  @Fault(
      what = "A queue keeps the tasks that were cancelled in join.",
      breaks = {"queue.cancelled-join.lets-go"})
  static final class KeepsTheCancelled extends TaskQueue {
    KeepsTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public Coroutine<@Nullable Object> join() {
      return BrokenCancellations.keeping(asyncio, super.join());
    }
  }
}
