package io.asynciotck.examples.netty;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.examples.ScheduledCallback;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A loop of Netty, driven by the thread that runs it: its task queue has the callbacks, its
 * scheduled tasks are the timers. Nothing is added to what Netty does with them.
 */
@SuppressWarnings("FutureReturnValueIgnored") // callbacks tell by themselves what comes of them
final class NettyLoop implements EventLoop {
  /** How long Netty may run tasks before it looks for timers and, here, for a stop. */
  private static final long QUANTUM = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long UNTIL_THERE_IS_WORK = 0;
  private static final long WITHOUT_WAITING = -1;

  private final ManualIoEventLoop netty = new ManualIoEventLoop(null, NioIoHandler.newFactory());
  private boolean hasOwner;
  private volatile boolean running;
  private volatile boolean stopping;
  private volatile boolean closed;

  @Override
  public void runForever() {
    checkOpen();
    if (running) {
      throw new IllegalStateException("The loop is running already: " + this);
    }
    own();
    running = true;
    try {
      do {
        netty.run(stopping ? WITHOUT_WAITING : UNTIL_THERE_IS_WORK, QUANTUM);
      } while (!stopping);
    } finally {
      stopping = false;
      running = false;
    }
  }

  /** Netty gives a loop to one thread, once and for all: here the first that runs it. */
  private void own() {
    if (!hasOwner) {
      netty.setOwningThread(Thread.currentThread());
      hasOwner = true;
    }
    if (!netty.inEventLoop()) {
      throw new IllegalStateException("Netty runs this loop in one thread only: " + this);
    }
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
      throw new IllegalStateException("A running loop cannot be closed: " + this);
    }
    if (closed) {
      return;
    }
    own();
    closed = true;
    netty.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    while (!netty.isTerminated()) {
      netty.runNow();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The loop is closed: " + this);
    }
  }

  @Override
  public Handle callSoon(Runnable callback) {
    checkOpen();
    ScheduledCallback scheduled = new ScheduledCallback(time(), callback);
    netty.execute(scheduled);
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
    netty.schedule(scheduled, when.nanos() - time().nanos(), TimeUnit.NANOSECONDS);
    return scheduled;
  }

  @Override
  public LoopTime time() {
    return new LoopTime(netty.ticker().nanoTime());
  }

  @Override
  public String toString() {
    return "<NettyLoop " + (closed ? "closed" : running ? "running" : "idle") + ">";
  }
}
