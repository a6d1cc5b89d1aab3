package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.api.sync.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait until there are so many of them.
 *
 * <p>Those who wait together make a round. A round ends once: because it is complete, or because
 * the barrier is reset or broken. Who comes later belongs to the next round, which need not wait
 * until all of the last one have had their turns. The numbers are given when a round is complete:
 * until then those who wait may give up, and leave no gap.
 */
public class TaskBarrier extends LoopOfOne implements Barrier {
  private final int parties;
  private Round filling = new Round();
  private boolean broken;

  /** A barrier that waits for so many tasks. */
  @SuppressWarnings("this-escape") // it is only kept
  public TaskBarrier(Asyncio asyncio, int parties) {
    super(asyncio);
    if (parties < 1) {
      throw new IllegalArgumentException("A barrier is for one task at least: " + parties);
    }
    this.parties = parties;
  }

  /** Tasks that wait together. */
  private final class Round {
    private final WaitingLine line = new WaitingLine(TaskBarrier.this);
    private boolean isComplete;
    private int numbersGiven;

    int arrive() throws Exception {
      if (line.length() + 1 >= parties) {
        isComplete = true;
        end();
      } else {
        line.await(asyncio, line.join());
      }
      if (!isComplete) {
        throw brokenBarrier();
      }
      return numbersGiven++;
    }

    void end() {
      filling = new Round();
      line.callAll();
    }
  }

  @Override
  public Coroutine<Integer> waiting() {
    return asyncio.coroutine(this::pass);
  }

  /** Passes the barrier, in a coroutine. */
  protected int pass() throws Exception {
    if (broken) {
      throw brokenBarrier();
    }
    return filling.arrive();
  }

  private BrokenBarrierException brokenBarrier() {
    return new BrokenBarrierException("The barrier was reset or broken: " + this);
  }

  @Override
  public Coroutine<@Nullable Object> reset() {
    return asyncio.coroutine(() -> {
      broken = false;
      filling.end();
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Object> abort() {
    return asyncio.coroutine(() -> {
      broken = true;
      filling.end();
      return null;
    });
  }

  @Override
  public int parties() {
    return parties;
  }

  @Override
  public int nWaiting() {
    return filling.line.length();
  }

  @Override
  public boolean broken() {
    return broken;
  }

  @Override
  public Coroutine<Integer> enter() {
    return waiting();
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    return asyncio.coroutine(() -> null);
  }

  @Override
  public String toString() {
    return "<Barrier %s waiters=%d/%d>"
        .formatted(broken ? "broken" : "filling", nWaiting(), parties);
  }
}
