package io.asynciotck.reference;

import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import org.jspecify.annotations.Nullable;

/** Whether a loop runs and in which thread, and what that thread was in the middle of. */
final class RunState {
  private final BaseEventLoop loop;

  /** The state of the thread that runs the loop; null while it does not run. */
  private volatile @Nullable ThreadState runner;

  /** What the thread was in the middle of when the run began. */
  private @Nullable BodyCoroutine<?> interrupted;

  /** The context in which the run began; what runs in the loop is in contexts of its own. */
  private @Nullable VariableContext left;

  RunState(BaseEventLoop loop) {
    this.loop = loop;
  }

  boolean isRunning() {
    return runner != null;
  }

  /** Refuses a run if this loop is running, or another one in the current thread. */
  void checkStartable() {
    // Rule: loop.run-forever.nested-refused, loop.run-forever.nested
    // Rule: loop.run-forever.refused-nested
    // Rule: loop.run-until-complete.{nested-refused, nested, refused-nested}
    if (loop.isRunning()) {
      throw new IllegalStateException("The loop is running already: " + loop);
    }
    EventLoop other = loop.asyncio.threads().here().running;
    // Rule: loop.run-forever.refused-second
    if (other != null) {
      throw new IllegalStateException(
          "Another loop is running in this thread: " + other + ", so this one cannot: " + loop);
    }
  }

  /** Refuses a thread other than the one that runs the loop. */
  void checkThread() {
    ThreadState running = runner;
    if (running != null && running != loop.asyncio.threads().here()) {
      throw new IllegalStateException(
          "Not in the loop's thread, which only callSoonThreadsafe may be: " + loop);
    }
  }

  /** Makes the loop the running one of the thread. */
  void enter() {
    loop.asyncio.mechanism().reserveStack();
    ThreadState here = loop.asyncio.threads().here();
    // Rule: loop.get-running.{in-callback, in-coroutine, per-thread, two-threads}
    here.running = loop;
    interrupted = here.coroutine;
    here.coroutine = null;
    left = here.context.exchange(null);
    // Rule: loop.is-running.inside, loop.is-running.own
    runner = here;
    loop.unseen.reportGarbage();
    loop.closeGarbage();
  }

  /** Leaves the thread as it was before the run, whatever ended it. */
  void leave() {
    ThreadState here = runner;
    // Rule: loop.is-running.outside, loop.is-running.after-exception
    // Rule: loop.restart.after-run-until-complete
    runner = null;
    if (here != null) {
      // Rule: loop.get-running.after-run, loop.get-running.after-exception
      here.running = null;
      here.coroutine = interrupted;
      here.context.exchange(left);
    }
    interrupted = null;
    left = null;
  }

  /**
   * Makes the current thread part of the run, if it is another than the one that began it; returns
   * its context. A loop that runs callbacks while it does not run is at fault, and is let be.
   */
  CurrentContext adopt() {
    ThreadState begun = runner;
    if (begun == null) {
      return CurrentContext.ofThread();
    }
    ThreadStates threads = loop.asyncio.threads();
    if (threads.here() != begun) {
      loop.asyncio.mechanism().reserveStack();
      threads.adopt(begun);
    }
    return begun.context;
  }

  /** The context of the thread that runs the loop, which is running. */
  CurrentContext context() {
    ThreadState here = runner;
    if (here == null) {
      throw new AssertionError("The loop is not running: " + loop);
    }
    return here.context;
  }

  /** The loop as text. */
  String describe(int ready, int scheduled) {
    String state = loop.isClosed() ? "closed" : isRunning() ? "running" : "idle";
    return "<SelectorEventLoop %s ready=%d scheduled=%d%s>"
        .formatted(state, ready, scheduled, loop.getDebug() ? " debug" : "");
  }
}
