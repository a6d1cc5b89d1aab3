package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.reference.faults.BrokenAwaitables;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Faults of conditions while nobody is cancelled. */
final class ConditionsFaults {

  private ConditionsFaults() {}

  @Fault(
      what = "Conditions that are made without a lock share one.",
      breaks = {"condition.create.own-lock", "condition.notify.some"})
  static final class SharesOneLock extends ReferenceAsyncio {
    SharesOneLock(LoopClock clock) {
      super(clock);
    }

    private final AsyncLock one = new TaskLock(this);

    @Override
    public AsyncCondition newCondition() {
      return newCondition(one);
    }
  }

  @Fault(
      what = "A condition has a lock of its own, even if it was given one.",
      breaks = {"condition.create.given-lock", "condition.create.shared-lock"})
  static final class IgnoresTheGivenLock extends ReferenceAsyncio {
    IgnoresTheGivenLock(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncCondition newCondition(AsyncLock lock) {
      return super.newCondition(new TaskLock(this));
    }
  }

  @Fault(
      what = "A condition has a lock of its own, if the one that it is given is locked.",
      breaks = {"condition.create.given-lock"})
  static final class IgnoresALockedLock extends ReferenceAsyncio {
    IgnoresALockedLock(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncCondition newCondition(AsyncLock lock) {
      return super.newCondition(lock.isLocked() ? new TaskLock(this) : lock);
    }
  }

  @Fault(
      what = "A notification wakes those who wait for another condition with the same lock.",
      breaks = {"condition.create.shared-lock"})
  static final class NotifiesNeighbours extends TaskCondition {
    NotifiesNeighbours(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    private static final Map<AsyncLock, List<NotifiesNeighbours>> OF_LOCK =
        Collections.synchronizedMap(new WeakHashMap<>());

    private List<NotifiesNeighbours> neighbours() {
      return OF_LOCK.computeIfAbsent(lock, _ -> new ArrayList<>());
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      neighbours().add(this);
      return super.waitForNotification();
    }

    @Override
    public void notifyTasks(int n) {
      super.notifyTasks(n);
      neighbours().forEach(neighbour -> neighbour.line.callAll());
    }
  }

  @Fault(
      what = "acquire returns False.",
      breaks = {"condition.acquire.true"})
  static final class AcquireReturnsFalse extends TaskCondition {
    AcquireReturnsFalse(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public Coroutine<Boolean> acquire() {
      return asyncio.coroutine(() -> !asyncio.await(super.acquire()));
    }
  }

  @Fault(
      what = "acquire returns though the lock is locked.",
      breaks = {"condition.acquire.waits", "condition.create.given-lock"})
  static final class DoesNotWaitForTheLock extends TaskCondition {
    DoesNotWaitForTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public Coroutine<Boolean> acquire() {
      return isLocked() ? asyncio.coroutine(() -> true) : super.acquire();
    }
  }

  @Fault(
      what = "release of an unlocked lock does nothing.",
      breaks = {"condition.release.unlocked"})
  static final class ReleasesWhatIsFree extends TaskCondition {
    ReleasesWhatIsFree(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void release() {
      if (isLocked()) {
        super.release();
      }
    }
  }

  @Fault(
      what = "locked returns True at any time.",
      breaks = {
        "condition.create.own-lock",
        "condition.locked.tells",
        "condition.release.releases",
        "condition.wait.unlocked",
        "condition.with.releases"
      })
  static final class LooksLocked extends TaskCondition {
    LooksLocked(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public boolean isLocked() {
      return true;
    }
  }

  @Fault(
      what = "A block begins without the lock if that is locked.",
      breaks = {"condition.with.acquires"})
  static final class BlockDoesNotWait extends TaskCondition {
    BlockDoesNotWait(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public Coroutine<@Nullable Object> enter() {
      return isLocked() ? asyncio.coroutine(() -> null) : super.enter();
    }
  }

  @Fault(
      what = "The end of a block that has raised leaves the lock locked.",
      breaks = {"condition.with.releases"})
  static final class BlockKeepsTheLock extends TaskCondition {
    BlockKeepsTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return exc == null ? super.exit(excType, exc, traceback) : asyncio.coroutine(() -> null);
    }
  }

  @Fault(
      what = "What a block raises is swallowed.",
      breaks = {"condition.with.releases"})
  static final class BlockSwallows extends TaskCondition {
    BlockSwallows(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
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
      what = "wait acquires the lock if it is unlocked.",
      breaks = {"condition.notify.one", "condition.wait.unlocked"})
  static final class WaitsWithoutTheLock extends TaskCondition {
    WaitsWithoutTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      if (!isLocked()) {
        asyncio.await(acquire());
      }
      return super.waitForNotification();
    }
  }

  @Fault(
      what = "wait returns False.",
      breaks = {"condition.wait.true"})
  static final class ReturnsFalse extends TaskCondition {
    ReturnsFalse(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      return !super.waitForNotification();
    }
  }

