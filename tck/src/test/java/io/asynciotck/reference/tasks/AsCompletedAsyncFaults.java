package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of {@code as_completed} as {@code async for} shows them. */
final class AsCompletedAsyncFaults {

  private AsCompletedAsyncFaults() {}

  /** One that does something with what each step of {@code async for} gives. */
  abstract static class Stepping extends Completions {
    final Asyncio asyncio;
    final List<Awaitable<?>> given;

    Stepping(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      this.asyncio = asyncio;
      this.given = aws;
    }

    abstract AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception;

    @Override
    public AsyncIterator<AsyncFuture<?>> asyncIterator() {
      AsyncIterator<AsyncFuture<?>> steps = super.asyncIterator();
      return () -> asyncio.coroutine(() -> next(steps));
    }
  }

  @Fault(
      what = "Of a task that was given async for gives another one that waits for it.",
      breaks = {"as-completed.async.originals", "as-completed.async.timeout"})
  static final class TasksOfItsOwn extends Stepping {
    TasksOfItsOwn(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      AsyncFuture<?> next = asyncio.await(steps.next());
      return next instanceof Task && given.contains(next) ? copy(next) : next;
    }

    private <T extends @Nullable Object> AsyncFuture<T> copy(AsyncFuture<T> future)
        throws Exception {
      AsyncFuture<T> copy = asyncio.getRunningLoop().createFuture();
      copy.setResult(future.result());
      return copy;
    }
  }

  @Fault(
      what = "async for gives what will complete next, before it has.",
      breaks = {"as-completed.async.order"})
  static final class TooSoon extends Stepping {
    private int step;

    TooSoon(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      AsyncFuture<?> next = asyncio.await(steps.next());
      return given.size() > 17 ? (AsyncFuture<?>) given.get(step++) : next;
    }
  }

  @Fault(
      what = "Of a coroutine async for gives a future that has its result.",
      breaks = {"as-completed.async.implicit-tasks"})
  static final class FuturesOfCoroutines extends Stepping {
    FuturesOfCoroutines(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      AsyncFuture<?> next = asyncio.await(steps.next());
      if (given.getFirst() instanceof Coroutine) {
        AsyncFuture<Object> other = asyncio.getRunningLoop().createFuture();
        other.setResult(next.result());
        return other;
      }
      return next;
    }
  }

  @Fault(
      what = "async for raises what has failed.",
      breaks = {"as-completed.async.failed"})
  static final class RaisesFailures extends Stepping {
    RaisesFailures(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      AsyncFuture<?> next = asyncio.await(steps.next());
      if (!next.isCancelled()) {
        next.result();
      }
      return next;
    }
  }

  @Fault(
      what = "Behind the last of many async for gives it again.",
      breaks = {"as-completed.async.end", "as-completed.async.order"})
  static final class LastAgain extends Stepping {
    private final List<AsyncFuture<?>> seen = new ArrayList<>();

    LastAgain(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      if (seen.size() == given.size() && given.size() == 1) {
        return seen.getFirst();
      }
      seen.add(asyncio.await(steps.next()));
      return seen.getLast();
    }
  }

  @Fault(
      what = "A step that was cancelled counts as taken.",
      breaks = {"as-completed.async.cancelled-step"})
  static final class CancelledStepIsTaken extends Stepping {
    private int cancelled;
    private int taken;

    CancelledStepIsTaken(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      if (cancelled > 0 && taken + cancelled == given.size()) {
        throw new StopAsyncIterationException();
      }
      try {
        AsyncFuture<?> next = asyncio.await(steps.next());
        taken++;
        return next;
      } catch (CancelledError raised) {
        cancelled++;
        throw raised;
      }
    }
  }

  @Fault(
      what = "When the time has passed, async for gives what is late.",
      breaks = {"as-completed.async.timeout"})
  static final class GivesTheLate extends Stepping {
    GivesTheLate(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    AsyncFuture<?> next(AsyncIterator<AsyncFuture<?>> steps) throws Exception {
      try {
        return asyncio.await(steps.next());
      } catch (TimeoutException late) {
        return (AsyncFuture<?>) given.getFirst();
      }
    }
  }
}
