package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code for} gets from {@code as_completed}. Page: {@code as-completed.md}. */
final class AsCompletedTck extends AsCompletedRuleTest {

  // Results as they come

  @Rule("as-completed.results.order")
  @Test
  void resultsComeInTheOrderInWhichTheyCompleted() throws Exception {
    for (int size : Numbers.sizes()) {
      Numbers results = new Numbers();
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(size);
        completeInTurn(futures);
        forEach(asyncio.asCompleted(futures), size, each -> results.add((int) await(each)));
      });
      trace.add(results.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("as-completed.results.exception")
  @Test
  void aFailureIsRaisedWhereItsTurnIs() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(4);
      endInAllWays(futures);
      forEach(
          asyncio.asCompleted(futures.subList(1, 4)),
          3,
          each -> trace.outcome("next", () -> await(each)));
    });
    trace.shouldBe("next: 3", "next: raises Boom(one)", "next: 2");
  }

  @Rule("as-completed.results.cancelled")
  @Test
  void aCancellationIsRaisedWhereItsTurnIs() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(4);
      endInAllWays(futures);
      List<AsyncFuture<Integer>> three = List.of(futures.get(2), futures.get(0), futures.get(3));
      forEach(asyncio.asCompleted(three), 3, each -> trace.outcome("next", () -> await(each)));
      trace.outcome("the one that failed", futures.get(1)::result);
    });
    trace.shouldBe(
        "next: 3",
        "next: raises CancelledError",
        "next: 2",
        "the one that failed: raises Boom(one)");
  }

  @Rule("as-completed.results.done-first")
  @Test
  void whatIsDoneComesFirst() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(17);
      for (int i = 1; i < 17; i += 2) {
        futures.get(i).setResult(i);
      }
      later(() -> {
        for (int i = 0; i < 17; i += 2) {
          futures.get(i).setResult(i);
        }
      });
      List<Integer> results = new ArrayList<>();
      forEach(asyncio.asCompleted(futures), 17, each -> results.add((int) await(each)));
      trace.add("first: " + new TreeSet<>(results.subList(0, 8)));
      trace.add("then: " + results.subList(8, 17));
    });
    trace.shouldBe("first: [1, 3, 5, 7, 9, 11, 13, 15]", "then: [0, 2, 4, 6, 8, 10, 12, 14, 16]");
  }

  @Rule("as-completed.plain.coroutines")
  @Test
  void eachStepGivesACoroutine() throws Exception {
    run(() -> {
      List<Coroutine<?>> coroutines = new ArrayList<>();
      List<AsyncFuture<Integer>> futures = futures(17);
      completeInTurn(futures);
      forEach(
          asyncio.asCompleted(futures),
          17,
          each -> {
            coroutines.add(each);
            await(each);
          });
      trace.add("coroutines: " + coroutines.stream().filter(asyncio::iscoroutine).count());
    });
    trace.shouldBe("coroutines: 17");
  }

  @Rule("as-completed.plain.ahead")
  @Test
  void allStepsCanBeTakenBeforeAnythingHasCompleted() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      List<Coroutine<?>> taken = new ArrayList<>();
      forEach(asyncio.asCompleted(futures), 3, taken::add);
      trace.add("taken: " + taken.size());
      completeInTurn(futures);
      for (int i = 0; i < taken.size(); i++) {
        // The last one that was taken is awaited first, and gives what completes first.
        trace.add("result: " + await(taken.get(taken.size() - 1 - i)));
      }
    });
    trace.shouldBe("taken: 3", "result: 0", "result: 1", "result: 2");
  }

  // What it is given

  @Rule("as-completed.arguments.concurrent")
  @Test
  void coroutinesRunSideBySide() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      int[] begun = {0};
      run(() -> {
        AsyncFuture<Integer> all = loop.createFuture();
        List<Coroutine<Integer>> coroutines = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          coroutines.add(
              coroutine(() -> {
                begun[0]++;
                return await(all);
              }));
        }
        later(() -> {
          trace.add(size + " have begun: " + (begun[0] == size));
          all.setResult(0);
        });
        forEach(asyncio.asCompleted(coroutines), size, this::await);
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> size + " have begun: true")
            .toArray(String[]::new));
  }

  @Rule("as-completed.arguments.mixed")
  @Test
  void coroutinesTasksAndFuturesAreGivenTogether() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      Coroutine<Integer> coroutine = coroutine(() -> await(futures.get(0)));
      Task<Integer> task = taskOf(futures.get(1));
      later(
          () -> futures.get(1).setResult(1),
          () -> futures.get(0).setResult(0),
          () -> futures.get(2).setResult(2));
      forEach(
          asyncio.asCompleted(List.of(coroutine, task, futures.get(2))),
          3,
          each -> trace.add("next: " + await(each)));
    });
    trace.shouldBe("next: 1", "next: 0", "next: 2");
  }

  @Rule("as-completed.arguments.empty")
  @Test
  void withoutAwaitablesThereIsNoStep() throws Exception {
    run(() -> {
      forEach(asyncio.asCompleted(List.of()), 0, each -> trace.add("a step"));
      trace.add("behind it");
    });
    trace.shouldBe("behind it");
  }

  @Rule("as-completed.arguments.duplicate")
  @Test
  void whatIsGivenTwiceCompletesOnce() throws Exception {
    run(() -> {
      AsyncFuture<Integer> future = loop.createFuture();
      AsyncFuture<Integer> other = loop.createFuture();
      later(() -> future.setResult(1), () -> other.setResult(2));
      forEach(
          asyncio.asCompleted(List.of(future, other, future)),
          2,
          each -> trace.add("next: " + await(each)));
    });
    trace.shouldBe("next: 1", "next: 2");
  }

  @Rule("as-completed.arguments.generator")
  @Test
  void tasksComeFromAGenerator() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      Numbers results = new Numbers();
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(size);
        List<Awaitable<Integer>> tasks = new ArrayList<>();
        futures.forEach(future -> tasks.add(taskOf(future)));
        later(() -> completeInTurn(futures));
        forEach(
            asyncio.asCompleted(tasks.iterator()), size, each -> results.add((int) await(each)));
      });
      trace.add(results.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(101)));
  }
}
