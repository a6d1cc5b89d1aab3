package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenGather.gatherings;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults of {@code gather} when an awaitable fails, and when it is cancelled itself. */
final class GatherOutcomeFaults {

  private GatherOutcomeFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "gather-raises-by-position",
            "gather waits for all, and then raises the exception of the first argument that has"
                + " one.",
            gatherings(RaisesByPosition::new),
            "gather.exception.at-once",
            "gather.exception.raised"),
        fault(
            "gather-cancels-the-others",
            "gather cancels the other awaitables when one has failed.",
            gatherings(CancelsTheOthers::new),
            "gather.cancel.after-done-no-effect",
            "gather.child-cancelled.others-continue",
            "gather.exception.others-continue"),
        fault(
            "gather-never-collects-exceptions",
            "gather does not look at return_exceptions.",
            gatherings((loop, children, collect) -> new Gathering(loop, children, false)),
            "gather.cancel.return-exceptions-waits",
            "gather.child-cancelled.collected",
            "gather.return-exceptions.collected",
            "gather.return-exceptions.waits-for-all"),
        fault(
            "gather-takes-a-cancelled-child-for-a-result",
            "gather puts the cancellation of an awaitable into the list unasked.",
            gatherings(TakesCancelledForResult::new),
            "gather.child-cancelled.raised"),
        fault(
            "gather-is-cancelled-with-a-child",
            "gather becomes cancelled when an awaitable is cancelled, as PEP 3156 has it.",
            gatherings(CancelledWithAChild::new),
            "gather.cancel.not-cancelled-state",
            "gather.child-cancelled.gather-not-cancelled"),
        fault(
            "gather-cancels-itself-only",
            "Cancelling gather does not affect its awaitables, as PEP 3156 has it.",
            gatherings(CancelsItselfOnly::new),
            "gather.cancel.all-children-done",
            "gather.cancel.by-awaiter",
            "gather.cancel.children-cancelled",
            "gather.cancel.deferred",
            "gather.cancel.not-cancelled-state",
            "gather.cancel.return-exceptions-waits"),
        fault(
            "gather-cancels-what-is-done",
            "Cancelling gather takes the results from awaitables that are done.",
            CancelsWhatIsDone::new,
            "gather.cancel.done-children-kept"),
        fault(
            "gather-gives-a-list-when-cancelled",
            "gather that was cancelled gives a list of what its awaitables ended with.",
            gatherings(GivesAListWhenCancelled::new),
            "gather.cancel.not-cancelled-state",
            "gather.cancel.raised",
            "gather.cancel.return-exceptions",
            "gather.cancel.swallowed"),
        fault(
            "gather-collects-its-own-cancellation",
            "gather that was cancelled gives a list if exceptions are to be collected, as up to"
                + " 3.6.",
            gatherings(CollectsItsOwnCancellation::new),
            "gather.cancel.return-exceptions"),
        fault(
            "gather-ends-at-once-when-cancelled",
            "gather is done as soon as it is cancelled.",
            gatherings(EndsAtOnceWhenCancelled::new),
            "gather.cancel.deferred",
            "gather.cancel.return-exceptions-waits"),
        fault(
            "gather-believes-its-children",
            "gather that was cancelled gives the results if there are only results.",
            gatherings(BelievesItsChildren::new),
            "gather.cancel.swallowed"),
        fault(
            "gather-cancels-though-all-is-done",
            "gather that is cancelled after its last awaitable is done raises.",
            gatherings(CancelsThoughAllIsDone::new),
            "gather.cancel.all-children-done"),
        fault(
            "gather-accepts-a-late-cancel",
            "Cancelling gather that is done returns true.",
            gatherings(AcceptsALateCancel::new),
            "gather.cancel.after-done-refused"),
        fault(
            "gather-cancels-children-late",
            "Cancelling gather that is done cancels the awaitables that are not.",
            gatherings(CancelsChildrenLate::new),
            "gather.cancel.after-done-no-effect"));
  }

  /** A future of {@code gather} that is still to be broken. */
  private abstract static class Broken extends Gathering {
    final List<AsyncFuture<?>> children;
    final boolean returnExceptions;

    Broken(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
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

    static @Nullable Throwable raisedBy(AsyncFuture<?> child) {
      return child.isCancelled() ? new CancelledError() : child.exception();
    }
  }

  private static final class RaisesByPosition extends Broken {
    RaisesByPosition(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      if (allChildren(AsyncFuture::isDone) && !isDone()) {
        children.stream()
            .filter(each -> !returnExceptions && raisedBy(each) != null)
            .findFirst()
            .ifPresentOrElse(super::childDone, this::allDone);
      }
    }
  }

  private static final class CancelsTheOthers extends Broken {
    CancelsTheOthers(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      super.childDone(child);
      if (isDone() && exception() != null) {
        children.forEach(AsyncFuture::cancel);
      }
    }
  }

  private static final class TakesCancelledForResult extends Broken {
    TakesCancelledForResult(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      if (child.isCancelled()) {
        LoopFuture<@Nullable Void> nothing = loop.newFuture();
        nothing.setResult(null);
        super.childDone(nothing);
      } else {
        super.childDone(child);
      }
    }
  }

  private static final class CancelledWithAChild extends Broken {
    CancelledWithAChild(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      if (child.isCancelled() && !returnExceptions && !isDone()) {
        leaveCancelled(null, null);
      } else {
        super.childDone(child);
      }
    }
  }

  private static final class CancelsItselfOnly extends Broken {
    CancelsItselfOnly(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      leaveCancelled(msg, null);
      return true;
    }
  }

  private static final class GivesAListWhenCancelled extends Broken {
    private boolean isCancelling;

    GivesAListWhenCancelled(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      isCancelling = super.cancelWith(msg);
      return isCancelling;
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      if (!isCancelling) {
        super.childDone(child);
      } else if (allChildren(AsyncFuture::isDone) && !isDone()) {
        giveList();
      }
    }
  }

  private static final class CollectsItsOwnCancellation extends Broken {
    CollectsItsOwnCancellation(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    void allDone() {
      if (returnExceptions) {
        giveList();
      } else {
        super.allDone();
      }
    }
  }

  private static final class EndsAtOnceWhenCancelled extends Broken {
    EndsAtOnceWhenCancelled(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      boolean cancelled = super.cancelWith(msg);
      if (cancelled) {
        setException(new CancelledError(msg));
      }
      return cancelled;
    }
  }

  private static final class BelievesItsChildren extends Broken {
    BelievesItsChildren(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    void allDone() {
      if (allChildren(child -> raisedBy(child) == null)) {
        giveList();
      } else {
        super.allDone();
      }
    }
  }

  private static final class CancelsThoughAllIsDone extends Broken {
    CancelsThoughAllIsDone(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (!isDone() && allChildren(AsyncFuture::isDone)) {
        setException(new CancelledError(msg));
        return true;
      }
      return super.cancelWith(msg);
    }
  }

  private static final class AcceptsALateCancel extends Broken {
    AcceptsALateCancel(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      return isDone() || super.cancelWith(msg);
    }
  }

  private static final class CancelsChildrenLate extends Broken {
    CancelsChildrenLate(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean collect) {
      super(loop, children, collect);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        children.forEach(AsyncFuture::cancel);
        return false;
      }
      return super.cancelWith(msg);
    }
  }

  /** A module whose futures can be cancelled when they are done, by {@code gather} only. */
  private static final class CancelsWhatIsDone extends BrokenGather {
    CancelsWhatIsDone(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        <T extends @Nullable Object> LoopFuture<T> newFuture() {
          return new Erasable<>(this);
        }
      };
    }

    @Override
    Gathering newBrokenGathering(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      return new Broken(loop, children, returnExceptions) {
        @Override
        boolean cancelWith(@Nullable String msg) {
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
}
