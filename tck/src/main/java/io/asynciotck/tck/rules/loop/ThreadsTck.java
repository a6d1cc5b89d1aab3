package io.asynciotck.tck.rules.loop;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code threads.md}: {@code call_soon_threadsafe}. */
@UsesThreads
final class ThreadsTck extends OtherThreadRuleTest {

  private static final int ROUNDS = 30;
  private static final int PRODUCERS = 4;
  private static final int CALLS = 100;

  @Rule("loop.call-soon-threadsafe.runs")
  @Test
  void aCallbackFromAnotherThreadRunsOnce() {
    inOtherThread(() -> loop.callSoonThreadsafe(trace.mark("callback")));
    settle();
    trace.shouldBe("callback");
  }

  @Rule("loop.call-soon-threadsafe.arguments")
  @Test
  void aCallbackOfAnotherThreadIsCalledWithItsArguments() {
    inOtherThread(() -> {
      loop.callSoonThreadsafe(args -> trace.add(Arrays.toString(args)));
      loop.callSoonThreadsafe(args -> trace.add(Arrays.toString(args)), 1);
      loop.callSoonThreadsafe(args -> trace.add(Arrays.toString(args)), 1, "two");
      loop.callSoonThreadsafe(
          args -> trace.add(Arrays.toString(args)), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      return loop.callSoonThreadsafe(args -> trace.add(Arrays.toString(args)), 1, "two", true);
    });
    settle();
    trace.shouldBeInAnyOrder(
        "[]", "[1]", "[1, two]", "[1, two, true]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
  }

  @Rule("loop.call-soon-threadsafe.before-run")
  @Test
  void aCallbackIsCalledInALoopThatHasNothingElseToDo() {
    inOtherThread(() ->
        loop.callSoonThreadsafe(() -> {
          trace.add("callback");
          loop.stop();
        }));
    trace.add("run");
    loop.runForever();
    trace.shouldBe("run", "callback");
  }

  @Rule("loop.call-soon-threadsafe.loop-thread")
  @Test
  void theCallbackRunsInTheThreadThatRunsTheLoop() throws Exception {
    Thread mine = Thread.currentThread();
    keepAwake();
    runLoopDuring(() ->
        loop.callSoonThreadsafe(
            () -> trace.add("in the loop's thread: " + (Thread.currentThread() == mine))));
    trace.shouldBe("in the loop's thread: true");
  }

  @Rule("loop.call-soon-threadsafe.wakes")
  @Test
  void everyCallWakesALoopThatHasNothingToDo() throws Exception {
    runLoopDuring(() -> {
      exchangeCalls();
      trace.add("every call was answered");
    });
    trace.shouldBe("every call was answered");
  }

  @Rule("loop.call-soon-threadsafe.wakes")
  @Test
  void everyCallWakesALoopThatWaitsForATimer() throws Exception {
    loop.callLater(Duration.ofHours(1), () -> {});
    runLoopDuring(() -> {
      exchangeCalls();
      trace.add("every call was answered");
    });
    trace.shouldBe("every call was answered");
  }

  @Rule("loop.call-soon-threadsafe.concurrent")
  @Test
  void noneOfManyCallsIsLostOrDoubled() throws Exception {
    int[] calls = new int[PRODUCERS * CALLS];
    keepAwake();
    runLoopDuring(() -> {
      List<Future<?>> producers = new ArrayList<>();
      for (int producer = 0; producer < PRODUCERS; producer++) {
        int first = producer * CALLS;
        producers.add(bench.inThread(() -> countCalls(calls, first)));
      }
      producers.forEach(OtherThreadRuleTest::join);
    });
    trace.add("lost: " + IntStream.of(calls).filter(count -> count == 0).count());
    trace.add("doubled: " + IntStream.of(calls).filter(count -> count > 1).count());
    trace.shouldBe("lost: 0", "doubled: 0");
  }

  @Rule("loop.call-soon-threadsafe.concurrent")
  @Test
  void noneIsLostWhileTheLoopIsBusy() {
    int[] calls = new int[PRODUCERS * CALLS];
    loop.callSoon(() ->
        IntStream.range(0, PRODUCERS)
            .mapToObj(producer -> bench.inThread(() -> countCalls(calls, producer * CALLS)))
            .toList()
            .forEach(OtherThreadRuleTest::join));
    settle();
    trace.add("lost: " + IntStream.of(calls).filter(count -> count == 0).count());
    trace.add("doubled: " + IntStream.of(calls).filter(count -> count > 1).count());
    trace.shouldBe("lost: 0", "doubled: 0");
  }

  @Rule("loop.call-soon-threadsafe.fifo")
  @Test
  void oneThreadsCallbacksRunInItsOrder() {
    for (int size : Numbers.sizes()) {
      Numbers numbers = new Numbers();
      loop.callSoon(() ->
          inOtherThread(() -> {
            for (int i = 0; i < size; i++) {
              loop.callSoonThreadsafe(numbers.mark(i));
            }
            return size;
          }));
      settle();
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("loop.call-soon-threadsafe.own-order")
  @Test
  void theLoopsOwnThreadHasOneQueue() {
    loop.callSoon(() -> {
      loop.callSoon(trace.mark("soon 1"));
      loop.callSoonThreadsafe(trace.mark("threadsafe 1"));
      loop.callSoon(trace.mark("soon 2"));
      loop.callSoonThreadsafe(trace.mark("threadsafe 2"));
    });
    settle();
    trace.shouldBe("soon 1", "threadsafe 1", "soon 2", "threadsafe 2");
  }

  @Rule("loop.call-soon-threadsafe.one-order")
  @Test
  void aCallbackFromAnotherThreadKeepsItsPlace() {
    loop.callSoon(() -> {
      loop.callSoon(trace.mark("before"));
      inOtherThread(() -> loop.callSoonThreadsafe(trace.mark("other thread")));
      loop.callSoon(trace.mark("after"));
    });
    settle();
    trace.shouldBe("before", "other thread", "after");
  }

  @Rule("loop.call-soon-threadsafe.next-iteration")
  @Test
  void aCallbackFromACallbackWaitsForTheNextIteration() throws Exception {
    inIterations(
        () ->
            loop.callSoon(() -> {
              trace.add("callback");
              loop.callSoonThreadsafe(trace.mark("next"));
            }),
        () -> trace.add("iteration"));
    trace.shouldBe("callback", "iteration", "next");
  }

  @Rule("loop.call-soon-threadsafe.before-run")
  @Test
  void aCallbackWaitsForTheLoopToRunAgain() {
    loop.callSoon(loop::stop);
    loop.runForever();
    inOtherThread(() -> loop.callSoonThreadsafe(trace.mark("callback")));
    trace.add("runs again");
    settle();
    trace.shouldBe("runs again", "callback");
  }

  @Rule("loop.call-soon-threadsafe.before-run")
  @Test
  void aCallbackWaitsForTheLoopToRun() {
    inOtherThread(() -> loop.callSoonThreadsafe(trace.mark("callback")));
    trace.add("run");
    settle();
    trace.shouldBe("run", "callback");
  }

  @Rule("loop.call-soon-threadsafe.serialized")
  @Test
  void theRunningCallbackEndsBeforeOneFromAnotherThreadBegins() {
    loop.callSoon(() -> {
      trace.add("begin");
      inOtherThread(() -> loop.callSoonThreadsafe(trace.mark("other thread")));
      trace.add("end");
    });
    settle();
    trace.shouldBe("begin", "end", "other thread");
  }

  @Rule("loop.call-soon-threadsafe.handle")
  @Test
  void aCancelledCallbackDoesNotRun() {
    loop.callSoonThreadsafe(trace.mark("cancelled")).cancel();
    loop.callSoonThreadsafe(args -> trace.add("cancelled " + args[0]), 1).cancel();
    inOtherThread(() -> loop.callSoonThreadsafe(trace.mark("cancelled"))).cancel();
    inOtherThread(() -> loop.callSoonThreadsafe(args -> trace.add("cancelled " + args[0]), 2))
        .cancel();
    loop.callSoon(trace.mark("callback"));
    settle();
    trace.shouldBe("callback");
  }

  @Rule("loop.call-soon-threadsafe.starts-timer")
  @Test
  void anotherThreadCanStartATimer() throws Exception {
    runLoopDuring(() -> {
      exchangeCalls();
      Signal fired = bench.signal("fired");
      loop.callSoonThreadsafe(() -> loop.callLater(ticks(1), fired.giver()));
      fired.await();
      trace.add("timer");
    });
    trace.shouldBe("timer");
  }

  @Rule("loop.call-soon-threadsafe.closed")
  @Test
  void aClosedLoopRefusesCallbacks() {
    loop.close();
    trace.outcome("own thread", () -> loop.callSoonThreadsafe(() -> {}));
    trace.add(
        "other thread: "
            + inOtherThread(() -> Outcome.of(() -> loop.callSoonThreadsafe(() -> {}))));
    trace.shouldBe(
        "own thread: raises IllegalStateException", "other thread: raises IllegalStateException");
  }

  private @Nullable Void countCalls(int[] calls, int first) {
    for (int call = first; call < first + CALLS; call++) {
      int number = call;
      loop.callSoonThreadsafe(() -> calls[number]++);
    }
    return null;
  }

  /** Gives the loop something to do, again and again, each time when it has done what it had. */
  private void exchangeCalls() throws InterruptedException {
    Signal answered = bench.signal("answered");
    for (int round = 0; round < ROUNDS; round++) {
      loop.callSoonThreadsafe(answered.giver());
      answered.await();
      giveTheLoopTimeToWait(round);
    }
  }
}
