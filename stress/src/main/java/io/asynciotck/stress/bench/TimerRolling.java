package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.TimerHandle;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Time-outs that never fire: of a given number, the oldest is cancelled and a new one is set. A
 * hundred of these, then the loop has its next turn.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class TimerRolling {
  private static final int STEPS = 500_000;
  private static final int STEPS_IN_TURN = 100;

  /** Enough delays that no processor learns them, and no window repeats them at the same place. */
  private static final int DELAYS = 1_000_003;

  /** The time-outs that are set, in a ring. */
  @State(Scope.Thread)
  public abstract static class Window {
    @Param("1000")
    public int window;

    private long[] delays;
    private int oldest;
    private int nextDelay;
    private int left;

    @Setup
    public final void fill() throws InterruptedException {
      delays = Delays.random(DELAYS);
      prepare();
      roll();
    }

    /** Makes what the time-outs are set in, and sets all of them. */
    abstract void prepare() throws InterruptedException;

    /** Rolls as often as there are operations in an invocation. */
    abstract void roll() throws InterruptedException;

    /** Cancels one time-out, and sets another one in its place. */
    abstract void replace(int position, long delay);

    static void doNothing() {}

    final long delay(int position) {
      return delays[position];
    }

    final void begin() {
      left = STEPS;
    }

    /**
     * Replaces as many as belong into one turn of the loop.
     *
     * @return whether there is another turn
     */
    final boolean rollOneTurn() {
      for (int i = 0; i < STEPS_IN_TURN; i++) {
        replace(oldest, delays[nextDelay]);
        nextDelay = nextDelay + 1 == DELAYS ? 0 : nextDelay + 1;
        oldest = oldest + 1 == window ? 0 : oldest + 1;
      }
      left -= STEPS_IN_TURN;
      return left > 0;
    }
  }

  /** In a loop of the reference. */
  @State(Scope.Thread)
  public static class Reference extends Window implements Runnable {
    private final Runnable timedOut = Window::doNothing;
    private TimerHandle[] handles;
    private EventLoop loop;

    @Override
    void prepare() {
      loop = newLoop();
      handles = new TimerHandle[window];
      for (int i = 0; i < window; i++) {
        handles[i] = loop.callLater(Duration.ofNanos(delay(i)), timedOut);
      }
    }

    @Override
    void roll() {
      begin();
      loop.callSoon(this);
      loop.runForever();
    }

    @Override
    public void run() {
      if (rollOneTurn()) {
        loop.callSoon(this);
      } else {
        loop.stop();
      }
    }

    @Override
    void replace(int position, long delay) {
      handles[position].cancel();
      handles[position] = loop.callLater(Duration.ofNanos(delay), timedOut);
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** In a loop of Netty. */
  @State(Scope.Thread)
  public static class Netty extends Window implements Runnable {
    private final NettyLoop netty = new NettyLoop();
    private final Runnable timedOut = Window::doNothing;
    private ScheduledFuture<?>[] handles;

    @Override
    void prepare() throws InterruptedException {
      handles = new ScheduledFuture<?>[window];
      netty.runUntilFinished(this::setAll);
    }

    private void setAll() {
      for (int i = 0; i < window; i++) {
        handles[i] = netty.loop.schedule(timedOut, delay(i), TimeUnit.NANOSECONDS);
      }
      netty.finish();
    }

    @Override
    void roll() throws InterruptedException {
      begin();
      netty.runUntilFinished(this);
    }

    @Override
    public void run() {
      if (rollOneTurn()) {
        netty.loop.execute(this);
      } else {
        netty.finish();
      }
    }

    @Override
    void replace(int position, long delay) {
      handles[position].cancel(false);
      handles[position] = netty.loop.schedule(timedOut, delay, TimeUnit.NANOSECONDS);
    }

    @TearDown
    public void close() {
      netty.close();
    }
  }

  /** In Netty's wheel. What its own thread does with them is not in the time. */
  @State(Scope.Thread)
  public static class Wheel extends Window implements TimerTask {
    private Timeout[] handles;
    private HashedWheelTimer wheel;

    @Override
    void prepare() {
      wheel = new HashedWheelTimer(10, TimeUnit.MILLISECONDS);
      handles = new Timeout[window];
      for (int i = 0; i < window; i++) {
        handles[i] = wheel.newTimeout(this, delay(i), TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void run(Timeout timeout) {}

    @Override
    void roll() {
      begin();
      boolean goesOn;
      do {
        goesOn = rollOneTurn();
      } while (goesOn);
    }

    @Override
    void replace(int position, long delay) {
      handles[position].cancel();
      handles[position] = wheel.newTimeout(this, delay, TimeUnit.NANOSECONDS);
    }

    @TearDown
    public void close() {
      wheel.stop();
    }
  }

  /** In a heap in an array, which is cleaned when half of it is cancelled. */
  @State(Scope.Thread)
  public static class Heap extends Window {
    private final BareHeap heap = new BareHeap();
    private BareHeap.Entry[] entries;
    private long now;

    @Override
    void prepare() {
      entries = new BareHeap.Entry[window];
      for (int i = 0; i < window; i++) {
        entries[i] = heap.add(delay(i));
      }
    }

    @Override
    void roll() {
      begin();
      boolean goesOn;
      do {
        goesOn = rollOneTurn();
        if (heap.size() > 2 * window) {
          heap.clean();
        }
      } while (goesOn);
    }

    @Override
    void replace(int position, long delay) {
      now += 100;
      entries[position].cancelled = true;
      entries[position] = heap.add(now + delay);
    }
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void reference(Reference timers) {
    timers.roll();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void netty(Netty timers) throws InterruptedException {
    timers.roll();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void wheel(Wheel timers) {
    timers.roll();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void floor(Heap timers) {
    timers.roll();
  }
}
