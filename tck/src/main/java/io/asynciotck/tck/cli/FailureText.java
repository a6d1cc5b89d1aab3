package io.asynciotck.tck.cli;

import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.TestResult;
import java.util.Locale;
import java.util.Optional;

/**
 * What a failure has to teach: the rule, where it comes from, the program, what it did.
 *
 * @param paint the colours
 */
record FailureText(Paint paint) {
  /** More of a trace than this is for those who look into the report. */
  private static final int LONGEST = 200;

  String of(RuleResult broken, RunResult run) {
    StringBuilder text = new StringBuilder(heading(broken)).append('\n');
    paragraph(text, broken.rule().sentence() + "\n");
    broken.rule().evidence().stream()
        .filter(evidence -> evidence.kind() != Evidence.Kind.NOTES)
        .forEach(evidence -> paragraph(text, evidence.toString()));
    if (!broken.rule().decides() && !broken.isChanged()) {
      paragraph(text, "It counts: no documentation allows a loop to hang, or to end its process.");
    }
    if (!broken.reason().isEmpty()) {
      paragraph(text, broken.reason());
    }
    text.append('\n');
    broken.decidingTest().ifPresent(test -> test(text, test));
    String followers = Followers.of(broken, run);
    if (!followers.isEmpty()) {
      paragraph(text, "Blocks " + followers);
    }
    paragraph(text, "Replay: " + run.invocation().replayOf(broken.id()));
    return text.toString();
  }

  private String heading(RuleResult broken) {
    RuleText rule = broken.rule();
    return "%s %s · %s · %s · %s"
        .formatted(
            paint.of(broken.verdict(), broken.verdict().label()),
            paint.title(rule.id()),
            rule.level().name(),
            rule.conformanceClass(),
            rule.versions());
  }

  private static void test(StringBuilder text, TestResult test) {
    Failure failure = test.failure();
    if (failure == null) {
      return;
    }
    if (!failure.source().isEmpty()) {
      program(text, test.test() + ":", failure.source());
    }
    if (!failure.program().isEmpty()) {
      String caution = failure.program().caution();
      program(
          text,
          "In Python" + (caution.isEmpty() ? ":" : ", " + caution + ":"),
          failure.program().text());
    }
    paragraph(text, failure.details());
    text.append('\n');
  }

  private static void paragraph(StringBuilder text, String lines) {
    text.append(lines.indent(2));
  }

  private static void program(StringBuilder text, String title, String source) {
    paragraph(text, title + "\n");
    text.append(source.indent(6)).append('\n');
  }

  private static String shortened(String trace) {
    return trace.length() <= LONGEST ? trace : trace.substring(0, LONGEST) + " …";
  }

  /** A rule that differs where it may: its id, and what was expected and seen. */
  static String difference(RuleResult difference) {
    Optional<Failure> compared =
        difference.failure().filter(failure -> !failure.expected().isEmpty());
    String seen =
        compared
            .map(failure ->
                "CPython: %s; here: %s"
                    .formatted(
                        shortened(String.join(" | ", failure.expected())),
                        shortened(failure.observed())))
            .orElse(difference.verdict().label().toLowerCase(Locale.ROOT));
    return difference.id() + " (" + seen + ")";
  }
}
