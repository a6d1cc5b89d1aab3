package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.api.sync.BrokenBarrierException;
import io.asynciotck.reference.seams.Seam;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait until there are enough of them.
 *
 * <p>Those who wait together make a round. A round ends once: because it is complete, or because
 * the barrier is reset or broken. Whoever comes later belongs to the next round, which need not
 * wait until all of the last one have had their turns. The numbers are given when a round is
 * complete: until then those who wait may give up, and leave no gap.
 */
public class TaskBarrier extends LoopOfOne implements Barrier {
  private final int parties;
  Round filling = new Round();
  boolean broken;

  /** A barrier that waits for this many tasks. */
  @SuppressWarnings("this-escape") // it is only kept
  public TaskBarrier(Asyncio asyncio, int parties) {
    super(asyncio);
    if (parties < 1) {
      throw new IllegalArgumentException("A barrier is for one task at least: " + parties);
    }
    this.parties = parties;
  }

  /** Tasks that wait together. */
  final class Round {
    final WaitingLine line = new WaitingLine(TaskBarrier.this);
    boolean isComplete;
    int numbersGiven;

    int arrive() throws Exception {
      // Rule: barrier.wait.{blocks, all, next-round}
      if (line.length() + 1 >= parties) {
        isComplete = true;
        end();
      } else {
        // Rule: barrier.cancel.{raised, message, leaves, woken, state, again}
        // Rule: barrier.timeout.leaves
        line.await(asyncio, line.join());
      }
      // Rule: barrier.reset.waiting
      if (!isComplete) {
        throw brokenBarrier();
      }
      // Rule: barrier.wait.numbers, barrier.cancel.numbers
      return numbersGiven++;
    }

    void end() {
      // Rule: barrier.wait.reused
      filling = new Round();
      line.callAll();
    }
  }

  @Override
  public Coroutine<Integer> waiting() {
    return asyncio.coroutine(this::pass);
  }

  /** Passes the barrier, in a coroutine. */
  @Seam
  protected int pass() throws Exception {
    // Rule: barrier.abort.later
    if (broken) {
      throw brokenBarrier();
    }
    return filling.arrive();
  }

  // Rule: barrier.error.runtime-error
  private BrokenBarrierException brokenBarrier() {
    return new BrokenBarrierException("The barrier was reset or broken: " + this);
  }

  @Override
  public Coroutine<@Nullable Object> reset() {
    return asyncio.coroutine(() -> {
      // Rule: barrier.reset.{empty, repairs}
      broken = false;
      filling.end();
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Object> abort() {
    return asyncio.coroutine(() -> {
      // Rule: barrier.abort.waiting
      broken = true;
      filling.end();
      return null;
    });
  }

  @Override
  public int parties() {
    // Rule: barrier.parties.given
    return parties;
  }

  @Override
  public int nWaiting() {
    // Rule: barrier.n-waiting.counts
    return filling.line.length();
  }

  @Override
  public boolean broken() {
    // Rule: barrier.broken.tells
    return broken;
  }

  @Override
  public Coroutine<Integer> enter() {
    // Rule: barrier.with.{waits, position}
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
