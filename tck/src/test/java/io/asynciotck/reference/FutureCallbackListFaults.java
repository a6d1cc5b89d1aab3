package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.futures;
import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BrokenAwaitables.ListedFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in the list of those who wait for a future, and in waking them. */
final class FutureCallbackListFaults {

  private FutureCallbackListFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "future-gives-up",
            "A future that is waited for becomes done by itself when the loop is run again and"
                + " again.",
            loops(FutureGivesUp::new),
            "coroutine.await.busy",
            "future.await.many-waiters",
            "future.await.waiter-order",
            "task.await.cancelled",
            "task.await.cancelled-caught",
            "task.cancel.awaited-task",
            "task.cancel.coalesced",
            "task.cancel.message-awaiter",
            "task.step.suspends"),
        fault(
            "late-callback-runs-at-once",
            "A callback that is added to a future that is done runs inside the call that adds it.",
            futures(LateCallbackRunsAtOnce::new),
            "future.done-callback.already-done"),
        fault(
            "remove-takes-one",
            "Removing a callback removes it once, however often it was added.",
            futures(RemoveTakesOne::new),
            "future.remove-done-callback.count"),
        fault(
            "remove-only-counts",
            "Removing a callback counts and does not remove.",
            futures(RemoveOnlyCounts::new),
            "future.remove-done-callback.count",
            "future.remove-done-callback.not-run",
            "loop.run-until-complete.lets-go"),
        fault(
            "remove-counts-one-at-least",
            "Removing a callback that was never added returns 1.",
            futures(RemoveCountsOneAtLeast::new),
            "future.remove-done-callback.absent",
            "future.remove-done-callback.too-late"),
        fault(
            "remove-by-identity",
            "A callback is found by identity.",
            futures(RemoveByIdentity::new),
            "future.remove-done-callback.equality"),
        fault(
            "one-waiter-only",
            "Only one of the tasks that wait for a future is resumed.",
            futures(OneWaiterOnly::new),
            "future.await.many-waiters",
            "future.await.waiter-order"));
  }

  /**
   * A loop with one fault: a future that is waited for becomes done by itself when the loop is run
   * again and again.
   */
  private static final class FutureGivesUp extends SelectorEventLoop {
    private final List<Runnable> impatient = new ArrayList<>();
    private int runs;

    FutureGivesUp(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      return new LoopFuture<>(this) {
        private int begun;

        @Override
        void addWaiting(ReadyEntry entry) {
          super.addWaiting(entry);
          if (entry instanceof CoroutineTask<?> && begun == 0) {
            begun = runs;
            impatient.add(this::giveUp);
          }
        }

        private void giveUp() {
          if (!isDone() && runs > begun + 2) {
            setResult(nothing());
          }
        }
      };
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      runs++;
      List.copyOf(impatient).forEach(Runnable::run);
    }
  }

  /**
   * Futures with one fault: a callback that is added to a future that is done runs inside the call
   * that adds it.
   */
  private static final class LateCallbackRunsAtOnce<T extends @Nullable Object>
      extends LoopFuture<T> {
    LateCallbackRunsAtOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void addWaiting(ReadyEntry entry) {
      if (isDone() && entry instanceof DoneCallback<?>) {
        entry.run(loop);
      } else {
        super.addWaiting(entry);
      }
    }
  }

  /** Futures with one fault: removing a callback removes it once, however often it was added. */
  private static final class RemoveTakesOne<T extends @Nullable Object> extends LoopFuture<T> {
    RemoveTakesOne(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      int removed = super.removeDoneCallback(callback);
      for (int i = 1; i < removed; i++) {
        addDoneCallback(callback);
      }
      return Math.min(removed, 1);
    }
  }

  /** Futures with one fault: removing a callback counts and does not remove. */
  private static final class RemoveOnlyCounts<T extends @Nullable Object> extends LoopFuture<T> {
    RemoveOnlyCounts(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      int removed = super.removeDoneCallback(callback);
      for (int i = 0; i < removed; i++) {
        addDoneCallback(callback);
      }
      return removed;
    }
  }

  /** Futures with one fault: removing a callback that was never added returns 1. */
  private static final class RemoveCountsOneAtLeast<T extends @Nullable Object>
      extends LoopFuture<T> {
    RemoveCountsOneAtLeast(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      return Math.max(1, super.removeDoneCallback(callback));
    }
  }

  /** Futures with one fault: a callback is found by identity. */
  private static final class RemoveByIdentity<T extends @Nullable Object> extends LoopFuture<T> {
    private final List<Object> added = new ArrayList<>();

    RemoveByIdentity(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      added.add(callback);
      super.addDoneCallback(callback);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      return added.stream().anyMatch(own -> own == callback)
          ? super.removeDoneCallback(callback)
          : 0;
    }
  }

  /** Futures with one fault: only one of the tasks that wait for a future is resumed. */
  private static final class OneWaiterOnly<T extends @Nullable Object> extends ListedFuture<T> {
    OneWaiterOnly(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deliver(List<ReadyEntry> entries) {
      boolean resumed = false;
      for (ReadyEntry entry : entries) {
        boolean isTask = entry instanceof CoroutineTask<?>;
        if (!isTask || !resumed) {
          loop.schedule(entry);
        }
        resumed |= isTask;
      }
    }
  }
}
