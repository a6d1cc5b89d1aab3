package io.asynciotck.tck.stranger;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The module-level functions. */
@SuppressWarnings("ThreadLocalUsage") // Each module has its own.
final class TinyAsyncio implements Asyncio {
  /** The coroutine whose body this thread runs. */
  final ThreadLocal<TinyCoroutine<?>> coroutine = new ThreadLocal<>();

  private final ThreadLocal<TinyLoop> running = new ThreadLocal<>();
  private final ThreadLocal<EventLoop> current = new ThreadLocal<>();

  TinyLoop running() {
    return running.get();
  }

  void enter(TinyLoop loop) {
    running.set(loop);
  }

  @Override
  public <T> Coroutine<T> coroutine(CoroutineBody<T> body) {
    return new TinyCoroutine<>(this, body);
  }

  @Override
  public <T> T await(Awaitable<T> awaitable) throws Exception {
    TinyFuture<T> future = ensureFuture(awaitable, running());
    if (!future.isDone()) {
      coroutine.get().suspend(future);
    }
    return future.result();
  }

  @Override
  public EventLoop newEventLoop() {
    return new TinyLoop(this);
  }

  @Override
  public EventLoop getRunningLoop() {
    return found(running(), "no running event loop");
  }

  @Override
  public EventLoop getEventLoop() {
    return running() != null ? running() : found(current.get(), "no current event loop");
  }

  private static EventLoop found(EventLoop loop, String otherwise) {
    if (loop == null) {
      throw new IllegalStateException(otherwise);
    }
    return loop;
  }

  @Override
  public void setEventLoop(EventLoop loop) {
    current.set(loop);
  }

  @Override
  public Coroutine<Void> sleep(Duration delay) {
    return sleep(delay, null);
  }

  @Override
  public Coroutine<Void> sleep(double delay) {
    return coroutine(() -> {
      if (Double.isNaN(delay)) {
        throw new IllegalArgumentException("not a number");
      }
      return await(sleep(Duration.ofNanos((long) (delay * 1e9))));
    });
  }

  @Override
  public <T> Coroutine<T> sleep(Duration delay, T result) {
    return coroutine(() -> {
      AsyncFuture<T> future = running().createFuture();
      running().callLater(delay, () -> future.setResult(result));
      return await(future);
    });
  }

  @Override
  public <T> Task<T> createTask(Coroutine<T> coro) {
    return getRunningLoop().createTask(coro);
  }

  @Override
  public <T> Task<T> createTask(Coroutine<T> coro, String name) {
    return getRunningLoop().createTask(coro, name);
  }

  @Override
  public Task<?> currentTask() {
    return currentTask(getRunningLoop());
  }

  @Override
  public Task<?> currentTask(EventLoop loop) {
    return ((TinyLoop) loop).currentTask;
  }

  @Override
  public Set<Task<?>> allTasks() {
    return allTasks(getRunningLoop());
  }

  @Override
  public Set<Task<?>> allTasks(EventLoop loop) {
    return Set.copyOf(((TinyLoop) loop).tasks);
  }

  @Override
  public <T> TinyFuture<T> ensureFuture(Awaitable<T> awaitable) {
    return ensureFuture(awaitable, getEventLoop());
  }

  @Override
  public <T> TinyFuture<T> ensureFuture(Awaitable<T> awaitable, EventLoop loop) {
    if (awaitable instanceof Coroutine<T> coro) {
      return new TinyTask<>((TinyLoop) loop, coro, "tiny");
    }
    if (awaitable instanceof TinyFuture<T> future && future.loop == loop) {
      return future;
    }
    throw new IllegalArgumentException("Not an awaitable of this loop");
  }

  @Override
  public boolean isfuture(Object obj) {
    return obj instanceof AsyncFuture;
  }

  @Override
  public boolean iscoroutine(Object obj) {
    return obj instanceof Coroutine;
  }

  @Override
  public <T> T run(Awaitable<T> main) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T run(Awaitable<T> main, boolean debug) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AsyncFuture<List<Object>> gather(Awaitable<?>... aws) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AsyncFuture<List<Object>> gather(boolean returnExceptions, Awaitable<?>... aws) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Coroutine<T> waitFor(Awaitable<T> aw, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> ConcurrentFuture<T> runCoroutineThreadsafe(Coroutine<T> coro, EventLoop loop) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
    throw new UnsupportedOperationException();
  }
}
