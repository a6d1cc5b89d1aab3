package io.asynciotck.reference.faults;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.tasks.WaitFor;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One {@code wait_for}, step by step as the reference has it; a fault overrides one step. */
public abstract class BrokenWaitFor {
  private @Nullable ReferenceAsyncio module;
  private @Nullable Awaitable<?> awaited;
  private @Nullable Duration limit;

  /** A module in which each {@code wait_for} is such a one. */
  static Function<LoopClock, Asyncio> waits(Supplier<BrokenWaitFor> maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          protected <T extends @Nullable Object> WaitFor<T> newWaitFor(
              Awaitable<T> awaitable, @Nullable Duration timeout) {
            BrokenWaitFor fault = maker.get();
            fault.module = this;
            fault.awaited = awaitable;
            fault.limit = fault.timeoutOf(timeout);
            return new Steps<>(fault, fault.awaitableOf(awaitable), fault.limit);
          }
        };
  }

  protected final ReferenceAsyncio asyncio() {
    return Objects.requireNonNull(module);
  }

  protected final SelectorEventLoop loop() {
    return (SelectorEventLoop) asyncio().getRunningLoop();
  }

  protected final CoroutineTask<?> task() {
    return Objects.requireNonNull(loop().currentTask());
  }

  protected final Awaitable<?> awaitable() {
    return Objects.requireNonNull(awaited);
  }

  /** The future that was given, if one was and it has a result. */
  protected final @Nullable AsyncFuture<?> futureWithResult() {
    return awaited instanceof AsyncFuture<?> future
            && future.isDone()
            && !future.isCancelled()
            && future.exception() == null
        ? future
        : null;
  }

  protected final @Nullable Duration timeout() {
    return limit;
  }

  /** Whether the time has passed for a wait that began then. */
  protected final boolean isLate(LoopTime begin) {
    Duration given = limit;
    return given != null && loop().time().since(begin).compareTo(given) >= 0;
  }

  protected <T extends @Nullable Object> Awaitable<T> awaitableOf(Awaitable<T> awaitable) {
    return awaitable;
  }

  protected @Nullable Duration timeoutOf(@Nullable Duration timeout) {
    return timeout;
  }

  protected @Nullable Object run(Callable<?> reference) throws Exception {
    return reference.call();
  }

  protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
    return reference.call();
  }

  protected @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
    return reference.call();
  }

  /** The wait of the reference, which asks the fault at each step. */
  @SuppressWarnings({"unchecked", "NullAway"}) // A fault may well return something else.
  private static final class Steps<T extends @Nullable Object> extends WaitFor<T> {
    private final BrokenWaitFor fault;

    Steps(BrokenWaitFor fault, Awaitable<T> awaitable, @Nullable Duration timeout) {
      super(fault.asyncio(), awaitable, timeout);
      this.fault = fault;
    }

    @Override
    public T run() throws Exception {
      return (T) fault.run(super::run);
    }

    @Override
    protected T withTimeout() throws Exception {
      return (T) fault.withTimeout(super::withTimeout);
    }

    @Override
    protected T withoutWaiting() throws Exception {
      return (T) fault.withoutWaiting(super::withoutWaiting);
    }
  }
}
