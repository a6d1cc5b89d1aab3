package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How {@code gather} collects results and exceptions. Page: {@code gather.md}. */
final class GatherTck extends RuleTest {

  // Results

  @Rule("gather.results.in-order")
  @Test
  void resultsStandInTheOrderOfTheArguments() throws Exception {
    AsyncFuture<String> a = loop.createFuture();
    AsyncFuture<String> b = loop.createFuture();
    AsyncFuture<String> c = loop.createFuture();
    var group = asyncio.gather(a, b, c);
    run(() -> {
      settleOneByOne(c, a, b);
      trace.outcome("gather", () -> await(group));
    });
    trace.shouldBe("gather: [1, 2, 0]");
  }

  @Rule("gather.results.in-order")
  @Test
  void whatIsDoneAlreadyStandsAtItsPlaceToo() throws Exception {
    run(() -> {
      for (boolean collects : List.of(false, true)) {
        AsyncFuture<String> first = loop.createFuture();
        AsyncFuture<String> done = loop.createFuture();
        AsyncFuture<String> last = loop.createFuture();
        done.setResult("done");
        var group = asyncio.gather(collects, first, done, last);
        last.setResult("last");
        loop.callSoon(() -> first.setResult("first"));
        trace.outcome("gather", () -> await(group));
      }
    });
    trace.shouldBe("gather: [first, done, last]", "gather: [first, done, last]");
  }

  @Rule("gather.results.in-order")
  @Test
  void theOrderDoesNotDependOnHowManyThereAre() throws Exception {
    for (int size : Numbers.sizes()) {
      AsyncFuture<?>[] futures = new AsyncFuture<?>[size];
      for (int i = 0; i < size; i++) {
        futures[i] = loop.<Integer>createFuture();
      }
      var group = asyncio.gather(futures);
      Numbers numbers = new Numbers();
      run(() -> {
        for (int number : Numbers.shuffled(size)) {
          settle(futures[number], number);
        }
        await(group).forEach(result -> numbers.addGiven(result));
      });
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @SuppressWarnings("unchecked") // The futures were made for numbers.
  private static void settle(AsyncFuture<?> future, int number) {
    ((AsyncFuture<Integer>) future).setResult(number);
  }

  @SafeVarargs
  private void settleOneByOne(AsyncFuture<String>... futures) throws Exception {
    for (int i = 0; i < futures.length; i++) {
      futures[i].setResult(String.valueOf(i));
      yieldOnce();
    }
  }

  @Rule("gather.results.wait-for-all")
  @Test
  void itIsDoneWhenAllAreDone() throws Exception {
    AsyncFuture<String> a = loop.createFuture();
    AsyncFuture<String> b = loop.createFuture();
    var group = asyncio.gather(a, b);
    run(() -> {
      a.setResult("a");
      await(asyncio.sleep(ticks(1)));
      trace.outcome("done after one", group::isDone);
      b.setResult("b");
      trace.outcome("gather", () -> await(group));
    });
    trace.shouldBe("done after one: false", "gather: [a, b]");
  }

  @Rule("gather.results.concurrent")
  @Test
  void eachCanWaitForTheOthers() throws Exception {
    AsyncFuture<Boolean> aBegan = loop.createFuture();
    AsyncFuture<Boolean> bBegan = loop.createFuture();
    Coroutine<?> a = coroutine(() -> meet("a", aBegan, bBegan));
    Coroutine<?> b = coroutine(() -> meet("b", bBegan, aBegan));
    run(() -> await(asyncio.gather(a, b)));
    trace.shouldBeInAnyOrder("a met the other", "b met the other");
  }

  private void meet(String name, AsyncFuture<Boolean> mine, AsyncFuture<Boolean> other)
      throws Exception {
    mine.setResult(true);
    await(other);
    trace.add(name + " met the other");
  }

  @Rule("gather.results.empty")
  @Test
  void nothingToGatherIsDone() throws Exception {
    run(() -> {
      var group = asyncio.gather();
      trace.outcome("done", group::isDone);
      trace.outcome("gather", () -> await(group));
    });
    trace.shouldBe("done: true", "gather: []");
  }

  @Rule("gather.results.duplicate")
  @Test
  void aCoroutineGivenTwiceRunsOnce() throws Exception {
    run(() -> {
      Coroutine<Integer> twice =
          coroutine(() -> {
            trace.add("runs");
            return 7;
          });
      trace.outcome("gather", () -> await(asyncio.gather(twice, twice)));
    });
    trace.shouldBe("runs", "gather: [7, 7]");
  }

  @Rule("gather.results.duplicate")
  @Test
  void aCoroutineGivenTwiceAmongOthersStandsAtBothPlaces() throws Exception {
    run(() -> {
      Coroutine<Integer> twice = coroutine(() -> 1);
      trace.outcome(
          "gather",
          () -> await(asyncio.gather(coroutine(() -> 0), twice, coroutine(() -> 2), twice)));
    });
    trace.shouldBe("gather: [0, 1, 2, 1]");
  }

  @Rule("gather.results.duplicate")
  @Test
  void aFutureGivenTwiceStandsAtBothPlaces() throws Exception {
    AsyncFuture<String> twice = loop.createFuture();
    AsyncFuture<String> between = loop.createFuture();
    var group = asyncio.gather(twice, between, twice);
    run(() -> {
      settleOneByOne(twice, between);
      trace.outcome("gather", () -> await(group));
    });
    trace.shouldBe("gather: [0, 1, 0]");
  }

  // Arguments

  @Rule("gather.arguments.coroutines-scheduled")
  @Test
  void coroutinesRunWithoutAnAwait() throws Exception {
    AsyncFuture<String> ran = loop.createFuture();
    run(() -> {
      asyncio.gather(coroutine(() -> ran.setResult("ran")));
      trace.outcome("coroutine", () -> await(ran));
    });
    trace.shouldBe("coroutine: ran");
  }

  @Rule("gather.arguments.start-order")
  @Test
  void coroutinesStartInOrder() throws Exception {
    run(() -> await(asyncio.gather(marking("a"), marking("b"), marking("c"), marking("d"))));
    trace.shouldBe("a", "b", "c", "d");
  }

  private Coroutine<@Nullable Void> marking(String event) {
    return coroutine(() -> trace.add(event));
  }

  @Rule("gather.arguments.futures")
  @Test
  void futuresTasksAndCoroutinesAreTakenTogether() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = loop.createTask(coroutine(() -> "task"));
    future.setResult("future");
    run(() -> {
      var group = asyncio.gather(future, task, coroutine(() -> "coroutine"));
      trace.outcome("results", () -> await(group).size());
    });
    trace.shouldBe("results: 3");
  }

  @Rule("gather.arguments.futures")
  @Test
  void oneFutureMayBeGatheredTwice() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    run(() -> {
      var one = asyncio.gather(future);
      var other = asyncio.gather(future);
      future.setResult("future");
      trace.outcome("one", () -> await(one));
      trace.outcome("other", () -> await(other));
    });
    trace.shouldBe("one: [future]", "other: [future]");
  }

