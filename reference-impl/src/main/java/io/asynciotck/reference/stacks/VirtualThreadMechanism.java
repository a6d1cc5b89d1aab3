package io.asynciotck.reference.stacks;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread for each coroutine, by public API only: the fall-back that needs no flag.
 *
 * <p>Design: exactly one of two threads runs, the one that drives the coroutine or the coroutine's
 * own; {@link HandOff#turn} says which, and the other is parked. What one wrote the other sees,
 * because both pass through that volatile field. The coroutine's thread uses the state of the
 * thread that drives it.
 *
 * <p>A hand-over that broke off in the middle would leave both running, or none. Two things could
 * break it off: the end of the stack, so room for all of it is made sure of before; and a stack so
 * large that the JDK refuses to move it, which is noticed when the turn is given away already. Then
 * the thread waits for its turn without being parked, and the error is raised at the await. Making
 * sure costs a sixth of a switch, so a loop does it for all the steps of a run when the run begins:
 * see {@link #reserveStack}.
 */
public final class VirtualThreadMechanism implements CoroutineMechanism {

  /** Several times what parking and waking take. */
  private static final int CALLS_TO_HAND_OVER = 100;

  /** As many again between the beginning of a run and a step. */
  private static final int CALLS_TO_RESUME = 2 * CALLS_TO_HAND_OVER;

  @Override
  public void reserveStack() {
    descend(CALLS_TO_RESUME, 0, 0);
  }

  /** Overflows the stack if it has no room for this many calls. */
  private static long descend(int calls, long filling, long filler) {
    return calls == 0 ? filling : descend(calls - 1, filler, filling) + filler;
  }

  @Override
  public <S> CoroutineStack newStack(Runnable work, DrivenThreads<S> threads) {
    return new HandOff<>(work, threads);
  }

  @Override
  public String toString() {
    return "virtual threads";
  }

  private static final class HandOff<S> implements CoroutineStack {
    /** DRIVER to COROUTINE by resume; back by suspend, and by the end of the work. */
    private enum Turn {
      DRIVER,
      COROUTINE
    }

    private final Runnable work;
    private final DrivenThreads<S> threads;
    private final Thread thread;
    private volatile Turn turn = Turn.DRIVER;
    private @Nullable Thread driver;
    private @Nullable S driverState;
    private @Nullable S adopted;

    HandOff(Runnable work, DrivenThreads<S> threads) {
      this.work = work;
      this.threads = threads;
      this.thread = Thread.ofVirtual().name("asyncio-coroutine").unstarted(this::runWork);
    }

    @Override
    public void resume() {
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
    public StackTraceElement[] calls() {
      return thread.getStackTrace();
    }

    @Override
    public void suspend() {
      descend(CALLS_TO_HAND_OVER, 0, 0);
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

    private void adoptDriver() {
      S state = driverState;
      if (state == null) {
        throw new AssertionError("A coroutine runs and nobody drives it");
      }
      if (state != adopted) {
        threads.adopt(state);
        adopted = state;
      }
    }

    private void giveBack() {
      Thread waiting = driver;
      turn = Turn.DRIVER;
      LockSupport.unpark(waiting);
    }

    /** Parks until it is the turn of this thread. An interrupt is kept for whoever looks for it. */
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
