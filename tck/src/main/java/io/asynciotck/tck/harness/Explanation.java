package io.asynciotck.tck.harness;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Verdict;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Says which rule a test that failed accuses, and what it has to say. */
final class Explanation {
  private static final int FRAMES = 8;

  /** What stands between the code of interest: the JDK and the tools. */
  private static final List<String> MACHINERY =
      List.of("java.", "jdk.", "org.junit.", "net.jqwik.", "io.asynciotck.tck.harness.");

  private Explanation() {}

  /** What the test should throw instead of what it threw. */
  static Throwable of(Throwable thrown, Method test, Recorded recorded) {
    return of(thrown, test, "", recorded);
  }

  /**
   * As {@link #of(Throwable, Method, Recorded)}.
   *
   * @param sample what the property was tried with, as lines; empty for other tests
   */
  static Throwable of(Throwable thrown, Method test, String sample, Recorded recorded) {
    Rule rules = test.getAnnotation(Rule.class);
    if (rules == null || thrown instanceof KitError) {
      return thrown;
    }
    Failure failure = failure(thrown, rules.value()[0], sample);
    return new RuleFailure(
        Tck.target().book().get(failure.rule()), verdict(thrown), failure, recorded, thrown);
  }

  private static Verdict verdict(Throwable thrown) {
    return switch (thrown) {
      case HangError hang -> Verdict.HANG;
      case CrashError crash -> Verdict.CRASH;
      default -> Verdict.FAIL;
    };
  }

  /** A violation that names its rule has said everything itself. */
  private static Failure failure(Throwable thrown, String rule, String sample) {
    return switch (thrown) {
      case RuleViolation violation when violation.rule().isPresent() ->
          violation.failure(violation.rule().get());
      case RuleViolation violation -> violation.failure(rule).after(sample);
      case HarnessError ended ->
          Failure.ofText(rule, String.valueOf(ended.getMessage())).after(sample);
      default -> Failure.ofText(rule, "the test raised: " + thrown + frames(thrown)).after(sample);
    };
  }

  private static String frames(Throwable raised) {
    return Arrays.stream(raised.getStackTrace())
        .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
        .limit(FRAMES)
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining());
  }
}
