package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.DoneCallback;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenAwaitables.ListedFuture;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in telling those who wait for a future. */
final class FutureCallbacksFaults {

  private FutureCallbacksFaults() {}

  @Fault(
      what = "No done callback runs when a future is cancelled.",
      breaks = {
        "future.cancel.callbacks",
        "gather.cancel.children-cancelled",
        "gather.child-cancelled.gather-not-cancelled"
      },
      ripples = {"gather.*", "loop.run-until-complete.cancelled", "wait-for.*"})
  static final class CancelTellsNoCallback<T extends @Nullable Object> extends ListedFuture<T> {
    CancelTellsNoCallback(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      for (ReadyEntry entry : entries) {
        if (!isCancelled() || !(entry instanceof DoneCallback<?>)) {
          loop.schedule(entry);
        }
      }
    }
  }

  @Fault(
      what = "Nobody is told that a future has an exception.",
      breaks = {
        "future.await.exception",
        "future.done-callback.on-exception",
        "gather.exception.raised"
      },
      ripples = {"gather.*", "loop.run-in-executor.exception", "loop.run-until-complete.exception"})
  static final class FailureTellsNobody<T extends @Nullable Object> extends LoopFuture<T> {
    FailureTellsNobody(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void scheduleCallbacks() {
      if (isCancelled() || exception() == null) {
        super.scheduleCallbacks();
      }
    }
  }

  @Fault(
      what = "No task that waits for a future is resumed when it is cancelled by a callback.",
      breaks = {
        "future.await.cancelled",
        "future.await.message",
        "wait-for.timeout.value-returned"
      },
      ripples = {"gather.*", "run-coroutine-threadsafe.cancel", "task.*", "wait-for.*"})
  static final class CancelResumesNobody<T extends @Nullable Object> extends ListedFuture<T> {
    CancelResumesNobody(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      for (ReadyEntry entry : entries) {
        if (!isCancelled() || !(entry instanceof CoroutineTask<?>) || !loop.isRunning()) {
          loop.schedule(entry);
        }
      }
    }
  }

  @Fault(
      what =
          "Done callbacks of a future that is settled between two runs wait until something else is"
              + " scheduled (asyncio-glib#3).",
      breaks = {
        "future.done-callback.on-result",
        "gather.cancel.children-cancelled",
        "gather.child-cancelled.gather-not-cancelled"
      },
      ripples = {"gather.*", "task.step.wakeup-order"})
  static final class CallbacksWaitForOtherWork extends SelectorEventLoop {
    private final List<ReadyEntry> held = new ArrayList<>();

    CallbacksWaitForOtherWork(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      return new ListedFuture<>(this) {
        @Override
        protected void deliver(List<ReadyEntry> entries) {
          for (ReadyEntry entry : entries) {
            if (!isRunning() && entry instanceof DoneCallback<?>) {
              held.add(entry);
            } else {
              loop.schedule(entry);
            }
          }
        }
      };
    }

    @Override
    public Handle callSoon(Runnable callback) {
      held.forEach(this::schedule);
      held.clear();
      return super.callSoon(callback);
    }
  }

  @Fault(
      what = "Those who wait are told newest-first (cpython#75218).",
      breaks = {
        "future.await.waiter-order",
        "future.done-callback.order",
        "task.step.wakeup-order"
      })
  static final class CallbacksNewestFirst<T extends @Nullable Object> extends ListedFuture<T> {
    CallbacksNewestFirst(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      entries.reversed().forEach(loop::schedule);
    }
  }

  @Fault(
      what = "Done callbacks run inside the call that makes the future done.",
      breaks = {
        "future.done-callback.call-soon",
        "future.done-callback.not-immediate",
        "future.remove-done-callback.too-late"
      },
      ripples = {"gather.*", "task.step.wakeup-order"})
  static final class CallbacksRunAtOnce<T extends @Nullable Object> extends ListedFuture<T> {
    CallbacksRunAtOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      for (ReadyEntry entry : entries) {
        if (entry instanceof DoneCallback<?>) {
          entry.run(loop);
        } else {
          loop.schedule(entry);
        }
      }
    }
  }

  @Fault(
      what = "A done callback that is alone runs twice.",
      breaks = {
        "future.cancel.callbacks",
        "future.done-callback.argument",
        "future.done-callback.call-soon",
        "future.done-callback.on-exception",
        "future.done-callback.on-result",
        "future.done-callback.order",
        "future.remove-done-callback.count",
        "future.remove-done-callback.not-run",
        "future.remove-done-callback.too-late"
      },
      ripples = {"gather.*"})
  static final class CallbacksRunTwice<T extends @Nullable Object> extends ListedFuture<T> {
    CallbacksRunTwice(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      entries.forEach(loop::schedule);
      if (entries.size() == 1 && entries.getFirst() instanceof DoneCallback<?> alone) {
        loop.callSoon(() -> alone.run(loop));
      }
    }
  }

  @Fault(
      what = "Done callbacks are put into the queue one iteration late.",
      breaks = {"future.done-callback.call-soon", "future.remove-done-callback.too-late"},
      ripples = {"task.step.wakeup-order", "wait-for.race.completed-first"})
  static final class CallbacksComeLate<T extends @Nullable Object> extends LoopFuture<T> {
    CallbacksComeLate(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void scheduleCallbacks() {
      loop.callSoon(super::scheduleCallbacks);
    }
  }

  @Fault(
      what = "A callback that was added twice runs once.",
      breaks = {"future.done-callback.duplicate"})
  static final class SameCallbackOnce<T extends @Nullable Object> extends ListedFuture<T> {
    SameCallbackOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      Set<Object> seen = new HashSet<>();
      for (ReadyEntry entry : entries) {
        if (!(entry instanceof DoneCallback<?> own) || seen.add(own.callback())) {
          loop.schedule(entry);
        }
      }
    }
  }

  @Fault(
      what = "A done callback that raises keeps the rest from running (uvloop#360).",
      breaks = {"future.done-callback.exception"})
  static final class FailingCallbackEndsTheRest<T extends @Nullable Object>
      extends ListedFuture<T> {
    FailingCallbackEndsTheRest(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      loop.callSoon(() -> entries.forEach(this::tell));
    }

    private void tell(ReadyEntry entry) {
      if (entry instanceof DoneCallback<?> own) {
        accept(own);
      } else {
        entry.run(loop);
      }
    }

    @SuppressWarnings("unchecked") // every callback in the list is one of this future
    private void accept(DoneCallback<?> own) {
      ((DoneCallback<T>) own).callback().accept(this);
    }
  }

  @Fault(
      what = "Done callbacks are called with another future.",
      breaks = {"future.done-callback.argument", "gather.exception.raised"},
      ripples = {"gather.*"})
  static final class CallbackGetsAnotherFuture<T extends @Nullable Object> extends ListedFuture<T> {
    CallbackGetsAnotherFuture(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
      LoopFuture<T> other = new LoopFuture<>(loop);
      other.setResult(nothing());
      for (ReadyEntry entry : entries) {
        loop.schedule(entry instanceof DoneCallback<?> own ? callback(other, own) : entry);
      }
    }

    @SuppressWarnings("unchecked") // every callback in the list is one of this future
    private DoneCallback<T> callback(LoopFuture<T> other, DoneCallback<?> own) {
      return new DoneCallback<>(other, ((DoneCallback<T>) own).callback());
    }
  }
}
