package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of {@code gather} when a task that waits for it is cancelled. */
final class GatherWaitingFaults {

  private GatherWaitingFaults() {}

  @Fault(
      what = "A cancelled gather loses the message.",
      breaks = {"gather.cancel.message"})
  static final class GatherForgetsWhy extends Gathering {
    GatherForgetsWhy(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return super.cancelWith(null);
    }
  }
}
