package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of task groups share: blocks, and tasks that wait to be cancelled. */
abstract class TaskGroupRuleTest extends RuleTest {
  /** After this many turns nobody cancels any more what waits to be cancelled. */
  private static final int TURNS = 200;

  private final List<AsyncFuture<@Nullable Void>> waited = new ArrayList<>();
  private boolean isWatched;

  /** What is done in the block of a group. */
  @FunctionalInterface
  interface Block {
    void run(TaskGroup group) throws Exception;
  }

  /** Runs a block as {@code async with} does. */
  final void with(TaskGroup group, Block block) throws Exception {
    await(group.enter());
    try {
      block.run(group);
    } catch (Throwable raised) {
      if (!Boolean.TRUE.equals(await(group.exit(null, raised, null)))) {
        throw raised;
      }
      return;
    }
    await(group.exit(null, null, null));
  }

  /** How such a block ends. */
  final String outcomeOf(Block block) {
    return Outcome.of(() -> {
      with(asyncio.newTaskGroup(), block);
      return "ends";
    });
  }

  /** Runs a block and traces how it ended. */
  final void tracing(String name, Block block) {
    trace.add(name + ": " + outcomeOf(block));
  }

  /** Traces that the task can wait for something else behind a block. */
  final void traceGoingOn() {
    trace.outcome(
        "then",
        () -> {
          yieldOnce();
          return "goes on";
        });
  }

  /** Waits in a block to be interrupted, and traces whether it was. */
  final void traceInterruption() throws Exception {
    try {
      waitToBeCancelled();
      trace.add("the block was left alone");
    } catch (CancelledError interrupted) {
      trace.add("the block is interrupted");
      throw interrupted;
    }
  }

  /** A task that tells when it has begun. */
  final Coroutine<@Nullable Void> telling(AsyncFuture<@Nullable Void> begun, Coroutine<?> rest) {
    return coroutine(() -> {
      begun.setResult(null);
      await(rest);
    });
  }

  /** Waits to be cancelled, but not for ever. */
  final void waitToBeCancelled() throws Exception {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    waited.add(future);
    if (!isWatched) {
      isWatched = true;
      watch(TURNS);
    }
    await(future);
  }

  private void watch(int turns) {
    if (turns > 0) {
      loop.callSoon(() -> watch(turns - 1));
      return;
    }
    isWatched = false;
    waited.stream().filter(future -> !future.isDone()).forEach(future -> future.setResult(null));
    waited.clear();
  }

  /** A task that waits to be cancelled, and traces whether it was. */
  final Coroutine<@Nullable Void> waiting(String name) {
    return coroutine(() -> {
      trace.outcome(
          name,
          () -> {
            waitToBeCancelled();
            return "was left alone";
          });
    });
  }

  final Coroutine<@Nullable Void> failing(String label) {
    return coroutine(() -> {
      throw new Boom(label);
    });
  }

  /** A task that fails when it is cancelled. */
  final Coroutine<@Nullable Void> failingInTheEnd(String label) {
    return coroutine(() -> {
      try {
        waitToBeCancelled();
      } catch (CancelledError cancelled) {
        throw new Boom(label);
      }
    });
  }

  /** A task that takes some turns to end when it is cancelled. */
  final Coroutine<@Nullable Void> cleaningUp(String name) {
    return coroutine(() -> {
      try {
        waitToBeCancelled();
        trace.add(name + ": was left alone");
      } catch (CancelledError cancelled) {
        yieldTimes(5);
        trace.add(name + ": cleaned up");
        throw cancelled;
      }
    });
  }

  /** A task that begins, and then a failure by which it is cancelled. */
  final void startAndFail(TaskGroup group, Coroutine<?> begun) throws Exception {
    AsyncFuture<@Nullable Void> hasBegun = loop.createFuture();
    group.createTask(telling(hasBegun, begun));
    group.createTask(
        coroutine(() -> {
          await(hasBegun);
          throw new Boom("child");
        }));
  }
}
