package io.asynciotck.tck.rules;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.UsesThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code threads.md}: {@code call_soon_threadsafe}. */
@UsesThreads
final class ThreadsTck extends RuleTest {

  private static final int ROUNDS = 30;
  private static final int PRODUCERS = 4;
  private static final int CALLS = 100;

  @Rule("loop.call-soon-threadsafe.runs")
  @Test
  void aCallbackFromAnotherThreadRunsOnce() {
    join(bench.inThread(() -> loop.callSoonThreadsafe(trace.mark("callback"))));
    runIterations(3);
    trace.shouldBe("callback");
  }

  @Rule("loop.call-soon-threadsafe.loop-thread")
  @Test
  void theCallbackRunsInTheThreadThatRunsTheLoop() throws Exception {
    Thread mine = Thread.currentThread();
    inThreadThenStop(() ->
        loop.callSoonThreadsafe(
            () -> trace.add("in the loop's thread: " + (Thread.currentThread() == mine))));
    trace.shouldBe("in the loop's thread: true");
  }

  @Rule("loop.call-soon-threadsafe.wakes")
  @Test
  void everyCallWakesALoopThatHasNothingToDo() throws Exception {
    inThreadThenStop(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        CountDownLatch answered = new CountDownLatch(1);
        loop.callSoonThreadsafe(answered::countDown);
        answered.await();
      }
      trace.add("every call was answered");
    });
    trace.shouldBe("every call was answered");
  }

  @Rule("loop.call-soon-threadsafe.concurrent")
  @Test
  void noneOfManyCallsIsLostOrDoubled() throws Exception {
    int[] calls = new int[PRODUCERS * CALLS];
    inThreadThenStop(() -> {
      List<Future<?>> producers = new ArrayList<>();
      for (int producer = 0; producer < PRODUCERS; producer++) {
        int first = producer * CALLS;
        producers.add(bench.inThread(() -> countCalls(calls, first)));
      }
      for (Future<?> producer : producers) {
        producer.get();
      }
    });
    trace.add("lost: " + IntStream.of(calls).filter(count -> count == 0).count());
    trace.add("doubled: " + IntStream.of(calls).filter(count -> count > 1).count());
    trace.shouldBe("lost: 0", "doubled: 0");
  }

  @Rule("loop.call-soon-threadsafe.fifo")
  @Test
  void oneThreadsCallbacksRunInItsOrder() throws Exception {
    String[] callbacks = IntStream.range(0, 50).mapToObj(String::valueOf).toArray(String[]::new);
    inThreadThenStop(() -> {
      for (String callback : callbacks) {
        loop.callSoonThreadsafe(trace.mark(callback));
      }
    });
    trace.shouldBe(callbacks);
  }

  @Rule("loop.call-soon-threadsafe.one-order")
  @Test
  void theLoopsOwnThreadHasOneQueue() {
    loop.callSoon(trace.mark("soon 1"));
    loop.callSoonThreadsafe(trace.mark("threadsafe 1"));
    loop.callSoon(trace.mark("soon 2"));
    loop.callSoonThreadsafe(trace.mark("threadsafe 2"));
    runOneIteration();
    trace.shouldBe("soon 1", "threadsafe 1", "soon 2", "threadsafe 2");
  }

  @Rule("loop.call-soon-threadsafe.one-order")
  @Test
  void aCallbackFromAnotherThreadKeepsItsPlace() {
    loop.callSoon(() -> {
      loop.callSoon(trace.mark("before"));
      join(bench.inThread(() -> loop.callSoonThreadsafe(trace.mark("other thread"))));
      loop.callSoon(trace.mark("after"));
    });
    runIterations(2);
    trace.shouldBe("before", "other thread", "after");
  }

  @Rule("loop.call-soon-threadsafe.next-iteration")
  @Test
  void aCallbackFromACallbackWaitsForTheNextIteration() {
    loop.callSoon(() -> {
      trace.add("callback");
      loop.callSoonThreadsafe(trace.mark("next"));
    });
    runOneIteration();
    trace.add("iteration");
    runOneIteration();
    trace.shouldBe("callback", "iteration", "next");
  }

  @Rule("loop.call-soon-threadsafe.before-run")
  @Test
  void aCallbackWaitsForTheLoopToRun() {
    join(bench.inThread(() -> loop.callSoonThreadsafe(trace.mark("callback"))));
    trace.add("run");
    runOneIteration();
    trace.shouldBe("run", "callback");
  }

  @Rule("loop.call-soon-threadsafe.serialized")
  @Test
  void theRunningCallbackEndsBeforeOneFromAnotherThreadBegins() {
    loop.callSoon(() -> {
      trace.add("begin");
      join(bench.inThread(() -> loop.callSoonThreadsafe(trace.mark("other thread"))));
      trace.add("end");
    });
    runIterations(2);
    trace.shouldBe("begin", "end", "other thread");
  }

  @Rule("loop.call-soon-threadsafe.handle")
  @Test
  void aCancelledCallbackDoesNotRun() {
    loop.callSoonThreadsafe(trace.mark("cancelled")).cancel();
    join(bench.inThread(() -> loop.callSoonThreadsafe(trace.mark("cancelled")))).cancel();
    loop.callSoonThreadsafe(trace.mark("callback"));
    runIterations(2);
    trace.shouldBe("callback");
  }

  @Rule("loop.call-soon-threadsafe.starts-timer")
  @Test
  void anotherThreadCanStartATimer() throws Exception {
    Future<?> other =
        bench.inThread(() ->
            loop.callSoonThreadsafe(() ->
                loop.callLater(
                    ticks(1),
                    () -> {
                      trace.add("timer");
                      loop.stop();
                    })));
    loop.runForever();
    other.get();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-soon-threadsafe.closed")
  @Test
  void aClosedLoopRefusesCallbacks() {
    loop.close();
    trace.outcome("own thread", () -> loop.callSoonThreadsafe(() -> {}));
    join(
        bench.inThread(() -> {
          trace.outcome("other thread", () -> loop.callSoonThreadsafe(() -> {}));
          return trace;
        }));
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

  /** Runs the loop while another thread does something, and stops it from there. */
  private void inThreadThenStop(VoidBody body) throws Exception {
    Future<?> other =
        bench.inThread(() -> {
          try {
            body.run();
          } finally {
            loop.callSoonThreadsafe(loop::stop);
          }
          return null;
        });
    loop.runForever();
    other.get();
  }

  private static <T> T join(Future<T> thread) {
    try {
      return thread.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new AssertionError("The other thread failed", failed);
    }
  }
}
