package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Handle;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code wait} does. Page: {@code waiting.md}. */
@RestsOn(Ground.CALL_LATER)
final class WaitingTck extends RuleTest {

  private List<AsyncFuture<Integer>> futures(int size) {
    return Stream.generate(loop::<Integer>createFuture).limit(size).toList();
  }

  /** Does one thing after the other, with turns between, while another task waits. */
  private void later(VoidBody... things) {
    loop.createTask(
        coroutine(() -> {
          for (VoidBody thing : things) {
            yieldTimes(5);
            thing.run();
          }
        }));
  }

  /** Ends what a wait still waits for that should have ended, so that its test does. */
  private VoidBody rescue(List<AsyncFuture<Integer>> futures) {
    return () -> {
      yieldTimes(40);
      futures.stream().filter(future -> !future.isDone()).forEach(future -> future.setResult(-1));
    };
  }

  private static String told(List<Set<AsyncFuture<?>>> sets, List<? extends AsyncFuture<?>> all) {
    return "done " + places(sets.get(0), all) + ", pending " + places(sets.get(1), all);
  }

  private static List<Integer> places(
      Set<AsyncFuture<?>> some, List<? extends AsyncFuture<?>> all) {
    return IntStream.range(0, all.size()).filter(i -> some.contains(all.get(i))).boxed().toList();
  }

  // Until all are done

