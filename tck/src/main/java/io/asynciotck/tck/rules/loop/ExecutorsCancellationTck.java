package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for functions in other threads. Page: {@code executors.md}. */
@UsesThreads
final class ExecutorsCancellationTck extends OtherThreadRuleTest {

  /** How many turns are enough for a cancellation to be felt, however slow the machine. */
  private static final int TURNS = 20;

  /** A way to call a function in another thread. */
  @FunctionalInterface
  private interface Call {
    Awaitable<Integer> of(Callable<Integer> function);
  }

  /** What befalls a task that waits for a function. */
  @FunctionalInterface
  private interface Case {
    void befalls(Task<Integer> task) throws Exception;
  }

  private Awaitable<Integer> inExecutor(Callable<Integer> function) {
    return loop.runInExecutor(null, function);
  }

  private Awaitable<Integer> inThread(Callable<Integer> function) {
    return asyncio.toThread(function);
  }

  /**
   * Does something to a task that waits for a function, which does not end before that has been
   * felt; then another waits for another function.
   */
  private void whileItRuns(Call call, Case something) throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal released = bench.signal("released");
    keepAwake();
    run(() -> {
      Task<Integer> task =
          loop.createTask(
              coroutine(() ->
                  await(
                      call.of(() -> {
                        loop.callSoonThreadsafe(() -> begun.setResult(true));
                        released.await();
                        return 7;
                      }))));
      await(begun);
      boolean[] felt = {false};
      loop.callLater(ticks(100), () -> release(TURNS, released, felt));
      something.befalls(task);
      felt[0] = true;
      released.give();
      trace.outcome("b", () -> await(call.of(() -> 8)));
    });
  }

  /** Lets a function end after some turns, unless what befell its task was felt before. */
  private void release(int turns, Signal released, boolean[] felt) {
    if (felt[0]) {
      return;
    }
    if (turns > 0) {
      loop.callSoon(() -> release(turns - 1, released, felt));
      return;
    }
    trace.add("nothing was felt while the function ran");
    released.give();
  }

  private void traceEnd(Task<Integer> task) {
    trace.outcome("a", () -> await(task));
  }

  @At(Moment.WHILE_IT_WAITS)
  private void cancelledWhileItWaits(Call call) throws Exception {
    whileItRuns(
        call,
        task -> {
          task.cancel();
          traceEnd(task);
        });
  }

  @At(Moment.TWICE)
  private void cancelledTwice(Call call) throws Exception {
    whileItRuns(
        call,
        task -> {
          task.cancel();
          task.cancel();
          traceEnd(task);
        });
  }

  @At(Moment.WITH_A_MESSAGE)
  private void cancelledWithAMessage(Call call) throws Exception {
    whileItRuns(
        call,
        task -> {
          task.cancel("why");
          try {
            trace.add("a: " + await(task));
          } catch (CancelledError raised) {
            trace.add("told " + raised.getMessage());
          }
        });
  }

  @At(Moment.ON_ENTRY)
  private void cancelledOnEntry(Call call) throws Exception {
    keepAwake();
    run(() -> {
      Task<Integer> task =
          loop.createTask(
              coroutine(() -> {
                Objects.requireNonNull(asyncio.currentTask()).cancel();
                return await(call.of(() -> 7));
              }));
      traceEnd(task);
    });
  }

  @At(Moment.OUT_OF_TIME)
  private void timesOut(Call call) throws Exception {
    Signal released = bench.signal("released");
    keepAwake();
    run(() -> {
      Awaitable<Integer> waiting =
          call.of(() -> {
            released.await();
            return 7;
          });
      trace.outcome("a", () -> await(asyncio.waitFor(waiting, ticks(1))));
      released.give();
      trace.outcome("b", () -> await(call.of(() -> 8)));
    });
  }

  /** One of two that wait is cancelled; what the other waits for ends afterwards. */
  @At(Moment.ANOTHER)
  private void anotherIsCancelled(Call call) throws Exception {
    Signal other = bench.signal("other");
    keepAwake();
    run(() -> {
      Task<Integer> waiting =
          loop.createTask(
              coroutine(() ->
                  await(
                      call.of(() -> {
                        other.await();
                        return 9;
                      }))));
      Task<Integer> cancelled = loop.createTask(coroutine(() -> await(call.of(() -> 7))));
      yieldOnce();
      cancelled.cancel();
      Outcome.of(() -> await(cancelled));
      other.give();
      trace.outcome("c", () -> await(waiting));
    });
  }

  /**
   * What a function does when nobody waits for it any more. It waits twice: a thread that is
   * interrupted on its way into a wait may still get out of it well, but not of the next one.
   */
  @At(Moment.AFTERWARDS)
  private void theFunctionGoesOn(Call call) throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Signal cancelled = bench.signal("cancelled");
    Signal ended = bench.signal("ended");
    keepAwake();
    run(() -> {
      Task<Integer> task =
          loop.createTask(
              coroutine(() ->
                  await(
                      call.of(() -> {
                        loop.callSoonThreadsafe(() -> begun.setResult(true));
                        try {
                          cancelled.await();
                          cancelled.await();
                          trace.add("function goes on");
                        } finally {
                          ended.give();
                        }
                        return 7;
                      }))));
      await(begun);
      task.cancel();
      traceEnd(task);
      cancelled.give();
      cancelled.give();
      ended.await();
    });
  }

  @Rule("loop.run-in-executor.cancelled-raised")
  @Operation("loop.run_in_executor")
  @Test
  void aTaskThatWaitsForAFunctionInAnExecutorIsCancelled() throws Exception {
    cancelledWhileItWaits(this::inExecutor);
    trace.shouldBe("a: raises CancelledError", "b: 8");
  }

  @Rule("loop.run-in-executor.cancelled-raised")
  @Operation("loop.run_in_executor")
  @Test
  void aTaskIsCancelledTwiceInAnExecutorAndHearsOfItOnce() throws Exception {
    cancelledTwice(this::inExecutor);
    trace.shouldBe("a: raises CancelledError", "b: 8");
  }

  @Rule("loop.run-in-executor.cancelled-raised")
  @Operation("loop.run_in_executor")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWaitInAnExecutor() throws Exception {
    cancelledOnEntry(this::inExecutor);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.run-in-executor.cancelled-message")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("loop.run_in_executor")
  @Test
  void whoAwaitsATaskCancelledInAnExecutorHearsTheMessage() throws Exception {
    cancelledWithAMessage(this::inExecutor);
    trace.shouldBe("told why", "b: 8");
  }

  @Rule("loop.run-in-executor.cancelled-others")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("loop.run_in_executor")
  @Test
  void aTimeoutIsOneTasksOwnInAnExecutor() throws Exception {
    timesOut(this::inExecutor);
    trace.shouldBe("a: raises TimeoutException", "b: 8");
  }

  @Rule("loop.run-in-executor.cancelled-others")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("loop.run_in_executor")
  @Test
  void whoIsNotCancelledGetsItsResultInAnExecutor() throws Exception {
    anotherIsCancelled(this::inExecutor);
    trace.shouldBe("c: 9");
  }

  @Rule("to-thread.cancel.raised")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void aTaskThatWaitsForAFunctionInAThreadIsCancelled() throws Exception {
    cancelledWhileItWaits(this::inThread);
    trace.shouldBe("a: raises CancelledError", "b: 8");
  }

  @Rule("to-thread.cancel.raised")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void aTaskIsCancelledTwiceInAThreadAndHearsOfItOnce() throws Exception {
    cancelledTwice(this::inThread);
    trace.shouldBe("a: raises CancelledError", "b: 8");
  }

  @Rule("to-thread.cancel.raised")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWaitInAThread() throws Exception {
    cancelledOnEntry(this::inThread);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("to-thread.cancel.message")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void whoAwaitsATaskCancelledInAThreadHearsTheMessage() throws Exception {
    cancelledWithAMessage(this::inThread);
    trace.shouldBe("told why", "b: 8");
  }

  @Rule("to-thread.cancel.others")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void aTimeoutIsOneTasksOwnInAThread() throws Exception {
    timesOut(this::inThread);
    trace.shouldBe("a: raises TimeoutException", "b: 8");
  }

  @Rule("to-thread.cancel.others")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void whoIsNotCancelledGetsItsResultInAThread() throws Exception {
    anotherIsCancelled(this::inThread);
    trace.shouldBe("c: 9");
  }

  @Rule("to-thread.cancel.runs-on")
  @RestsOn(Ground.EXECUTOR_CANCELLED)
  @Operation("to_thread")
  @Test
  void aFunctionRunsOnInItsThread() throws Exception {
    theFunctionGoesOn(this::inThread);
    trace.shouldBe("a: raises CancelledError", "function goes on");
  }
}
