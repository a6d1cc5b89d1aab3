package io.asynciotck.reference.module;

import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.HostedEventLoop;
import io.asynciotck.reference.timers.MonotonicClock;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The library over loops of another make: a module for those who have a loop and nothing else.
 *
 * <p>Futures, tasks, coroutines, contexts, {@code sleep}, {@code gather}, {@code wait_for},
 * time-outs, locks, queues, executors and {@code run} stand on what a loop does with callbacks and
 * timers, as asyncio's own stand on uvloop. The loop needs these methods of {@link EventLoop}, and
 * may leave the others as they are:
 *
 * <ul>
 *   <li>{@code runForever}, {@code stop}, {@code isRunning}, {@code close}, {@code isClosed};
 *   <li>{@code callSoon(Runnable)}, {@code callSoonThreadsafe(Runnable)}, {@code
 *       callLater(Duration, Runnable)}, {@code callAt(LoopTime, Runnable)} and {@code time}.
 * </ul>
 *
 * <p>It may have an exception handler (all four methods) and a debug mode (all four) of its own,
 * which then are those of the module. Input and output are not the library's.
 *
 * <p>{@link LibraryProvider} makes a provider of it.
 */
public final class Library extends ReferenceAsyncio {
  private final Supplier<? extends EventLoop> loops;

  private Library(Supplier<? extends EventLoop> loops) {
    super(new MonotonicClock());
    this.loops = Objects.requireNonNull(loops, "loops");
  }

  /**
   * Makes a module.
   *
   * @param loops makes the loops that it stands on, a new one each time
   */
  public static Library over(Supplier<? extends EventLoop> loops) {
    return new Library(loops);
  }

  @Override
  protected EventLoop makeLoop() {
    return new HostedEventLoop(this, loops.get());
  }
}