  @Fault(
      what = "wait returns without the lock.",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.message",
        "condition.cancel.others",
        "condition.cancel.raised",
        "condition.cancel.reacquires",
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken",
        "condition.create.shared-lock",
        "condition.notify-all.all",
        "condition.notify.fewer",
        "condition.notify.keeps-lock",
        "condition.notify.one",
        "condition.notify.some",
        "condition.timeout.reacquires",
        "condition.wait-for.locked",
        "condition.wait-for.truth",
        "condition.wait-for.waits",
        "condition.wait.reacquires"
      })
  static final class ReturnsWithoutTheLock extends TaskCondition {
    ReturnsWithoutTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void reacquire() {}
  }

  @Fault(
      what = "notify without a number wakes nobody.",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.others",
        "condition.cancel.woken",
        "condition.notify.keeps-lock",
        "condition.notify.one",
        "condition.notify.some",
        "condition.timeout.reacquires",
        "condition.wait-for.locked",
        "condition.wait-for.truth",
        "condition.wait-for.value",
        "condition.wait.reacquires",
        "condition.wait.true"
      })
  static final class NotifiesNobody extends TaskCondition {
    NotifiesNobody(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks() {
      notifyTasks(0);
    }
  }

  @Fault(
      what = "notify wakes one task, whatever its number says.",
      breaks = {"condition.notify-all.all", "condition.notify.fewer", "condition.notify.some"})
  static final class NotifiesOne extends TaskCondition {
    NotifiesOne(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks(int n) {
      super.notifyTasks(Math.min(n, 1));
    }
  }

  @Fault(
      what = "notify wakes a hundred tasks at most.",
      breaks = {"condition.notify-all.all", "condition.notify.some"})
  static final class NotifiesAHundred extends TaskCondition {
    NotifiesAHundred(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks(int n) {
      super.notifyTasks(Math.min(n, 100));
    }
  }

  @Fault(
      what =
          "A notification that nobody waits for is kept, and a later wait returns without the lock"
              + " having been free.",
      breaks = {"condition.notify.fewer", "condition.notify.unlocked"})
  static final class KeepsNotifications extends TaskCondition {
    KeepsNotifications(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    private int kept;

    @Override
    protected boolean waitForNotification() throws Exception {
      if (kept > 0 && isLocked()) {
        kept = 0;
        throw new IllegalStateException("notified before");
      }
      return super.waitForNotification();
    }

    @Override
    public void notifyTasks(int n) {
      kept += Math.max(0, n - line.length());
      super.notifyTasks(n);
    }
  }

  @Fault(
      what = "notify does nothing if the lock is unlocked.",
      breaks = {"condition.notify-all.unlocked", "condition.notify.unlocked"})
  static final class NotifiesWithoutTheLock extends TaskCondition {
    NotifiesWithoutTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks(int n) {
      if (isLocked()) {
        super.notifyTasks(n);
      }
    }
  }

  @Fault(
      what = "notify releases the lock, and a later release does nothing.",
      breaks = {
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken",
        "condition.create.shared-lock",
        "condition.notify.fewer",
        "condition.notify.keeps-lock",
        "condition.notify.some",
        "condition.release.unlocked",
        "condition.wait.reacquires"
      })
  static final class NotifyReleases extends TaskCondition {
    NotifyReleases(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks(int n) {
      super.notifyTasks(n);
      release();
    }

    @Override
    public void release() {
      if (isLocked()) {
        super.release();
      }
    }
  }

  @Fault(
      what = "wait_for returns after one notification.",
      breaks = {"condition.wait-for.truth", "condition.wait-for.waits"})
  static final class IgnoresThePredicate extends TaskCondition {
    IgnoresThePredicate(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
      T value = predicate.call();
      if (Boolean.FALSE.equals(value) || Integer.valueOf(0).equals(value)) {
        waitForNotification();
        return predicate.call();
      }
      return value;
    }
  }

  @Fault(
      what = "wait_for waits for a notification before it asks its predicate.",
      breaks = {
        "condition.wait-for.at-once",
        "condition.wait-for.locked",
        "condition.wait-for.truth",
        "condition.wait-for.value"
      })
  static final class WaitsBeforeItLooks extends TaskCondition {
    WaitsBeforeItLooks(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
      waitForNotification();
      return super.waitUntil(predicate);
    }
  }

  @Fault(
      what = "wait_for returns nothing.",
      breaks = {
        "condition.wait-for.at-once",
        "condition.wait-for.truth",
        "condition.wait-for.value"
      })
  static final class ForgetsTheValue extends TaskCondition {
    ForgetsTheValue(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
      super.waitUntil(predicate);
      return BrokenAwaitables.nothing();
    }
  }

