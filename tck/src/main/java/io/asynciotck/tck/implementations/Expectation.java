package io.asynciotck.tck.implementations;

import io.asynciotck.tck.results.Verdict;
import java.net.URI;

/**
 * A failure that is known.
 *
 * @param rule the id of the rule
 * @param outcome how it fails: FAIL, HANG, EXIT or CRASH
 * @param versions the versions of the implementation in which it does
 * @param reason why it fails, in one sentence
 * @param link where that is said: a bug report, a line of documentation
 * @param isSeen whether it was seen in this version; else it is no surprise if the rule holds
 */
public record Expectation(
    String rule, Verdict outcome, String versions, String reason, URI link, boolean isSeen) {

  /** Returns the same for a version in which it was not seen. */
  Expectation unseen() {
    return new Expectation(rule, outcome, versions, reason, link, false);
  }

  /** Returns reason and link, as a report says them. */
  public String explanation() {
    return reason + " (" + link + ")";
  }
}
