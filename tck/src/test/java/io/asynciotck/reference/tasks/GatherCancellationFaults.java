package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenGather;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults of {@code gather} when an awaitable fails, and when it is cancelled itself. */
final class GatherCancellationFaults {

  private GatherCancellationFaults() {}

  /** A future of {@code gather} that is still to be broken. */
  abstract static class Broken extends Gathering {
    final List<AsyncFuture<?>> children;
    final boolean returnExceptions;

    Broken(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.children = children;
      this.returnExceptions = returnExceptions;
    }

    final boolean allChildren(Predicate<AsyncFuture<?>> property) {
      return children.stream().allMatch(property);
    }

    /** Settles this future with a list of what the children ended with. */
    final void giveList() {
      List<@Nullable Object> list = new ArrayList<>();
      for (AsyncFuture<?> child : children) {
        Throwable raised = raisedBy(child);
        list.add(raised == null ? resultOf(child) : raised);
      }
      setResult(list);
    }

    private static @Nullable Object resultOf(AsyncFuture<?> child) {
      try {
        return child.result();
      } catch (Exception impossible) {
        throw new AssertionError(impossible);
      }
    }

    protected static @Nullable Throwable raisedBy(AsyncFuture<?> child) {
      return child.isCancelled() ? new CancelledError() : child.exception();
    }
  }

