package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
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

  @Fault(
      what = "A cancelled gather cancels what others wait for.",
      breaks = {"gather.cancel.others", "gather.cancel.shared-child"})
  static final class CancelsAllGathers extends Gathering {
    private static final Map<EventLoop, List<AsyncFuture<?>>> CHILDREN = new WeakHashMap<>();
    private final EventLoop home;

    CancelsAllGathers(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.home = loop;
      CHILDREN.computeIfAbsent(loop, _ -> new ArrayList<>()).addAll(children);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      boolean cancels = super.cancelWith(msg);
      if (cancels) {
        CHILDREN.getOrDefault(home, List.of()).forEach(AsyncFuture::cancel);
      }
      return cancels;
    }
  }

  @Fault(
      what = "A task that was asked to end once gathers nothing.",
      breaks = {"gather.cancel.again"})
  static final class GathersNothingForTheCancelled extends Gathering {
    private final BaseEventLoop home;

    GathersNothingForTheCancelled(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.home = loop;
    }

    @Override
    protected void begin() {
      super.begin();
      Task<?> task = ((SelectorEventLoop) home).currentTask();
      if (task != null && task.cancelling() > 0) {
        cancel();
      }
    }
  }

  @Fault(
      what = "A cancelled gather is kept.",
      breaks = {"gather.cancel.lets-go"})
  static final class KeepsTheCancelledGather extends Gathering {
    KeepsTheCancelledGather(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      BrokenCancellations.keepAlive(this);
      return super.cancelWith(msg);
    }
  }
}
