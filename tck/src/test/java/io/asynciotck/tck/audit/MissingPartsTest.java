package io.asynciotck.tck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.audit.MissingParts.Part;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MissingPartsTest {
  private static final RulePage SLEEP = pageOf("sleep.delay.from-await");
  private static final RuleText RULE = RuleBook.standard().get("sleep.delay.from-await");

  @Test
  void whatIsMissingBelongsBesideWhatTheRuleBeforeHas() {
    Method test = testNamed("aTaskThatSleepsIsResumed");
    MissingParts parts =
        new MissingParts(
            SLEEP,
            Map.of("sleep.delay.returns", test),
            Map.of("ReferenceAsyncio", Set.of("sleep.delay.returns")));

    assertThat(parts.advice(RULE, EnumSet.allOf(Part.class)))
        .isEqualTo(
            "sleep.delay.from-await ("
                + RULE.location()
                + ") has\n"
                + "  no test        -> add one to SleepTck, next to aTaskThatSleepsIsResumed\n"
                + "  no line        -> // Rule: sleep.delay.from-await, probably in"
                + " ReferenceAsyncio\n"
                + "  no broken loop -> add one to SleepFaults");
  }

  @Test
  void onANewPageTheNamesFollowFromThePage() {
    MissingParts parts = new MissingParts(SLEEP, Map.of(), Map.of());

    assertThat(parts.advice(RULE, EnumSet.allOf(Part.class)))
        .contains("add one to SleepTck in tck.rules.tasks\n")
        .contains("// Rule: sleep.delay.from-await\n")
        .endsWith("add one to SleepFaults");
  }

  private static Method testNamed(String name) {
    return RuleTests.methods().stream()
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RulePage pageOf(String id) {
    return RuleBook.standard().pages().stream()
        .filter(page -> page.rules().stream().anyMatch(rule -> rule.id().equals(id)))
        .findFirst()
        .orElseThrow();
  }
}
