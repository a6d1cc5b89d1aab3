package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Faults of semaphores while nobody is cancelled. */
final class SemaphoresFaults {

  private SemaphoresFaults() {}

  @Fault(
      what = "One more task than the value of a semaphore can have it.",
      breaks = {
        "semaphore.acquire.at-most",
        "semaphore.acquire.blocks",
        "semaphore.cancel.again",
        "semaphore.cancel.before-wake",
        "semaphore.cancel.leaves",
        "semaphore.cancel.message",
        "semaphore.cancel.raised",
        "semaphore.cancel.taken-back",
        "semaphore.cancel.woken",
        "semaphore.create.default",
        "semaphore.create.negative",
        "semaphore.create.value",
        "semaphore.locked.tells",
        "semaphore.release.each",
        "semaphore.release.increments",
        "semaphore.release.more",
        "semaphore.release.wakes",
        "semaphore.timeout.not-held",
        "semaphore.with.acquires"
      })
  static final class LetsOneMoreThrough extends ReferenceAsyncio {
    LetsOneMoreThrough(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncSemaphore newSemaphore(int value) {
      return super.newSemaphore(value + 1);
    }
  }

  @Fault(
      what = "A semaphore that is made without a value can be acquired twice.",
      breaks = {"semaphore.create.default"})
  static final class IsMadeWithTwo extends ReferenceAsyncio {
    IsMadeWithTwo(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncSemaphore newSemaphore() {
      return newSemaphore(2);
    }
  }

  @Fault(
      what = "A semaphore whose value is zero is refused.",
      breaks = {
        "semaphore.acquire.blocks",
        "semaphore.cancel.again",
        "semaphore.cancel.before-wake",
        "semaphore.cancel.leaves",
        "semaphore.cancel.lets-go",
        "semaphore.cancel.message",
        "semaphore.cancel.others",
        "semaphore.cancel.raised",
        "semaphore.cancel.taken-back",
        "semaphore.cancel.woken",
        "semaphore.create.negative",
        "semaphore.create.value",
        "semaphore.release.each",
        "semaphore.release.wakes",
        "semaphore.timeout.not-held"
      })
  static final class RefusesZero extends ReferenceAsyncio {
    RefusesZero(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncSemaphore newSemaphore(int value) {
      if (value == 0) {
        throw new IllegalArgumentException("zero");
      }
      return super.newSemaphore(value);
    }
  }

  @Fault(
      what = "A semaphore that is made with a negative value has one of zero.",
      breaks = {"semaphore.create.negative"})
  static final class TakesAnyValue extends ReferenceAsyncio {
    TakesAnyValue(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncSemaphore newSemaphore(int value) {
      return super.newSemaphore(Math.max(0, value));
    }
  }

  @Fault(
      what = "acquire returns False after it has waited.",
      breaks = {"semaphore.acquire.true"})
  static final class ReturnsFalse extends TaskSemaphore {
    ReturnsFalse(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected boolean take() throws Exception {
      boolean free = value > 0;
      return super.take() && free;
    }
  }

  @Fault(
      what = "acquire of a free semaphore lets others run first.",
      breaks = {"semaphore.acquire.at-most", "semaphore.acquire.at-once"})
  static final class LetsOthersRunFirst extends TaskSemaphore {
    LetsOthersRunFirst(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected boolean take() throws Exception {
      boolean taken = super.take();
      asyncio.await(asyncio.sleep(Duration.ZERO));
      return taken;
    }
  }

