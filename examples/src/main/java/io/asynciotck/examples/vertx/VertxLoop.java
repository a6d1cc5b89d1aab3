package io.asynciotck.examples.vertx;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.examples.ScheduledCallback;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A loop on a context of Vert.x, whose thread runs all callbacks.
 *
 * <p>Design: that thread always works, and a loop of asyncio only while it is run. So what comes
 * while it is not run waits at a gate, and goes to Vert.x when the next run begins. A stop is
 * itself work for Vert.x, and closes the gate when its turn comes; the run ends when what Vert.x
 * still had has come back to the gate.
 */
final class VertxLoop implements EventLoop {
  private final ContextInternal context;

  /** What waits for the next run. Guarded by this. */
  private final Queue<Runnable> atGate = new ArrayDeque<>();

  /** Whether what Vert.x calls is to run. Guarded by this. */
  private boolean open;

  /** Whether Vert.x has nothing left of a run whose gate is closed. Guarded by this. */
  private boolean ended;

  private boolean stopping;
  private volatile boolean running;
  private volatile boolean closed;

  VertxLoop(VertxInternal vertx) {
    this.context = vertx.createEventLoopContext();
  }

  @Override
  public synchronized void runForever() {
    checkOpen();
    if (running) {
      throw new IllegalStateException("The loop is running already: " + this);
    }
    running = true;
    open = true;
    ended = false;
    try {
      atGate.forEach(this::hand);
      atGate.clear();
      if (stopping) {
        hand(this::closeGate);
      }
      while (!ended) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      open = false;
      stopping = false;
      running = false;
    }
  }

  /** In the thread of Vert.x: lets nothing more run. */
  private synchronized void closeGate() {
    open = false;
    context.runOnContext(_ -> end());
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized void stop() {
    stopping = true;
    if (open) {
      hand(this::closeGate);
    }
  }

  /** Gives a callback to Vert.x, now or when the loop is run. */
  private synchronized void submit(Runnable callback) {
    checkOpen();
    if (open) {
      hand(callback);
    } else {
      atGate.add(callback);
    }
  }

  private void hand(Runnable callback) {
    context.runOnContext(_ -> pass(callback));
  }

  /** In the thread of Vert.x: runs a callback, unless the gate was closed in the meantime. */
  private void pass(Runnable callback) {
    synchronized (this) {
      if (!open) {
        if (!closed) {
          atGate.add(callback);
        }
        return;
      }
    }
    callback.run();
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
  public synchronized void close() {
    if (running) {
      throw new IllegalStateException("A running loop cannot be closed: " + this);
    }
    closed = true;
    atGate.clear();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The loop is closed: " + this);
    }
  }

  @Override
  public Handle callSoon(Runnable callback) {
    ScheduledCallback scheduled = new ScheduledCallback(time(), callback);
    submit(scheduled);
    return scheduled;
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    return callSoon(callback);
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(time().plus(delay), callback);
  }

  @Override
  public TimerHandle callAt(LoopTime when, Runnable callback) {
    checkOpen();
    ScheduledCallback scheduled = new ScheduledCallback(when, callback);
    long delay = when.nanos() - time().nanos();
    if (delay > 0) {
      context.timer(delay, TimeUnit.NANOSECONDS).onSuccess(_ -> pass(scheduled));
    } else {
      submit(scheduled); // Vert.x takes no timers for what is past
    }
    return scheduled;
  }

  @Override
  public LoopTime time() {
    return new LoopTime(System.nanoTime());
  }

  @Override
  public String toString() {
    return "<VertxLoop " + (closed ? "closed" : running ? "running" : "idle") + ">";
  }
}
