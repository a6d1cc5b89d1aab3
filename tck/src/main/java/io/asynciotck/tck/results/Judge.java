package io.asynciotck.tck.results;

/** What is known of an implementation before it is tested, and what that makes of a verdict. */
public interface Judge {
  /** Knows nothing, and leaves each verdict what it is. */
  Judge KNOWING_NOTHING =
      new Judge() {
        @Override
        public RuleResult judge(RuleResult result) {
          return result;
        }

        @Override
        public boolean isSuspect(String rule) {
          return false;
        }
      };

  /** Returns the result of a rule, judged by what is known of it. */
  RuleResult judge(RuleResult result);

  /** Returns whether a failure of a rule would be known. */
  boolean isSuspect(String rule);
}
