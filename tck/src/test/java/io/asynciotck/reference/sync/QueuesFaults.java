package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.sync.AsyncPriorityQueue;
import io.asynciotck.api.sync.LifoQueue;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of queues while nobody is cancelled. */
final class QueuesFaults {

  private QueuesFaults() {}

  @Fault(
      what = "maxsize is zero.",
      breaks = {"queue.maxsize.given"})
  static final class ForgetsItsSize extends TaskQueue {
    ForgetsItsSize(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public int maxsize() {
      return 0;
    }
  }

  @Fault(
      what = "qsize counts work that is not done.",
      breaks = {
        "queue.cancelled-put.leaves",
        "queue.get-nowait.item",
        "queue.get.item",
        "queue.put.within-size",
        "queue.qsize.counts"
      })
  static final class CountsWhoWaits extends TaskQueue {
    CountsWhoWaits(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public int qsize() {
      return unfinished;
    }
  }

  @Fault(
      what = "empty returns True when one item is left.",
      breaks = {
        "queue.empty.tells",
        "queue.put-nowait.full",
        "queue.put-nowait.item",
        "queue.put.item",
        "queue.put.room-each"
      })
  static final class LooksEmpty extends TaskQueue {
    LooksEmpty(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public boolean isEmpty() {
      return items.size() < 2;
    }
  }

  @Fault(
      what = "full returns True when there is one item more than the size.",
      breaks = {
        "queue.cancelled-put.again",
        "queue.cancelled-put.before-wake",
        "queue.cancelled-put.leaves",
        "queue.cancelled-put.message",
        "queue.cancelled-put.raised",
        "queue.cancelled-put.taken-back",
        "queue.cancelled-put.timeout",
        "queue.cancelled-put.woken",
        "queue.full.tells",
        "queue.put-nowait.full",
        "queue.put.full",
        "queue.put.within-size",
        "queue.shutdown.put-blocked"
      })
  static final class IsFullTooLate extends TaskQueue {
    IsFullTooLate(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public boolean isFull() {
      return maxsize() > 0 && items.size() > maxsize();
    }
  }

  @Fault(
      what = "A queue without a limit is full when there are eleven hundred items.",
      breaks = {"queue.full.infinite"})
  static final class IsFullAtElevenHundred extends TaskQueue {
    IsFullAtElevenHundred(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public boolean isFull() {
      return super.isFull() || (maxsize() == 0 && items.size() >= 1_100);
    }
  }

  @Fault(
      what = "get returns the text of an item.",
      breaks = {"queue.get.item"})
  static final class CopiesItems extends TaskQueue {
    CopiesItems(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object take() throws Exception {
      Object item = super.take();
      return item instanceof Integer ? item : String.valueOf(item);
    }
  }

  @Fault(
      what = "get_nowait leaves the item in the queue if it is the last.",
      breaks = {"queue.get-nowait.item"})
  static final class LeavesTheItem extends TaskQueue {
    LeavesTheItem(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public @Nullable Object getNowait() {
      Object item = super.getNowait();
      if (items.isEmpty() && item != null && item.getClass() == Object.class) {
        items.add(item);
      }
      return item;
    }
  }

  @Fault(
      what = "More than a hundred items come in another order.",
      breaks = {"queue.get.fifo"})
  static final class IsLifoAboveAHundred extends TaskQueue {
    IsLifoAboveAHundred(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public @Nullable Object getNowait() {
      if (items.size() > 100) {
        items.add(items.remove());
      }
      return super.getNowait();
    }
  }

  @Fault(
      what = "get of an empty queue raises QueueEmpty.",
      breaks = {
        "queue.cancelled-get.again",
        "queue.cancelled-get.before-wake",
        "queue.cancelled-get.leaves",
        "queue.cancelled-get.message",
        "queue.cancelled-get.others",
        "queue.cancelled-get.raised",
        "queue.cancelled-get.taken-back",
        "queue.cancelled-get.timeout",
        "queue.cancelled-get.woken",
        "queue.get.one-each",
        "queue.get.waits",
        "queue.shutdown.get-blocked"
      })
  static final class DoesNotWaitForItems extends TaskQueue {
    DoesNotWaitForItems(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object take() {
      return getNowait();
    }
  }

