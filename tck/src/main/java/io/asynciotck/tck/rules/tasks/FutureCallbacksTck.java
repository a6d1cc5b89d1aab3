package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of futures.md about done callbacks. */
final class FutureCallbacksTck extends RuleTest {

  @Rule("future.done-callback.on-result")
  @Test
  void callbackRunsOnceAfterTheResult() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("callback"));
    settle();
    trace.add("set");
    future.setResult("value");
    settle();
    trace.shouldBe("set", "callback");
  }

  @Rule("future.done-callback.on-result")
  @Test
  void callbackRunsInALoopThatHasNothingElseToDo() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> {
      trace.add("callback");
      loop.stop();
    });
    future.setResult("value");
    loop.runForever();
    trace.shouldBe("callback");
  }

  @Rule("future.done-callback.on-result")
  @Test
  void eachOfManyCallbacksRunsOnce() {
    for (int size : Numbers.sizes()) {
      int[] calls = new int[size];
      AsyncFuture<String> future = loop.createFuture();
      for (int i = 0; i < size; i++) {
        int number = i;
        future.addDoneCallback(done -> calls[number]++);
      }
      future.setResult("value");
      for (int before = -1, now = 0; now > before && now < size; now = IntStream.of(calls).sum()) {
        before = now;
        settle(); // each may have an iteration of its own
      }
      trace.add(IntStream.of(calls).filter(count -> count == 1).count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("future.done-callback.on-exception")
  @Test
  void callbackRunsOnceAfterTheException() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("callback"));
    settle();
    trace.add("set");
    future.setException(new Boom());
    settle();
    future.exception();
    trace.shouldBe("set", "callback");
  }

  @Rule("future.done-callback.argument")
  @Test
  void callbackIsGivenItsFuture() {
    AsyncFuture<String> future = loop.createFuture();
    AsyncFuture<String> other = loop.createFuture();
    for (AsyncFuture<String> each : List.of(future, other)) {
      each.addDoneCallback(done -> trace.outcome("own", () -> done == each));
      each.setResult("value");
    }
    settle();
    trace.shouldBe("own: true", "own: true");
  }

  @Rule("future.done-callback.not-immediate")
  @Test
  void noCallbackRunsInsideTheCallThatSettles() {
    List<Consumer<AsyncFuture<String>>> ways =
        List.of(
            future -> future.setResult("value"),
            future -> future.setException(new Boom()),
            AsyncFuture::cancel);
    for (Consumer<AsyncFuture<String>> settle : ways) {
      AsyncFuture<String> future = loop.createFuture();
      future.addDoneCallback(done -> trace.add("callback"));
      settle.accept(future);
      trace.add("settled");
      Outcome.of(future::exception);
    }
    trace.shouldBe("settled", "settled", "settled");
  }

  @Rule("future.done-callback.call-soon")
  @Test
  void settlingPutsTheCallbackInTheQueueOfCallSoon() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("callback"));
    loop.callSoon(trace.mark("before"));
    future.setResult("value");
    loop.callSoon(trace.mark("after"));
    settle();
    trace.shouldBe("before", "callback", "after");
  }

  @Rule("future.done-callback.already-done")
  @Test
  void callbackOfADoneFutureGoesToTheQueueOfCallSoon() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    loop.callSoon(trace.mark("before"));
    future.addDoneCallback(done -> trace.add("callback"));
    loop.callSoon(trace.mark("after"));
    settle();
    trace.shouldBe("before", "callback", "after");
  }

  @Rule("future.done-callback.order")
  @Test
  void callbacksRunInTheOrderInWhichTheyWereAdded() {
    AsyncFuture<String> future = loop.createFuture();
    for (String name : List.of("a", "b", "c", "d")) {
      future.addDoneCallback(done -> trace.add(name));
    }
    future.setResult("value");
    settle();
    trace.shouldBe("a", "b", "c", "d");
  }

  @Rule("future.done-callback.order")
  @Test
  void manyCallbacksRunInTheOrderInWhichTheyWereAdded() {
    for (int size : Numbers.sizes()) {
      Numbers numbers = new Numbers();
      AsyncFuture<String> future = loop.createFuture();
      for (int i = 0; i < size; i++) {
        int number = i;
        future.addDoneCallback(done -> numbers.add(number));
      }
      future.setResult("value");
      settle();
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("future.done-callback.duplicate")
  @Test
  void callbackAddedTwiceRunsTwice() {
    AsyncFuture<String> future = loop.createFuture();
    Consumer<AsyncFuture<String>> callback = done -> trace.add("callback");
    future.addDoneCallback(callback);
    future.addDoneCallback(callback);
    future.setResult("value");
    settle();
    trace.shouldBe("callback", "callback");
  }

  @Rule("future.done-callback.exception")
  @Test
  void aFailingCallbackDoesNotStopTheOthers() {
    loop.setExceptionHandler((failed, context) -> {});
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("one"));
    future.addDoneCallback(done -> Boom.raise(new Boom()));
    future.addDoneCallback(done -> trace.add("two"));
    future.setResult("value");
    settle();
    trace.shouldBeInAnyOrder("one", "two");
  }

  @Rule("future.remove-done-callback.not-run")
  @Test
  void removedCallbackDoesNotRun() {
    AsyncFuture<String> future = loop.createFuture();
    Consumer<AsyncFuture<String>> removed = done -> trace.add("removed");
    future.addDoneCallback(removed);
    future.addDoneCallback(done -> trace.add("kept"));
    future.removeDoneCallback(removed);
    future.setResult("value");
    settle();
    trace.shouldBe("kept");
  }

  @Rule("future.remove-done-callback.not-run")
  @Test
  void ofManyTheOneThatIsRemovedDoesNotRun() {
    for (int size : Numbers.sizesTo(101)) {
      AsyncFuture<String> future = loop.createFuture();
      List<Consumer<AsyncFuture<String>>> callbacks = new ArrayList<>();
      Set<Integer> ran = new TreeSet<>();
      for (int i = 0; i < size; i++) {
        int number = i;
        callbacks.add(_ -> ran.add(number));
        future.addDoneCallback(callbacks.get(i));
      }
      future.removeDoneCallback(callbacks.get(size / 2));
      future.setResult("value");
      settle();
      boolean others = ran.size() == size - 1 && !ran.contains(size / 2);
      trace.add("all others of " + size + ": " + others);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> "all others of " + size + ": true")
            .toArray(String[]::new));
  }

  @Rule("future.remove-done-callback.count")
  @Test
  void everyOccurrenceIsRemovedAndCounted() {
    AsyncFuture<String> future = loop.createFuture();
    Consumer<AsyncFuture<String>> callback = done -> trace.add("callback");
    future.addDoneCallback(callback);
    future.addDoneCallback(done -> trace.add("other"));
    future.addDoneCallback(callback);
    trace.outcome("removed", () -> future.removeDoneCallback(callback));
    future.setResult("value");
    settle();
    trace.shouldBe("removed: 2", "other");
  }

  @Rule("future.remove-done-callback.absent")
  @Test
  void nothingIsRemovedForACallbackThatWasNeverAdded() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("other"));
    Consumer<AsyncFuture<String>> never = done -> trace.add("never");
    trace.outcome("removed", () -> future.removeDoneCallback(never));
    trace.shouldBe("removed: 0");
  }

  @Rule("future.remove-done-callback.equality")
  @Test
  void anEqualCallbackIsRemoved() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(new Marker(trace, "same"));
    future.addDoneCallback(new Marker(trace, "other"));
    trace.outcome("removed", () -> future.removeDoneCallback(new Marker(trace, "same")));
    trace.shouldBe("removed: 1");
  }

  @Rule("future.remove-done-callback.too-late")
  @Test
  void callbackOfADoneFutureStaysAndRuns() {
    AsyncFuture<String> future = loop.createFuture();
    Consumer<AsyncFuture<String>> callback = done -> trace.add("callback");
    future.addDoneCallback(callback);
    future.setResult("value");
    trace.outcome("removed", () -> future.removeDoneCallback(callback));
    settle();
    trace.shouldBe("removed: 0", "callback");
  }

  /** A callback that is equal to another one with the same event. */
  private record Marker(Trace trace, String event) implements Consumer<AsyncFuture<String>> {
    @Override
    public void accept(AsyncFuture<String> done) {
      trace.add(event);
    }
  }
}
