package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queues that are shut down. Page: {@code queues.md}. */
final class QueuesShutdownTck extends WaitingRuleTest {

  private static final int MANY = 101;

  private void put(String who, AsyncQueue queue) throws Exception {
    startPassing(who, () -> queue.put(who));
  }

  private void get(String who, AsyncQueue queue) throws Exception {
    startWaiting(who, () -> await(queue.get()));
  }

  @Rule("queue.shutdown.put-later")
  @Test
  void nothingIsPutIntoAQueueThatIsShutDown() throws Exception {
    inTask(() -> {
      for (boolean immediate : List.of(false, true)) {
        AsyncQueue queue = asyncio.newQueue();
        queue.shutdown(immediate);
        put("a", queue);
        trace.add(queue.qsize());
      }
    });
    trace.shouldBe(
        "a: raises QueueShutDownException", "0", "a: raises QueueShutDownException", "0");
  }

  @Rule("queue.shutdown.put-nowait")
  @Test
  void nothingIsPutAtOnceIntoAQueueThatIsShutDown() throws Exception {
    inTask(() -> {
      for (AsyncQueue queue : List.of(asyncio.newQueue(), asyncio.newQueue(1))) {
        queue.putNowait("one");
        queue.shutdown();
        trace.outcome(
            "put_nowait",
            () -> {
              queue.putNowait("two");
              return "put";
            });
        trace.add(queue.qsize());
      }
    });
    trace.shouldBe(
        "put_nowait: raises QueueShutDownException",
        "1",
        "put_nowait: raises QueueShutDownException",
        "1");
  }

  @Rule("queue.shutdown.put-blocked")
  @Test
  void whoWaitsForRoomIsTold() throws Exception {
    inTask(() -> {
      for (boolean immediate : List.of(false, true)) {
        AsyncQueue queue = asyncio.newQueue(1);
        queue.putNowait("one");
        put("a", queue);
        put("b", queue);
        queue.shutdown(immediate);
        letOthersRun();
        trace.add("left if immediate is " + immediate + ": " + queue.qsize());
      }
    });
    trace.shouldBeInAnyOrder(
        "a: raises QueueShutDownException",
        "b: raises QueueShutDownException",
        "left if immediate is false: 1",
        "a: raises QueueShutDownException",
        "b: raises QueueShutDownException",
        "left if immediate is true: 0");
  }