  @Fault(
      what = "Of several items that are put in one turn, one finds a task that waits.",
      breaks = {"queue.get.one-each"})
  static final class WakesOneAtATime extends TaskQueue {
    WakesOneAtATime(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private boolean waking;

    @Override
    protected void waitForItem() throws Exception {
      super.waitForItem();
      waking = false;
    }

    @Override
    public void putNowait(@Nullable Object item) {
      if (waking && getters.length() > 0 && !isShutDown) {
        items.add(item);
        unfinished++;
      } else {
        waking = getters.length() > 0;
        super.putNowait(item);
      }
    }
  }

  @Fault(
      what = "get_nowait of an empty queue returns None.",
      breaks = {"queue.get-nowait.empty"})
  static final class ReturnsNoneWhenEmpty extends TaskQueue {
    ReturnsNoneWhenEmpty(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public @Nullable Object getNowait() {
      return items.isEmpty() && !isShutDown ? null : super.getNowait();
    }
  }

  @Fault(
      what = "put adds its item twice if there is room.",
      breaks = {"queue.put.item", "queue.put.room-each"})
  static final class PutsTwice extends TaskQueue {
    PutsTwice(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object add(@Nullable Object item) throws Exception {
      super.add(item);
      if (maxsize() == 2 && !isFull()) {
        putNowait(item);
      }
      return null;
    }
  }

  @Fault(
      what = "put into a full queue raises QueueFull.",
      breaks = {
        "queue.cancelled-put.again",
        "queue.cancelled-put.before-wake",
        "queue.cancelled-put.leaves",
        "queue.cancelled-put.message",
        "queue.cancelled-put.others",
        "queue.cancelled-put.raised",
        "queue.cancelled-put.taken-back",
        "queue.cancelled-put.timeout",
        "queue.cancelled-put.woken",
        "queue.put.full",
        "queue.put.room-each",
        "queue.shutdown.put-blocked"
      })
  static final class DoesNotWaitForRoom extends TaskQueue {
    DoesNotWaitForRoom(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object add(@Nullable Object item) {
      putNowait(item);
      return null;
    }
  }

  @Fault(
      what = "A queue whose size is negative is always full.",
      breaks = {"queue.put.infinite"})
  static final class TakesNegativeForNothing extends TaskQueue {
    TakesNegativeForNothing(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public boolean isFull() {
      return maxsize() < 0 || super.isFull();
    }
  }

  @Fault(
      what = "Of several places that come free in one turn, one is used.",
      breaks = {"queue.put.room-each"})
  static final class WakesOnePutter extends TaskQueue {
    WakesOnePutter(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private boolean waking;

    @Override
    protected void waitForRoom() throws Exception {
      super.waitForRoom();
      waking = false;
    }

    @Override
    public @Nullable Object getNowait() {
      if (waking && putters.length() > 0) {
        return items.remove();
      }
      waking = putters.length() > 0;
      return super.getNowait();
    }
  }

  @Fault(
      what = "A task that was woken adds its item, though another has taken the room.",
      breaks = {"queue.put.within-size"})
  static final class AddsWithoutLooking extends TaskQueue {
    AddsWithoutLooking(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object add(@Nullable Object item) throws Exception {
      if (isFull() && !isShutDown) {
        waitForRoom();
        if (isFull() && !isShutDown) {
          items.add(String.valueOf(item));
          unfinished++;
          return null;
        }
      }
      putNowait(item);
      return null;
    }
  }

  @Fault(
      what = "put_nowait adds an item in front of the others.",
      breaks = {"queue.put-nowait.item", "queue.put.item"})
  static final class PutNowaitAddsAtTheFront extends TaskQueue {
    PutNowaitAddsAtTheFront(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void putNowait(@Nullable Object item) {
      super.putNowait(item);
      if (maxsize() == 2) {
        items.add(items.remove());
      }
    }
  }

  @Fault(
      what = "put_nowait into a full queue drops the item.",
      breaks = {"queue.put-nowait.full"})
  static final class DropsWhatFindsNoRoom extends TaskQueue {
    DropsWhatFindsNoRoom(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void putNowait(@Nullable Object item) {
      if (!isFull() || isShutDown) {
        super.putNowait(item);
      }
    }
  }

