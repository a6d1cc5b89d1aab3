package io.asynciotck.tck.harness;

import org.jspecify.annotations.Nullable;

/**
 * Which rule a failure of a test is charged to, where it is another one than that of the test: a
 * property knows of which rule each of its calls is, and behind the body of a test other rules
 * count. The watchdog asks from another thread.
 */
final class Accusation {

  /** The rule of the call that is being made. */
  private volatile @Nullable String accused;

  /** The rule of the first call that may have broken the process. */
  private volatile @Nullable String suspected;

  /** Charges what goes wrong from now on to a rule; to that of the test if it is null. */
  void accuse(@Nullable String rule) {
    accused = rule;
  }

  /** Charges a crash, at any later call, to a rule, unless it is charged to one already. */
  void suspect(String rule) {
    suspected = suspected == null ? rule : suspected;
  }

  /** Charges nothing that comes to what was before. */
  void acquit() {
    accused = null;
    suspected = null;
  }

  /** The rule that is accused of a failure; null if it is that of the test. */
  @Nullable String of(Throwable failure) {
    boolean crash = failure instanceof CrashError ended && !ended.isExit();
    return crash && suspected != null ? suspected : accused;
  }
}
