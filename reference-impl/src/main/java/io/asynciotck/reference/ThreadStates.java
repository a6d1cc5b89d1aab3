package io.asynciotck.reference;

/**
 * The states of all threads. A coroutine with a thread of its own has no state of its own: it works
 * with that of the thread that drives it, so that the running loop and the current task are the
 * same in either mechanism.
 */
final class ThreadStates {
  private final ThreadLocal<ThreadState> states = ThreadLocal.withInitial(ThreadState::new);

  /** The state of the current thread, or of the thread that drives it. */
  ThreadState here() {
    return states.get();
  }

  /** Makes the current thread work with the state of the one that drives it. */
  void adopt(ThreadState driver) {
    states.set(driver);
  }
}
