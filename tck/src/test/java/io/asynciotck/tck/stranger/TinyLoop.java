package io.asynciotck.tck.stranger;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A loop: a queue, a heap of timers, and a monitor to wait on. */
final class TinyLoop implements EventLoop {
  private static final System.Logger LOG = System.getLogger("tiny");

  final Set<Task<?>> tasks = new HashSet<>();
  TinyTask<?> currentTask;

  private final TinyAsyncio asyncio;
  private final ArrayDeque<TinyHandle> ready = new ArrayDeque<>();
  private final PriorityQueue<TinyHandle> timers = new PriorityQueue<>();
  private boolean running;
  private boolean stopping;
  private boolean closed;

  TinyLoop(TinyAsyncio asyncio) {
    this.asyncio = asyncio;
  }

  private void checkNoneRuns() {
    if (running || asyncio.running() != null) {
      throw new IllegalStateException("A loop is running already");
    }
  }

  @Override
  public void runForever() {
    checkOpen();
    checkNoneRuns();
    running = true;
    asyncio.enter(this);
    try {
      do {
        runOnce();
      } while (!stopping);
    } finally {
      stopping = false;
      running = false;
      asyncio.enter(null);
    }
  }

  private void runOnce() {
    int batch = waitForWork();
    for (int i = 0; i < batch; i++) {
      try {
        next().run();
      } catch (RuntimeException raised) {
        LOG.log(System.Logger.Level.DEBUG, "A callback raised", raised);
      }
    }
  }

  private synchronized TinyHandle next() {
    return ready.remove();
  }

  private synchronized int waitForWork() {
    try {
      long pause = untilNextTimer();
      while (ready.isEmpty() && !stopping && pause != 0) {
        wait(Math.max(pause, 0)); // for ever if it is zero
        pause = untilNextTimer();
      }
    } catch (InterruptedException abandoned) {
      throw new IllegalStateException(abandoned);
    }
    while (untilNextTimer() == 0) {
      ready.add(timers.remove());
    }
    return ready.size();
  }

  /** Milliseconds, rounded up; -1 for ever. */
  private long untilNextTimer() {
    if (timers.isEmpty()) {
      return -1;
    }
    long nanos = timers.peek().when().nanos() - time().nanos();
    return nanos <= 0 ? 0 : nanos / 1_000_000 + 1;
  }

  @Override
  public <T> T runUntilComplete(Awaitable<T> awaitable) throws Exception {
    checkOpen();
    checkNoneRuns();
    TinyFuture<T> future = asyncio.ensureFuture(awaitable, this);
    Consumer<AsyncFuture<T>> stop = done -> stop();
    future.addDoneCallback(stop);
    try {
      runForever();
    } finally {
      future.removeDoneCallback(stop);
    }
    if (!future.isDone()) {
      throw new IllegalStateException("The loop was stopped before the future was done");
    }
    return future.result();
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    if (running) {
      throw new IllegalStateException("The loop is running");
    }
    closed = true;
    ready.clear();
    timers.clear();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The loop is closed");
    }
  }

  @Override
  public Handle callSoon(Runnable callback) {
    return callSoonThreadsafe(callback);
  }

  @Override
  public synchronized Handle callSoonThreadsafe(Runnable callback) {
    checkOpen();
    TinyHandle handle = new TinyHandle(time(), callback);
    ready.add(handle);
    notifyAll();
    return handle;
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(time().plus(delay), callback);
  }

  @Override
  public synchronized TimerHandle callAt(LoopTime when, Runnable callback) {
    checkOpen();
    TinyHandle timer = new TinyHandle(when, callback);
    timers.add(timer);
    return timer;
  }

  @Override
  public LoopTime time() {
    return new LoopTime(System.nanoTime());
  }

  @Override
  public <T> AsyncFuture<T> createFuture() {
    return new TinyFuture<>(this);
  }

  @Override
  public <T> Task<T> createTask(Coroutine<T> coro) {
    return createTask(coro, "tiny");
  }

  @Override
  public <T> Task<T> createTask(Coroutine<T> coro, String name) {
    checkOpen();
    return new TinyTask<>(this, coro, name);
  }

  @Override
  public <T> AsyncFuture<T> runInExecutor(Executor executor, Callable<T> func) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Coroutine<Void> shutdownDefaultExecutor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setExceptionHandler(ExceptionHandler handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void defaultExceptionHandler(Map<String, Object> context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void callExceptionHandler(Map<String, Object> context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getDebug() {
    return false;
  }

  @Override
  public void setDebug(boolean enabled) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Duration slowCallbackDuration() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setSlowCallbackDuration(Duration threshold) {
    throw new UnsupportedOperationException();
  }
}
