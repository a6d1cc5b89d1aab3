package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleText;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The kit has no test for rules that it should check. */
public final class UntestedRulesException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UntestedRulesException(List<RuleText> rules) {
    super(
        "The kit has no test for "
            + rules.stream()
                .map(rule -> "`" + rule.id() + "` (" + rule.location() + ")")
                .collect(Collectors.joining(", "))
            + ": add one, or say in not-testable.md why there cannot be one");
  }
}
