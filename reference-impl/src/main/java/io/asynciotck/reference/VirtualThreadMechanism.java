package io.asynciotck.reference;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread for each coroutine, by public API only: the fall-back that needs no flag.
 *
 * <p>Design: exactly one of two threads runs, the one that drives the coroutine or the coroutine's
 * own; {@link HandOff#turn} says which, and the other is parked. What one wrote the other sees,
 * because both pass through that volatile field. The coroutine's thread uses the {@link
 * ThreadState} of the thread that drives it.
 *
 * <p>A hand-over that broke off in the middle would leave both running, or none. Two things could
 * break it off: the end of the stack, so room for all of it is made sure of before; and a stack so
 * large that the JDK refuses to move it, which is noticed when the turn is given away already. Then
 * the thread waits for its turn without being parked, and the error is raised at the await.
 */
final class VirtualThreadMechanism implements CoroutineMechanism {

  @Override
  public CoroutineStack newStack(Runnable work, ThreadStates threads) {
    return new HandOff(work, threads);
  }

  @Override
  public String toString() {
    return "virtual threads";
  }

  private static final class HandOff implements CoroutineStack {
    /** DRIVER to COROUTINE by resume; back by suspend, and by the end of the work. */
    private enum Turn {
      DRIVER,
      COROUTINE
    }

    /** Several times what parking and waking take. */
    private static final int CALLS_IN_RESERVE = 100;

    private final Runnable work;
    private final ThreadStates threads;
    private final Thread thread;
    private volatile Turn turn = Turn.DRIVER;
    private @Nullable Thread driver;
    private @Nullable ThreadState driverState;

    HandOff(Runnable work, ThreadStates threads) {
      this.work = work;
      this.threads = threads;
      this.thread = Thread.ofVirtual().name("asyncio-coroutine").unstarted(this::runWork);
    }

    @Override
    public void resume() {
      reserveStack(CALLS_IN_RESERVE, 0, 0);
      driver = Thread.currentThread();
      driverState = threads.here();
      turn = Turn.COROUTINE;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
      awaitTurn(Turn.DRIVER);
    }

    @Override
    public void suspend() {
      reserveStack(CALLS_IN_RESERVE, 0, 0);
      giveBack();
      try {
        awaitTurn(Turn.COROUTINE);
      } catch (StackOverflowError tooLarge) {
        while (turn != Turn.COROUTINE) {
          Thread.onSpinWait();
        }
        throw tooLarge;
      } finally {
        adoptDriver();
      }
    }

    private void runWork() {
      adoptDriver();
      try {
        work.run();
      } finally {
        giveBack();
      }
    }

    /** Overflows the stack if it has no room for so many calls. */
    private static long reserveStack(int calls, long filling, long filler) {
      return calls == 0 ? filling : reserveStack(calls - 1, filler, filling) + filler;
    }

    private void adoptDriver() {
      ThreadState state = driverState;
      if (state == null) {
        throw new AssertionError("A coroutine runs and nobody drives it");
      }
      threads.adopt(state);
    }

    private void giveBack() {
      Thread waiting = driver;
      turn = Turn.DRIVER;
      LockSupport.unpark(waiting);
    }

    /** Parks until it is the turn of this thread. An interrupt is kept for who looks for it. */
    private void awaitTurn(Turn mine) {
      boolean interrupted = false;
      while (turn != mine) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
