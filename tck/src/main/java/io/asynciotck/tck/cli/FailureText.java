package io.asynciotck.tck.cli;

import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.run.RuleResult;
import io.asynciotck.tck.run.TestResult;
import io.asynciotck.tck.run.TestSource;
import java.util.Locale;

/** What a failure has to teach: the rule, where it comes from, the program, what it did. */
final class FailureText {
  private final Paint paint;
  private final String replay;

  /**
   * Creates the text.
   *
   * @param replay the command that replays the run, without the choice of rules
   */
  FailureText(Paint paint, String replay) {
    this.paint = paint;
    this.replay = replay;
  }

  String of(RuleResult failure) {
    RuleText rule = failure.rule();
    TestResult test = failure.decidingTest();
    StringBuilder text = new StringBuilder();
    text.append(paint.of(failure.verdict(), failure.verdict().label()))
        .append(' ')
        .append(paint.title(rule.id()))
        .append(" · ")
        .append(rule.level().name())
        .append(" · ")
        .append(rule.conformanceClass())
        .append(" · ")
        .append(rule.versions())
        .append('\n');
    paragraph(text, rule.sentence() + "\n");
    rule.evidence().stream()
        .filter(evidence -> evidence.kind() != Evidence.Kind.NOTES)
        .forEach(evidence -> paragraph(text, evidence.toString()));
    if (!failure.reason().isEmpty()) {
      paragraph(text, failure.reason());
    }
    text.append('\n');
    TestSource.of(test.test()).ifPresent(source -> program(text, test.test(), source));
    if (!test.python().isEmpty()) {
      paragraph(text, "In Python:\n");
      text.append(test.python().indent(6)).append('\n');
    }
    paragraph(text, withoutRule(test.message(), rule).stripIndent());
    text.append('\n');
    paragraph(text, "Replay: " + replay + " --rule " + rule.id());
    return text.toString();
  }

  private static void paragraph(StringBuilder text, String lines) {
    text.append(lines.indent(2));
  }

  private static void program(StringBuilder text, String test, String source) {
    paragraph(text, test + ":\n");
    text.append(source.indent(6)).append('\n');
  }

  /** The message of a test begins with its rule, which stands above already. */
  private static String withoutRule(String message, RuleText rule) {
    String heading = rule + "\n";
    return message.startsWith(heading) ? message.substring(heading.length()) : message;
  }

  /** A rule that differs where it may: its id, and what was expected and seen. */
  static String difference(RuleResult difference) {
    TestResult test = difference.decidingTest();
    String seen =
        test.expected().isEmpty()
            ? difference.verdict().label().toLowerCase(Locale.ROOT)
            : "CPython: " + String.join(" | ", test.expected()) + "; here: " + test.observed();
    return difference.rule().id() + " (" + seen + ")";
  }
}
