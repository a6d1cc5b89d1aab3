package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopTime;
import io.asynciotck.reference.faults.Fault;
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
      breaks = {"timeout.cancel.disarmed"})
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
}
