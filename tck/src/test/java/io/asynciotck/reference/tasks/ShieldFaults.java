package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Faults of {@code shield}. */
final class ShieldFaults {

  private ShieldFaults() {}

  @Fault(
      what = "What is protected is cancelled with who waits for it.",
      breaks = {
        "shield.cancel.again",
        "shield.cancel.inner-runs-on",
        "shield.cancel.others-wait",
        "shield.timeout.inner-runs-on"
      })
  static final class ShieldsOfPaper extends ReferenceAsyncio {
    ShieldsOfPaper(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      return ensureFuture(aw);
    }
  }

  @Fault(
      what = "The second who gives up takes what is protected along.",
      breaks = {"shield.cancel.inner-runs-on"})
  static final class ShieldsOnce extends ReferenceAsyncio {
    private final IdentityHashMap<AsyncFuture<?>, Integer> gaveUp = new IdentityHashMap<>();

    ShieldsOnce(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      AsyncFuture<T> inner = ensureFuture(aw);
      Awaitable<T> outer = super.shield(inner);
      if (outer instanceof AsyncFuture<T> future && future != inner) {
        future.addDoneCallback(done -> {
          if (done.isCancelled() && gaveUp.merge(inner, 1, Integer::sum) > 1) {
            inner.cancel();
          }
        });
      }
      return outer;
    }
  }

  @Fault(
      what = "Who waits for what is protected is protected too.",
      breaks = {
        "shield.cancel.again",
        "shield.cancel.caller",
        "shield.cancel.inner-runs-on",
        "shield.cancel.message",
        "shield.cancel.others-wait",
        "shield.cancel.woken",
        "shield.timeout.inner-runs-on"
      })
  static final class ShieldsForAll extends ReferenceAsyncio {
    ShieldsForAll(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      AsyncFuture<T> inner = ensureFuture(aw);
      return coroutine(() -> {
        while (!inner.isDone()) {
          try {
            await(super.shield(inner));
          } catch (CancelledError swallowed) {
            yieldOnce();
          }
        }
        return inner.result();
      });
    }
  }

  @Fault(
      what = "Those who wait for one thing share one shield.",
      breaks = {
        "shield.cancel.again",
        "shield.cancel.lets-go",
        "shield.cancel.others-wait",
        "shield.cancel.woken",
        "shield.timeout.inner-runs-on"
      })
  static final class SharedShields extends ReferenceAsyncio {
    private final IdentityHashMap<Object, Awaitable<?>> shields = new IdentityHashMap<>();

    SharedShields(LoopClock clock) {
      super(clock);
    }

    @Override
    @SuppressWarnings("unchecked") // The shield of an awaitable has its type.
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      return (Awaitable<T>) shields.computeIfAbsent(aw, first -> super.shield(aw));
    }
  }

  @Fault(
      what = "shield starts a coroutine when it is awaited.",
      breaks = {"shield.arguments.coroutine-scheduled"})
  static final class LazyShields extends ReferenceAsyncio {
    LazyShields(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      return coroutine(() -> await(super.shield(aw)));
    }
  }

  @Fault(
      what = "shield wraps exceptions.",
      breaks = {"shield.result.raised"})
  static final class WrappingShields extends ReferenceAsyncio {
    WrappingShields(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> Shield<T> newShield(AsyncFuture<T> future) {
      return new Shield<>(future) {
        @Override
        protected void settle(AsyncFuture<T> inner, AsyncFuture<T> outer) throws Exception {
          Throwable raised = inner.isCancelled() ? null : inner.exception();
          if (raised == null) {
            super.settle(inner, outer);
          } else {
            outer.setException(new IllegalStateException(raised));
          }
        }
      };
    }
  }

  @Fault(
      what = "shield takes a result for a mistake.",
      breaks = {
        "shield.cancel.again",
        "shield.cancel.others-wait",
        "shield.cancel.woken",
        "shield.result.returned",
        "shield.timeout.inner-runs-on"
      })
  static final class ResultsLost extends ReferenceAsyncio {
    ResultsLost(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> Shield<T> newShield(AsyncFuture<T> future) {
      return new Shield<>(future) {
        @Override
        protected void settle(AsyncFuture<T> inner, AsyncFuture<T> outer) throws Exception {
          if (inner.isCancelled() || inner.exception() != null) {
            super.settle(inner, outer);
          } else {
            outer.setException(new IllegalStateException("No result"));
          }
        }
      };
    }
  }

  @Fault(
      what = "shield returns nothing of what has failed already.",
      breaks = {"shield.result.raised"})
  static final class OldFailuresLost extends ReferenceAsyncio {
    OldFailuresLost(LoopClock clock) {
      super(clock);
    }

    @Override
    @SuppressWarnings("NullAway") // as the fault says
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      AsyncFuture<T> inner = ensureFuture(aw);
      if (inner.isDone() && !inner.isCancelled() && inner.exception() != null) {
        return coroutine(() -> null);
      }
      return super.shield(inner);
    }
  }

  @Fault(
      what = "shield takes a cancellation of what is protected for a failure.",
      breaks = {"shield.inner-cancelled.raised"})
  static final class CancellationsRenamed extends ReferenceAsyncio {
    CancellationsRenamed(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> Shield<T> newShield(AsyncFuture<T> future) {
      return new Shield<>(future) {
        @Override
        protected void settle(AsyncFuture<T> inner, AsyncFuture<T> outer) throws Exception {
          if (inner.isCancelled()) {
            outer.setException(new IllegalStateException("Cancelled"));
          } else {
            super.settle(inner, outer);
          }
        }
      };
    }
  }
}
