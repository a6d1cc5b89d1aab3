package io.asynciotck.tck.results;

/** What is known of an implementation before it is tested, and what that makes of a verdict. */
public interface Judge {
  /** Returns the result of a rule, judged by what is known of it. */
  RuleResult judge(RuleResult result);

  /** Returns whether a failure of a rule would be known. */
  boolean isSuspect(String rule);
}