  @Fault(
      what = "join waits until work is done, even if there is none.",
      breaks = {
        "queue.join.counts-up",
        "queue.join.nothing",
        "queue.shutdown.immediate-join",
        "queue.shutdown.join"
      })
  static final class JoinWaitsAlways extends TaskQueue {
    JoinWaitsAlways(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object waitForWork() throws Exception {
      joiners.await(asyncio, joiners.join());
      return null;
    }
  }

  @Fault(
      what = "join returns when all items were taken.",
      breaks = {"queue.join.blocks", "queue.shutdown.join"})
  static final class JoinLooksAtTheItems extends TaskQueue {
    JoinLooksAtTheItems(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public @Nullable Object getNowait() {
      Object item = super.getNowait();
      if (items.isEmpty()) {
        joiners.callAll();
      }
      return item;
    }
  }

  @Fault(
      what = "Work that was done once is never waited for again.",
      breaks = {"queue.join.counts-up"})
  static final class CountsOnce extends TaskQueue {
    CountsOnce(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    private boolean wasDone;

    @Override
    protected void finish(int count) {
      super.finish(count);
      wasDone |= unfinished == 0;
    }

    @Override
    protected @Nullable Object waitForWork() throws Exception {
      return wasDone ? null : super.waitForWork();
    }
  }

  @Fault(
      what = "One of those who wait in join returns.",
      breaks = {
        "queue.cancelled-join.others",
        "queue.join.all-callers",
        "queue.shutdown.immediate-join"
      })
  static final class WakesOneJoiner extends TaskQueue {
    WakesOneJoiner(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void finish(int count) {
      unfinished -= count;
      if (unfinished == 0) {
        joiners.callNext();
      }
    }
  }

  @Fault(
      what = "task_done can be called any number of times.",
      breaks = {"queue.task-done.too-often"})
  static final class CountsBelowZero extends TaskQueue {
    CountsBelowZero(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    public void taskDone() {
      if (unfinished > 0) {
        super.taskDone();
      }
    }
  }

  @Fault(
      what = "A LifoQueue gives the first item first.",
      breaks = {"lifo-queue.get.order"})
  static final class LifoIsFifo extends ReferenceAsyncio {
    LifoIsFifo(LoopClock clock) {
      super(clock);
    }

    @Override
    public LifoQueue newLifoQueue(int maxsize) {
      return new FifoAsLifo(this, maxsize);
    }

    private static final class FifoAsLifo extends TaskQueue implements LifoQueue {
      FifoAsLifo(Asyncio asyncio, int maxsize) {
        super(asyncio, maxsize);
      }
    }
  }

  @Fault(
      what = "A LifoQueue with more than a hundred items gives the last but one first.",
      breaks = {"lifo-queue.get.order"})
  static final class DeepLifoIsWrong extends ReferenceAsyncio {
    DeepLifoIsWrong(LoopClock clock) {
      super(clock);
    }

    @Override
    public LifoQueue newLifoQueue(int maxsize) {
      return new Deep(this, maxsize);
    }

    private static final class Deep extends TaskLifoQueue {
      Deep(Asyncio asyncio, int maxsize) {
        super(asyncio, maxsize);
      }

      @Override
      public @Nullable Object getNowait() {
        Object last = super.getNowait();
        if (last == null || qsize() < 101) {
          return last;
        }
        Object lastButOne = super.getNowait();
        items.add(last);
        return lastButOne;
      }
    }
  }

  @Fault(
      what = "A LifoQueue has no limit.",
      breaks = {"lifo-queue.size.limit"})
  static final class LifoHasNoLimit extends ReferenceAsyncio {
    LifoHasNoLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public LifoQueue newLifoQueue(int maxsize) {
      return super.newLifoQueue(0);
    }
  }

  @Fault(
      what = "A PriorityQueue gives the first item first.",
      breaks = {"priority-queue.get.order"})
  static final class PriorityIsFifo extends ReferenceAsyncio {
    PriorityIsFifo(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncPriorityQueue newPriorityQueue(int maxsize) {
      return new FifoByPriority(this, maxsize);
    }

    private static final class FifoByPriority extends TaskQueue implements AsyncPriorityQueue {
      FifoByPriority(Asyncio asyncio, int maxsize) {
        super(asyncio, maxsize);
      }
    }
  }

  @Fault(
      what = "A PriorityQueue has no limit.",
      breaks = {"priority-queue.get.order", "priority-queue.size.limit"})
  static final class PriorityHasNoLimit extends ReferenceAsyncio {
    PriorityHasNoLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncPriorityQueue newPriorityQueue(int maxsize) {
      return super.newPriorityQueue(0);
    }
  }

