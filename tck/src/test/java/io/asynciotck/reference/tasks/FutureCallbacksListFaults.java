package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in the list of those who wait for a future, and in waking them. */
final class FutureCallbacksListFaults {

  private FutureCallbacksListFaults() {}

  @Fault(
      what = "A future that is waited for becomes done by itself after two iterations.",
      breaks = {
        "future.await.many-waiters",
        "future.await.waiter-order",
        "task.step.suspends",
        "wrap-future.concurrent.thread"
      },
      ripples = {"coroutine.await.busy", "task.*"})
  static final class FutureGivesUp extends SelectorEventLoop {
    private final List<Runnable> impatient = new ArrayList<>();
    private int iterations;

    FutureGivesUp(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      return new LoopFuture<>(this) {
        private int begun;

        @Override
        public void addWaiting(ReadyEntry entry) {
          super.addWaiting(entry);
          if (entry instanceof CoroutineTask<?> && begun == 0) {
            begun = iterations;
            impatient.add(this::giveUp);
          }
        }

        private void giveUp() {
          if (!isDone() && iterations > begun + 1) {
            setResult(nothing());
          }
        }
      };
    }

    @Override
    protected void runOnce() {
      super.runOnce();
      iterations++;
      List.copyOf(impatient).forEach(Runnable::run);
    }
  }

  @Fault(
      what = "A callback that is added to a future that is done runs inside the call that adds it.",
      breaks = {"future.done-callback.already-done"})
  static final class LateCallbackRunsAtOnce<T extends @Nullable Object> extends LoopFuture<T> {
    LateCallbackRunsAtOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void addWaiting(ReadyEntry entry) {
      if (isDone() && entry instanceof DoneCallback<?>) {
        entry.run(loop);
      } else {
        super.addWaiting(entry);
      }
    }
  }

  @Fault(
      what = "Removing a callback removes it once, however often it was added.",
      breaks = {"future.remove-done-callback.count"})
  static final class RemoveTakesOne<T extends @Nullable Object> extends LoopFuture<T> {
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

  @Fault(
      what = "Of more than 64 callbacks the first is removed, whichever is named.",
      breaks = {"future.remove-done-callback.not-run"})
  static final class RemoveTakesTheFirst<T extends @Nullable Object> extends LoopFuture<T> {
    private final List<Consumer<? super AsyncFuture<T>>> added = new ArrayList<>();

    RemoveTakesTheFirst(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      added.add(callback);
      super.addDoneCallback(callback);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      return super.removeDoneCallback(added.size() > 64 ? added.getFirst() : callback);
    }
  }

  @Fault(
      what = "Removing a callback counts and does not remove.",
      breaks = {"future.remove-done-callback.count", "future.remove-done-callback.not-run"},
      ripples = {"loop.run-until-complete.lets-go"})
  static final class RemoveOnlyCounts<T extends @Nullable Object> extends LoopFuture<T> {
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

  @Fault(
      what = "Removing a callback that was never added returns 1.",
      breaks = {"future.remove-done-callback.absent", "future.remove-done-callback.too-late"})
  static final class RemoveCountsOneAtLeast<T extends @Nullable Object> extends LoopFuture<T> {
    RemoveCountsOneAtLeast(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      return Math.max(1, super.removeDoneCallback(callback));
    }
  }

  @Fault(
      what = "A callback is found by identity.",
      breaks = {"future.remove-done-callback.equality"})
  static final class RemoveByIdentity<T extends @Nullable Object> extends LoopFuture<T> {
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

  @Fault(
      what = "Only one of the tasks that wait for a future is resumed.",
      breaks = {"future.await.many-waiters", "future.await.waiter-order"})
  static final class OneWaiterOnly<T extends @Nullable Object> extends ListedFuture<T> {
    OneWaiterOnly(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected void deliver(List<ReadyEntry> entries) {
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
