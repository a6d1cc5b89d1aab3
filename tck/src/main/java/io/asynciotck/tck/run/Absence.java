package io.asynciotck.tck.run;

import io.asynciotck.spec.NotTestable;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Target;
import java.util.List;
import java.util.stream.Collectors;

/** Says why none of some rules can be checked on a target, each reason once. */
record Absence(Target target, List<RuleText> rules) {

  @Override
  public String toString() {
    return rules.stream().map(this::reason).distinct().sorted().collect(Collectors.joining("; "));
  }

  private String reason(RuleText rule) {
    return target
        .whyNot(rule)
        .orElseGet(
            () -> "no black-box test can show " + rule.id() + " (" + whyUntestable(rule) + ")");
  }

  private String whyUntestable(RuleText rule) {
    return target.book().notTestable().stream()
        .filter(entry -> entry.id().equals(rule.id()))
        .map(NotTestable::reason)
        .findFirst()
        .orElse("");
  }
}