  @Rule("wait.all.waits")
  @Test
  void itReturnsWhenAllAreDone() throws Exception {
    for (int size : Numbers.sizes()) {
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(size);
        List<Integer> order = IntStream.of(Numbers.shuffled(size)).boxed().toList();
        later(
            () -> order.subList(0, size - 1).forEach(i -> futures.get(i).setResult(i)),
            () -> {
              trace.add("the last of " + size);
              futures.get(order.getLast()).setResult(0);
            });
        List<Set<AsyncFuture<?>>> sets = await(asyncio.waiting(futures));
        trace.add("done: " + sets.get(0).size() + ", pending: " + sets.get(1).size());
      });
    }
    List<String> expected = new ArrayList<>();
    for (int size : Numbers.sizes()) {
      expected.add("the last of " + size);
      expected.add("done: " + size + ", pending: 0");
    }
    trace.shouldBe(expected.toArray(String[]::new));
  }

  @Rule("wait.all.waits")
  @Test
  void whenAllAreDoneTheRestOfTheTimeIsNotWaitedFor() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      Handle late = loop.callLater(Duration.ofHours(1), trace.mark("late"));
      later(
          () -> futures.get(1).setResult(1),
          () -> futures.get(2).setResult(2),
          () -> futures.get(0).setResult(0));
      trace.add(told(await(asyncio.waiting(futures, Duration.ofHours(2))), futures));
      late.cancel();
    });
    trace.shouldBe("done [0, 1, 2], pending []");
  }

  @Rule("wait.sets.partition")
  @Test
  void eachFutureIsInOneOfTheSets() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(4);
      futures.get(1).setResult(1);
      futures.get(3).cancel();
      List<Set<AsyncFuture<?>>> sets = await(asyncio.waiting(futures, asyncio.firstCompleted()));
      trace.add(told(sets, futures));
      Set<AsyncFuture<?>> both = new HashSet<>(sets.get(0));
      both.addAll(sets.get(1));
      trace.add("in all: " + both.size());
    });
    trace.shouldBe("done [1, 3], pending [0, 2]", "in all: 4");
  }

  @Rule("wait.sets.partition")
  @Test
  void aFutureThatIsGivenTwiceIsInOneOfTheSets() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      List<AsyncFuture<Integer>> twice = new ArrayList<>(futures);
      twice.addAll(futures);
      later(() -> futures.get(0).setResult(1), rescue(futures));
      trace.add(told(await(asyncio.waiting(twice, asyncio.firstCompleted())), futures));
    });
    trace.shouldBe("done [0], pending [1]");
  }

  @Rule("wait.done.at-once")
  @Test
  void whatIsDoneIsNotWaitedFor() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      futures.forEach(future -> future.setResult(1));
      trace.add("all: " + told(await(asyncio.waiting(futures)), futures));
      List<AsyncFuture<Integer>> some = futures(3);
      some.get(2).setResult(1);
      later(rescue(some));
      trace.add("one: " + told(await(asyncio.waiting(some, asyncio.firstCompleted())), some));
    });
    trace.shouldBe("all: done [0, 1, 2], pending []", "one: done [2], pending [0, 1]");
  }

  @Rule("wait.exception.not-raised")
  @Test
  void aFailureIsReturnedAndNotRaised() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(2);
      later(() -> {
        futures.get(0).setException(new Boom("future"));
        futures.get(1).cancel();
      });
      trace.outcome("wait", () -> told(await(asyncio.waiting(futures)), futures));
      trace.outcome("result", () -> futures.get(0).result());
    });
    trace.shouldBe("wait: done [0, 1], pending []", "result: raises Boom(future)");
  }

  // Until one is done

  @Rule("wait.first-completed.returns")
  @Test
  void itReturnsWhenOneIsDone() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(size);
        later(() -> futures.get(size / 2).setResult(1), rescue(futures));
        List<Set<AsyncFuture<?>>> sets = await(asyncio.waiting(futures, asyncio.firstCompleted()));
        boolean isIt = sets.get(0).equals(Set.of(futures.get(size / 2)));
        trace.add(size + ": the one is done: " + isIt + ", pending: " + sets.get(1).size());
        futures.forEach(AsyncFuture::cancel);
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> size + ": the one is done: true, pending: " + (size - 1))
            .toArray(String[]::new));
  }

  @Rule("wait.first-completed.cancelled")
  @Test
  void aCancellationEndsIt() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      later(() -> futures.get(0).cancel(), rescue(futures));
      trace.add(told(await(asyncio.waiting(futures, asyncio.firstCompleted())), futures));
    });
    trace.shouldBe("done [0], pending [1, 2]");
  }

  @Rule("wait.first-exception.returns")
  @Test
  void itReturnsWhenOneFails() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(4);
      later(
          () -> futures.get(0).setResult(0),
          () -> futures.get(1).cancel(),
          () -> {
            trace.add("fails");
            futures.get(2).setException(new Boom("future"));
          },
          rescue(futures));
      trace.add(told(await(asyncio.waiting(futures, asyncio.firstException())), futures));
      trace.outcome("result", () -> futures.get(2).result());
    });
    trace.shouldBe("fails", "done [0, 1, 2], pending [3]", "result: raises Boom(future)");
  }

  @Rule("wait.first-exception.returns")
  @Test
  void whatHasFailedBeforeIsNotWaitedFor() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      futures.get(1).setException(new Boom("future"));
      later(rescue(futures));
      trace.add(told(await(asyncio.waiting(futures, asyncio.firstException())), futures));
      trace.outcome("result", () -> futures.get(1).result());
    });
    trace.shouldBe("done [1], pending [0, 2]", "result: raises Boom(future)");
  }

  @Rule("wait.first-exception.none")
  @Test
  void withoutAFailureItReturnsWhenAllAreDone() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(3);
      later(
          () -> futures.get(0).setResult(0),
          () -> futures.get(1).cancel(),
          () -> {
            trace.add("the last");
            futures.get(2).setResult(2);
          });
      trace.add(told(await(asyncio.waiting(futures, asyncio.firstException())), futures));
    });
    trace.shouldBe("the last", "done [0, 1, 2], pending []");
  }

  @Rule("wait.first-exception.none")
  @Test
  void manyThatHaveEndedBeforeDoNotEndIt() throws Exception {
    run(() -> {
      List<AsyncFuture<Integer>> futures = futures(17);
      futures.subList(0, 9).forEach(future -> future.setResult(0));
      later(
          () -> futures.subList(9, 16).forEach(future -> future.setResult(0)),
          () -> {
            trace.add("the last");
            futures.get(16).setResult(0);
          });
      trace.add(
          "done: " + await(asyncio.waiting(futures, asyncio.firstException())).getFirst().size());
    });
    trace.shouldBe("the last", "done: 17");
  }

  // For a limited time

  @Rule("wait.timeout.returns")
  @Test
  void whenTheTimeHasPassedItReturns() throws Exception {
    for (int timeout : List.of(2, 0, -1)) {
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(3);
        futures.get(1).setResult(1);
        Handle rescue =
            loop.callLater(
                ticks(500),
                () ->
                    futures.stream()
                        .filter(future -> !future.isDone())
                        .forEach(future -> future.setResult(-1)));
        trace.outcome("wait", () -> told(await(asyncio.waiting(futures, ticks(timeout))), futures));
        rescue.cancel();
      });
    }
    trace.shouldBe(
        "wait: done [1], pending [0, 2]",
        "wait: done [1], pending [0, 2]",
        "wait: done [1], pending [0, 2]");
  }

  @Rule("wait.timeout.returns")
  @Test
  void whatWasCancelledInTimeIsDone() throws Exception {
    for (int timeout : List.of(2, 0)) {
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(2);
        futures.get(1).cancel();
        trace.outcome("wait", () -> told(await(asyncio.waiting(futures, ticks(timeout))), futures));
        futures.getFirst().cancel();
      });
    }
    trace.shouldBe("wait: done [1], pending [0]", "wait: done [1], pending [0]");
  }

  @Rule("wait.timeout.returns")
  @Test
  void theTimeMayBeAWholeNumber() throws Exception {
    bench.surroundings().giveWholeSeconds();
    for (Duration timeout : List.of(Duration.ofSeconds(1), Duration.ZERO)) {
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(2);
        futures.get(1).setResult(1);
        trace.outcome("wait", () -> told(await(asyncio.waiting(futures, timeout)), futures));
      });
    }
    trace.shouldBe("wait: done [1], pending [0]", "wait: done [1], pending [0]");
  }

  @Rule("wait.timeout.not-cancelled")
  @Test
  void whatIsLateIsNotCancelled() throws Exception {
    for (int timeout : List.of(2, 0)) {
      run(() -> waitInVain(ticks(timeout)));
    }
    trace.shouldBe(
        "the future is cancelled: false",
        "the task ends",
        "the task: is over",
        "the future is cancelled: false",
        "the task ends",
        "the task: is over");
  }

  private void waitInVain(Duration timeout) throws Exception {
    AsyncFuture<@Nullable Void> go = loop.createFuture();
    List<? extends AsyncFuture<?>> tasks =
        List.of(
            loop.createFuture(),
            loop.createTask(
                coroutine(() -> {
                  await(go);
                  trace.add("the task ends");
                })));
    Handle rescue = loop.callLater(ticks(200), () -> tasks.forEach(AsyncFuture::cancel));
    await(asyncio.waiting(tasks, timeout));
    rescue.cancel();
    yieldOnce();
    trace.add("the future is cancelled: " + tasks.get(0).isCancelled());
    go.setResult(null);
    trace.outcome(
        "the task",
        () -> {
          await(tasks.get(1));
          return "is over";
        });
  }

  // A wait that is given up

  @Rule("wait.cancel.raised")
  @Test
  void whoIsCancelledWhileItWaitsIsTold() throws Exception {
    List<AsyncFuture<Integer>> futures = futures(2);
    Task<?> waiter =
        loop.createTask(
            coroutine(() -> trace.outcome("wait", () -> await(asyncio.waiting(futures)))));
    settle();
    waiter.cancel();
    runUntil(waiter);
    futures.forEach(AsyncFuture::cancel);
    trace.shouldBe("wait: raises CancelledError");
  }

  @Rule("wait.cancel.others-run")
  @Test
  void whatAnotherGivesUpGoesOn() throws Exception {
    List<AsyncFuture<Integer>> futures = futures(2);
    Task<Integer> task = loop.createTask(coroutine(() -> await(futures.get(1))));
    Task<?> waiter =
        loop.createTask(coroutine(() -> await(asyncio.waiting(List.of(futures.get(0), task)))));
    settle();
    waiter.cancel();
    settle();
    trace.add("the future is cancelled: " + futures.get(0).isCancelled());
    futures.get(1).setResult(1);
    run(() -> trace.outcome("the task", () -> await(task)));
    trace.shouldBe("the future is cancelled: false", "the task: 1");
  }

  // What it is given

  @Rule("wait.arguments.generator")
  @Test
  void tasksComeFromAGenerator() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      run(() -> {
        List<AsyncFuture<Integer>> futures = futures(size);
        List<Task<Integer>> tasks = new ArrayList<>();
        futures.forEach(future -> tasks.add(loop.createTask(coroutine(() -> await(future)))));
        later(() -> futures.forEach(future -> future.setResult(1)));
        List<Set<AsyncFuture<?>>> sets = await(asyncio.waiting(tasks.iterator()));
        boolean same = sets.get(0).equals(new HashSet<>(tasks));
        trace.add(size + ": all done: " + same + ", pending: " + sets.get(1).size());
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> size + ": all done: true, pending: 0")
            .toArray(String[]::new));
  }

  @Rule("wait.arguments.coroutine")
  @Test
  void aCoroutineIsRefused() throws Exception {
    run(() -> {
      AsyncFuture<Integer> future = loop.createFuture();
      future.setResult(1);
      Coroutine<Integer> coroutine = coroutine(() -> 2);
      boolean refused = false;
      try {
        await(asyncio.waiting(List.of(future, coroutine)));
      } catch (Exception raised) {
        refused = true;
      }
      trace.add("refused: " + refused);
      coroutine.close();
    });
    trace.shouldBe("refused: true");
  }

  @Rule("wait.arguments.empty")
  @Test
  void nothingIsNotWaitedFor() throws Exception {
    run(() -> {
      boolean refused = false;
      try {
        await(asyncio.waiting(List.of()));
      } catch (Exception raised) {
        refused = true;
      }
      trace.add("refused: " + refused);
    });
    trace.shouldBe("refused: true");
  }
}
