package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.futures;
import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BrokenAwaitables.ListedFuture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in telling those who wait for a future. */
final class FutureCallbacksFaults {

  private FutureCallbacksFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "cancel-tells-no-callback",
            "No done callback runs when a future is cancelled.",
            futures(CancelTellsNoCallback::new),
            "future.cancel.callbacks",
            "gather.cancel.by-awaiter",
            "gather.cancel.children-cancelled",
            "gather.cancel.done-children-kept",
            "gather.cancel.not-cancelled-state",
            "gather.cancel.raised",
            "gather.cancel.return-exceptions",
            "gather.cancel.return-exceptions-waits",
            "gather.child-cancelled.gather-not-cancelled",
            "gather.child-cancelled.others-continue",
            "gather.child-cancelled.raised",
            "loop.run-until-complete.cancelled",
            "wait-for.zero.negative",
            "wait-for.zero.raised"),
        fault(
            "failure-tells-nobody",
            "Nobody is told that a future has an exception.",
            futures(FailureTellsNobody::new),
            "future.await.exception",
            "future.done-callback.on-exception",
            "gather.cancel.after-done-no-effect",
            "gather.exception.at-once",
            "gather.exception.others-continue",
            "gather.exception.raised",
            "gather.return-exceptions.waits-for-all",
            "loop.run-in-executor.exception",
            "loop.run-until-complete.exception"),
        fault(
            "cancel-resumes-nobody",
            "No task that waits for a future is resumed when it is cancelled by a callback.",
            futures(CancelResumesNobody::new),
            "future.await.cancelled",
            "future.await.message",
            "gather.cancel.return-exceptions-waits",
            "gather.cancel.swallowed",
            "run-coroutine-threadsafe.cancel",
            "task.await.cancelled",
            "task.await.cancelled-caught",
            "task.cancel.itself",
            "task.cancel.next-iteration",
            "wait-for.timeout.caller-goes-on",
            "wait-for.timeout.cancelled-once",
            "wait-for.timeout.cancels-coroutine",
            "wait-for.timeout.cancels-future",
            "wait-for.timeout.exception-propagated",
            "wait-for.timeout.nested",
            "wait-for.timeout.not-early",
            "wait-for.timeout.raised",
            "wait-for.timeout.value-returned",
            "wait-for.timeout.waits-for-cancellation",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "callbacks-wait-for-other-work",
            "Done callbacks of a future that is settled between two runs wait until something else"
                + " is scheduled (asyncio-glib#3).",
            loops(CallbacksWaitForOtherWork::new),
            "future.cancel.callbacks",
            "future.done-callback.argument",
            "future.done-callback.duplicate",
            "future.done-callback.exception",
            "future.done-callback.on-exception",
            "future.done-callback.on-result",
            "future.done-callback.order",
            "future.remove-done-callback.count",
            "future.remove-done-callback.not-run",
            "future.remove-done-callback.too-late",
            "gather.cancel.after-done-no-effect",
            "gather.cancel.after-done-refused",
            "gather.cancel.all-children-done",
            "gather.cancel.by-awaiter",
            "gather.cancel.children-cancelled",
            "gather.cancel.done-children-kept",
            "gather.cancel.not-cancelled-state",
            "gather.cancel.raised",
            "gather.cancel.return-exceptions",
            "gather.child-cancelled.gather-not-cancelled",
            "gather.child-cancelled.others-continue",
            "gather.child-cancelled.raised",
            "gather.exception.at-once",
            "gather.exception.others-continue",
            "task.step.wakeup-order"),
        fault(
            "callbacks-newest-first",
            "Those who wait are told newest-first (cpython#75218).",
            futures(CallbacksNewestFirst::new),
            "future.await.waiter-order",
            "future.done-callback.order",
            "task.step.wakeup-order"),
        fault(
            "callbacks-run-at-once",
            "Done callbacks run inside the call that makes the future done.",
            futures(CallbacksRunAtOnce::new),
            "future.done-callback.call-soon",
            "future.done-callback.not-immediate",
            "future.remove-done-callback.too-late",
            "gather.cancel.deferred",
            "gather.cancel.return-exceptions",
            "task.step.wakeup-order"),
        fault(
            "callbacks-run-twice",
            "A done callback that is alone runs twice.",
            futures(CallbacksRunTwice::new),
            "future.cancel.callbacks",
            "future.done-callback.argument",
            "future.done-callback.call-soon",
            "future.done-callback.on-exception",
            "future.done-callback.on-result",
            "future.remove-done-callback.count",
            "future.remove-done-callback.not-run",
            "future.remove-done-callback.too-late",
            "gather.cancel.return-exceptions-waits",
            "gather.results.duplicate",
            "gather.results.in-order",
            "gather.results.wait-for-all",
            "gather.return-exceptions.waits-for-all"),
        fault(
            "callbacks-come-late",
            "Done callbacks are put into the queue one iteration late.",
            futures(CallbacksComeLate::new),
            "future.done-callback.call-soon",
            "future.remove-done-callback.too-late",
            "task.step.wakeup-order",
            "wait-for.race.completed-first"),
        fault(
            "same-callback-once",
            "A callback that was added twice runs once.",
            futures(SameCallbackOnce::new),
            "future.done-callback.duplicate"),
        fault(
            "failing-callback-ends-the-rest",
            "A done callback that raises keeps the rest from running (uvloop#360).",
            futures(FailingCallbackEndsTheRest::new),
            "future.done-callback.exception"),
        fault(
            "callback-gets-another-future",
            "Done callbacks are called with another future.",
            futures(CallbackGetsAnotherFuture::new),
            "future.done-callback.argument",
            "gather.child-cancelled.raised",
            "gather.exception.at-once",
            "gather.exception.raised"));
  }

  /** Futures with one fault: no done callback runs when a future is cancelled. */
  private static final class CancelTellsNoCallback<T extends @Nullable Object>
      extends ListedFuture<T> {
    CancelTellsNoCallback(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      for (ReadyEntry entry : entries) {
        if (!isCancelled() || !(entry instanceof DoneCallback<?>)) {
          loop.schedule(entry);
        }
      }
    }
  }

  /** Futures with one fault: nobody is told that a future has an exception. */
  private static final class FailureTellsNobody<T extends @Nullable Object> extends LoopFuture<T> {
    FailureTellsNobody(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void scheduleCallbacks() {
      if (isCancelled() || exception() == null) {
        super.scheduleCallbacks();
      }
    }
  }

  /**
   * Futures with one fault: no task that waits for a future is resumed when it is cancelled by a
   * callback.
   */
  private static final class CancelResumesNobody<T extends @Nullable Object>
      extends ListedFuture<T> {
    CancelResumesNobody(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      for (ReadyEntry entry : entries) {
        if (!isCancelled() || !(entry instanceof CoroutineTask<?>) || !loop.isRunning()) {
          loop.schedule(entry);
        }
      }
    }
  }

  /**
   * A loop with one fault: done callbacks of a future that is settled between two runs wait until
   * something else is scheduled (asyncio-glib#3).
   */
  private static final class CallbacksWaitForOtherWork extends SelectorEventLoop {
    private final List<ReadyEntry> held = new ArrayList<>();

    CallbacksWaitForOtherWork(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      return new ListedFuture<>(this) {
        @Override
        void deliver(List<ReadyEntry> entries) {
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

  /** Futures with one fault: those who wait are told newest-first (cpython#75218). */
  private static final class CallbacksNewestFirst<T extends @Nullable Object>
      extends ListedFuture<T> {
    CallbacksNewestFirst(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      entries.reversed().forEach(loop::schedule);
    }
  }

  /** Futures with one fault: done callbacks run inside the call that makes the future done. */
  private static final class CallbacksRunAtOnce<T extends @Nullable Object>
      extends ListedFuture<T> {
    CallbacksRunAtOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      for (ReadyEntry entry : entries) {
        if (entry instanceof DoneCallback<?>) {
          entry.run(loop);
        } else {
          loop.schedule(entry);
        }
      }
    }
  }

  /** Futures with one fault: a done callback that is alone runs twice. */
  private static final class CallbacksRunTwice<T extends @Nullable Object> extends ListedFuture<T> {
    CallbacksRunTwice(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      entries.forEach(loop::schedule);
      if (entries.size() == 1 && entries.getFirst() instanceof DoneCallback<?> alone) {
        loop.callSoon(() -> alone.run(loop));
      }
    }
  }

  /** Futures with one fault: done callbacks are put into the queue one iteration late. */
  private static final class CallbacksComeLate<T extends @Nullable Object> extends LoopFuture<T> {
    CallbacksComeLate(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void scheduleCallbacks() {
      loop.callSoon(super::scheduleCallbacks);
    }
  }

  /** Futures with one fault: a callback that was added twice runs once. */
  private static final class SameCallbackOnce<T extends @Nullable Object> extends ListedFuture<T> {
    SameCallbackOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      Set<Object> seen = new HashSet<>();
      for (ReadyEntry entry : entries) {
        if (!(entry instanceof DoneCallback<?> own) || seen.add(own.callback)) {
          loop.schedule(entry);
        }
      }
    }
  }

  /**
   * Futures with one fault: a done callback that raises keeps the rest from running (uvloop#360).
   */
  private static final class FailingCallbackEndsTheRest<T extends @Nullable Object>
      extends ListedFuture<T> {
    FailingCallbackEndsTheRest(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
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
      ((DoneCallback<T>) own).callback.accept(this);
    }
  }

  /** Futures with one fault: done callbacks are called with another future. */
  private static final class CallbackGetsAnotherFuture<T extends @Nullable Object>
      extends ListedFuture<T> {
    CallbackGetsAnotherFuture(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      LoopFuture<T> other = new LoopFuture<>(loop);
      other.setResult(nothing());
      for (ReadyEntry entry : entries) {
        loop.schedule(entry instanceof DoneCallback<?> own ? callback(other, own) : entry);
      }
    }

    @SuppressWarnings("unchecked") // every callback in the list is one of this future
    private DoneCallback<T> callback(LoopFuture<T> other, DoneCallback<?> own) {
      return new DoneCallback<>(other, ((DoneCallback<T>) own).callback);
    }
  }
}
