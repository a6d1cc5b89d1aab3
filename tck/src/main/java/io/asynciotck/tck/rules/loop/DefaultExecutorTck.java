package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ByRealClock;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.Trace;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code executors.md}: the default executor, its end, and {@code to_thread}. */
@UsesThreads
final class DefaultExecutorTck extends ContextRuleTest {

  /** After how many turns a shutdown that does not wait is over. */
  private static final int LONG = 30;

  /** A pool of threads that says when it is used. */
  private static final class OwnPool extends ThreadPoolExecutor {
    private final Trace trace;

    OwnPool(Trace trace) {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OwnPool::newThread);
      this.trace = trace;
    }

    private static Thread newThread(Runnable work) {
      return Thread.ofPlatform().daemon().name("asyncio-tck-pool").unstarted(work);
    }

    @Override
    public void execute(Runnable command) {
      trace.add("own pool");
      super.execute(command);
    }
  }

  @Rule("loop.set-default-executor.used")
  @Test
  void theExecutorThatIsSetCallsTheFunctions() throws Exception {
    OwnPool pool = new OwnPool(trace);
    try {
      keepAwake();
      loop.setDefaultExecutor(pool);
      run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, () -> 7))));
    } finally {
      pool.shutdown(); // an interrupt might hit it in the middle of a message
    }
    trace.shouldBe("own pool", "result: 7");
  }

  @Rule("loop.set-default-executor.used")
  @Test
  void theExecutorThatIsSetTakesThePlaceOfOneThatWasUsed() throws Exception {
    OwnPool pool = new OwnPool(trace);
    try {
      keepAwake();
      run(() -> trace.outcome("before", () -> await(loop.runInExecutor(null, () -> 6))));
      loop.setDefaultExecutor(pool);
      run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, () -> 7))));
    } finally {
      pool.shutdown(); // an interrupt might hit it in the middle of a message
    }
    trace.shouldBe("before: 6", "own pool", "result: 7");
  }

  @Rule("loop.set-default-executor.used")
  @Test
  void theExecutorThatOneLoopWasGivenIsNotThatOfOthers() throws Exception {
    EventLoop other = bench.newLoop();
    OwnPool pool = new OwnPool(trace);
    try {
      other.setDefaultExecutor(pool);
      keepAwake();
      run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, () -> 7))));
    } finally {
      pool.shutdown();
    }
    trace.shouldBe("result: 7");
  }

  @Rule("loop.set-default-executor.other-refused")
  @Test
  void whatIsNoPoolOfThreadsIsRefused() throws Exception {
    keepAwake();
    trace.add("refused: " + Outcome.isRaised(Outcome.of(this::setAnother)));
    run(() -> trace.outcome("result", () -> await(loop.runInExecutor(null, () -> 7))));
    trace.shouldBe("refused: true", "result: 7");
  }

  @Rule("loop.set-default-executor.type-error")
  @Test
  void theRefusalIsATypeError() {
    trace.outcome("set", this::setAnother);
    trace.shouldBe("set: raises IllegalArgumentException");
  }

  private String setAnother() {
    Executor another =
        command -> {
          trace.add("another executor");
          command.run();
        };
    loop.setDefaultExecutor(another);
    return "set";
  }

  @Rule("loop.shutdown-default-executor.timeout")
  @Test
  void afterTheTimeoutTheShutdownWaitsNoLonger() throws Exception {
    shutDownWhileAFunctionRuns(ticks(1));
    trace.shouldBe("shut down", "function ended");
  }

  @Rule("loop.shutdown-default-executor.timeout")
  @Test
  void withNoTimeTheShutdownDoesNotWait() throws Exception {
    shutDownWhileAFunctionRuns(Duration.ZERO);
    trace.shouldBe("shut down", "function ended");
  }

  @Rule("loop.shutdown-default-executor.timeout-warns")
  @RestsOn(Ground.SHUTDOWN_TIMEOUT)
  @Test
  void afterTheTimeoutThereIsAWarning() throws Exception {
    shutDownWhileAFunctionRuns(ticks(1));
    trace.add("warned: " + bench.warnings().contains("RuntimeWarning"));
    trace.shouldBe("shut down", "function ended", "warned: true");
  }

  /** The function is let go long after the timeout. */
  private void shutDownWhileAFunctionRuns(Duration timeout) throws Exception {
    bench.expectReports();
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal released = bench.signal("released");
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
      loop.callLater(ticks(10), released.giver());
      await(loop.shutdownDefaultExecutor(timeout));
      trace.add("shut down");
      await(future);
    });
  }

  /** A loop whose time passes when there is nothing to do has something to do. */
  private void keepBusy(Signal released, int turn) {
    loop.callSoon(() -> {
      if (turn == LONG) {
        released.give();
      }
      leaveTheProcessor();
      keepBusy(released, turn + 1);
    });
  }

  @Rule("loop.shutdown-default-executor.in-time")
  @ByRealClock
  @Test
  void whatEndsBeforeTheTimeoutIsWaitedFor() throws Exception {
    Signal released = bench.signal("released");
    run(() -> {
      AsyncFuture<?> future =
          loop.runInExecutor(
              null,
              () -> {
                released.await();
                trace.add("function ended");
                return null;
              });
      keepBusy(released, 1);
      await(byPosition(loop, "timeout").shutdownDefaultExecutor(Duration.ofMinutes(1)));
      trace.add("shut down");
      await(future);
    });
    trace.add("warned: " + bench.warnings().contains("RuntimeWarning"));
    trace.shouldBe("function ended", "shut down", "warned: false");
  }

  @Rule("loop.close.executor-not-awaited")
  @Test
  void closeDoesNotWaitForAFunctionThatRuns() throws Exception {
    bench.expectReports(); // nobody is there any more to take the result
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal released = bench.signal("released");
    Signal ended = bench.signal("ended");
    keepAwake();
    run(() -> {
      loop.runInExecutor(
          null,
          () -> {
            loop.callSoonThreadsafe(() -> begun.setResult(true));
            released.await();
            trace.add("function ended");
            ended.give();
            return null;
          });
      await(begun);
    });
    loop.close();
    trace.add("closed");
    released.give();
    ended.await();
    trace.shouldBe("closed", "function ended");
  }

  @Rule("loop.run-in-executor.cancel-running")
  @Test
  void whatAFunctionGivesThatNobodyWaitsForIsNoError() throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal cancelled = bench.signal("cancelled");
    ExecutorService pool = newPool();
    try {
      keepAwake();
      run(() -> {
        AsyncFuture<Integer> future =
            loop.runInExecutor(
                pool,
                () -> {
                  loop.callSoonThreadsafe(() -> begun.setResult(true));
                  cancelled.await();
                  return 7;
                });
        await(begun);
        future.cancel();
        cancelled.give();
        // The one thread has handed over the result before it begins with another function.
        Outcome.of(() -> await(loop.runInExecutor(pool, () -> 8)));
        trace.add("cancelled: " + future.isCancelled());
      });
    } finally {
      pool.shutdown();
    }
    trace.shouldBe("cancelled: true");
  }

  @Rule("loop.close.executor-closed")
  @Test
  void closeShutsTheDefaultExecutorDown() throws Exception {
    for (boolean isUsed : new boolean[] {false, true}) {
      EventLoop other = bench.newLoop();
      ExecutorService pool = newPool();
      try {
        other.setDefaultExecutor(pool);
        if (isUsed) {
          keepAwake(other);
          other.runUntilComplete(coroutine(() -> await(other.runInExecutor(null, () -> 6))));
        }
        other.close();
        takesFunctions(pool);
      } finally {
        pool.shutdown();
      }
    }
    trace.shouldBe("takes functions: false", "takes functions: false");
  }

  @Rule("loop.shutdown-default-executor.closed")
  @Test
  void theShutdownIsThatOfTheExecutorThatWasSet() throws Exception {
    ExecutorService pool = newPool();
    try {
      loop.setDefaultExecutor(pool);
      keepAwake();
      run(() -> await(loop.shutdownDefaultExecutor()));
      takesFunctions(pool);
    } finally {
      pool.shutdown();
    }
    trace.shouldBe("takes functions: false");
  }

  private static ExecutorService newPool() {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OwnPool::newThread);
  }

  /** Records whether a pool still takes functions, whoever hands them over. */
  private void takesFunctions(Executor pool) throws Exception {
    EventLoop another = bench.newLoop();
    keepAwake(another);
    String outcome =
        another.runUntilComplete(
            coroutine(() -> Outcome.of(() -> await(another.runInExecutor(pool, () -> 7)))));
    trace.add("takes functions: " + !Outcome.isRaised(outcome));
  }

  @Rule("to-thread.call.result")
  @Test
  void toThreadGivesWhatTheFunctionReturned() throws Exception {
    keepAwake();
    run(() -> trace.outcome("result", () -> await(asyncio.toThread(() -> 7))));
    trace.shouldBe("result: 7");
  }

  @Rule("to-thread.call.arguments")
  @Test
  void theFunctionOfToThreadIsCalledWithItsArguments() throws Exception {
    keepAwake();
    run(() -> {
      await(asyncio.toThread(args -> trace.add(Arrays.toString(args)), 1));
      await(asyncio.toThread(args -> trace.add(Arrays.toString(args)), 1, "two", true));
      await(
          asyncio.toThread(
              args -> trace.add(Arrays.toString(args)), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    });
    trace.shouldBe("[1]", "[1, two, true]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
  }

  @Rule("to-thread.call.keywords")
  @Test
  void theFunctionOfToThreadIsCalledWithItsKeywords() throws Exception {
    List<String> names = List.of("context", "executor", "func", "loop", "size");
    Map<String, Integer> kwargs = new HashMap<>();
    names.forEach(name -> kwargs.put(name, name.length()));
    keepAwake();
    run(() ->
        await(
            asyncio.toThread(
                kwargs, given -> names.forEach(name -> trace.add(name + ": " + given.get(name))))));
    trace.shouldBe("context: 7", "executor: 8", "func: 4", "loop: 4", "size: 4");
  }

  @Rule("to-thread.call.exception")
  @Test
  void toThreadRaisesWhatTheFunctionRaised() throws Exception {
    Callable<@Nullable Object> fails =
        () -> {
          throw new Boom("function");
        };
    keepAwake();
    run(() -> trace.outcome("result", () -> await(asyncio.toThread(fails))));
    trace.shouldBe("result: raises Boom(function)");
  }

  @Rule("to-thread.call.other-thread")
  @Test
  void toThreadCallsTheFunctionInAnotherThread() throws Exception {
    Thread mine = Thread.currentThread();
    keepAwake();
    run(() ->
        await(
            asyncio.toThread(() -> {
              trace.add("in the loop's thread: " + (Thread.currentThread() == mine));
              return mine;
            })));
    trace.shouldBe("in the loop's thread: false");
  }

  @Rule("to-thread.call.not-blocking")
  @Test
  void theLoopRunsWhileTheFunctionOfToThreadRuns() throws Exception {
    Signal called = bench.signal("called");
    keepAwake();
    run(() -> {
      loop.callSoon(() -> {
        trace.add("callback");
        called.give();
      });
      await(
          asyncio.toThread(() -> {
            called.await();
            trace.add("function ended");
            return null;
          }));
    });
    trace.shouldBe("callback", "function ended");
  }

  @Rule("to-thread.call.context")
  @RestsOn(Ground.CALLBACK_CONTEXT)
  @Test
  void theFunctionOfToThreadSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    keepAwake();
    run(() -> {
      user.set("ann");
      await(
          asyncio.toThread(() -> {
            see("function", user);
            user.set("bob");
            return null;
          }));
      see("caller", user);
    });
    trace.shouldBe("function: ann", "caller: ann");
  }

  @Rule("to-thread.call.context")
  @RestsOn(Ground.CALLBACK_CONTEXT)
  @Test
  void aFunctionWithArgumentsSeesWhatItsCallerSeesThen() throws Exception {
    ContextVar<String> user = newUser();
    keepAwake();
    run(() -> {
      for (String name : List.of("ann", "bob")) {
        user.set(name);
        await(asyncio.toThread(args -> see("arguments", user), 1, 2));
        await(asyncio.toThread(Map.of("a", 1), kwargs -> see("keywords", user)));
      }
    });
    trace.shouldBe("arguments: ann", "keywords: ann", "arguments: bob", "keywords: bob");
  }
}
