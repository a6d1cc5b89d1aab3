package io.asynciotck.reference.threads;

import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.stacks.Raise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A future for threads to wait on. Safe for use in any. */
public class ThreadFuture<T extends @Nullable Object> implements ConcurrentFuture<T> {
  private static final System.Logger LOGGER = System.getLogger("asyncio");

  /** PENDING to RUNNING by begin, to CANCELLED by cancel; either to FINISHED or FAILED. */
  private enum State {
    PENDING,
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED
  }

  private final Object lock = new Object();
  private final CountDownLatch done = new CountDownLatch(1);
  private State state = State.PENDING;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private List<Consumer<? super ConcurrentFuture<T>>> callbacks = new ArrayList<>();

  @Override
  public T result() throws Exception {
    awaitDone();
    return settledResult();
  }

  @Override
  public T result(Duration timeout) throws Exception {
    // Rule: run-coroutine-threadsafe.result-timeout
    if (!isDone() && !done.await(nanosOf(timeout), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("Not done after " + timeout + ": " + this);
    }
    return settledResult();
  }

  /** A thread that need not wait is not interrupted: the loop's asks only when this is done. */
  private void awaitDone() throws InterruptedException {
    if (!isDone()) {
      done.await();
    }
  }

  @SuppressWarnings("NullAway") // null only if T is nullable
  private T settledResult() {
    Throwable raised = settledException();
    if (raised != null) {
      throw Raise.asIs(raised);
    }
    return result;
  }

  @Override
  public @Nullable Throwable exception() throws InterruptedException {
    awaitDone();
    return settledException();
  }

  private @Nullable Throwable settledException() {
    if (isCancelled()) {
      throw new CancellationException("Cancelled: " + this);
    }
    return failure;
  }

  @Override
  public boolean cancel() {
    synchronized (lock) {
      switch (state) {
        case PENDING -> state = State.CANCELLED;
        case CANCELLED -> {
          return true;
        }
        case RUNNING, FINISHED, FAILED -> {
          return false;
        }
      }
    }
    announce();
    return true;
  }

  /** Rules out that it is cancelled from now on. Returns false if it was cancelled. */
  public boolean begin() {
    synchronized (lock) {
      if (state == State.CANCELLED) {
        return false;
      }
      if (state != State.PENDING) {
        throw new AssertionError("Begun twice: " + this);
      }
      state = State.RUNNING;
      return true;
    }
  }

  /** Does the work of this future, unless it was cancelled. */
  public void complete(Callable<T> work) {
    if (!begin()) {
      return;
    }
    T value;
    try {
      value = work.call();
    } catch (Throwable raised) {
      fail(raised);
      return;
    }
    finish(value);
  }

  /** Settles a future that was begun. */
  public void finish(T value) {
    synchronized (lock) {
      result = value;
      state = State.FINISHED;
    }
    announce();
  }

  /** Settles a future that was begun. */
  public void fail(Throwable raised) {
    synchronized (lock) {
      failure = raised;
      state = State.FAILED;
    }
    announce();
  }

  private void announce() {
    List<Consumer<? super ConcurrentFuture<T>>> waiting;
    synchronized (lock) {
      waiting = callbacks;
      callbacks = List.of();
      done.countDown();
    }
    waiting.forEach(this::tell);
  }

  @Override
  public boolean isDone() {
    return done.getCount() == 0;
  }

  @Override
  public boolean isCancelled() {
    synchronized (lock) {
      return state == State.CANCELLED;
    }
  }

  @Override
  public void addDoneCallback(Consumer<? super ConcurrentFuture<T>> callback) {
    Objects.requireNonNull(callback, "callback");
    synchronized (lock) {
      if (!isDone()) {
        callbacks.add(callback);
        return;
      }
    }
    tell(callback);
  }

  private void tell(Consumer<? super ConcurrentFuture<T>> callback) {
    try {
      callback.accept(this);
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) { // an error too: the other callbacks must not be lost for it
      LOGGER.log(System.Logger.Level.ERROR, "Exception in callback " + callback, raised);
    }
  }

  private static long nanosOf(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException tooLong) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  @Override
  public String toString() {
    synchronized (lock) {
      return "<ConcurrentFuture " + state.name().toLowerCase(Locale.ROOT) + ">";
    }
  }
}
