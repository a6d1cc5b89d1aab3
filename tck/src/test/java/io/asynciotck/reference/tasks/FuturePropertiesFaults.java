package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Faults for the properties of futures, each with the rules of which a property must name one. */
final class FuturePropertiesFaults {
  private FuturePropertiesFaults() {}

  /** A future with one fault: what becomes of its done callbacks. */
  abstract static class WithCallbacks extends LoopFuture<Object> {
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
    protected final void scheduleCallbacks() {
      callbacks.forEach(this::deal);
    }

    abstract void deal(Consumer<? super AsyncFuture<Object>> callback);
  }

  @Fault(
      what = "Done callbacks run inside set_result.",
      breaks = {"future.done-callback.not-immediate"})
  static final class CallsAtOnce extends WithCallbacks {
    CallsAtOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      callback.accept(this);
    }
  }

  @Fault(
      what = "Done callbacks run an iteration late.",
      breaks = {"future.done-callback.call-soon"})
  static final class CallsLate extends WithCallbacks {
    CallsLate(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> loop.callSoon(() -> callback.accept(this)));
    }
  }

  @Fault(
      what = "Done callbacks run twice.",
      breaks = {"future.done-callback.on-result"})
  static final class CallsTwice extends WithCallbacks {
    CallsTwice(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> callback.accept(this));
      loop.callSoon(() -> callback.accept(this));
    }
  }

  @Fault(
      what = "Done callbacks are given another future.",
      breaks = {"future.done-callback.argument"})
  static final class CallsWithAnother extends WithCallbacks {
    CallsWithAnother(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    void deal(Consumer<? super AsyncFuture<Object>> callback) {
      loop.callSoon(() -> callback.accept(new LoopFuture<>(loop)));
    }
  }

  @Fault(
      what = "Done callbacks cannot be removed.",
      breaks = {"future.remove-done-callback.not-run"})
  static final class KeepsRemoved extends WithCallbacks {
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
}
