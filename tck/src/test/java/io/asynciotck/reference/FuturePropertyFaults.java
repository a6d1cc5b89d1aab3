package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Faults for the properties of futures and {@code gather}, each with the rules of which a property
 * must say that they are broken.
 */
final class FuturePropertyFaults {
  private FuturePropertyFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "calls-at-once",
            "done callbacks run inside set_result",
            futures(CallsAtOnce::new),
            "future.done-callback.not-immediate"),
        fault(
            "calls-late",
            "done callbacks run an iteration late",
            futures(CallsLate::new),
            "future.done-callback.call-soon"),
        fault(
            "calls-twice",
            "done callbacks run twice",
            futures(CallsTwice::new),
            "future.done-callback.on-result"),
        fault(
            "calls-with-another",
            "done callbacks are given another future",
            futures(CallsWithAnother::new),
            "future.done-callback.argument"),
        fault(
            "keeps-removed",
            "done callbacks cannot be removed",
            futures(KeepsRemoved::new),
            "future.remove-done-callback.not-run"),
        fault(
            "gathers-as-they-come",
            "results stand in the order of completion",
            gatherings(AsTheyCome::new),
            "gather.results.in-order",
            "gather.return-exceptions.collected"),
        fault(
            "gathers-last-exception",
            "gather raises the last exception",
            gatherings(LastException::new),
            "gather.exception.raised"));
  }

  private static Function<LoopClock, Asyncio> futures(
      Function<SelectorEventLoop, LoopFuture<?>> maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          @SuppressWarnings("unchecked") // it has no result yet
          <T extends @Nullable Object> LoopFuture<T> newFuture() {
            return (LoopFuture<T>) maker.apply(this);
          }
        });
  }

  private static Function<LoopClock, Asyncio> gatherings(GatheringMaker maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          Gathering newGathering(
              SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
            return maker.make(loop, children, returnExceptions);
          }
        };
  }

  private interface GatheringMaker {
    Gathering make(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions);
  }

  /** A future with one fault: what becomes of its done callbacks. */
  private abstract static class WithCallbacks extends LoopFuture<Object> {
    final List<Consumer<? super AsyncFuture<Object>>> callbacks = new ArrayList<>();

    WithCallbacks(SelectorEventLoop loop) {
      super(loop);
      super.addDoneCallback(future -> {}); // so that there is something to schedule
    }

    @Override
    public final void addDoneCallback(Consumer<? super AsyncFuture<Object>> callback) {
      if (isDone()) {
        super.addDoneCallback(callback);
      } else {
        callbacks.add(callback);
      }
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<Object>> callback) {
      return callbacks.remove(callback) ? 1 : 0;
    }

    @Override
    final void scheduleCallbacks() {
      callbacks.forEach(this::deal);
    }

    abstract void deal(Consumer<? super AsyncFuture<Object>> callback);
  }

  /** A future with one fault: it calls its done callbacks at once. */
  private static final class CallsAtOnce extends WithCallbacks {
    CallsAtOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      callback.accept(this);
    }
  }

  /** A future with one fault: its done callbacks run an iteration late. */
  private static final class CallsLate extends WithCallbacks {
    CallsLate(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> loop.callSoon(() -> callback.accept(this)));
    }
  }

  /** A future with one fault: its done callbacks run twice. */
  private static final class CallsTwice extends WithCallbacks {
    CallsTwice(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> callback.accept(this));
      loop.callSoon(() -> callback.accept(this));
    }
  }

  /** A future with one fault: its done callbacks are given another future. */
  private static final class CallsWithAnother extends WithCallbacks {
    CallsWithAnother(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> callback.accept(new LoopFuture<>(loop)));
    }
  }

  /** A future with one fault: its done callbacks cannot be removed. */
  private static final class KeepsRemoved extends WithCallbacks {
    KeepsRemoved(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<Object>> callback) {
      return 0;
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> callback.accept(this));
    }
  }

  /** A gather with one fault: its results stand in the order in which they came. */
  private static final class AsTheyCome extends Gathering {
    private final List<@Nullable Object> come = new ArrayList<>();

    AsTheyCome(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      try {
        come.add(child.result());
      } catch (Throwable raised) {
        come.add(raised);
      }
      super.childDone(child);
    }

    @Override
    void allDone() {
      setResult(come);
    }
  }

  /** A gather with one fault: it waits for all, and raises the last exception that came. */
  private static final class LastException extends Gathering {
    private @Nullable Throwable last;

    LastException(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, true);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      Throwable raised = child.exception();
      last = raised == null ? last : raised;
      super.childDone(child);
    }

    @Override
    void allDone() {
      if (last == null) {
        super.allDone();
      } else {
        setException(last);
      }
    }
  }
}
