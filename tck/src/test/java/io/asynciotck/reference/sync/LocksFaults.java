package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Faults of locks while nobody is cancelled. */
final class LocksFaults {

  private LocksFaults() {}

  @Fault(
      what = "A lock says that it is locked before anybody has acquired it.",
      breaks = {"lock.acquire.lazy", "lock.create.unlocked", "lock.locked.tells"})
  static final class LooksLockedAtFirst extends TaskLock {
    LooksLockedAtFirst(Asyncio asyncio) {
      super(asyncio);
    }

    private boolean used;

    @Override
    protected boolean take() throws Exception {
      used = true;
      return super.take();
    }

    @Override
    public boolean isLocked() {
      return !used || super.isLocked();
    }
  }

  @Fault(
      what = "acquire gets a free lock when it is called.",
      breaks = {"lock.acquire.lazy"})
  static final class LocksWhenCalled extends TaskLock {
    LocksWhenCalled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<Boolean> acquire() {
      if (locked || promised) {
        return super.acquire();
      }
      locked = true;
      return asyncio.coroutine(() -> true);
    }
  }

  @Fault(
      what = "acquire returns False after it has waited.",
      breaks = {"lock.acquire.true"})
  static final class ReturnsFalse extends TaskLock {
    ReturnsFalse(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean take() throws Exception {
      boolean free = !locked && !promised;
      return super.take() && free;
    }
  }

  @Fault(
      what = "locked returns False, whether the lock is locked or not.",
      breaks = {
        "lock.acquire.lazy",
        "lock.acquire.locks",
        "lock.acquire.waits",
        "lock.cancel.leaves",
        "lock.locked.tells",
        "lock.with.acquires"
      },
      ripples = {"condition.create.given-lock", "condition.create.shared-lock"})
  static final class DeniesThatItIsLocked extends TaskLock {
    DeniesThatItIsLocked(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public boolean isLocked() {
      return false;
    }
  }

  @Fault(
      what = "A task gets a lock that is locked.",
      breaks = {
        "lock.acquire.fair",
        "lock.acquire.no-overtaking",
        "lock.acquire.one-proceeds",
        "lock.acquire.waits",
        "lock.cancel.again",
        "lock.cancel.before-wake",
        "lock.cancel.leaves",
        "lock.cancel.message",
        "lock.cancel.others",
        "lock.cancel.raised",
        "lock.cancel.taken-back",
        "lock.cancel.woken",
        "lock.locked.tells",
        "lock.loop.other",
        "lock.timeout.not-held",
        "lock.with.acquires"
      })
  static final class DoesNotWait extends TaskLock {
    DoesNotWait(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() {
      promised = false;
    }
  }

  @Fault(
      what = "A release lets all who wait have the lock.",
      breaks = {"lock.acquire.one-proceeds", "lock.cancel.others"})
  static final class WakesAll extends TaskLock {
    WakesAll(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void promiseToNext() {
      promised = line.length() > 0;
      line.callAll();
    }
  }

  @Fault(
      what = "Who came last gets the lock first.",
      breaks = {"lock.acquire.fair", "lock.cancel.others"})
  static final class IsAStack extends TaskLock {
    IsAStack(Asyncio asyncio) {
      super(asyncio);
    }

    private final Deque<Waiter> stack = new ArrayDeque<>();

    @Override
    protected void waitForTurn() throws Exception {
      Waiter waiter = new Waiter(loop().createFuture());
      stack.push(waiter);
      try {
        asyncio.await(waiter.turn());
        promised = false;
      } catch (Throwable raised) {
        stack.remove(waiter);
        if (waiter.wasCalled()) {
          promiseToNext();
        }
        throw raised;
      }
    }

    @Override
    protected void promiseToNext() {
      stack.removeIf(Waiter::hasGivenUp);
      promised = !stack.isEmpty();
      if (promised) {
        stack.pop().call();
      }
    }
  }

