package io.asynciotck.tck.model;

/** The ways in which a callback is given to a loop. */
public enum Door {
  /** By {@code call_soon}. */
  SOON,
  /** By {@code call_soon_threadsafe}, in the loop's own thread. */
  THREADSAFE,
  /** By {@code call_soon_threadsafe}, in another thread, which the giver waits for. */
  OTHER_THREAD,
  /** By {@code call_later}. */
  LATER,
  /** By {@code call_at}. */
  AT;

  /** Returns whether what is given has a deadline. */
  boolean isTimer() {
    return this == LATER || this == AT;
  }

  /** Returns whether it is {@code call_soon_threadsafe}. */
  boolean isThreadsafe() {
    return this == THREADSAFE || this == OTHER_THREAD;
  }
}
