package io.asynciotck.tck.harness;

import org.jspecify.annotations.Nullable;

/** The threads of the tests of a run: one at a time. May be used in any thread. */
final class TestThreads {
  private @Nullable TestThread current;

  /** The thread for the next test: that of the last one, if it came to its end. */
  synchronized TestThread acquire() {
    if (current == null || !current.isAlive()) {
      current = new TestThread(this);
    }
    return current;
  }

  /** Gives a thread up whose test does not come to its end. */
  synchronized void forget(TestThread hung) {
    if (current == hung) {
      current = null;
    }
  }

  synchronized boolean isCurrent(TestThread thread) {
    return current == thread;
  }

  /** Ends the thread that waits for a next test. */
  void end() {
    TestThread last;
    synchronized (this) {
      last = current;
      current = null;
    }
    if (last != null) {
      last.interrupt();
    }
  }
}
