package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import java.util.Collections;
import java.util.Objects;

/**
 * What can befall a task that waits for input or output, the same for each operation. The loop is
 * run from outside, until it has come to rest: how soon it sees what comes is its own affair.
 */
abstract class IoCancellationRuleTest extends StreamRuleTest {
  private static final String CANCELLED = "raises CancelledError";

  /** In how many iterations a loop has certainly handed on what came. */
  private static final int TURNS = 6;

  /** A way to begin to wait; what it gives shows that who has waited has got on. */
  @FunctionalInterface
  interface CoroutineMaker {
    Coroutine<?> make() throws Exception;
  }

  /**
   * What a task waits for.
   *
   * @param completion lets one that waits get on
   * @param maker waits
   */
  record Waiting(VoidBody completion, CoroutineMaker maker) {

    private Coroutine<?> operation() throws Exception {
      return maker.make();
    }

    private void complete() throws Exception {
      completion.run();
    }
  }

  /** What befalls a task that waits: one of the methods below. */
  @FunctionalInterface
  interface Case {
    void befalls(Waiting waiting) throws Exception;
  }

  private void traceWhenOver(String who, Task<?> task) {
    settle();
    trace.add(who + ": " + outcome(task));
    if (!task.isDone()) {
      task.cancel();
      settle();
    }
  }

  /** One waits, and is cancelled. */
  @At(Moment.WHILE_IT_WAITS)
  final void cancelledWhileItWaits(Waiting waiting) throws Exception {
    Task<?> a = begin(waiting.operation());
    a.cancel();
    traceWhenOver("a", a);
  }

  /** One waits, and is cancelled twice. */
  @At(Moment.TWICE)
  final void cancelledTwice(Waiting waiting) throws Exception {
    Task<?> a = begin(waiting.operation());
    a.cancel();
    a.cancel();
    traceWhenOver("a", a);
  }

  /** One begins to wait that has cancelled itself already. */
  @At(Moment.ON_ENTRY)
  final void cancelledOnEntry(Waiting waiting) throws Exception {
    Task<?> a =
        begin(
            coroutine(() -> {
              Objects.requireNonNull(asyncio.currentTask()).cancel();
              return await(waiting.operation());
            }));
    traceWhenOver("a", a);
  }

  /** One waits and is cancelled; then another waits, and gets on. */
  @At({Moment.THEN_AGAIN, Moment.AFTERWARDS})
  final void cancelledThenAnotherWaits(Waiting waiting) throws Exception {
    Task<?> a = begin(waiting.operation());
    a.cancel();
    settle();
    Task<?> b = begin(waiting.operation());
    waiting.complete();
    traceWhenOver("b", b);
  }

  /** The time of one runs out; then another waits, and gets on. */
  @At(Moment.OUT_OF_TIME)
  final void runsOutOfTime(Waiting waiting) throws Exception {
    trace.outcome("a", () -> run(() -> await(asyncio.waitFor(waiting.operation(), ticks(1)))));
    Task<?> b = begin(waiting.operation());
    waiting.complete();
    traceWhenOver("b", b);
  }

  /** One is cancelled when it gets on, or about then; if it has not got on, another does. */
  @At({Moment.BEFORE_THE_WAKE, Moment.AFTER_THE_WAKE})
  final void cancelledAsItGetsOn(Waiting waiting) throws Exception {
    for (int turns = 0; turns < TURNS; turns++) {
      int more = turns;
      Task<?> a = begin(waiting.operation());
      waiting.complete();
      run(() -> {
        for (int turn = 0; turn < more; turn++) {
          yieldOnce();
        }
        a.cancel();
      });
      settle();
      if (outcome(a).equals(CANCELLED)) {
        traceWhenOver("one", begin(waiting.operation()));
      } else {
        traceWhenOver("one", a);
      }
    }
  }

  /** What {@link #cancelledAsItGetsOn} traces if nothing is lost. */
  static String[] each(String outcome) {
    return Collections.nCopies(TURNS, "one: " + outcome).toArray(String[]::new);
  }
}