  @Fault(
      what = "Nobody gets the lock who is the hundredth to wait, or comes behind.",
      breaks = {"lock.acquire.fair", "lock.cancel.others"})
  static final class ForgetsWhoComesLate extends TaskLock {
    ForgetsWhoComesLate(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void waitForTurn() throws Exception {
      if (line.length() < 100) {
        super.waitForTurn();
      } else {
        asyncio.await(loop().createFuture());
      }
    }
  }

  @Fault(
      what =
          "Who comes between a release and the turn of the first who waits gets the lock, and so"
              + " does that one (bpo-32734).",
      breaks = {"lock.acquire.no-overtaking"})
  static final class IsTakenInPassing extends TaskLock {
    IsTakenInPassing(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean take() throws Exception {
      if (locked) {
        waitForTurn();
      }
      locked = true;
      return true;
    }
  }

  @Fault(
      what = "A lock that nobody waits for is not unlocked by a release.",
      breaks = {
        "lock.acquire.one-proceeds",
        "lock.cancel.leaves",
        "lock.locked.tells",
        "lock.release.unlocked",
        "lock.release.unlocks",
        "lock.with.raises",
        "lock.with.releases"
      },
      ripples = {"condition.create.given-lock", "condition.create.shared-lock"})
  static final class StaysLocked extends TaskLock {
    StaysLocked(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public void release() {
      if (line.length() > 0 || !locked) {
        super.release();
      }
    }
  }

  @Fault(
      what = "release of an unlocked lock does nothing.",
      breaks = {"lock.release.unlocked"})
  static final class ReleasesWhatIsFree extends TaskLock {
    ReleasesWhatIsFree(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public void release() {
      if (locked) {
        super.release();
      }
    }
  }

  @Fault(
      what = "locked returns False while somebody waits.",
      breaks = {"lock.locked.tells"})
  static final class LooksFreeWhenItIsWaitedFor extends TaskLock {
    LooksFreeWhenItIsWaitedFor(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public boolean isLocked() {
      return super.isLocked() && line.length() == 0;
    }
  }

  @Fault(
      what = "A block begins without the lock if that is locked.",
      breaks = {"lock.with.acquires"})
  static final class BlockDoesNotWait extends TaskLock {
    BlockDoesNotWait(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<@Nullable Object> enter() {
      return locked ? asyncio.coroutine(() -> null) : super.enter();
    }
  }

  @Fault(
      what = "A block begins when the lock is free, and does not lock it.",
      breaks = {"lock.with.acquires"})
  static final class BlockDoesNotLock extends TaskLock {
    BlockDoesNotLock(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<@Nullable Object> enter() {
      return asyncio.coroutine(() -> {
        take();
        release();
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
      what = "The end of a block leaves the lock locked.",
      breaks = {"lock.with.raises", "lock.with.releases"})
  static final class BlockKeepsTheLock extends TaskLock {
    BlockKeepsTheLock(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return asyncio.coroutine(() -> null);
    }
  }

  @Fault(
      what = "The end of a block that was cancelled leaves the lock locked.",
      breaks = {"lock.with.releases"})
  static final class CancelledBlockKeepsTheLock extends TaskLock {
    CancelledBlockKeepsTheLock(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return exc instanceof CancelledError
          ? asyncio.coroutine(() -> null)
          : super.exit(excType, exc, traceback);
    }
  }

  @Fault(
      what = "What a block raises is swallowed.",
      breaks = {"lock.with.raises"})
  static final class BlockSwallows extends TaskLock {
    BlockSwallows(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return asyncio.coroutine(() -> {
        release();
        return exc != null;
      });
    }
  }

  @Fault(
      what = "A lock can be waited for in any loop.",
      breaks = {"lock.loop.other"})
  static final class IsOfAllLoops extends TaskLock {
    IsOfAllLoops(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected EventLoop loop() {
      return asyncio.getRunningLoop();
    }
  }
}
