package io.asynciotck.tck.cli;

import io.asynciotck.tck.harness.Implementation;

/** What was chosen to be tested. */
interface Choice {
  /**
   * Makes the implementation.
   *
   * @throws IllegalArgumentException if there is no such thing
   * @throws io.asynciotck.tck.harness.ImplementationException if it cannot be evaluated
   */
  Implementation open();

  /** Whether it has a process of its own, so that there can be several. */
  boolean isApart();

  /** The options that choose it, each after a space. */
  String arguments();
}