  @Fault(
      what = "Who has waited in join once does not wait again.",
      breaks = {"queue.join.counts-up"})
  static final class JoinsOnce extends TaskQueue {
    private boolean joined;

    JoinsOnce(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected @Nullable Object waitForWork() throws Exception {
      if (!joined) {
        super.waitForWork();
        joined = true;
      }
      return null;
    }
  }

  @Fault(
      what = "shutdown wakes sixteen of those who wait in get.",
      breaks = {"queue.shutdown.get-blocked"})
  static final class TellsSixteen extends TaskQueue {
    private int told;

    TellsSixteen(Asyncio asyncio, int maxsize) {
      super(asyncio, maxsize);
    }

    @Override
    protected void waitForItem() throws Exception {
      super.waitForItem();
      if (isShutDown && ++told > 16) {
        super.waitForItem();
      }
    }
  }

  @Fault(
      what = "What had to wait for room in a PriorityQueue stands one place too late.",
      breaks = {"priority-queue.get.order"})
  static final class LateComersStandBack extends ReferenceAsyncio {
    LateComersStandBack(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncPriorityQueue newPriorityQueue(int maxsize) {
      return new SecondChoice(this, maxsize);
    }

    private static final class SecondChoice extends TaskPriorityQueue {
      private final List<@Nullable Object> late = new ArrayList<>();

      SecondChoice(Asyncio asyncio, int maxsize) {
        super(asyncio, maxsize);
      }

      @Override
      protected void waitForRoom() throws Exception {
        super.waitForRoom();
        late.add(null);
      }

      @Override
      public void putNowait(@Nullable Object item) {
        super.putNowait(item);
        if (late.remove(null)) {
          late.add(item);
        }
      }

      @Override
      public @Nullable Object getNowait() {
        Object first = super.getNowait();
        if (first == null || !late.remove(first) || isEmpty()) {
          return first;
        }
        Object second = super.getNowait();
        items.add(first);
        return second;
      }
    }
  }

  @Fault(
      what = "Who waits for an item of a LifoQueue is not told of one.",
      breaks = {"lifo-queue.get.waits"})
  static final class LifoTellsNobody extends ReferenceAsyncio {
    LifoTellsNobody(LoopClock clock) {
      super(clock);
    }

    @Override
    public LifoQueue newLifoQueue(int maxsize) {
      return new TaskLifoQueue(this, maxsize) {
        @Override
        protected @Nullable Object take() throws Exception {
          if (isEmpty() && !isShutDown) {
            asyncio.await(loop().createFuture());
          }
          return super.take();
        }
      };
    }
  }

  @Fault(
      what = "join of a LifoQueue does not wait.",
      breaks = {"lifo-queue.join.blocks"})
  static final class LifoNeverWaitsForWork extends ReferenceAsyncio {
    LifoNeverWaitsForWork(LoopClock clock) {
      super(clock);
    }

    @Override
    public LifoQueue newLifoQueue(int maxsize) {
      return new TaskLifoQueue(this, maxsize) {
        @Override
        protected @Nullable Object waitForWork() {
          return null;
        }
      };
    }
  }

  @Fault(
      what = "Who waits for an item of a PriorityQueue is not told of one.",
      breaks = {"priority-queue.get.waits"})
  static final class PriorityTellsNobody extends ReferenceAsyncio {
    PriorityTellsNobody(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncPriorityQueue newPriorityQueue(int maxsize) {
      return new TaskPriorityQueue(this, maxsize) {
        @Override
        protected @Nullable Object take() throws Exception {
          if (isEmpty() && !isShutDown) {
            asyncio.await(loop().createFuture());
          }
          return super.take();
        }
      };
    }
  }

  @Fault(
      what = "join of a PriorityQueue does not wait.",
      breaks = {"priority-queue.join.blocks"})
  static final class PriorityNeverWaitsForWork extends ReferenceAsyncio {
    PriorityNeverWaitsForWork(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncPriorityQueue newPriorityQueue(int maxsize) {
      return new TaskPriorityQueue(this, maxsize) {
        @Override
        protected @Nullable Object waitForWork() {
          return null;
        }
      };
    }
  }
}
