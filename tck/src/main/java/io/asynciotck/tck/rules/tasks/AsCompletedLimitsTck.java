package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsCompleted;
import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.PlainIterator;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Where the waiting for a result ends without one. Page: {@code as-completed.md}. */
@RestsOn(Ground.CALL_LATER)
final class AsCompletedLimitsTck extends AsCompletedRuleTest {

  /** Ends what should not be waited for any more, long after that. */
  private void rescue(List<AsyncFuture<Integer>> futures) {
    loop.callLater(
        ticks(500),
        () ->
            futures.stream()
                .filter(future -> !future.isDone())
                .forEach(future -> future.setResult(-1)));
  }

  /** Waits for one result after the other and traces them. */
  private void traceAll(AsCompleted all, int count) throws Exception {
    forEach(all, count, each -> trace.outcome("next", () -> await(each)));
  }

  @Rule("as-completed.timeout.raised")
  @Test
  void whoWaitsIsToldThatTheTimeHasPassed() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(1);
      rescue(futures);
      traceAll(asyncio.asCompleted(futures, ticks(2)), 1);
    });
    trace.shouldBe("next: raises TimeoutException");
  }

  @Rule("as-completed.timeout.raised")
  @Test
  void noTimeIsATimeThatHasPassedToo() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(1);
      rescue(futures);
      traceAll(asyncio.asCompleted(futures, Duration.ZERO), 1);
    });
    trace.shouldBe("next: raises TimeoutException");
  }

  @Rule("as-completed.timeout.raised")
  @Test
  void whatIsDoneAsTheTimePassesMayWinOrLose() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(1);
      AsCompleted all = asyncio.asCompleted(futures, ticks(2));
      loop.callLater(ticks(1), () -> futures.getFirst().setResult(7));
      loop.callSoon(() -> bench.blockFor(4));
      traceAll(all, 1);
      giveTurns();
    });
    trace.shouldBeOneOf(List.of("next: 7"), List.of("next: raises TimeoutException"));
  }

  @Rule("as-completed.timeout.each")
  @Test
  void everyCoroutineThatIsLeftRaises() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(17);
      futures.get(7).setResult(7);
      rescue(futures);
      List<String> outcomes = new ArrayList<>();
      forEach(
          asyncio.asCompleted(futures, ticks(2)),
          17,
          each -> {
            try {
              outcomes.add("" + await(each));
            } catch (TimeoutException late) {
              outcomes.add("late");
            }
          });
      trace.add("first: " + outcomes.getFirst());
      trace.add("late: " + outcomes.stream().filter("late"::equals).count());
    });
    trace.shouldBe("first: 7", "late: 16");
  }

  @Rule("as-completed.timeout.in-time")
  @Test
  void whatWasInTimeIsGiven() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      later(() -> futures.get(2).setResult(2), () -> futures.get(0).setResult(0));
      rescue(futures);
      traceAll(asyncio.asCompleted(futures, ticks(100)), 3);
    });
    trace.shouldBe("next: 2", "next: 0", "next: raises TimeoutException");
  }

  @Rule("as-completed.timeout.in-time")
  @Test
  void whatWasInTimeIsGivenToWhoAsksLate() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      List<Coroutine<?>> taken = new ArrayList<>();
      later(() -> futures.get(2).setResult(2), () -> futures.get(0).setResult(0));
      forEach(asyncio.asCompleted(futures, ticks(100)), 3, taken::add);
      await(asyncio.sleep(ticks(50)));
      rescue(futures);
      await(asyncio.sleep(ticks(51)));
      for (Coroutine<?> each : taken) {
        trace.outcome("next", () -> await(each));
      }
    });
    trace.shouldBe("next: 2", "next: 0", "next: raises TimeoutException");
  }

  @Rule("as-completed.timeout.disarmed")
  @Test
  void whoAsksLateIsNotToldThatTheWorkWasLate() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      List<Coroutine<?>> taken = new ArrayList<>();
      later(() -> {
        futures.get(1).setResult(1);
        futures.get(0).setResult(0);
        futures.get(2).setResult(2);
      });
      forEach(asyncio.asCompleted(futures, ticks(100)), 3, taken::add);
      trace.outcome("next", () -> await(taken.get(0)));
      giveTurns();
      await(asyncio.sleep(ticks(101)));
      trace.outcome("next", () -> await(taken.get(1)));
      trace.outcome("next", () -> await(taken.get(2)));
    });
    trace.shouldBe("next: 1", "next: 0", "next: 2");
  }

  @Rule("as-completed.timeout.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void theTimeHasPassedWhenItIsRaised() throws Exception {
    run(() ->
        traceEarly(delay -> {
          LoopTime end = loop.time().plus(delay);
          List<AsyncFuture<Integer>> futures = futures(1);
          rescue(futures);
          forEach(asyncio.asCompleted(futures, delay), 1, each -> Outcome.of(() -> await(each)));
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("as-completed.timeout.not-cancelled")
  @Test
  void whatIsLateGoesOn() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      rescue(futures);
      Coroutine<Integer> coroutine =
          coroutine(() -> {
            Integer result = await(futures.get(0));
            trace.add("the coroutine ends");
            return result;
          });
      Task<Integer> task = taskOf(futures.get(1));
      traceAll(asyncio.asCompleted(List.of(coroutine, task, futures.get(2)), ticks(2)), 3);
      giveTurns();
      trace.add("the future is cancelled: " + futures.get(2).isCancelled());
      futures.get(1).setResult(1);
      trace.outcome("the task", () -> await(task));
      futures.get(0).setResult(0);
      giveTurns();
    });
    trace.shouldBe(
        "next: raises TimeoutException",
        "next: raises TimeoutException",
        "next: raises TimeoutException",
        "the future is cancelled: false",
        "the task: 1",
        "the coroutine ends");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void whatAnotherGivesUpGoesOn() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      Task<Integer> task = taskOf(futures.get(1));
      Task<?> waiter =
          loop.createTask(
              coroutine(() ->
                  forEach(asyncio.asCompleted(List.of(futures.get(0), task)), 2, this::await)));
      giveTurns();
      waiter.cancel();
      giveTurns();
      trace.add("the future is cancelled: " + futures.get(0).isCancelled());
      futures.get(1).setResult(1);
      trace.outcome("the task", () -> await(task));
    });
    trace.shouldBe("the future is cancelled: false", "the task: 1");
  }

  @Rule("as-completed.cancel.raised")
  @Test
  void whoIsCancelledWhileItWaitsIsTold() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      PlainIterator<Coroutine<?>> steps = asyncio.asCompleted(futures).plainIterator();
      Task<?> waiter =
          loop.createTask(
              coroutine(() -> {
                trace.outcome("next", () -> await(steps.next()));
                trace.outcome("next", () -> await(steps.next()));
              }));
      giveTurns();
      waiter.cancel();
      giveTurns();
      futures.get(1).setResult(1);
      await(waiter);
      futures.get(0).setResult(0);
    });
    trace.shouldBe("next: raises CancelledError", "next: 1");
  }
}
