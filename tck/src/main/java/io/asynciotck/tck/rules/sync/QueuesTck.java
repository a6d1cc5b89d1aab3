package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a queue does while nobody is cancelled. Page: {@code queues.md}. */
final class QueuesTck extends WaitingRuleTest {

  private static String put(AsyncQueue queue, Object item) {
    queue.putNowait(item);
    return "put";
  }

  private static List<@Nullable Object> drained(AsyncQueue queue) {
    List<@Nullable Object> items = new ArrayList<>();
    while (!queue.isEmpty()) {
      items.add(queue.getNowait());
    }
    return items;
  }

  // Size

  @Rule("queue.maxsize.given")
  @Test
  void maxsizeIsWhatTheQueueWasMadeWith() throws Exception {
    inTask(() -> {
      trace.add(asyncio.newQueue().maxsize());
      trace.add(asyncio.newQueue(3).maxsize());
      trace.add(asyncio.newQueue(1000).maxsize());
      trace.add(byKeyword(asyncio, "maxsize").newQueue(2).maxsize());
    });
    trace.shouldBe("0", "3", "1000", "2");
  }

  @Rule("queue.qsize.counts")
  @Test
  void qsizeIsTheNumberOfItems() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      trace.add(queue.qsize());
      for (int i = 0; i < 1000; i++) {
        queue.putNowait(i);
      }
      trace.add(queue.qsize());
      queue.getNowait();
      await(queue.get());
      await(queue.put("one"));
      trace.add(queue.qsize());
    });
    trace.shouldBe("0", "1000", "999");
  }

  @Rule("queue.empty.tells")
  @Test
  void emptyTellsWhetherNothingIsThere() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue(1);
      trace.add(queue.isEmpty());
      queue.putNowait("one");
      trace.add(queue.isEmpty());
      queue.getNowait();
      trace.add(queue.isEmpty());
    });
    trace.shouldBe("true", "false", "true");
  }

  @Rule("queue.full.tells")
  @Test
  void fullTellsWhetherThereIsNoRoom() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue(size);
        int wrong = 0;
        for (int i = 0; i < size; i++) {
          wrong += queue.isFull() ? 1 : 0;
          queue.putNowait(i);
        }
        trace.add(size + ": " + (wrong == 0 && queue.isFull()));
        queue.getNowait();
        trace.add(queue.isFull());
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .flatMap(size -> List.of(size + ": true", "false").stream())
            .toArray(String[]::new));
  }

  @Rule("queue.full.infinite")
  @Test
  void aQueueWithoutALimitIsNeverFull() throws Exception {
    inTask(() -> {
      for (AsyncQueue queue : List.of(asyncio.newQueue(), asyncio.newQueue(0))) {
        trace.add(queue.isFull());
        for (int i = 0; i < 1_100; i++) {
          queue.putNowait(i);
        }
        trace.add(queue.isFull());
      }
    });
    trace.shouldBe("false", "false", "false", "false");
  }

  // Getting

  @Rule("queue.get.item")
  @Test
  void getTakesTheItem() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      Object item = new Object();
      queue.putNowait(item);
      queue.putNowait(null);
      trace.add("same: " + (await(queue.get()) == item));
      trace.add("null: " + await(queue.get()));
      trace.add("left: " + queue.qsize());
    });
    trace.shouldBe("same: true", "null: null", "left: 0");
  }

  @Rule("queue.get.fifo")
  @Test
  void whatWasPutFirstIsTakenFirst() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue();
        for (int i = 0; i < size; i++) {
          queue.putNowait(i);
        }
        Numbers taken = new Numbers();
        for (int i = 0; i < size; i++) {
          taken.addGiven(i % 2 == 0 ? await(queue.get()) : queue.getNowait());
        }
        trace.add(taken.order(size));
      });
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(101)));
  }

  @Rule("queue.get.waits")
  @Test
  void anItemIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      startWaiting("a", () -> await(queue.get()));
      trace.add("put now");
      queue.putNowait("one");
      letOthersRun();
    });
    trace.shouldBe("put now", "a: one");
  }

  @Rule("queue.get.one-each")
  @RestsOn(Ground.QUEUE_GET)
  @Test
  void eachWhoWaitsGetsAnItem() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue();
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          startQuietly(() -> taken.add(await(queue.get())));
        }
        letOthersRun();
        for (int i = 0; i < size; i++) {
          queue.putNowait(i);
        }
        letOthersRun();
        trace.add(size + ": " + areAll(taken, size));
      });
    }
    trace.shouldBe(right(Numbers.sizes()));
  }

  private static boolean areAll(List<Object> items, int size) {
    return items.stream()
        .map(String::valueOf)
        .sorted()
        .toList()
        .equals(IntStream.range(0, size).mapToObj(String::valueOf).sorted().toList());
  }

  private static String[] right(List<Integer> sizes) {
    return sizes.stream().map(size -> size + ": true").toArray(String[]::new);
  }

  @Rule("queue.get-nowait.item")
  @Test
  void getNowaitTakesTheItem() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      Object item = new Object();
      queue.putNowait(item);
      trace.add("same: " + (queue.getNowait() == item));
      trace.add("left: " + queue.qsize());
    });
    trace.shouldBe("same: true", "left: 0");
  }

  @Rule("queue.get-nowait.empty")
  @Test
  void nothingIsTakenFromAnEmptyQueue() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue(1);
      int size = queue.maxsize();
      trace.outcome("at first", queue::getNowait);
      queue.putNowait("one");
      queue.getNowait();
      trace.outcome("again", queue::getNowait);
      trace.add("has its size: " + (queue.maxsize() == size));
    });
    trace.shouldBe(
        "at first: raises QueueEmptyException",
        "again: raises QueueEmptyException",
        "has its size: true");
  }

  // Putting

  @Rule("queue.put.item")
  @Test
  void putAddsTheItem() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue(2);
      await(queue.put("one"));
      await(queue.put("two"));
      trace.add(drained(queue));
    });
    trace.shouldBe("[one, two]");
  }

  @Rule("queue.put.full")
  @Test
  void roomIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue(1);
      await(queue.put("one"));
      startPassing("a", () -> queue.put("two"));
      trace.add(queue.qsize());
      trace.add(queue.getNowait());
      letOthersRun();
      trace.add(queue.getNowait());
    });
    trace.shouldBe("1", "one", "a: gets on", "two");
  }

  @Rule("queue.put.infinite")
  @Test
  void aQueueWithoutALimitIsNotWaitedFor() throws Exception {
    inTask(() -> {
      for (AsyncQueue queue :
          List.of(asyncio.newQueue(), asyncio.newQueue(0), asyncio.newQueue(-3))) {
        startQuietly(() -> {
          for (int i = 0; i < 1000; i++) {
            await(queue.put(i));
          }
        });
        letOthersRunUntil(() -> queue.qsize() == 1000, 1000);
        trace.add(queue.qsize());
      }
    });
    trace.shouldBe("1000", "1000", "1000");
  }

  @Rule("queue.put.room-each")
  @RestsOn(Ground.QUEUE_PUT)
  @Test
  void eachWhoWaitsAddsItsItem() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue(size);
        for (int i = 0; i < size; i++) {
          queue.putNowait("first");
        }
        for (int i = 0; i < size; i++) {
          int item = i;
          startQuietly(() -> await(queue.put(item)));
        }
        letOthersRun();
        for (int i = 0; i < size; i++) {
          queue.getNowait();
        }
        letOthersRunUntil(queue::isFull, size);
        letOthersRun();
        trace.add(size + ": " + areAll(drained(queue), size));
      });
    }
    trace.shouldBe(right(Numbers.sizesTo(101)));
  }

  @Rule("queue.put.within-size")
  @Test
  void aQueueNeverHasMoreItemsThanItsSize() throws Exception {
    for (int size : List.of(1, 2, 3, 17)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue(size);
        for (int i = 0; i < 3 * size; i++) {
          int turns = i % 3;
          startQuietly(() -> {
            for (int round = 0; round < 3; round++) {
              await(queue.put("item"));
              yieldTimes(turns);
            }
          });
        }
        int most = 0;
        for (int i = 0; i < 9 * size; i++) {
          yieldOnce();
          most = Math.max(most, queue.qsize());
          for (int burst = 0; burst < i % 3 && !queue.isEmpty(); burst++) {
            queue.getNowait();
            startQuietly(() -> await(queue.put("late")));
          }
        }
        trace.add("at most " + most);
      });
    }
    trace.shouldBe("at most 1", "at most 2", "at most 3", "at most 17");
  }

  @Rule("queue.put-nowait.item")
  @Test
  void putNowaitAddsTheItem() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue(2);
      queue.putNowait("one");
      queue.putNowait("two");
      trace.add(drained(queue));
    });
    trace.shouldBe("[one, two]");
  }

  @Rule("queue.put-nowait.full")
  @Test
  void nothingIsAddedToAFullQueue() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue(1);
      queue.putNowait("one");
      trace.outcome("full", () -> put(queue, "two"));
      trace.add(drained(queue));
      trace.outcome("empty", () -> put(queue, "three"));
    });
    trace.shouldBe("full: raises QueueFullException", "[one]", "empty: put");
  }

  // Work

  @Rule("queue.join.nothing")
  @Test
  void workThatIsDoneIsNotWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      startPassing("at first", queue::join);
      queue.putNowait("one");
      queue.getNowait();
      queue.taskDone();
      startPassing("later", queue::join);
      AsyncQueue full = asyncio.newQueue(1);
      full.putNowait("one");
      Outcome.of(() -> put(full, "two"));
      for (int left = full.qsize(); left > 0; left--) {
        full.getNowait();
        full.taskDone();
      }
      startPassing("behind what was refused", full::join);
    });
    trace.shouldBe("at first: gets on", "later: gets on", "behind what was refused: gets on");
  }

  @Rule("queue.join.blocks")
  @Test
  void workThatWasTakenBeforeIsWaitedForToo() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.getNowait();
      startPassing("join", queue::join);
      letOthersRun();
      trace.add("task_done");
      queue.taskDone();
      letOthersRun();
    });
    trace.shouldBe("task_done", "join: gets on");
  }

  @Rule("queue.join.blocks")
  @Test
  void allWorkIsWaitedFor() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue();
        for (int i = 0; i < size; i++) {
          queue.putNowait(i);
        }
        startPassing("join", queue::join);
        for (int i = 0; i < size; i++) {
          queue.getNowait();
        }
        letOthersRun();
        for (int i = 1; i < size; i++) {
          queue.taskDone();
        }
        letOthersRun();
        trace.add("the last of " + size);
        queue.taskDone();
        letOthersRun();
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .flatMap(size -> List.of("the last of " + size, "join: gets on").stream())
            .toArray(String[]::new));
  }

  @Rule("queue.join.counts-up")
  @Test
  void laterItemsAreWaitedForToo() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.getNowait();
      queue.taskDone();
      startPassing("nothing to wait for", queue::join);
      await(queue.put("two"));
      startPassing("join", queue::join);
      trace.add("two is done");
      queue.getNowait();
      queue.taskDone();
      letOthersRun();
    });
    trace.shouldBe("nothing to wait for: gets on", "two is done", "join: gets on");
  }

  @Rule("queue.join.all-callers")
  @RestsOn(Ground.QUEUE_JOIN)
  @Test
  void allWhoWaitForTheWorkReturn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue();
        queue.putNowait("one");
        Numbers through = new Numbers();
        for (int i = 0; i < size; i++) {
          int number = i;
          startQuietly(() -> {
            await(queue.join());
            through.add(number);
          });
        }
        letOthersRun();
        queue.taskDone();
        letOthersRun();
        trace.add(size + ": " + (through.count() == size));
      });
    }
    trace.shouldBe(right(Numbers.sizesTo(101)));
  }

  @Rule("queue.task-done.too-often")
  @Test
  void workIsNotDoneMoreOftenThanGiven() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      trace.outcome("at first", () -> done(queue));
      queue.putNowait("one");
      queue.putNowait("two");
      trace.outcome("one", () -> done(queue));
      trace.outcome("two", () -> done(queue));
      trace.outcome("three", () -> done(queue));
    });
    trace.shouldBe(
        "at first: raises IllegalArgumentException",
        "one: done",
        "two: done",
        "three: raises IllegalArgumentException");
  }

  private static String done(AsyncQueue queue) {
    queue.taskDone();
    return "done";
  }

  // Other orders

  @Rule("lifo-queue.get.order")
  @Test
  void aLifoQueueGivesTheLastItemFirstHoweverManyThereAre() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newLifoQueue();
        for (int i = size - 1; i >= 0; i--) {
          queue.putNowait(i);
        }
        Numbers taken = new Numbers();
        for (int i = 0; i < size; i++) {
          taken.addGiven(i % 2 == 0 ? await(queue.get()) : queue.getNowait());
        }
        trace.add(taken.order(size));
      });
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("lifo-queue.get.order")
  @Test
  void aLifoQueueGivesTheLastItemFirst() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newLifoQueue();
      for (int i = 0; i < 5; i++) {
        queue.putNowait(i);
      }
      trace.add(await(queue.get()));
      queue.putNowait(9);
      trace.add(drained(queue));
    });
    trace.shouldBe("4", "[9, 3, 2, 1, 0]");
  }

  @Rule("lifo-queue.size.limit")
  @RestsOn(Ground.QUEUE_PUT)
  @Test
  void aLifoQueueHasASize() throws Exception {
    inTask(() -> hasASize(asyncio.newLifoQueue(2)));
    inTask(() -> trace.add(byKeyword(asyncio, "maxsize").newLifoQueue(3).maxsize()));
    trace.shouldBe("full: true", "a free place", "a: gets on", "3");
  }

  @Rule("priority-queue.size.limit")
  @RestsOn(Ground.QUEUE_PUT)
  @Test
  void aPriorityQueueHasASize() throws Exception {
    inTask(() -> hasASize(asyncio.newPriorityQueue(2)));
    inTask(() -> trace.add(byKeyword(asyncio, "maxsize").newPriorityQueue(3).maxsize()));
    trace.shouldBe("full: true", "a free place", "a: gets on", "3");
  }

  private void hasASize(AsyncQueue queue) throws Exception {
    queue.putNowait(1);
    queue.putNowait(2);
    trace.add("full: " + queue.isFull());
    startPassing("a", () -> queue.put(3));
    trace.add("a free place");
    queue.getNowait();
    letOthersRun();
  }

  @Rule("priority-queue.get.order")
  @Test
  void aPriorityQueueGivesTheLowestItemFirst() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newPriorityQueue();
        for (int number : Numbers.shuffled(size)) {
          queue.putNowait(number);
        }
        Numbers taken = new Numbers();
        for (int i = 0; i < size; i++) {
          taken.addGiven(i % 2 == 0 ? await(queue.get()) : queue.getNowait());
        }
        trace.add(taken.order(size));
      });
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("priority-queue.get.order")
  @Test
  void whatHadToWaitForRoomIsInItsPlaceToo() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newPriorityQueue(2);
      queue.putNowait(2);
      queue.putNowait(3);
      startQuietly(() -> await(queue.put(1)));
      letOthersRun();
      trace.add(queue.getNowait());
      letOthersRun();
      trace.add(queue.getNowait());
      trace.add(queue.getNowait());
    });
    trace.shouldBe("2", "1", "3");
  }

  /** Lets a task wait for an item. */
  private void givesToWhoWaits(AsyncQueue queue) throws Exception {
    startWaiting("a", () -> await(queue.get()));
    trace.add("put now");
    queue.putNowait(1);
    letOthersRun();
  }

  @Rule("lifo-queue.get.waits")
  @Test
  void anItemOfALifoQueueIsWaitedFor() throws Exception {
    inTask(() -> givesToWhoWaits(asyncio.newLifoQueue()));
    trace.shouldBe("put now", "a: 1");
  }

  @Rule("priority-queue.get.waits")
  @Test
  void anItemOfAPriorityQueueIsWaitedFor() throws Exception {
    inTask(() -> givesToWhoWaits(asyncio.newPriorityQueue()));
    trace.shouldBe("put now", "a: 1");
  }

  /** Lets a task wait for work that somebody has taken. */
  private void waitsForWork(AsyncQueue queue) throws Exception {
    queue.putNowait(1);
    queue.getNowait();
    startPassing("join", queue::join);
    letOthersRun();
    trace.add("task_done");
    queue.taskDone();
    letOthersRun();
  }

  @Rule("lifo-queue.join.blocks")
  @Test
  void workOfALifoQueueIsWaitedFor() throws Exception {
    inTask(() -> waitsForWork(asyncio.newLifoQueue()));
    trace.shouldBe("task_done", "join: gets on");
  }

  @Rule("priority-queue.join.blocks")
  @Test
  void workOfAPriorityQueueIsWaitedFor() throws Exception {
    inTask(() -> waitsForWork(asyncio.newPriorityQueue()));
    trace.shouldBe("task_done", "join: gets on");
  }
}
