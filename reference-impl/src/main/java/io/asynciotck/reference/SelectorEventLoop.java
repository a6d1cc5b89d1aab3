package io.asynciotck.reference;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.io.Readiness;
import io.asynciotck.reference.queue.ForeignQueue;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.ReadyQueue;
import io.asynciotck.reference.queue.WakeUp;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.timers.DueTimers;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.Nanos;
import io.asynciotck.reference.timers.TimerHeap;
import org.jspecify.annotations.Nullable;

/**
 * The event loop.
 *
 * <p>Design: everything that will run passes through one queue, {@link #ready}, which belongs to
 * the loop's thread. What is done for speed, each with what was measured and with the rule that it
 * must not break:
 *
 * <ul>
 *   <li>Other threads bring work through {@link #foreign}, without a lock: with one it cost two to
 *       three times as much. Whoever appends to the ready queue first moves there what is in the
 *       other, which costs the loop's own path one read of a field that is seldom written. Limit:
 *       {@code loop.call-soon-threadsafe.one-order}.
 *   <li>A loop is woken only if it sleeps, and once: it costs as much as to hand over some fifty
 *       callbacks. See {@link WakeUp}. Limit: {@code loop.call-soon-threadsafe.wakes}.
 *   <li>A poll of the selector that must not wait could only bring events of channels. While none
 *       is watched it is left out: it costs as much as thirty callbacks, and a loop with one
 *       callback in each batch was that much slower. The foreign queue and the timers are no part
 *       of the poll and are looked at in each iteration. Limits: {@code
 *       loop.call-later.not-starved}, {@code loop.call-soon-threadsafe.next-iteration}.
 *   <li>The clock is not read while there are no timers: a reading costs as much as four callbacks.
 *       With timers it is read anew in each iteration. Limit: {@code loop.call-later.not-early}.
 *   <li>What waits for its turn is itself the link of its queue, and tasks are their own entries:
 *       see {@link ReadyEntry}. An array of entries was up to three times slower under G1, and a
 *       handle for each step of a task would be garbage. Limit: an entry is in one queue at a time,
 *       so a task has one turn ahead of it ({@code task.step.exclusive}).
 *   <li>What timers cost, and how: see {@link TimerHeap} and {@link DueTimers}. Limits: {@code
 *       timer-handle.cancel.when-due}, {@code timer-handle.cancel.others-stay}, {@code
 *       loop.call-at.deadline-order}, and {@code loop.run-once.batch}.
 *   <li>A coroutine that awaits another one of the module calls it, which is nothing compared with
 *       a switch of stacks: see {@link BodyCoroutine}. Limit: {@code coroutine.await.same-task}.
 * </ul>
 */
@SuppressWarnings("this-escape") // a broken loop is asked for its parts while it is being made
public class SelectorEventLoop extends ContextEventLoop {
  /** Up to how many ready entries {@link #toString} counts. */
  private static final int MOST_COUNTED = 9_999;

  /** What runs in the next turns. */
  protected ReadyQueue ready = new ReadyQueue();

  /** What other threads have brought. */
  protected final ForeignQueue foreign = newForeignQueue();

  /** What waits for its time. */
  public final TimerHeap timers;

  private final WakeUp wakeUp = newWakeUp();
  private final RunState run = new RunState(this);
  private final long resolutionNanos;

  // Rule: loop.is-closed.open
  private volatile boolean closed;
  private boolean stopping;

  /**
   * Whether it has ever watched a descriptor. To look for what watches them costs ten times this.
   */
  private boolean polls;

  /** A loop of a module, with a clock. */
  public SelectorEventLoop(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
    this.timers = newTimerHeap();
    this.resolutionNanos = clock.resolution().toNanos();
  }

  // Running

  @Override
  public void runForever() {
    checkClosed();
    run.checkStartable();
    enterRunning();
    try {
      // Rule: loop.run-forever.{until-stop, idle}, loop.stop.{batch, before-run}
      // Rule: loop.is-running.stopping
      do {
        runOnce();
      } while (!stopping);
    } finally {
      leaveRunning();
    }
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
    checkClosed();
    run.checkStartable();
    // Rule: loop.run-until-complete.coroutine
    return new CompleteRun<>(this, asyncio.ensureFuture(future, this)).execute();
  }

