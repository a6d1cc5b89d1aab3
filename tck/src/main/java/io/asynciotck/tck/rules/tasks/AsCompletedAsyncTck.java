package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code async for} gets from {@code as_completed}. Page: {@code as-completed.md}. */
final class AsCompletedAsyncTck extends AsCompletedRuleTest {

  @Rule("as-completed.async.originals")
  @Test
  void itGivesTheVeryTasksAndFutures() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      List<AsyncFuture<Integer>> given = List.of(futures.get(0), taskOf(futures.get(1)));
      later(() -> futures.get(1).setResult(1), () -> futures.get(0).setResult(0));
      asyncForEach(
          asyncio.asCompleted(given), 2, each -> trace.add("next: " + placeOf(each, given)));
    });
    trace.shouldBe("next: 1", "next: 0");
  }

  @Rule("as-completed.async.order")
  @Test
  void theyComeInTheOrderInWhichTheyCompleted() throws Exception {
    for (int size : Numbers.sizes()) {
      Numbers results = new Numbers();
      boolean[] done = {true};
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(size);
        completeInTurn(futures);
        asyncForEach(
            asyncio.asCompleted(futures),
            size,
            each -> {
              done[0] &= each.isDone();
              results.add((int) await(each));
            });
      });
      trace.add(done[0] ? results.order(size) : "some of " + size + " were not done");
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("as-completed.async.implicit-tasks")
  @Test
  void aCoroutineComesAsItsTask() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      List<Object> running = new ArrayList<>();
      List<Coroutine<Integer>> coroutines = new ArrayList<>();
      for (AsyncFuture<Integer> future : futures) {
        coroutines.add(
            coroutine(() -> {
              running.add(asyncio.currentTask());
              return await(future);
            }));
      }
      later(() -> futures.get(1).setResult(1), () -> futures.get(0).setResult(0));
      asyncForEach(
          asyncio.asCompleted(coroutines),
          2,
          each -> trace.add(await(each) + " of its task: " + (placeOf(each, running) >= 0)));
    });
    trace.shouldBe("1 of its task: true", "0 of its task: true");
  }

  @Rule("as-completed.async.failed")
  @Test
  void whatHasFailedComesAsAnyOther() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(4);
      endInAllWays(futures);
      asyncForEach(
          asyncio.asCompleted(futures),
          4,
          each -> trace.outcome("number " + placeOf(each, futures), () -> await(each)));
    });
    trace.shouldBe(
        "number 3: 3",
        "number 1: raises Boom(one)",
        "number 0: raises CancelledError",
        "number 2: 2");
  }

  @Rule("as-completed.async.end")
  @Test
  void itEndsBehindTheLast() throws Exception {
    run(() -> {
      for (int size : List.of(0, 1, 2, 17)) {
        int[] steps = {0};
        List<Awaitable<?>> done = new ArrayList<>();
        for (AsyncFuture<Integer> future : futures(size)) {
          future.setResult(1);
          done.add(future);
        }
        asyncForEach(asyncio.asCompleted(done), size, each -> steps[0]++);
        trace.add("steps: " + steps[0]);
      }
    });
    trace.shouldBe("steps: 0", "steps: 1", "steps: 2", "steps: 17");
  }

  @Rule("as-completed.async.cancelled-step")
  @Test
  void aStepThatWasCancelledTakesNothingAway() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      AsyncIterator<AsyncFuture<?>> steps = asyncio.asCompleted(futures).asyncIterator();
      Task<?> waiter = loop.createTask(coroutine(() -> await(steps.next())));
      giveTurns();
      waiter.cancel();
      giveTurns();
      later(() -> futures.get(1).setResult(1), () -> futures.get(0).setResult(0));
      for (int i = 0; i < 2; i++) {
        trace.outcome("next", () -> await(await(steps.next())));
      }
    });
    trace.shouldBe("next: 1", "next: 0");
  }

  @Rule("as-completed.async.timeout")
  @RestsOn(Ground.CALL_LATER)
  @Test
  void itRaisesWhenTheTimeHasPassed() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      Task<Integer> task = taskOf(futures.get(1));
      later(() -> futures.get(1).setResult(1));
      loop.callLater(ticks(200), () -> futures.get(0).setResult(-1));
      List<AsyncFuture<Integer>> given = List.of(futures.get(0), task, futures.get(2));
      trace.outcome(
          "the loop",
          () -> {
            asyncForEach(
                asyncio.asCompleted(given, ticks(100)),
                3,
                each -> trace.add("next: " + placeOf(each, given)));
            return "ends";
          });
      trace.add("cancelled: " + futures.get(2).isCancelled());
      futures.get(2).cancel();
    });
    trace.shouldBe("next: 1", "the loop: raises TimeoutException", "cancelled: false");
  }
}
