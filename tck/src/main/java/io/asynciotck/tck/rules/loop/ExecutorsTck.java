package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rules of {@code executors.md}. */
@UsesThreads
final class ExecutorsTck extends OtherThreadRuleTest {

  private static final int ROUNDS = 20;

  @Rule("loop.run-in-executor.result")
  @Test
  void theFutureHasWhatTheFunctionReturned() throws Exception {
    keepAwake();
    run(() -> {
      AsyncFuture<Integer> future = loop.runInExecutor(null, () -> 7);
      trace.add("a future: " + asyncio.isfuture(future));
      trace.outcome("result", () -> await(future));
    });
    trace.shouldBe("a future: true", "result: 7");
  }

  @Rule("loop.run-in-executor.result")
  @Test
  void soItHasWhenAnotherLoopWithFunctionsWasClosed() throws Exception {
    EventLoop other = bench.newLoop();
    keepAwake(other);
    other.runUntilComplete(coroutine(() -> await(other.runInExecutor(null, () -> 6))));
    other.close();
    keepAwake();
    run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, () -> 7))));
    trace.shouldBe("result: 7");
  }

  @Rule("loop.run-in-executor.arguments")
  @Test
  void theFunctionIsCalledWithItsArguments() throws Exception {
    keepAwake();
    run(() -> {
      await(loop.runInExecutor(null, args -> trace.add(Arrays.toString(args)), 1));
      await(loop.runInExecutor(null, args -> trace.add(Arrays.toString(args)), 1, "two"));
      await(loop.runInExecutor(null, args -> trace.add(Arrays.toString(args)), 1, "two", true));
      await(
          loop.runInExecutor(
              null, args -> trace.add(Arrays.toString(args)), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    });
    trace.shouldBe("[1]", "[1, two]", "[1, two, true]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
  }

  @Rule("loop.run-in-executor.arguments")
  @RestsOn(Ground.GIVEN_EXECUTOR)
  @Test
  void soItIsByTheExecutorThatWasGiven() throws Exception {
    Executor own = this::runInThread;
    keepAwake();
    run(() -> {
      await(loop.runInExecutor(own, args -> trace.add(Arrays.toString(args)), 1));
      await(loop.runInExecutor(own, args -> trace.add(Arrays.toString(args)), 1, "two", true, 4));
    });
    trace.shouldBe("[1]", "[1, two, true, 4]");
  }

  @Rule("loop.run-in-executor.exception")
  @Test
  void theFutureHasWhatTheFunctionRaised() throws Exception {
    keepAwake();
    run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, ExecutorsTck::fail))));
    trace.shouldBe("result: raises Boom(function)");
  }

  @Rule("loop.run-in-executor.exception")
  @Test
  void theFutureHasWhatIsNoExceptionToo() throws Exception {
    keepAwake();
    run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, ExecutorsTck::end))));
    trace.shouldBe("result: raises BoomError");
  }

  @Rule("loop.run-in-executor.other-thread")
  @Test
  void theFunctionRunsInAnotherThread() throws Exception {
    Thread mine = Thread.currentThread();
    keepAwake();
    run(() ->
        await(
            loop.runInExecutor(
                null,
                () -> {
                  trace.add("in the loop's thread: " + (Thread.currentThread() == mine));
                  return mine;
                })));
    trace.shouldBe("in the loop's thread: false");
  }

  @Rule("loop.run-in-executor.given-executor")
  @Test
  void theFunctionIsCalledByTheExecutorThatWasGiven() throws Exception {
    Executor own =
        command -> {
          trace.add("given executor");
          runInThread(command);
        };
    keepAwake();
    run(() -> await(loop.runInExecutor(own, () -> 7)));
    trace.shouldBe("given executor");
  }

  @Rule("loop.run-in-executor.process-pool")
  @NeedsOperatingSystem
  @RestsOn(Ground.EXECUTOR)
  @Test
  void withAPoolOfProcessesTheFunctionRunsInAnotherProcess() throws Exception {
    keepAwake();
    run(() -> {
      Integer process = await(bench.surroundings().callInProcess(loop));
      trace.add(
          "in another process: "
              + (process != null && process != bench.surroundings().processId()));
    });
    trace.shouldBe("in another process: true");
  }

  @Rule("loop.run-in-executor.given-executor")
  @Test
  void anExecutorIsUsedForWhatItIsGivenToAndForNothingElse() throws Exception {
    Executor own =
        command -> {
          trace.add("given executor");
          runInThread(command);
        };
    keepAwake();
    run(() -> {
      for (boolean isGiven : new boolean[] {false, true, false, true}) {
        await(loop.runInExecutor(isGiven ? own : null, () -> 7));
        trace.add("called");
      }
    });
    trace.shouldBe("called", "given executor", "called", "called", "given executor", "called");
  }

  @Rule("loop.run-in-executor.not-blocking")
  @Test
  void theLoopRunsWhileTheFunctionRuns() throws Exception {
    Signal called = bench.signal("called");
    keepAwake();
    run(() -> {
      AsyncFuture<Integer> future =
          loop.runInExecutor(
              null,
              () -> {
                called.await();
                return 7;
              });
      loop.callSoon(() -> {
        trace.add("callback");
        called.give();
      });
      trace.outcome("result", () -> await(future));
    });
    trace.shouldBe("callback", "result: 7");
  }

  @Rule("loop.run-in-executor.wakes")
  @Test
  void theEndOfTheFunctionWakesTheLoop() throws Exception {
    run(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        int number = round;
        await(
            loop.runInExecutor(
                null,
                () -> {
                  giveTheLoopTimeToWait(number);
                  return number;
                }));
      }
      trace.add("every result has come");
    });
    trace.shouldBe("every result has come");
  }

  @Rule("loop.run-in-executor.cancel-running")
  @Operation("loop.run_in_executor")
  @At({Moment.WHILE_IT_WAITS, Moment.AFTERWARDS})
  @Test
  void aRunningFunctionRunsOnWhenItsFutureIsCancelled() throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal cancelled = bench.signal("cancelled");
    Signal ended = bench.signal("ended");
    keepAwake();
    run(() -> {
      AsyncFuture<Integer> future =
          loop.runInExecutor(
              null,
              () -> {
                loop.callSoonThreadsafe(() -> begun.setResult(true));
                cancelled.await();
                ended.give();
                return 7;
              });
      await(begun);
      trace.add("cancel: " + future.cancel() + ", cancelled: " + future.isCancelled());
      cancelled.give();
      ended.await();
      trace.add("function ended");
    });
    trace.shouldBe("cancel: true, cancelled: true", "function ended");
  }

  @Rule("loop.run-in-executor.closed")
  @Test
  void aClosedLoopRefusesFunctions() {
    loop.close();
    trace.outcome("call", () -> loop.runInExecutor(null, () -> 7));
    trace.shouldBe("call: raises IllegalStateException");
  }

  @Rule("loop.shutdown-default-executor.waits")
  @Test
  void theShutdownWaitsForTheFunctionThatRuns() throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal released = bench.signal("released");
    keepAwake();
    run(() -> {
      AsyncFuture<?> future =
          loop.runInExecutor(
              null,
              () -> {
                loop.callSoonThreadsafe(() -> begun.setResult(true));
                released.await();
                trace.add("function ended");
                return null;
              });
      await(begun);
      loop.callLater(ticks(2), released.giver());
      await(loop.shutdownDefaultExecutor());
      trace.add("shut down");
      await(future);
    });
    trace.shouldBe("function ended", "shut down");
  }

  @Rule("loop.shutdown-default-executor.queued")
  @Test
  void theShutdownWaitsForFunctionsThatHaveNoThreadYet() throws Exception {
    int more = 3 * 32; // than there are threads in any default executor
    AtomicInteger ended = new AtomicInteger();
    Signal released = bench.signal("released");
    keepAwake();
    run(() -> {
      if (await(loop.runInExecutor(null, Thread::currentThread)) == Thread.currentThread()) {
        trace.add("the loop's thread"); // which cannot wait
        return;
      }
      List<AsyncFuture<?>> futures = new ArrayList<>();
      for (int i = 0; i < more; i++) {
        futures.add(
            loop.runInExecutor(
                null,
                () -> {
                  released.await();
                  int count = ended.incrementAndGet();
                  released.give(); // to the next one
                  return count;
                }));
      }
      loop.callLater(ticks(2), released.giver());
      await(loop.shutdownDefaultExecutor());
      trace.add("ended: " + ended.get());
      futures.forEach(AsyncFuture::cancel);
    });
    trace.shouldBe("ended: " + more);
  }

  @Rule("loop.shutdown-default-executor.refuses")
  @Test
  void theDefaultExecutorIsOfNoUseAfterItsShutdown() throws Exception {
    keepAwake();
    run(() -> {
      await(loop.shutdownDefaultExecutor());
      trace.outcome("call", () -> await(loop.runInExecutor(null, () -> 7)));
      await(loop.shutdownDefaultExecutor());
      trace.outcome("once more", () -> await(loop.runInExecutor(null, () -> 7)));
    });
    trace.shouldBe("call: raises IllegalStateException", "once more: raises IllegalStateException");
  }

  @Rule("loop.shutdown-default-executor.others-stay")
  @RestsOn(Ground.GIVEN_EXECUTOR)
  @Test
  void anotherExecutorIsOfUseAfterTheShutdown() throws Exception {
    Executor own = this::runInThread;
    keepAwake();
    run(() -> {
      await(loop.shutdownDefaultExecutor());
      trace.outcome("result", () -> await(loop.runInExecutor(own, () -> 7)));
      var _ = Outcome.of(() -> await(loop.runInExecutor(null, () -> 8))); // it is refused
      trace.outcome("behind that", () -> await(loop.runInExecutor(own, () -> 9)));
    });
    trace.shouldBe("result: 7", "behind that: 9");
  }

  private void runInThread(Runnable command) {
    var _ = bench.inThread(Executors.callable(command));
  }

  private static int fail() throws Boom {
    throw new Boom("function");
  }

  private static int end() {
    throw new BoomError();
  }
}
