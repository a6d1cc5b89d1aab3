package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of {@code as_completed} where the waiting ends without a result. */
final class AsCompletedLimitsFaults {

  private AsCompletedLimitsFaults() {}

  @Fault(
      what = "The time is not kept.",
      breaks = {
        "as-completed.async.timeout",
        "as-completed.timeout.each",
        "as-completed.timeout.in-time",
        "as-completed.timeout.not-cancelled",
        "as-completed.timeout.raised"
      })
  static final class NoLimit extends Completions {
    NoLimit(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, null);
    }
  }

  @Fault(
      what = "What is done behind the time is an error in the loop.",
      breaks = {"as-completed.timeout.raised"})
  static final class LateIsAnError extends Completions {
    private boolean late;

    LateIsAnError(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    protected void timeIsUp() {
      late = true;
      super.timeIsUp();
    }

    @Override
    protected void isDone(AsyncFuture<?> future) {
      if (late) {
        throw new NoSuchElementException("nobody waits for it");
      }
      super.isDone(future);
    }
  }

  @Fault(
      what = "Only the first coroutine says that the time has passed.",
      breaks = {"as-completed.timeout.each", "as-completed.timeout.not-cancelled"})
  static final class SaysItOnce extends Completions {
    private boolean said;

    SaysItOnce(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      try {
        return super.next();
      } catch (TimeoutException late) {
        if (said) {
          throw new IllegalStateException(late);
        }
        said = true;
        throw late;
      }
    }
  }

  @Fault(
      what = "When the time has passed once, nothing that was in time is given any more.",
      breaks = {
        "as-completed.async.timeout",
        "as-completed.timeout.disarmed",
        "as-completed.timeout.each",
        "as-completed.timeout.in-time"
      })
  static final class OnTimeIsLost extends Completions {
    private final @Nullable Duration timeout;

    OnTimeIsLost(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      this.timeout = timeout;
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      AsyncFuture<?> future = super.next();
      return timeout == null ? future : super.next();
    }
  }

  @Fault(
      what = "Who asks when the time has passed is told that all was late.",
      breaks = {"as-completed.timeout.disarmed", "as-completed.timeout.in-time"})
  static final class LateToAsk extends Completions {
    private boolean late;

    LateToAsk(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      if (timeout != null) {
        asyncio.getRunningLoop().callLater(timeout, () -> late = true);
      }
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      if (late) {
        throw new TimeoutException();
      }
      return super.next();
    }
  }

  @Fault(
      what = "The time has passed before it has.",
      breaks = {"as-completed.timeout.not-early"})
  static final class HalfTheTime extends Completions {
    HalfTheTime(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout == null ? null : timeout.dividedBy(2));
    }
  }

  @Fault(
      what = "What is late is cancelled.",
      breaks = {"as-completed.async.timeout", "as-completed.timeout.not-cancelled"})
  static final class LateIsCancelled extends Completions {
    private final List<AsyncFuture<?>> all = new ArrayList<>();

    LateIsCancelled(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      List<AsyncFuture<?>> futures = futures(asyncio, aws);
      super(asyncio, futures, timeout);
      all.addAll(futures);
    }

    @Override
    protected void timeIsUp() {
      super.timeIsUp();
      all.forEach(AsyncFuture::cancel);
    }
  }

  @Fault(
      what = "Who gives up waiting gives up what was waited for.",
      breaks = {
        "as-completed.cancel.others-run",
        "as-completed.cancel.raised",
        "as-completed.async.cancelled-step"
      })
  static final class GivesUpOthers extends Completions {
    private final List<AsyncFuture<?>> all = new ArrayList<>();

    GivesUpOthers(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      List<AsyncFuture<?>> futures = futures(asyncio, aws);
      super(asyncio, futures, timeout);
      all.addAll(futures);
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      try {
        return super.next();
      } catch (CancelledError cancelled) {
        all.forEach(AsyncFuture::cancel);
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "Who is cancelled while it waits is told something else.",
      breaks = {
        "as-completed.cancel.message",
        "as-completed.cancel.others-run",
        "as-completed.cancel.raised",
        "as-completed.cancel.woken"
      })
  static final class CancellationIsNoError extends Completions {
    CancellationIsNoError(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      try {
        return super.next();
      } catch (CancelledError cancelled) {
        throw new CancellationException();
      }
    }
  }

  private static List<AsyncFuture<?>> futures(Asyncio asyncio, List<Awaitable<?>> aws) {
    List<AsyncFuture<?>> futures = new ArrayList<>();
    aws.forEach(each -> futures.add(asyncio.ensureFuture(each)));
    return futures;
  }

  @Fault(
      what = "A limit of zero is none.",
      breaks = {"as-completed.timeout.raised"})
  static final class ZeroIsNoLimit extends Completions {
    ZeroIsNoLimit(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout == null || timeout.isZero() ? null : timeout);
    }
  }
}
