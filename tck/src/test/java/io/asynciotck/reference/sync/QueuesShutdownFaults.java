package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.sync.AsyncPriorityQueue;
import io.asynciotck.api.sync.LifoQueue;
import io.asynciotck.api.sync.QueueEmptyException;
import io.asynciotck.api.sync.QueueFullException;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of queues that are shut down. */
final class QueuesShutdownFaults {

  private QueuesShutdownFaults() {}

  @Fault(
      what = "put and put_nowait still add items after a shutdown.",
      breaks = {
        "queue.shutdown.put-blocked",
        "queue.shutdown.put-later",
        "queue.shutdown.put-nowait"
      })
  static final class TakesLateItems extends TaskQueue {
    TakesLateItems(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void putNowait(@Nullable Object item) {
      boolean down = isShutDown;
      isShutDown = false;
      try {
        super.putNowait(item);
      } finally {
        isShutDown = down;
      }
    }
  }

  @Fault(
      what = "put_nowait into a full queue that is shut down raises QueueFull.",
      breaks = {"queue.shutdown.put-blocked", "queue.shutdown.put-nowait"})
  static final class SaysThatItIsFull extends TaskQueue {
    SaysThatItIsFull(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void putNowait(@Nullable Object item) {
      if (isFull()) {
        throw new QueueFullException("full");
      }
      super.putNowait(item);
    }
  }

  @Fault(
      what = "Who waits for room is not told of a shutdown.",
      breaks = {"queue.shutdown.put-blocked"})
  static final class LeavesPutters extends TaskQueue {
    LeavesPutters(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      isShutDown = true;
      if (immediate) {
        int dropped = Math.min(items.size(), unfinished);
        items.clear();
        finish(dropped);
      }
      getters.callAll();
    }
  }

  @Fault(
      what = "One of those who wait for an item is told of a shutdown.",
      breaks = {"queue.shutdown.get-blocked"})
  static final class LeavesAllButOneGetter extends TaskQueue {
    LeavesAllButOneGetter(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      isShutDown = true;
      if (immediate) {
        int dropped = Math.min(items.size(), unfinished);
        items.clear();
        finish(dropped);
      }
      getters.callNext();
      putters.callAll();
    }
  }

  @Fault(
      what = "A shutdown fails if the next that would be told has just been cancelled.",
      breaks = {"queue.shutdown.get-blocked", "queue.shutdown.put-blocked"})
  static final class CallsTheCancelled extends TaskQueue {
    CallsTheCancelled(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      for (WaitingLine line : List.of(getters, putters)) {
        Waiter next = line.first;
        if (next != null && next.hasGivenUp()) {
          next.call();
        }
      }
      super.shutdown(immediate);
    }
  }

  @Fault(
      what = "A shutdown is always immediate.",
      breaks = {
        "queue.shutdown.get-later",
        "queue.shutdown.get-nowait",
        "queue.shutdown.join",
        "queue.shutdown.put-blocked",
        "queue.shutdown.put-nowait",
        "queue.shutdown.winds-down"
      })
  static final class IsAlwaysImmediate extends TaskQueue {
    IsAlwaysImmediate(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      super.shutdown(true);
    }
  }

  @Fault(
      what = "A shutdown is never immediate.",
      breaks = {
        "queue.shutdown.immediate-drains",
        "queue.shutdown.immediate-join",
        "queue.shutdown.immediate-unfinished",
        "queue.shutdown.put-blocked"
      })
  static final class IsNeverImmediate extends TaskQueue {
    IsNeverImmediate(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      super.shutdown(false);
    }
  }

  @Fault(
      what = "get_nowait of an empty queue that is shut down raises QueueEmpty.",
      breaks = {
        "queue.shutdown.get-blocked",
        "queue.shutdown.get-later",
        "queue.shutdown.get-nowait",
        "queue.shutdown.immediate-drains"
      })
  static final class SaysThatItIsEmpty extends TaskQueue {
    SaysThatItIsEmpty(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public @Nullable Object getNowait() {
      if (items.isEmpty()) {
        throw new QueueEmptyException("empty");
      }
      return super.getNowait();
    }
  }