  @Fault(
      what = "A semaphore that was acquired too often is not waited for.",
      breaks = {
        "semaphore.acquire.at-most",
        "semaphore.acquire.blocks",
        "semaphore.cancel.again",
        "semaphore.cancel.before-wake",
        "semaphore.cancel.leaves",
        "semaphore.cancel.message",
        "semaphore.cancel.others",
        "semaphore.cancel.raised",
        "semaphore.cancel.taken-back",
        "semaphore.cancel.woken",
        "semaphore.create.default",
        "semaphore.create.value",
        "semaphore.locked.tells",
        "semaphore.release.each",
        "semaphore.release.increments",
        "semaphore.release.more",
        "semaphore.release.wakes",
        "semaphore.timeout.not-held",
        "semaphore.with.acquires"
      })
  static final class DoesNotWait extends TaskSemaphore {
    DoesNotWait(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() {}
  }

  @Fault(
      what = "What is released while a task waits is given to it, and counted as well.",
      breaks = {"semaphore.acquire.at-most", "semaphore.locked.tells", "semaphore.with.acquires"})
  static final class CountsTwiceWhileOneWaits extends TaskSemaphore {
    CountsTwiceWhileOneWaits(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void giveBack() {
      line.callNext();
      value++;
    }
  }

  @Fault(
      what = "locked returns False while a task waits.",
      breaks = {"semaphore.locked.tells"})
  static final class LooksFreeWhenItIsWaitedFor extends TaskSemaphore {
    LooksFreeWhenItIsWaitedFor(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public boolean isLocked() {
      return super.isLocked() && line.length() == 0;
    }
  }

  @Fault(
      what = "A release while nobody waits is lost.",
      breaks = {
        "semaphore.acquire.at-most",
        "semaphore.cancel.leaves",
        "semaphore.locked.tells",
        "semaphore.release.increments",
        "semaphore.release.more",
        "semaphore.with.releases"
      })
  static final class DropsWhatNobodyWaitsFor extends TaskSemaphore {
    DropsWhatNobodyWaitsFor(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void giveBack() {
      line.callNext();
    }
  }

  @Fault(
      what = "A release is not seen by who waits already.",
      breaks = {
        "semaphore.acquire.at-most",
        "semaphore.acquire.blocks",
        "semaphore.acquire.true",
        "semaphore.cancel.again",
        "semaphore.cancel.before-wake",
        "semaphore.cancel.leaves",
        "semaphore.cancel.others",
        "semaphore.cancel.taken-back",
        "semaphore.cancel.woken",
        "semaphore.locked.tells",
        "semaphore.release.each",
        "semaphore.release.wakes",
        "semaphore.timeout.not-held",
        "semaphore.with.acquires"
      })
  static final class DoesNotWakeWhoWaits extends TaskSemaphore {
    DoesNotWakeWhoWaits(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void giveBack() {
      value++;
    }
  }

  @Fault(
      what =
          "Of several releases in one turn the second and later ones wake nobody"
              + " (python/cpython#90155).",
      breaks = {"semaphore.cancel.woken", "semaphore.release.each"})
  static final class WakesOneInATurn extends TaskSemaphore {
    WakesOneInATurn(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    private boolean waking;

    @Override
    protected void waitForTurn() throws Exception {
      super.waitForTurn();
      waking = false;
    }

    @Override
    protected void giveBack() {
      if (waking) {
        value++;
      } else {
        waking = line.length() > 0;
        super.giveBack();
      }
    }
  }

  @Fault(
      what = "A semaphore is released no more often than acquired; the rest is dropped.",
      breaks = {"semaphore.release.more"})
  static final class IsBounded extends TaskSemaphore {
    IsBounded(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    private final int bound = value;

    @Override
    public void release() {
      if (value < bound || bound == 0) {
        super.release();
      }
    }
  }

  @Fault(
      what = "A block waits for the semaphore, and does not keep it.",
      breaks = {"semaphore.with.acquires"})
  static final class BlockDoesNotAcquire extends TaskSemaphore {
    BlockDoesNotAcquire(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public Coroutine<@Nullable Object> enter() {
      return asyncio.coroutine(() -> {
        take();
        giveBack();
        return null;
      });
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return asyncio.coroutine(() -> null);
    }
  }