  @Rule("queue.shutdown.put-blocked")
  @Test
  void whoWaitsBehindOneThatWasCancelledForRoomIsTold() throws Exception {
    inTask(() -> {
      for (boolean immediate : List.of(false, true)) {
        AsyncQueue queue = asyncio.newQueue(1);
        queue.putNowait("one");
        Task<?> a = startPassing("a", () -> queue.put("two"));
        put("b", queue);
        a.cancel();
        queue.shutdown(immediate);
        letOthersRun();
      }
    });
    trace.shouldBeInAnyOrder(
        "a: raises CancelledError",
        "b: raises QueueShutDownException",
        "a: raises CancelledError",
        "b: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.put-blocked")
  @Test
  void allWhoWaitForRoomAreTold() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue(1);
        queue.putNowait("one");
        List<String> told = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          startQuietly(() -> told.add(Outcome.of(() -> await(queue.put("more")))));
        }
        letOthersRun();
        queue.shutdown();
        letOthersRunUntil(() -> told.size() == size, size);
        trace.add(told.size() + " of " + size + ": " + Set.copyOf(told));
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> size + " of " + size + ": [raises QueueShutDownException]")
            .toArray(String[]::new));
  }

  @Rule("queue.shutdown.winds-down")
  @Test
  void whatIsThereIsTaken() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      for (String item : List.of("one", "two", "three")) {
        queue.putNowait(item);
      }
      queue.shutdown();
      get("a", queue);
      trace.outcome("get_nowait", queue::getNowait);
      get("b", queue);
    });
    trace.shouldBe("a: one", "get_nowait: two", "b: three");
  }

  @Rule("queue.shutdown.get-later")
  @Test
  void whoAsksTheEmptyQueueIsTold() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.shutdown();
      get("a", queue);
      get("b", queue);
      get("c", queue);
    });
    trace.shouldBe(
        "a: one", "b: raises QueueShutDownException", "c: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.get-nowait")
  @Test
  void whoAsksTheEmptyQueueAtOnceIsTold() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.shutdown();
      trace.outcome("first", queue::getNowait);
      trace.outcome("second", queue::getNowait);
    });
    trace.shouldBe("first: one", "second: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.get-blocked")
  @Test
  void howeverManyWaitForAnItemAllAreTold() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      List<String> told = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        startQuietly(() -> told.add(Outcome.of(() -> await(queue.get()))));
      }
      letOthersRun();
      queue.shutdown(false);
      letOthersRunUntil(() -> told.size() == MANY, MANY);
      trace.add("told: " + told.size());
    });
    trace.shouldBe("told: " + MANY);
  }

  @Rule("queue.shutdown.get-blocked")
  @Test
  void whoWaitsForAnItemIsTold() throws Exception {
    inTask(() -> {
      for (boolean immediate : List.of(false, true)) {
        AsyncQueue queue = asyncio.newQueue();
        get("a", queue);
        get("b", queue);
        queue.shutdown(immediate);
        letOthersRun();
      }
    });
    trace.shouldBeInAnyOrder(
        "a: raises QueueShutDownException",
        "b: raises QueueShutDownException",
        "a: raises QueueShutDownException",
        "b: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.get-blocked")
  @Test
  void whoWaitsBehindOneThatWasCancelledForAnItemIsTold() throws Exception {
    inTask(() -> {
      for (boolean immediate : List.of(false, true)) {
        AsyncQueue queue = asyncio.newQueue();
        Task<?> a = startWaiting("a", () -> await(queue.get()));
        get("b", queue);
        a.cancel();
        queue.shutdown(immediate);
        letOthersRun();
      }
    });
    trace.shouldBeInAnyOrder(
        "a: raises CancelledError",
        "b: raises QueueShutDownException",
        "a: raises CancelledError",
        "b: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.join")
  @Test
  void whatIsLeftIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.putNowait("two");
      startPassing("join", queue::join);
      queue.shutdown();
      letOthersRun();
      queue.getNowait();
      queue.taskDone();
      queue.getNowait();
      letOthersRun();
      trace.add("the last");
      queue.taskDone();
      letOthersRun();
    });
    trace.shouldBe("the last", "join: gets on");
  }

  @Rule("queue.shutdown.join")
  @Test
  void whatIsRefusedIsNotWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.shutdown();
      Outcome.of(() -> {
        queue.putNowait("two");
        return "put";
      });
      for (int left = queue.qsize(); left > 0; left--) {
        queue.getNowait();
        queue.taskDone();
      }
      startPassing("join", queue::join);
    });
    trace.shouldBe("join: gets on");
  }

  @Rule("queue.shutdown.immediate-drains")
  @Test
  void anImmediateEndDropsWhatIsThere() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.putNowait("two");
      queue.shutdown(true);
      trace.add("empty: " + queue.isEmpty());
      get("a", queue);
    });
    trace.shouldBe("empty: true", "a: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.immediate-drains")
  @Test
  void anEndThatTakesItsTimeCanBecomeAnImmediateOne() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.shutdown();
      queue.shutdown(true);
      trace.add("empty: " + queue.isEmpty());
      get("a", queue);
    });
    trace.shouldBe("empty: true", "a: raises QueueShutDownException");
  }

  @Rule("queue.shutdown.immediate-join")
  @Test
  void whatWasDroppedIsNotWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      queue.putNowait("one");
      queue.putNowait("two");
      startPassing("a", queue::join);
      startPassing("b", queue::join);
      trace.add("shut down");
      queue.shutdown(true);
      letOthersRun();
      startPassing("c", queue::join);
    });
    trace.shouldBeOneOf(
        List.of("shut down", "a: gets on", "b: gets on", "c: gets on"),
        List.of("shut down", "b: gets on", "a: gets on", "c: gets on"));
  }

  @Rule("queue.shutdown.immediate-unfinished")
  @Test
  void whatHasBegunIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncQueue queue = asyncio.newQueue();
      for (String item : List.of("one", "two", "three")) {
        queue.putNowait(item);
      }
      queue.getNowait();
      startPassing("join", queue::join);
      queue.shutdown(true);
      letOthersRun();
      trace.add("one is done");
      queue.taskDone();
      letOthersRun();
    });
    trace.shouldBe("one is done", "join: gets on");
  }

  /** Ends a queue at once in which something is. */
  private void dropsWhatIsThere(AsyncQueue queue) throws Exception {
    queue.putNowait(1);
    queue.putNowait(2);
    queue.shutdown(true);
    trace.add("empty: " + queue.isEmpty());
    get("a", queue);
  }

  @Rule("lifo-queue.shutdown.immediate-drains")
  @Test
  void anImmediateEndDropsWhatIsInALifoQueue() throws Exception {
    inTask(() -> dropsWhatIsThere(asyncio.newLifoQueue()));
    trace.shouldBe("empty: true", "a: raises QueueShutDownException");
  }

  @Rule("priority-queue.shutdown.immediate-drains")
  @Test
  void anImmediateEndDropsWhatIsInAPriorityQueue() throws Exception {
    inTask(() -> dropsWhatIsThere(asyncio.newPriorityQueue()));
    trace.shouldBe("empty: true", "a: raises QueueShutDownException");
  }
}
