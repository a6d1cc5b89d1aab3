package io.asynciotck.reference;

import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.stacks.DrivenThreads;
import org.jspecify.annotations.Nullable;

/**
 * The states of all threads. A coroutine with a thread of its own has no state of its own: it works
 * with that of the thread that drives it, so that the running loop and the current task are the
 * same in either mechanism.
 *
 * <p>Nearly always the same thread asks as the last time. To look whether it is costs a third of a
 * look into the thread's locals, and a coroutine asks at each await.
 */
public final class ThreadStates implements DrivenThreads<ThreadState> {
  private final ThreadLocal<Use> uses = ThreadLocal.withInitial(Use::new);

  /** The thread that asked last. Threads may see one another's answers late: each knows its own. */
  private @Nullable Use latest;

  /** Which state a thread works with. */
  private static final class Use {
    private final Thread thread = Thread.currentThread();
    private ThreadState state = new ThreadState();
  }

  /** The state of the current thread, or of the thread that drives it. */
  @Override
  public ThreadState here() {
    Use last = latest;
    return last != null && last.thread == Thread.currentThread() ? last.state : look();
  }

  private ThreadState look() {
    Use mine = uses.get();
    latest = mine;
    return mine.state;
  }

  /** Makes the current thread work with the state of the one that drives it. */
  @Override
  public void adopt(ThreadState driver) {
    uses.get().state = driver;
    CurrentContext.adopt(driver.context);
  }
}
