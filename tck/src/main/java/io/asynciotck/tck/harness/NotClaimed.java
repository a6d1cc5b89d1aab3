package io.asynciotck.tck.harness;

/** How a test that is not run says why. */
public final class NotClaimed {
  /** What stands before the reason in the reports of JUnit. */
  public static final String PREFIX = "not claimed: ";

  private NotClaimed() {}
}
