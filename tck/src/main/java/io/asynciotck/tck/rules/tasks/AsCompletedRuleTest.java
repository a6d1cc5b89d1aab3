package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsCompleted;
import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.PlainIterator;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RuleTest;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tests of {@code as_completed} share: both kinds of {@code for}, and what completes. */
abstract class AsCompletedRuleTest extends RuleTest {

  /** What is done with each thing that is gone through. */
  @FunctionalInterface
  interface Each<T> {
    void run(T each) throws Exception;
  }

  /** Goes through the coroutines, as {@code for} does, of which there should be this many. */
  final void forEach(AsCompleted all, int count, Each<Coroutine<?>> each) throws Exception {
    PlainIterator<Coroutine<?>> steps = all.plainIterator();
    for (int step = 0; step <= count; step++) {
      Coroutine<?> next;
      try {
        next = steps.next();
      } catch (NoSuchElementException end) {
        if (step < count) {
          trace.add("of " + count + " steps there were " + step);
        }
        return;
      }
      each.run(next);
    }
    trace.add("more than " + count + " steps");
  }

  /** The same as {@code async for}. */
  final void asyncForEach(AsCompleted all, int count, Each<AsyncFuture<?>> each) throws Exception {
    AsyncIterator<AsyncFuture<?>> steps = all.asyncIterator();
    for (int step = 0; step <= count; step++) {
      AsyncFuture<?> next;
      try {
        next = await(steps.next());
      } catch (StopAsyncIterationException end) {
        if (step < count) {
          trace.add("of " + count + " steps there were " + step);
        }
        return;
      }
      each.run(next);
    }
    trace.add("more than " + count + " steps");
  }

  final List<AsyncFuture<Integer>> futures(int size) {
    return Stream.generate(loop::<Integer>createFuture).limit(size).toList();
  }

  /** A task that waits for a future and gives its result. */
  final Task<Integer> taskOf(AsyncFuture<Integer> future) {
    return loop.createTask(coroutine(() -> await(future)));
  }

  /**
   * Sets results in another task: 0 first, and in an order that is not that of the list; some in
   * one turn, others in different ones.
   */
  final void completeInTurn(List<AsyncFuture<Integer>> futures) {
    int[] order = Numbers.shuffled(futures.size());
    later(() -> {
      for (int place = 0; place < order.length; place++) {
        futures.get(order[order.length - 1 - place]).setResult(place);
        if (place % 3 == 2) {
          yieldOnce();
        }
      }
    });
  }

  /** Does one thing after the other, with turns between, while another task waits. */
  final void later(VoidBody... things) {
    loop.createTask(
        coroutine(() -> {
          for (VoidBody thing : things) {
            giveTurns();
            thing.run();
          }
        }));
  }

  /** Gives others so many turns that what can go on has gone on. */
  final void giveTurns() throws Exception {
    yieldTimes(20);
  }

  /** One has a result, one fails, one is cancelled, one has a result. */
  final void endInAllWays(List<AsyncFuture<Integer>> four) {
    later(
        () -> four.get(3).setResult(3),
        () -> four.get(1).setException(new Boom("one")),
        () -> four.get(0).cancel(),
        () -> four.get(2).setResult(2));
  }

  /** The place of a future among others, which may be proxies of the same. */
  static int placeOf(AsyncFuture<?> future, List<? extends @Nullable Object> all) {
    return IntStream.range(0, all.size())
        .filter(place -> future.equals(all.get(place)))
        .findFirst()
        .orElse(-1);
  }
}
