package io.asynciotck.tck.cli;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/** What follows from a fault, in one line. */
final class Followers {
  private static final int NAMED = 5;

  private Followers() {}

  /** {@code 7 rules: a, b, c, d, e and 2 more}; empty if nothing follows. */
  static String of(RuleResult fault, RunResult run) {
    List<RuleResult> blocked = run.blockedBy(fault.id());
    if (blocked.isEmpty()) {
      return "";
    }
    String named =
        blocked.stream().limit(NAMED).map(RuleResult::id).collect(Collectors.joining(", "));
    int more = blocked.size() - NAMED;
    return Plural.of(blocked.size(), "rule")
        + ": "
        + named
        + (more > 0 ? " and " + more + " more" : "");
  }
}
