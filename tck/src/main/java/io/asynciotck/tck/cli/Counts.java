package io.asynciotck.tck.cli;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** How many rules got which verdict: {@code 57 PASS, 1 FAIL, 2 differ from CPython}. */
final class Counts {
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private int differences;

  Counts(Collection<RuleResult> rules) {
    for (RuleResult rule : rules) {
      if (rule.isDifference()) {
        differences++;
      } else {
        verdicts.merge(rule.verdict(), 1, Integer::sum);
      }
    }
  }

  String text(Paint paint) {
    StringJoiner text = new StringJoiner(", ");
    verdicts.forEach(
        (verdict, count) -> text.add(paint.of(verdict, count + " " + verdict.label())));
    if (differences > 0) {
      text.add(differences + (differences == 1 ? " differs" : " differ") + " from CPython");
    }
    return text.toString();
  }
}