  @Fault(
      what = "gather does not look at return_exceptions.",
      breaks = {
        "gather.cancel.return-exceptions-waits",
        "gather.child-cancelled.collected",
        "gather.return-exceptions.collected",
        "gather.return-exceptions.waits-for-all"
      })
  static final class NeverCollects extends Gathering {
    NeverCollects(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, false);
    }
  }

  @Fault(
      what =
          "gather waits for all, and then raises the exception of the first argument that has one.",
      breaks = {
        "gather.cancel.shared-child",
        "gather.child-cancelled.others-continue",
        "gather.exception.at-once",
        "gather.exception.others-continue",
        "gather.exception.raised"
      })
  static final class RaisesByPosition extends Broken {
    RaisesByPosition(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      if (allChildren(AsyncFuture::isDone) && !isDone()) {
        children.stream()
            .filter(each -> !returnExceptions && raisedBy(each) != null)
            .findFirst()
            .ifPresentOrElse(super::childDone, this::allDone);
      }
    }
  }

  @Fault(
      what = "gather cancels the other awaitables when one has failed.",
      breaks = {
        "gather.cancel.after-done-no-effect",
        "gather.cancel.shared-child",
        "gather.child-cancelled.others-continue",
        "gather.exception.others-continue"
      })
  static final class CancelsTheOthers extends Broken {
    CancelsTheOthers(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      super.childDone(child);
      if (isDone() && exception() != null) {
        children.forEach(AsyncFuture::cancel);
      }
    }
  }

  @Fault(
      what = "gather puts the cancellation of an awaitable into the list unasked.",
      breaks = {
        "gather.cancel.shared-child",
        "gather.child-cancelled.others-continue",
        "gather.child-cancelled.raised"
      })
  static final class TakesCancelledForResult extends Broken {
    TakesCancelledForResult(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      if (child.isCancelled()) {
        LoopFuture<@Nullable Void> nothing = loop.newFuture();
        nothing.setResult(null);
        super.childDone(nothing);
      } else {
        super.childDone(child);
      }
    }
  }

  @Fault(
      what = "Cancelling gather cancels the first 64 of its awaitables.",
      breaks = {"gather.cancel.children-cancelled"})
  static final class CancelsSixtyFour extends Broken {
    CancelsSixtyFour(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (children.size() <= 64) {
        return super.cancelWith(msg);
      }
      children.subList(0, 64).forEach(AsyncFuture::cancel);
      return true;
    }
  }

  @Fault(
      what = "gather becomes cancelled when an awaitable is cancelled, as PEP 3156 has it.",
      breaks = {
        "gather.cancel.message",
        "gather.cancel.not-cancelled-state",
        "gather.child-cancelled.gather-not-cancelled"
      })
  static final class CancelledWithAChild extends Broken {
    CancelledWithAChild(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      if (child.isCancelled() && !returnExceptions && !isDone()) {
        leaveCancelled(null, null);
      } else {
        super.childDone(child);
      }
    }
  }

  @Fault(
      what = "Cancelling gather does not affect its awaitables, as PEP 3156 has it.",
      breaks = {
        "gather.cancel.all-children-done",
        "gather.cancel.by-awaiter",
        "gather.cancel.children-cancelled",
        "gather.cancel.deferred",
        "gather.cancel.lets-go",
        "gather.cancel.not-cancelled-state",
        "gather.cancel.return-exceptions-waits",
        "gather.cancel.shared-child",
        "gather.timeout.children-cancelled"
      })
  static final class CancelsItselfOnly extends Broken {
    CancelsItselfOnly(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      leaveCancelled(msg, null);
      return true;
    }
  }

  @Fault(
      what = "gather that was cancelled gives a list of what its awaitables ended with.",
      breaks = {
        "gather.cancel.again",
        "gather.cancel.message",
        "gather.cancel.not-cancelled-state",
        "gather.cancel.others",
        "gather.cancel.raised",
        "gather.cancel.return-exceptions",
        "gather.cancel.swallowed",
        "gather.timeout.children-cancelled"
      })
  static final class GivesAListWhenCancelled extends Broken {
    private boolean isCancelling;

    GivesAListWhenCancelled(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      isCancelling = super.cancelWith(msg);
      return isCancelling;
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      if (!isCancelling) {
        super.childDone(child);
      } else if (allChildren(AsyncFuture::isDone) && !isDone()) {
        giveList();
      }
    }
  }

  @Fault(
      what =
          "gather that was cancelled gives a list if exceptions are to be collected, as up to 3.6.",
      breaks = {"gather.cancel.return-exceptions"})
  static final class CollectsItsOwnCancellation extends Broken {
    CollectsItsOwnCancellation(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected void allDone() {
      if (returnExceptions) {
        giveList();
      } else {
        super.allDone();
      }
    }
  }

  @Fault(
      what = "gather is done as soon as it is cancelled.",
      breaks = {"gather.cancel.deferred", "gather.cancel.return-exceptions-waits"})
  static final class EndsAtOnceWhenCancelled extends Broken {
    EndsAtOnceWhenCancelled(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      boolean cancelled = super.cancelWith(msg);
      if (cancelled) {
        setException(new CancelledError(msg));
      }
      return cancelled;
    }
  }

  @Fault(
      what = "gather that was cancelled gives the results if there are only results.",
      breaks = {"gather.cancel.swallowed"})
  static final class BelievesItsChildren extends Broken {
    BelievesItsChildren(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected void allDone() {
      if (allChildren(child -> raisedBy(child) == null)) {
        giveList();
      } else {
        super.allDone();
      }
    }
  }

  @Fault(
      what = "gather that is cancelled after its last awaitable is done raises.",
      breaks = {"gather.cancel.all-children-done"})
  static final class CancelsThoughAllIsDone extends Broken {
    CancelsThoughAllIsDone(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (!isDone() && allChildren(AsyncFuture::isDone)) {
        setException(new CancelledError(msg));
        return true;
      }
      return super.cancelWith(msg);
    }
  }

  @Fault(
      what = "Cancelling gather that is done returns true.",
      breaks = {"gather.cancel.after-done-refused"})
  static final class AcceptsALateCancel extends Broken {
    AcceptsALateCancel(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return isDone() || super.cancelWith(msg);
    }
  }

  @Fault(
      what = "Cancelling gather that is done cancels the awaitables that are not.",
      breaks = {"gather.cancel.after-done-no-effect"})
  static final class CancelsChildrenLate extends Broken {
    CancelsChildrenLate(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        children.forEach(AsyncFuture::cancel);
        return false;
      }
      return super.cancelWith(msg);
    }
  }

  @Fault(
      what = "Cancelling gather takes the results from awaitables that are done.",
      breaks = {"gather.cancel.done-children-kept", "gather.timeout.children-cancelled"})
  static final class CancelsWhatIsDone extends BrokenGather {
    CancelsWhatIsDone(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public <T extends @Nullable Object> LoopFuture<T> newFuture() {
          return new Erasable<>(this);
        }
      };
    }

    @Override
    protected Gathering newBrokenGathering(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      return new Broken(loop, children, returnExceptions) {
        @Override
        protected boolean cancelWith(@Nullable String msg) {
          children.stream()
              .filter(child -> child.isDone() && child instanceof Erasable)
              .forEach(child -> ((Erasable<?>) child).isErased = true);
          return super.cancelWith(msg);
        }
      };
    }
  }

  /** A future whose result can be taken away. */
  private static final class Erasable<T extends @Nullable Object> extends LoopFuture<T> {
    private boolean isErased;

    Erasable(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      if (isErased) {
        throw new CancelledError();
      }
      return super.result();
    }
  }

  @Fault(what = "The cancel of a gather says that it was too late.", breaks = "gather.cancel.true")
  static final class SaysItWasTooLate extends Broken {
    SaysItWasTooLate(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      boolean _ = super.cancelWith(msg);
      return false;
    }
  }
}
