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

  /** The options that choose it, each after a space. */
  String arguments();
}
