package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base of every class of rule tests: what a test needs at hand. The fields are set anew before each
 * test.
 */
@ExtendWith(TckExtension.class)
@SuppressWarnings("NullAway.Init")
public abstract class RuleTest {

  /** The bench of the running test. */
  protected Bench bench;

  /** The module. */
  protected Asyncio asyncio;

  /** A loop of this test's own, neither running nor current. */
  protected EventLoop loop;

  /** What happened. */
  protected Trace trace;

  /** For rule tests. */
  protected RuleTest() {}

  void use(Bench bench) {
    this.bench = bench;
    this.asyncio = bench.asyncio();
    this.loop = bench.loop();
    this.trace = bench.trace();
  }

  /** Returns whether tests of this class wait for input, which takes longer on some loops. */
  protected boolean waitsForInput() {
    return false;
  }

  /** Returns the rule that is accused of a failure; null if it is that of the test. */
  @Nullable String accusedOf(Throwable failure) {
    return bench == null ? null : bench.accusedOf(failure);
  }

  /**
   * Returns an object through which calls give the arguments of these names by keyword, as far as
   * the language has keywords. The name of a parameter is the one that is documented for Python.
   */
  protected final <T> T byKeyword(T object, String... names) {
    return bench.surroundings().byKeyword(object, names);
  }

  /** Returns an object through which calls give the arguments of these names by position. */
  protected final <T> T byPosition(T object, String... names) {
    return bench.surroundings().byPosition(object, names);
  }

  /** Runs the loop until it has come to rest: what it does of itself has been done. */
  protected final void settle() {
    bench.settle();
  }

  /**
   * Has garbage collected, when the loop has run something else than what left it there, and lets
   * the loop tell of it, however many iterations later.
   */
  protected final void collect(Garbage garbage) {
    settle();
    garbage.collect();
    settle();
  }

  /** Runs the loop until an event is in the trace, or for so long that it does not come. */
  protected final void runUntil(String event) {
    bench.runUntil(event);
  }

  /** Runs the loop until something has changed, or for so long that nothing will. */
  protected final void runUntil(BooleanSupplier changed) {
    boolean _ = bench.runUntil(changed);
  }

  /** Runs the loop until a future is done, or for so long that it will not be. */
  protected final void runUntil(AsyncFuture<?> future) {
    bench.runUntil(future);
  }

  /**
   * Does one thing after the other, and lets the loop run for exactly one iteration after each: for
   * rules that count iterations.
   */
  protected final void inIterations(VoidBody... steps) throws Exception {
    bench.inIterations(steps);
  }

  /** Returns some ticks: times that virtual and real clocks tell apart. */
  protected final Duration ticks(int count) {
    return bench.ticks(count);
  }

  /** Something that happens after a delay. */
  @FunctionalInterface
  protected interface Delayed {
    /** Has it happen, and returns whether it was early. */
    boolean isEarly(Duration delay) throws Exception;
  }

  /** Notes whether something is early after one of several {@linkplain Bench#delays delays}. */
  protected final void traceEarly(Delayed delayed) throws Exception {
    boolean isEarly = false;
    for (Iterator<Duration> delays = bench.delays().iterator(); delays.hasNext() && !isEarly; ) {
      isEarly = delayed.isEarly(delays.next());
    }
    trace.add("early: " + isEarly);
  }

  /** Returns whether the time is not even nearly there. */
  protected final boolean isBefore(LoopTime time) {
    return loop.time().plus(bench.clockResolution()).compareTo(time) < 0;
  }

  /** Makes a coroutine from a body that returns a value. */
  protected final <T extends @Nullable Object> Coroutine<T> coroutine(CoroutineBody<T> body) {
    return asyncio.coroutine(body);
  }

  /** Makes a coroutine from a body that returns nothing. */
  protected final Coroutine<@Nullable Void> coroutine(VoidBody body) {
    return asyncio.coroutine(() -> {
      body.run();
      return null;
    });
  }

  /** Runs a coroutine to its end in {@link #loop}. */
  protected final <T extends @Nullable Object> T run(CoroutineBody<T> body) throws Exception {
    return loop.runUntilComplete(asyncio.coroutine(body));
  }

  /** Runs a coroutine that returns nothing to its end in {@link #loop}. */
  protected final void run(VoidBody body) throws Exception {
    loop.runUntilComplete(coroutine(body));
  }

  /** Waits inside a coroutine. */
  protected final <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
    return asyncio.await(awaitable);
  }

  /** Suspends the current coroutine for one iteration. */
  protected final void yieldOnce() throws Exception {
    asyncio.await(asyncio.sleep(Duration.ZERO));
  }

  /** Suspends the current coroutine for some iterations. */
  protected final void yieldTimes(int turns) throws Exception {
    yieldTurns(turns, () -> false, false);
  }

  /**
   * Suspends the current coroutine until something holds that depends on what the implementation
   * and the test do with each other, or for some iterations.
   */
  protected final void yieldUntil(BooleanSupplier condition, int turns) throws Exception {
    yieldTurns(turns, condition, true);
  }

  /** The first time by {@code sleep} itself: the test rests on it. */
  private void yieldTurns(int turns, BooleanSupplier until, boolean untilSaid) throws Exception {
    int done = 0;
    while (done < turns && !until.getAsBoolean()) {
      if (done == 0) {
        yieldOnce();
        done++;
      } else {
        done += bench.yieldTimes(turns - done, untilSaid);
      }
    }
  }

  /** Keeps the loop from waiting without limit: what is shown then does not rest on its waking. */
  protected final void keepAwake() {
    keepAwake(loop);
  }

  /** Keeps another loop of the test from waiting without limit. */
  protected final void keepAwake(EventLoop one) {
    one.callLater(
        ticks(1),
        new Runnable() {
          @Override
          public void run() {
            leaveTheProcessor();
            one.callLater(ticks(1), this);
          }
        });
  }

  /**
   * In a callback of a loop that is kept busy until another thread has done something: lets that
   * thread run, where there are fewer processors than threads. No verdict rests on it.
   */
  protected static void leaveTheProcessor() {
    LockSupport.parkNanos(20_000);
  }

  /**
   * Lets a moment pass in another thread, in some rounds none: a loop that must be woken is then
   * asleep in some, about to sleep in others. No verdict rests on how long it takes.
   */
  protected static void giveTheLoopTimeToWait(int round) {
    LockSupport.parkNanos(round % 3 * 1_000_000L);
  }

  /**
   * Runs the loop, which has nothing to do, and traces whether it leaves the processor alone, as is
   * seen in another thread.
   */
  protected final void traceIdle() {
    Thread tested = Thread.currentThread();
    loop.callSoon(() -> {
      var _ =
          bench.inThread(() -> {
            trace.add("idle: " + bench.surroundings().isIdle(tested));
            return loop.callSoonThreadsafe(loop::stop);
          });
    });
    loop.runForever();
  }

  /** The body of a coroutine that returns nothing. */
  @FunctionalInterface
  public interface VoidBody {
    /** Runs the body once. */
    void run() throws Exception;
  }
}