  @Fault(
      what = "The end of a block does not release the semaphore if the block has raised.",
      breaks = {"semaphore.with.releases"})
  static final class BlockKeepsIt extends TaskSemaphore {
    BlockKeepsIt(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return exc == null ? super.exit(excType, exc, traceback) : asyncio.coroutine(() -> null);
    }
  }

  @Fault(
      what = "A bounded semaphore is a plain one.",
      breaks = {"bounded-semaphore.release.refused", "bounded-semaphore.release.unchanged"})
  static final class BoundedIsNot extends TaskBoundedSemaphore {
    BoundedIsNot(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public void release() {
      giveBack();
    }
  }

  @Fault(
      what = "A bounded semaphore refuses a release that is too much, and counts it.",
      breaks = {"bounded-semaphore.release.refused", "bounded-semaphore.release.unchanged"})
  static final class BoundedCountsTheRefused extends TaskBoundedSemaphore {
    BoundedCountsTheRefused(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public void release() {
      try {
        super.release();
      } catch (IllegalArgumentException refused) {
        giveBack();
        throw refused;
      }
    }
  }

  @Fault(
      what = "A bounded semaphore refuses what is too much twice, and no more.",
      breaks = {"bounded-semaphore.release.refused"})
  static final class BoundedGivesIn extends TaskBoundedSemaphore {
    private int refusals;

    BoundedGivesIn(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public void release() {
      try {
        super.release();
      } catch (IllegalArgumentException refused) {
        if (++refusals > 2) {
          giveBack();
        } else {
          throw refused;
        }
      }
    }
  }

  @Fault(
      what = "A bounded semaphore refuses the release that makes it full.",
      breaks = {"bounded-semaphore.release.as-often", "bounded-semaphore.release.refused"})
  static final class BoundedRefusesTheLast extends TaskBoundedSemaphore {
    BoundedRefusesTheLast(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    private final int bound = value;

    @Override
    public void release() {
      if (value >= bound - 1 && line.length() == 0) {
        throw new IllegalArgumentException("nearly full");
      }
      super.release();
    }
  }

  @Fault(
      what = "A bounded semaphore is not waited for.",
      breaks = {
        "bounded-semaphore.acquire.blocks",
        "bounded-semaphore.release.as-often",
        "bounded-semaphore.release.unchanged"
      })
  static final class BoundedDoesNotWait extends TaskBoundedSemaphore {
    BoundedDoesNotWait(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() {}
  }

  @Fault(
      what = "Each who is cancelled lets a bounded semaphore be released once too often.",
      breaks = {"bounded-semaphore.release.refused"})
  static final class BoundedCountsTheCancelled extends TaskBoundedSemaphore {
    private int cancelled;

    BoundedCountsTheCancelled(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    protected void waitForTurn() throws Exception {
      try {
        super.waitForTurn();
      } catch (CancelledError raised) {
        cancelled++;
        throw raised;
      }
    }

    @Override
    public void release() {
      try {
        super.release();
      } catch (IllegalArgumentException refused) {
        if (cancelled-- <= 0) {
          throw refused;
        }
        giveBack();
      }
    }
  }

  @Fault(
      what = "A bounded semaphore of zero has no bound.",
      breaks = {"bounded-semaphore.release.refused"})
  static final class ZeroIsNoBound extends TaskBoundedSemaphore {
    private final boolean hasBound = value > 0;

    ZeroIsNoBound(Asyncio asyncio, int value) {
      super(asyncio, value);
    }

    @Override
    public void release() {
      if (hasBound) {
        super.release();
      } else {
        giveBack();
      }
    }
  }

  @Fault(
      what = "Of the value of a semaphore one byte counts.",
      breaks = {"semaphore.create.value"})
  static final class CountsWithOneByte extends ReferenceAsyncio {
    CountsWithOneByte(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncSemaphore newSemaphore(int value) {
      return super.newSemaphore(value < 0 ? value : value % 256);
    }
  }
}