  @Fault(
      what = "wait_for takes a number for true, whatever it is.",
      breaks = {"condition.wait-for.truth"})
  static final class TakesZeroForTrue extends TaskCondition {
    TakesZeroForTrue(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
      List<T> last = new ArrayList<>();
      super.waitUntil(() -> {
        last.add(predicate.call());
        return last.getLast() instanceof Number
            || Boolean.TRUE.equals(last.getLast())
            || (last.getLast() != null && !Boolean.FALSE.equals(last.getLast()));
      });
      return last.getLast();
    }
  }

  @Fault(
      what = "wait_for calls its predicate with the lock released.",
      breaks = {"condition.wait-for.locked"})
  static final class LooksWithoutTheLock extends TaskCondition {
    LooksWithoutTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
      return super.waitUntil(() -> {
        release();
        T value = predicate.call();
        asyncio.await(acquire());
        return value;
      });
    }
  }

  @Fault(
      what = "wait keeps the lock for some turns.",
      breaks = {
        "condition.notify-all.unlocked",
        "condition.notify.unlocked",
        "condition.wait.releases"
      })
  static final class KeepsTheLock extends TaskCondition {
    KeepsTheLock(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      for (int i = 0; i < 50 && isLocked(); i++) {
        asyncio.await(asyncio.sleep(Duration.ZERO));
      }
      return super.waitForNotification();
    }
  }

  @Fault(
      what = "A task that nobody has notified returns after some turns without the lock.",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.message",
        "condition.cancel.others",
        "condition.cancel.raised",
        "condition.cancel.reacquires",
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken",
        "condition.create.shared-lock",
        "condition.notify-all.all",
        "condition.notify.fewer",
        "condition.notify.keeps-lock",
        "condition.notify.one",
        "condition.notify.some",
        "condition.timeout.reacquires",
        "condition.wait-for.locked",
        "condition.wait-for.truth",
        "condition.wait-for.waits",
        "condition.wait.reacquires",
        "condition.wait.spurious"
      })
  static final class ReturnsUnlocked extends TaskCondition {
    ReturnsUnlocked(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      if (!isLocked()) {
        return super.waitForNotification();
      }
      Waiter waiter = line.join();
      release();
      loop().callLater(Duration.ZERO, () -> line.callNext());
      line.await(asyncio, waiter);
      return true;
    }
  }

  @Fault(
      what = "A task is woken after some turns without a notification.",
      profile = "py3.12",
      breaks = {
        "condition.cancel.again",
        "condition.cancel.before-wake",
        "condition.cancel.message",
        "condition.cancel.others",
        "condition.cancel.raised",
        "condition.cancel.reacquires",
        "condition.cancel.reacquiring",
        "condition.cancel.reacquiring-message",
        "condition.cancel.woken",
        "condition.create.shared-lock",
        "condition.notify.at-most",
        "condition.notify.keeps-lock",
        "condition.timeout.reacquires",
        "condition.wait-for.locked",
        "condition.wait-for.truth",
        "condition.wait-for.value",
        "condition.wait.blocks",
        "condition.wait.reacquires",
        "condition.wait.true"
      })
  static final class WakesOfItself extends TaskCondition {
    WakesOfItself(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected boolean waitForNotification() throws Exception {
      if (isLocked()) {
        loop().callLater(Duration.ZERO, () -> line.callNext());
      }
      return super.waitForNotification();
    }
  }

  @Fault(
      what = "notify wakes one task more than its number says.",
      profile = "py3.12",
      breaks = {"condition.notify.at-most"})
  static final class NotifiesOneMore extends TaskCondition {
    NotifiesOneMore(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    public void notifyTasks(int n) {
      super.notifyTasks(n + 1);
    }
  }

  @Fault(
      what = "Who is cancelled three times returns without the lock.",
      breaks = {"condition.cancel.reacquires"})
  static final class GivesTheLockUp extends TaskCondition {
    GivesTheLockUp(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void reacquire() throws Exception {
      try {
        asyncio.await(acquire());
      } catch (CancelledError first) {
        asyncio.await(acquire());
        throw first;
      }
    }
  }

  @Fault(
      what = "wait_for overlooks a cancellation if its predicate has become true.",
      breaks = {"condition.cancel.raised"})
  static final class TakesThePredicateFirst extends TaskCondition {
    TakesThePredicateFirst(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
      try {
        return super.waitUntil(predicate);
      } catch (CancelledError cancelled) {
        T value = predicate.call();
        if (Boolean.TRUE.equals(value)) {
          return value;
        }
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A second notification before the first has woken somebody has no effect.",
      breaks = {"condition.notify.some"})
  static final class NotifiesOnceAtATime extends TaskCondition {
    private boolean notified;

    NotifiesOnceAtATime(Asyncio asyncio, AsyncLock lock) {
      super(asyncio, lock);
    }

    @Override
    protected void reacquire() throws Exception {
      notified = false;
      super.reacquire();
    }

    @Override
    public void notifyTasks() {
      super.notifyTasks(notified ? 0 : 1);
      notified = true;
    }
  }
}
