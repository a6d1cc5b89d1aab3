package io.asynciotck.tck.run;

import io.asynciotck.spec.NotTestable;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Tck;
import java.util.List;
import java.util.stream.Collectors;

/** Says why none of some rules can be held against the implementation, each reason once. */
record Absence(RuleBook book, List<RuleText> rules) {

  @Override
  public String toString() {
    return rules.stream().map(this::reason).distinct().sorted().collect(Collectors.joining("; "));
  }

  private String reason(RuleText rule) {
    return Tck.whyNot(rule)
        .orElseGet(
            () -> "no black-box test can show " + rule.id() + " (" + whyUntestable(rule) + ")");
  }

  private String whyUntestable(RuleText rule) {
    return book.notTestable().stream()
        .filter(entry -> entry.id().equals(rule.id()))
        .map(NotTestable::reason)
        .findFirst()
        .orElse("");
  }
}
