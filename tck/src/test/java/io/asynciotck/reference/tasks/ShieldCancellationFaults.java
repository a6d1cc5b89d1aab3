package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import org.jspecify.annotations.Nullable;

/** Faults of {@code shield} when the task that waits is cancelled. */
final class ShieldCancellationFaults {

  private ShieldCancellationFaults() {}

  @Fault(
      what = "A cancellation that meets the result is lost.",
      breaks = {"shield.cancel.others-wait", "shield.cancel.woken"})
  static final class PrefersResults extends ReferenceAsyncio {
    PrefersResults(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      AsyncFuture<T> inner = ensureFuture(aw);
      return coroutine(() -> {
        try {
          return await(super.shield(inner));
        } catch (CancelledError cancelled) {
          if (!inner.isDone()) {
            throw cancelled;
          }
          return inner.result();
        }
      });
    }
  }

  @Fault(
      what = "A second shield of the same awaitable protects nobody.",
      breaks = {"shield.cancel.again", "shield.cancel.others-wait"})
  static final class ShieldsOnce extends ReferenceAsyncio {
    private boolean broken;

    ShieldsOnce(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      AsyncFuture<T> inner = ensureFuture(aw);
      AsyncFuture<T> first = (AsyncFuture<T>) super.shield(inner);
      return coroutine(() -> {
        if (broken) {
          first.cancel();
        }
        try {
          return await(first);
        } catch (CancelledError cancelled) {
          broken = true;
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "A time-out passes through a shield.",
      breaks = {"shield.timeout.inner-runs-on"})
  static final class LetsTimeoutsThrough extends ReferenceAsyncio {
    LetsTimeoutsThrough(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      AsyncFuture<T> inner = ensureFuture(aw);
      long begun = newTime();
      return coroutine(() -> {
        try {
          return await(super.shield(inner));
        } catch (CancelledError cancelled) {
          if (newTime() > begun) {
            inner.cancel();
          }
          throw cancelled;
        }
      });
    }

    private long newTime() {
      return getRunningLoop().time().nanos();
    }
  }

  @Fault(
      what = "A cancelled shield loses the message.",
      breaks = {"shield.cancel.message"})
  static final class ShieldForgetsWhy extends ReferenceAsyncio {
    ShieldForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      Awaitable<T> outer = super.shield(aw);
      return coroutine(() -> {
        try {
          return await(outer);
        } catch (CancelledError cancelled) {
          throw new CancelledError();
        }
      });
    }
  }

  @Fault(
      what = "What is protected keeps what shield has returned.",
      breaks = {"shield.cancel.lets-go"})
  static final class KeepsTheOuter extends ReferenceAsyncio {
    KeepsTheOuter(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
      Awaitable<T> outer = super.shield(aw);
      if (aw instanceof AsyncFuture<?> inner) {
        inner.addDoneCallback(_ -> BrokenCancellations.keepAlive(outer));
      }
      return outer;
    }
  }
}
