package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Faults of {@code timeout} when a task in its block is cancelled. */
final class TimeoutsCancellationFaults {

  private TimeoutsCancellationFaults() {}

  @Fault(
      what = "A block with a timeout that is cancelled loses the message.",
      breaks = {"timeout.cancel.message"})
  static final class BlockForgetsWhy extends TaskTimeout {
    BlockForgetsWhy(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return asyncio()
          .coroutine(() -> {
            Object ends = asyncio().await(super.exit(excType, exc, traceback));
            if (exc instanceof CancelledError) {
              throw new CancelledError();
            }
            return ends;
          });
    }
  }

  @Fault(
      what = "The timer of a cancelled block is left behind.",
      breaks = {"timeout.cancel.disarmed", "timeout.nested.outer"})
  static final class LeavesItsTimer extends TaskTimeout {
    LeavesItsTimer(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected Throwable end(Throwable raised) {
      Throwable toRaise = super.end(raised);
      LoopTime deadline = when();
      if (toRaise instanceof CancelledError && deadline != null) {
        asyncio().getRunningLoop().callAt(deadline, () -> task().cancel());
      }
      return toRaise;
    }
  }

  @Fault(
      what = "A block of a task that was asked to end once has no time.",
      breaks = {"timeout.cancel.again", "timeout.cancel.raised"})
  static final class HasNoTimeForTheCancelled extends TaskTimeout {
    HasNoTimeForTheCancelled(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected void schedule() {
      super.schedule();
      if (task().cancelling() > 0) {
        asyncio().getRunningLoop().callSoon(this::expire);
      }
    }
  }

  @Fault(
      what = "A block that is cancelled ends all blocks.",
      breaks = {"timeout.cancel.others", "timeout.cancel.raised", "timeout.nested.outer"})
  static final class EndsAllBlocks extends TaskTimeout {
    private static final Map<Asyncio, List<Task<?>>> TASKS = new WeakHashMap<>();

    EndsAllBlocks(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    private List<Task<?>> tasks() {
      return TASKS.computeIfAbsent(asyncio(), _ -> new ArrayList<>());
    }

    @Override
    protected void schedule() {
      super.schedule();
      tasks().add(task());
    }

    @Override
    protected Throwable end(Throwable raised) {
      Throwable toRaise = super.end(raised);
      tasks().remove(task());
      if (toRaise instanceof CancelledError) {
        tasks().forEach(Task::cancel);
      }
      return toRaise;
    }
  }
}
