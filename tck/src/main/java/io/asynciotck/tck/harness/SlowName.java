package io.asynciotck.tck.harness;

/** The name of a host whose address is given to nobody until the test says so. */
public interface SlowName {

  /** Returns the name. */
  String host();

  /** Returns whether somebody has asked for its address. */
  boolean isAsked();

  /** Gives the address to whoever waits for it. */
  void answer();

  /**
   * Returns whether it was the thread of the loop that has waited, for some seconds, and in vain: a
   * callback of the loop could not run that would have given the answer.
   */
  boolean hasHeldUp();
}
