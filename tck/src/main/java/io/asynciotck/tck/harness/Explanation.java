package io.asynciotck.tck.harness;

import static java.util.function.Predicate.not;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Verdict;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which rule a test that failed accuses, and what it has to say. */
final class Explanation {
  private static final int FRAMES = 8;

  /** What stands between the code of interest: the JDK and the tools. */
  private static final List<String> MACHINERY =
      List.of(
          "java.",
          "jdk.",
          "org.junit.",
          "net.jqwik.",
          "io.asynciotck.tck.harness.",
          "io.asynciotck.tck.bridge.");

  /** What a trace has for an exception. */
  private static final Pattern RAISES = Pattern.compile("\\braises (\\w+)");

  private Explanation() {}

  /**
   * What is known of a test that failed, beside what it threw.
   *
   * @param sample under what it failed, as lines: with what a property was tried
   * @param accused the rule of the call that did it, if that is known
   */
  record Try(String sample, @Nullable String accused) {}

  /**
   * What the test should throw instead of what it threw. It accuses one rule: that of the call that
   * did it, or its first.
   */
  static Throwable of(Throwable thrown, Method test, Try tried, Recorded recorded) {
    Rule rules = test.getAnnotation(Rule.class);
    if (rules == null || (thrown instanceof KitError kit && !kit.mayBeOfTheLoop())) {
      return thrown;
    }
    List<String> shown = List.of(rules.value());
    String accused = tried.accused() == null ? shown.getFirst() : tried.accused();
    Failure failure = failure(thrown, accused, tried.sample(), recorded);
    return new RuleFailure(
        Tck.target().book().get(failure.rule()), verdict(thrown), failure, recorded, thrown);
  }

  private static Verdict verdict(Throwable thrown) {
    return switch (thrown) {
      case HangError hang -> Verdict.HANG;
      case CrashError ended when ended.isExit() -> Verdict.EXIT;
      case CrashError crash -> Verdict.CRASH;
      case KitError broken -> Verdict.CRASH;
      default -> Verdict.FAIL;
    };
  }

  /** A violation that names its rule has said everything itself. */
  private static Failure failure(Throwable thrown, String rule, String sample, Recorded recorded) {
    return switch (thrown) {
      case RuleViolation violation when violation.rule().isPresent() ->
          violation.failure(violation.rule().get());
      case RuleViolation violation -> {
        Failure failure = violation.failure(rule);
        String raised = raisedInstead(failure, recorded);
        yield failure
            .after(raised)
            .after(sample)
            .missing(
                MissingMember.argument(raised)
                    .or(() -> MissingMember.named(lastLine(failure.observed())))
                    .orElseGet(recorded::missing));
      }
      case HangError hang when recorded.wasInLaterRun() ->
          Failure.ofText(rule, hang.getMessage() + "\n" + Failure.IN_LATER_RUN).after(sample);
      case HarnessError ended ->
          Failure.ofText(rule, String.valueOf(ended.getMessage())).after(sample);
      default ->
          Failure.ofText(
                  rule,
                  Unpromised.of(thrown)
                      .map(Unpromised::text)
                      .orElseGet(() -> "the test raised: " + raised(thrown)))
              .after(sample)
              .missing(
                  Optional.of(MissingMember.of(thrown))
                      .filter(not(String::isEmpty))
                      .orElseGet(recorded::missing));
    };
  }

  /** Of a report that has a traceback, what was raised. */
  private static String lastLine(String text) {
    return text.lines().reduce("", (_, last) -> last);
  }

  /** What was raised, and where, where a trace tells of an exception that was not expected. */
  private static String raisedInstead(Failure failure, Recorded recorded) {
    String expected = String.join("\n", failure.expected());
    return RAISES
        .matcher(failure.observed())
        .results()
        .filter(event -> !expected.contains(event.group()))
        .flatMap(event -> recorded.raised(event.group(1)).stream())
        .findFirst()
        .map(raised -> Failure.LOOP_RAISED + raised)
        .orElse("");
  }

  /** In the language of the implementation, if it comes from there. */
  private static String raised(Throwable thrown) {
    return ForeignTrace.of(thrown)
        .or(() -> inOtherThread(thrown))
        .orElseGet(() -> thrown + frames(thrown));
  }

  /** What another thread of the test has seen is the cause of what the test throws. */
  private static Optional<String> inOtherThread(Throwable thrown) {
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      Optional<String> trace = ForeignTrace.of(cause);
      if (trace.isPresent()) {
        return Optional.of(thrown.getMessage() + ": " + trace.get());
      }
    }
    return Optional.empty();
  }

  private static String frames(Throwable raised) {
    return Arrays.stream(raised.getStackTrace())
        .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
        .limit(FRAMES)
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining());
  }
}