  @Rule("gather.arguments.returns-future")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void theGroupIsAFuture() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    var group = asyncio.gather(future);
    trace.outcome("is a future", () -> asyncio.isfuture(group));
    trace.outcome("loop", () -> group.getLoop() == loop);
    trace.shouldBe("is a future: true", "loop: true");
  }

  @Rule("gather.arguments.different-loops")
  @Test
  void futuresOfTwoLoopsAreRefused() {
    AsyncFuture<String> here = loop.createFuture();
    AsyncFuture<String> elsewhere = bench.newLoop().createFuture();
    trace.outcome("gather", () -> asyncio.gather(here, elsewhere));
    trace.shouldBe("gather: raises IllegalArgumentException");
  }

  @Rule("gather.arguments.all-done-at-once")
  @Test
  void whatIsDoneIsGatheredAtOnce() {
    trace.outcome("done", () -> gatherWhatIsDone().isDone());
    trace.shouldBe("done: true");
  }

  @Rule("gather.arguments.all-done-later")
  @Test
  void whatIsDoneIsGatheredLater() {
    trace.outcome("done", () -> gatherWhatIsDone().isDone());
    trace.shouldBe("done: false");
  }

  private AsyncFuture<List<@Nullable Object>> gatherWhatIsDone() {
    AsyncFuture<String> a = loop.createFuture();
    AsyncFuture<String> b = loop.createFuture();
    a.setResult("a");
    b.setResult("b");
    return asyncio.gather(a, b);
  }

  // Exceptions

  @Rule("gather.exception.raised")
  @Test
  void theFirstExceptionInTimeIsRaised() throws Exception {
    AsyncFuture<String> a = loop.createFuture();
    AsyncFuture<String> b = loop.createFuture();
    var group = asyncio.gather(a, b);
    run(() -> {
      yieldOnce();
      b.setException(new Boom("b"));
      a.setException(new Boom("a"));
      trace.outcome("gather", () -> await(group));
    });
    trace.shouldBe("gather: raises Boom(b)");
  }

  @Rule("gather.exception.at-once")
  @Test
  void anExceptionDoesNotWaitForTheOthers() throws Exception {
    AsyncFuture<String> a = loop.createFuture();
    AsyncFuture<String> neverDone = loop.createFuture();
    var group = asyncio.gather(neverDone, a);
    a.setException(new Boom());
    run(() -> trace.outcome("gather", () -> await(group)));
    trace.shouldBe("gather: raises Boom");
  }

  @Rule("gather.exception.others-continue")
  @Test
  void theOthersRunOnAfterAnException() throws Exception {
    AsyncFuture<String> failed = loop.createFuture();
    Task<String> other = loop.createTask(asyncio.sleep(ticks(1), "slept"));
    var group = asyncio.gather(failed, other);
    failed.setException(new Boom());
    run(() -> {
      Outcome.of(() -> await(group));
      trace.outcome("other", () -> await(other));
    });
    trace.shouldBe("other: slept");
  }

  @Rule("gather.exception.others-continue")
  @Test
  void theOthersRunOnIfOneHadFailedBefore() throws Exception {
    AsyncFuture<String> failed = loop.createFuture();
    Task<String> other = loop.createTask(asyncio.sleep(ticks(1), "slept"));
    failed.setException(new Boom());
    run(() -> {
      Outcome.of(() -> await(asyncio.gather(other, failed)));
      trace.outcome("other", () -> await(other));
    });
    trace.shouldBe("other: slept");
  }

  @Rule("gather.exception.others-continue")
  @Test
  void allOfTheOthersRunOnHoweverManyThereAre() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      othersOf(size, failed -> failed.setException(new Boom()));
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  /** Gathers one that ends badly, and others of which it is traced how many have run on. */
  private void othersOf(int size, Consumer<AsyncFuture<String>> end) throws Exception {
    AsyncFuture<String> first = loop.createFuture();
    AsyncFuture<String> goOn = loop.createFuture();
    int[] ended = {0};
    Awaitable<?>[] all = new Awaitable<?>[size + 1];
    all[size / 2] = first;
    run(() -> {
      for (int i = 0; i <= size; i++) {
        if (all[i] == null) {
          all[i] =
              loop.createTask(
                  coroutine(() -> {
                    await(goOn);
                    ended[0]++;
                  }));
        }
      }
      var group = asyncio.gather(all);
      await(asyncio.sleep(ticks(1)));
      end.accept(first);
      Outcome.of(() -> await(group));
      goOn.setResult("go on");
      await(asyncio.sleep(ticks(1)));
    });
    trace.add(ended[0] + " of " + size);
  }

  @Rule("gather.return-exceptions.collected")
  @Test
  void exceptionsStandInTheListIfAskedFor() throws Exception {
    run(() ->
        gatherAll(
            coroutine(() -> 1),
            coroutine(() -> Boom.raise(new Boom("second"))),
            coroutine(() -> 3)));
    trace.shouldBe("gather: [1, Boom(second), 3]");
  }

  @Rule("gather.return-exceptions.collected")
  @Test
  void soDoExceptionsThatAreNoOrdinaryOnes() throws Exception {
    run(() ->
        gatherAll(
            coroutine(() -> 1), coroutine(() -> Boom.raise(new BoomError())), coroutine(() -> 3)));
    trace.shouldBe("gather: [1, BoomError, 3]");
  }

  @Rule("gather.return-exceptions.waits-for-all")
  @Test
  void anExceptionInTheListEndsNothing() throws Exception {
    AsyncFuture<String> failed = loop.createFuture();
    AsyncFuture<String> pending = loop.createFuture();
    var group = asyncio.gather(true, failed, pending);
    run(() -> {
      failed.setException(new Boom());
      await(asyncio.sleep(ticks(1)));
      trace.outcome("done after one", group::isDone);
      pending.setResult("late");
      trace.outcome("gather", () -> names(await(group)));
    });
    trace.shouldBe("done after one: false", "gather: [Boom, late]");
  }

  // A cancelled child

  @Rule("gather.child-cancelled.raised")
  @Test
  void aCancelledChildIsRaised() throws Exception {
    AsyncFuture<String> child = loop.createFuture();
    var group = asyncio.gather(child);
    child.cancel();
    run(() -> trace.outcome("gather", () -> await(group)));
    trace.shouldBe("gather: raises CancelledError");
  }

  @Rule("gather.child-cancelled.gather-not-cancelled")
  @Test
  void aCancelledChildDoesNotCancelTheGroup() {
    AsyncFuture<String> child = loop.createFuture();
    var group = asyncio.gather(child);
    child.cancel();
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.outcome("cancelled", group::isCancelled);
    trace.shouldBe("cancelled: false");
  }

  @Rule("gather.child-cancelled.others-continue")
  @Test
  void aCancelledChildDoesNotCancelTheOthers() throws Exception {
    AsyncFuture<String> child = loop.createFuture();
    Task<String> other = loop.createTask(asyncio.sleep(ticks(1), "slept"));
    var group = asyncio.gather(child, other);
    child.cancel();
    run(() -> {
      Outcome.of(() -> await(group));
      trace.outcome("other", () -> await(other));
    });
    trace.shouldBe("other: slept");
  }

  @Rule("gather.child-cancelled.others-continue")
  @Test
  void aCancelledChildDoesNotCancelTheOthersHoweverManyThereAre() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      othersOf(size, AsyncFuture::cancel);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("gather.child-cancelled.collected")
  @Test
  void aCancelledChildStandsInTheListIfAskedFor() throws Exception {
    AsyncFuture<String> child = loop.createFuture();
    AsyncFuture<String> other = loop.createFuture();
    child.cancel();
    other.setResult("other");
    run(() -> gatherAll(child, other));
    trace.shouldBe("gather: [CancelledError, other]");
  }

  private void gatherAll(Awaitable<?>... aws) {
    trace.outcome("gather", () -> names(await(asyncio.gather(true, aws))));
  }

  private static List<String> names(List<@Nullable Object> results) {
    return results.stream()
        .map(result -> result instanceof Throwable raised ? Outcome.nameOf(raised) : "" + result)
        .toList();
  }
}
