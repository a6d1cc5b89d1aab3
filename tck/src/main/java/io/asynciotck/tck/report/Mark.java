package io.asynciotck.tck.report;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of a rule, for a cell of a table.
 *
 * @param sign as short as can be
 * @param label in words
 * @param style the name of the style that colours it
 * @param held whether the rule was checked for the implementation
 */
record Mark(String sign, String label, String style, boolean held) {
  private static final Mark ABSENT = new Mark("", "not in force, or not run", "absent", false);

  /** The mark of a result; null stands for none. */
  static Mark of(@Nullable RuleResult rule) {
    if (rule == null) {
      return ABSENT;
    }
    if (rule.isChanged()) {
      return new Mark("?!", "changed", "fail", true);
    }
    if (rule.isDifference()) {
      return new Mark("≠", "differs", "differs", true);
    }
    String label = rule.verdict().label().toLowerCase(Locale.ROOT);
    boolean held = rule.verdict() != Verdict.NOT_CLAIMED;
    return new Mark(sign(rule.verdict(), label), label, rule.verdict().key(), held);
  }

  private static String sign(Verdict verdict, String label) {
    return switch (verdict) {
      case PASS -> "✓";
      case FAIL -> "✗";
      case NOT_CLAIMED -> "–";
      case BLOCKED -> "○";
      case KNOWN, STALE, HANG, EXIT, CRASH -> label;
    };
  }
}
