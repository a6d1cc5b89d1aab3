package io.asynciotck.reference;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.Handle;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopErrors;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.io.Readiness;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loop of somebody else, the host, with futures, tasks and all that stands on them.
 *
 * <p>Design: whatever is to run passes through {@code callSoon}, {@code callSoonThreadsafe} and
 * {@code callAt} of the host, and the host alone runs it, stops and closes; nothing is queued here.
 * Exception handler and debug mode are the host's if it has them, and it is then told what a
 * callback raises; otherwise the library tells its own handler, as asyncio's handles do.
 *
 * <p>A host may run its callbacks in a thread of its own: they then see what the thread that called
 * {@code runForever} sees, the running loop, the current task and the context.
 */
public final class HostedEventLoop extends ContextEventLoop {
  private final EventLoop host;
  private final RunState run = new RunState(this);
  private final boolean hasHandler;
  private final boolean hasDebug;

  /** What a callback has raised last, and which; the host may be about to report it. */
  private @Nullable Throwable lastRaised;

  private @Nullable HostedHandle lastRaising;

  /** A loop of a module, over a loop that has callbacks and timers. */
  public HostedEventLoop(BaseAsyncio asyncio, EventLoop host) {
    super(asyncio, asyncio.clock());
    this.host = host;
    this.hasHandler = implementsIt(host, "callExceptionHandler");
    this.hasDebug = implementsIt(host, "setDebug");
  }

  /** Whether a loop has a method of its own, and not the one of the API, which refuses. */
  private static boolean implementsIt(EventLoop host, String method) {
    return Arrays.stream(host.getClass().getMethods())
        .filter(found -> found.getName().equals(method))
        .anyMatch(found -> found.getDeclaringClass() != LoopErrors.class);
  }

  // Running

  @Override
  public void runForever() {
    if (run.isRunning()) {
      host.runForever(); // which is to refuse it
      return;
    }
    run.checkStartable();
    run.enter();
    try {
      host.runForever();
    } finally {
      run.leave();
    }
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
    checkClosed();
    run.checkStartable();
    return new CompleteRun<>(this, asyncio.ensureFuture(future, this)).execute();
  }

  @Override
  public void stop() {
    host.stop();
  }

  @Override
  public boolean isRunning() {
    return host.isRunning();
  }

  @Override
  public boolean isClosed() {
    return host.isClosed();
  }

  @Override
  public void close() {
    host.close();
    if (host.isClosed()) {
      defaultExecutor.abandon();
    }
  }

  @Override
  protected void checkClosed() {
    if (host.isClosed()) {
      throw new IllegalStateException("Event loop is closed: " + this);
    }
  }

  @Override
  CurrentContext currentContext() {
    return run.context();
  }

  // Scheduling

  @Override
  public LoopTime time() {
    return host.time();
  }

  @Override
  Handle soon(Runnable callback) {
    HostedHandle handle = new HostedHandle(this, callback);
    handle.takes(host.callSoon(handle));
    return handle;
  }

  @Override
  Handle soonThreadsafe(Runnable callback) {
    HostedHandle handle = new HostedHandle(this, callback);
    handle.takes(host.callSoonThreadsafe(handle));
    return handle;
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    HostedTimerHandle handle = new HostedTimerHandle(this, asyncio.contexts().bound(callback));
    return handle.by(host.callLater(delay, handle));
  }

  @Override
  TimerHandle at(long whenNanos, Runnable callback) {
    HostedTimerHandle handle = new HostedTimerHandle(this, callback);
    return handle.by(host.callAt(new LoopTime(whenNanos), handle));
  }

  @Override
  public void schedule(ReadyEntry entry) {
    host.callSoon(() -> take(entry));
  }

  @Override
  public void runNext(ReadyEntry first, ReadyEntry last) {
    throw new AssertionError("Only a heap of timers does this, which is the host's: " + this);
  }

  private void take(ReadyEntry entry) {
    CurrentContext context = run.adopt();
    try {
      if (!entry.isCalledOff()) {
        entry.run(this);
      }
    } finally {
      leave(context);
    }
  }

  /** Runs a callback of the program as part of the run of this loop. */
  void take(Runnable callback, HostedHandle handle) {
    CurrentContext context = run.adopt();
    try {
      callback.run();
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      if (hasHandler) {
        lastRaised = raised;
        lastRaising = handle;
        throw raised;
      }
      report(Report.of("Exception in callback " + handle, raised).with("handle", handle));
    } finally {
      leave(context);
    }
  }

  private static void leave(CurrentContext context) {
    if (context.context() != null) {
      context.leave();
    }
  }

  @Override
  protected Readiness newReadiness() {
    throw new UnsupportedOperationException("Over this loop there is no input and output: " + host);
  }

  // Errors and debugging

  @Override
  public void setExceptionHandler(@Nullable ExceptionHandler handler) {
    if (hasHandler) {
      host.setExceptionHandler(handler == null ? null : new HostedHandler(handler));
    }
    super.setExceptionHandler(handler);
  }

  @Override
  public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
    if (hasHandler) {
      host.defaultExceptionHandler(context);
    } else {
      super.defaultExceptionHandler(context);
    }
  }

  @Override
  public void callExceptionHandler(Map<String, @Nullable Object> context) {
    if (hasHandler) {
      host.callExceptionHandler(context);
    } else {
      super.callExceptionHandler(context);
    }
  }

  @Override
  public boolean getDebug() {
    return hasDebug ? host.getDebug() : super.getDebug();
  }

  @Override
  public void setDebug(boolean enabled) {
    if (hasDebug) {
      host.setDebug(enabled);
    } else {
      super.setDebug(enabled);
    }
  }

  @Override
  public Duration slowCallbackDuration() {
    return hasDebug ? host.slowCallbackDuration() : super.slowCallbackDuration();
  }

  @Override
  public void setSlowCallbackDuration(Duration threshold) {
    if (hasDebug) {
      host.setSlowCallbackDuration(threshold);
    } else {
      super.setSlowCallbackDuration(threshold);
    }
  }

  /** A handler for the host, which knows neither this loop nor the context of a callback. */
  private final class HostedHandler implements ExceptionHandler {
    private final ExceptionHandler handler;

    HostedHandler(ExceptionHandler handler) {
      this.handler = handler;
    }

    @Override
    public void handle(EventLoop ofHost, Map<String, @Nullable Object> report) {
      HostedHandle raising = report.get("exception") == lastRaised ? lastRaising : null;
      reports.callIn(raising == null ? null : raising.ownContext(), handler, report);
    }
  }

  @Override
  public String toString() {
    return "<library over " + host + ">";
  }
}