  @Fault(
      what = "get of an empty queue that is shut down waits.",
      breaks = {"queue.shutdown.get-later", "queue.shutdown.immediate-drains"})
  static final class WaitsForLateItems extends TaskQueue {
    WaitsForLateItems(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object take() throws Exception {
      while (items.isEmpty()) {
        boolean down = isShutDown;
        waitForItem();
        if (!down && isShutDown) {
          break;
        }
      }
      return getNowait();
    }
  }

  @Fault(
      what = "A shutdown lets all who wait in join return.",
      breaks = {"queue.shutdown.immediate-unfinished", "queue.shutdown.join"})
  static final class JoinReturnsAtOnce extends TaskQueue {
    JoinReturnsAtOnce(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      super.shutdown(immediate);
      joiners.callAll();
    }
  }

  @Fault(
      what = "What a queue that is shut down refuses is waited for.",
      breaks = {"queue.shutdown.join"})
  static final class CountsWhatItRefuses extends TaskQueue {
    CountsWhatItRefuses(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void putNowait(@Nullable Object item) {
      if (isShutDown) {
        finish(-1);
      }
      super.putNowait(item);
    }
  }

  @Fault(
      what = "An immediate shutdown forgets the work that has begun as well.",
      breaks = {"queue.shutdown.immediate-unfinished"})
  static final class ForgetsAllWork extends TaskQueue {
    ForgetsAllWork(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      super.shutdown(immediate);
      if (immediate) {
        finish(unfinished);
      }
    }
  }

  @Fault(
      what = "An immediate shutdown drops the items, and still counts them.",
      breaks = {"queue.shutdown.immediate-join", "queue.shutdown.immediate-unfinished"})
  static final class WaitsForTheDropped extends TaskQueue {
    WaitsForTheDropped(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      if (immediate) {
        items.clear();
      }
      super.shutdown(false);
    }
  }

  @Fault(
      what = "A second shutdown does nothing.",
      breaks = {"queue.shutdown.immediate-drains"})
  static final class ShutsDownOnce extends TaskQueue {
    ShutsDownOnce(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      if (!isShutDown) {
        super.shutdown(immediate);
      }
    }
  }

  @Fault(
      what = "An immediate shutdown of a LifoQueue drops nothing.",
      breaks = {"lifo-queue.shutdown.immediate-drains"})
  static final class LifoKeepsItsItems extends ReferenceAsyncio {
    LifoKeepsItsItems(LoopClock clock) {
      super(clock);
    }

    @Override
    public LifoQueue newLifoQueue(int maxsize) {
      return new TaskLifoQueue(this, maxsize) {
        @Override
        public void shutdown(boolean immediate) {
          super.shutdown(false);
        }
      };
    }
  }

  @Fault(
      what = "An immediate shutdown of a PriorityQueue drops nothing.",
      breaks = {"priority-queue.shutdown.immediate-drains"})
  static final class PriorityKeepsItsItems extends ReferenceAsyncio {
    PriorityKeepsItsItems(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncPriorityQueue newPriorityQueue(int maxsize) {
      return new TaskPriorityQueue(this, maxsize) {
        @Override
        public void shutdown(boolean immediate) {
          super.shutdown(false);
        }
      };
    }
  }

  @Fault(
      what = "A shutdown tells sixteen of those who wait for room.",
      breaks = {"queue.shutdown.put-blocked"})
  static final class TellsFewPutters extends TaskQueue {
    private static final int FEW = 16;

    TellsFewPutters(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void shutdown(boolean immediate) {
      if (putters.length() <= FEW) {
        super.shutdown(immediate);
        return;
      }
      isShutDown = true;
      for (int i = 0; i < FEW; i++) {
        putters.callNext();
      }
    }
  }
}
