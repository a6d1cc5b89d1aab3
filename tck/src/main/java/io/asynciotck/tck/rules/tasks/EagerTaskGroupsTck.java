package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Eager tasks in groups. Page: {@code eager-tasks.md}. */
final class EagerTaskGroupsTck extends EagerTaskRuleTest {

  @Rule("eager-task.task-group.done")
  @Test
  void aGroupIsLeftWhenAllHaveEnded() throws Exception {
    runEager(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      await(group.enter());
      Task<String> quick = group.createTask(quick("quick"));
      Task<?> slow = group.createTask(slow("slow"));
      Task<String> last = group.createTask(quick("last"));
      await(group.exit(null, null, null));
      trace.add(
          "behind the block: " + quick.result() + ", " + last.result() + ", " + slow.isDone());
    });
    trace.shouldBe(
        "quick begins",
        "slow begins",
        "last begins",
        "slow goes on",
        "behind the block: result of quick, result of last, true");
  }

  @Rule("eager-task.task-group.failed")
  @Test
  void whatFailsAtOnceFailsItsGroup() throws Exception {
    runEager(() -> {
      AsyncFuture<String> never = loop.createFuture();
      TaskGroup group = asyncio.newTaskGroup();
      await(group.enter());
      Task<?> other =
          group.createTask(
              coroutine(() -> {
                try {
                  await(never);
                } catch (CancelledError cancelled) {
                  trace.add("the other is cancelled");
                  throw cancelled;
                }
              }));
      group.createTask(
          coroutine(() -> {
            throw new Boom("at once");
          }));
      loop.callLater(ticks(200), () -> rescue(never));
      trace.add("behind the block: " + Outcome.of(() -> waitAndLeave(group)));
      trace.add("the other is done: " + other.isDone());
    });
    trace.shouldBe(
        "the other is cancelled",
        "behind the block: raises Boom(at once)",
        "the other is done: true");
  }

  @Rule("eager-task.task-group.goes-on")
  @Test
  void behindTheBlockItsTaskGoesOn() throws Exception {
    runEager(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      await(group.enter());
      group.createTask(
          coroutine(() -> {
            throw new Boom("at once");
          }));
      try {
        await(group.exit(null, null, null));
      } catch (ExceptionGroup failed) {
        trace.add("failures: " + failed.exceptions().size());
      }
      trace.outcome(
          "then",
          () -> {
            yieldOnce();
            return "goes on";
          });
    });
    trace.shouldBe("failures: 1", "then: goes on");
  }

  /** A task that does something in its first run and waits then, until it is cancelled. */
  private Coroutine<@Nullable Void> doingFirst(AsyncFuture<?> never, VoidBody first) {
    return coroutine(() -> {
      first.run();
      trace.add("waits");
      try {
        await(never);
        trace.add("was not cancelled");
      } catch (CancelledError cancelled) {
        trace.add("is cancelled");
        throw cancelled;
      }
    });
  }

  @Rule("eager-task.task-group.being-made")
  @Test
  void whatMakesATaskThatFailsIsCancelledToo() throws Exception {
    runEager(() -> {
      AsyncFuture<String> never = loop.createFuture();
      TaskGroup group = asyncio.newTaskGroup();
      await(group.enter());
      loop.callLater(ticks(200), () -> rescue(never));
      group.createTask(
          doingFirst(
              never,
              () ->
                  group.createTask(
                      coroutine(() -> {
                        throw new Boom("at once");
                      }))));
      trace.add("behind the block: " + Outcome.of(() -> leave(group)));
    });
    trace.shouldBe("waits", "is cancelled", "behind the block: raises Boom(at once)");
  }

  @Rule("eager-task.task-group.cancels-itself")
  @Test
  void whatCancelsItsGroupIsCancelledToo() throws Exception {
    runEager(() -> {
      AsyncFuture<String> never = loop.createFuture();
      TaskGroup group = asyncio.newTaskGroup();
      await(group.enter());
      loop.callLater(ticks(200), () -> rescue(never));
      group.createTask(doingFirst(never, group::cancel));
      trace.outcome(
          "behind the block",
          () -> {
            waitAndLeave(group);
            return "nothing is raised";
          });
    });
    trace.shouldBe("waits", "is cancelled", "behind the block: nothing is raised");
  }

  /** Waits in the block and leaves it. */
  private @Nullable Object waitAndLeave(TaskGroup group) throws Exception {
    AsyncFuture<String> nothing = loop.createFuture();
    loop.callLater(ticks(200), () -> rescue(nothing));
    Throwable raised = null;
    try {
      await(nothing);
    } catch (CancelledError interrupted) {
      raised = interrupted;
    }
    return leave(group, raised);
  }

  private @Nullable Object leave(TaskGroup group) throws Exception {
    return leave(group, (Throwable) null);
  }

  /** Leaves a block; raises the one exception of the group that is raised. */
  private @Nullable Object leave(TaskGroup group, @Nullable Throwable raised) throws Exception {
    try {
      return await(group.exit(null, raised, null));
    } catch (ExceptionGroup failed) {
      if (failed.exceptions().size() == 1 && failed.exceptions().getFirst() instanceof Boom boom) {
        throw boom;
      }
      throw failed;
    }
  }

  /** Ends what should have ended long ago. */
  private static void rescue(AsyncFuture<String> future) {
    if (!future.isDone()) {
      future.setResult("too late");
    }
  }
}