  /** One iteration. */
  @Seam
  protected void runOnce() {
    dropCancelledTimers();
    waitForEvents(pollTimeout()); // the only place where this loop may block
    // Rule: loop.call-later.not-starved
    readyDueTimers();
    runBatch();
  }

  private void dropCancelledTimers() {
    if (!timers.isEmpty()) {
      timers.dropCancelled();
    }
  }

  /** How long the loop may wait for events, in nanoseconds. */
  @Seam
  protected long pollTimeout() {
    // Rule: loop.stop.{before-run-no-wait, polls-no-wait}, loop.poll.callbacks-no-wait
    if (stopping || !ready.isEmpty() || !foreign.isEmpty()) {
      return 0;
    }
    if (timers.isEmpty()) {
      return Nanos.FOREVER;
    }
    long now = nanoTime();
    // Rule: loop.call-soon-threadsafe.starts-timer
    long deadline = timers.firstDeadlineNanos();
    // Rule: loop.call-later.over-one-day, loop.call-at.over-one-day
    return deadline <= now ? 0 : Nanos.difference(deadline, now);
  }

  /** Waits, and lets nothing run. */
  @Seam
  protected void waitForEvents(long timeoutNanos) {
    if (timeoutNanos != 0 || polls) {
      waitOrPoll(timeoutNanos);
    }
  }

  private void waitOrPoll(long timeoutNanos) {
    Readiness watched = readiness();
    if (watched != null && !watched.isIdle()) {
      watched.waitForEvents(timeoutNanos, clock);
    } else if (timeoutNanos != 0 && !Nanos.skip(clock, timeoutNanos)) {
      wakeUp.block(timeoutNanos, foreign);
    }
  }

  /** Moves the timers whose time has come to the ready queue, the earliest first. */
  @Seam
  protected void readyDueTimers() {
    if (timers.isEmpty()) {
      return;
    }
    long end = Nanos.sum(nanoTime(), resolutionNanos);
    int alone = 0;
    // Rule: loop.call-later.not-early, loop.call-at.not-early
    while (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
      // Rule: loop.call-later.runs, loop.call-later.once, loop.call-at.runs
      if (++alone % DueTimers.MOST == 0 && timers.areManyBefore(end)) {
        adoptForeign();
        timers.moveBefore(end, ready);
      } else {
        makeReady(timers.remove());
      }
    }
  }

  /** Runs the callbacks that were ready when the batch began, and no others. */
  @Seam
  protected void runBatch() {
    adoptForeign();
    // Rule: loop.run-once.batch, loop.call-soon-threadsafe.next-iteration
    // Rule: loop.stop.{new-callbacks, before-run-new-callbacks}
    ReadyEntry last = ready.last();
    if (last == null) {
      return;
    }
    CurrentContext context = currentContext();
    ReadyEntry entry;
    do {
      // Rule: loop.call-soon.once
      entry = ready.remove();
      if (ready.isDueForRenewal()) {
        ready = ready.renewed();
      }
      // Rule: handle.cancel.{prevents, same-batch, between-runs}
      // Rule: timer-handle.cancel.{prevents, when-due}
      if (!entry.isCalledOff()) {
        // Rule: loop.run-once.{serial, one-thread}
        // Rule: loop.call-soon-threadsafe.{loop-thread, serialized}
        runEntry(entry);
        if (context.context() != null) {
          // Rule: loop.call-soon.context-own
          context.leave();
        }
      }
    } while (entry != last);
  }

  /** Gives an entry its turn. */
  @Seam
  protected void runEntry(ReadyEntry entry) {
    if (getDebug()) {
      runTimed(entry);
    } else {
      entry.run(this);
    }
  }

  @Override
  final CurrentContext currentContext() {
    return run.context();
  }

  /** Begins a run. */
  @Seam
  protected void enterRunning() {
    run.enter();
  }

  /** Ends a run, whatever ended it. */
  @Seam
  protected void leaveRunning() {
    // Rule: loop.stop.restart
    stopping = false;
    run.leave();
  }

  @Override
  public void stop() {
    // Rule: loop.stop.returns
    stopping = true;
  }

  @Override
  public boolean isRunning() {
    return run.isRunning();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    // Rule: loop.close.running-refused, loop.close.running
    if (isRunning()) {
      throw new IllegalStateException("A running loop cannot be closed: " + this);
    }
    // Rule: loop.close.idempotent
    if (!closed) {
      // Rule: loop.close.closed, loop.close.irreversible
      closed = true;
      discardScheduled();
      // Rule: loop.close.{executor-not-awaited, executor-closed}
      defaultExecutor.abandon();
      wakeUp.close();
    }
  }

  /** Forgets everything that waits. */
  private void discardScheduled() {
    // Rule: loop.close.discards
    adoptForeign();
    ready.clear();
    // Rule: loop.close.discards-timers
    timers.clear();
  }

  // Scheduling

  @Override
  Handle soon(Runnable callback) {
    // Rule: handle.call-soon.returned, loop.call-soon.same-callback
    // Rule: loop.call-soon.handle-class
    LoopHandle handle = newHandle(callback);
    // Rule: loop.call-soon.not-synchronous
    schedule(handle);
    return handle;
  }

  @Override
  Handle soonThreadsafe(Runnable callback) {
    LoopHandle handle = newHandle(callback);
    // Rule: loop.call-soon-threadsafe.closed
    checkClosed();
    // Rule: loop.call-soon-threadsafe.runs, loop.call-soon-threadsafe.before-run
    // Rule: loop.debug.thread-safe-allowed
    foreign.add(handle);
    // Rule: loop.call-soon-threadsafe.wakes
    wakeUp();
    // Rule: loop.call-soon-threadsafe.handle, loop.call-soon-threadsafe.handle-class
    return handle;
  }

  @Override
  TimerHandle at(long whenNanos, Runnable callback) {
    LoopTimer timer = newTimer(whenNanos, callback);
    checkClosed();
    // Rule: loop.debug.thread-call-at
    checkThread();
    // Rule: loop.call-later.not-inline, loop.call-later.survives-stop
    // Rule: loop.call-later.handle-class, loop.call-at.handle-class
    timers.add(timer);
    return timer;
  }

  @Override
  @Seam
  public void schedule(ReadyEntry entry) {
    checkClosed();
    // Rule: loop.debug.thread-call-soon
    checkThread();
    makeReady(entry);
  }

  /** Puts an entry behind all that other threads have brought so far. */
  @Seam
  protected void makeReady(ReadyEntry entry) {
    // Rule: loop.call-soon-threadsafe.{own-order, one-order}
    adoptForeign();
    // Rule: loop.call-soon.{fifo, next-iteration, outside-run}, loop.stop.next-run
    ready.add(entry);
  }

  @Override
  public void runNext(ReadyEntry first, ReadyEntry last) {
    ready.addFirst(first, last);
  }

  /** Moves what other threads have brought to the ready queue. */
  @Seam
  protected void adoptForeign() {
    if (!foreign.isEmpty()) {
      foreign.drainTo(ready);
    }
  }

  /** Wakes the loop if it sleeps. Called in any thread. */
  @Seam
  protected void wakeUp() {
    wakeUp.wakeUp();
  }

  @Override
  @Seam
  protected void checkClosed() {
    if (closed) {
      throw new IllegalStateException("Event loop is closed: " + this);
    }
  }

  /** In debug mode, refuses a thread other than the one that runs this loop. */
  @Seam
  protected void checkThread() {
    if (getDebug()) {
      run.checkThread();
    }
  }

  /** Makes a timer for a time. */
  @Seam
  protected LoopTimer newTimer(long whenNanos, Runnable callback) {
    return new LoopTimer(timers, whenNanos, callback);
  }

  @Override
  protected final Readiness newReadiness() {
    polls = true;
    return newReadiness(wakeUp);
  }

  /** Makes what watches descriptors where the loop sleeps. */
  @Seam
  protected Readiness newReadiness(WakeUp whereItSleeps) {
    return new Readiness(whereItSleeps, foreign, this::makeReady);
  }

  @Override
  public String toString() {
    return run.describe(ready.size(MOST_COUNTED), timers.size());
  }
}
