package io.asynciotck.tck.report;

import io.asynciotck.tck.run.Conclusion;
import io.asynciotck.tck.run.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run, as {@code results.json} has it.
 *
 * @param folder where it was read from
 * @param title how people call what was tested: implementation and version
 * @param profile the profile that it was held against
 * @param seed the seed that replays the properties
 * @param part which part of a larger run it is
 * @param conclusion what it says as a whole
 * @param rules what came out for each rule, in the order of the book
 */
public record RunData(
    Path folder,
    String title,
    String profile,
    long seed,
    Part part,
    Conclusion conclusion,
    Map<String, RuleData> rules) {

  /**
   * A part of a run.
   *
   * @param selection the options that chose the rules of the run; empty for all
   * @param number which part, from 1
   * @param count how many there are; 1 for a run that was not divided
   */
  public record Part(String selection, int number, int count) {}

  /**
   * What came out for a rule.
   *
   * @param id the rule
   * @param level its level, in lower case
   * @param conformanceClass its class
   * @param verdict what came out
   * @param decides whether a failure means that the implementation does not conform
   * @param reason why it is not claimed, or known to fail; empty otherwise
   * @param changed how often it came out how, if that changed from run to run; empty otherwise
   * @param tests its tests
   */
  public record RuleData(
      String id,
      String level,
      String conformanceClass,
      Verdict verdict,
      boolean decides,
      String reason,
      String changed,
      List<TestData> tests) {

    /** Returns whether the rule does not hold, and nobody expected that. */
    public boolean isFailure() {
      return verdict.isFailure();
    }

    /** Returns whether it means that the implementation does not conform. */
    public boolean isCounted() {
      return (isFailure() && decides) || isChanged();
    }

    /** Returns whether it fails where it may. */
    public boolean isDifference() {
      return isFailure() && !decides;
    }

    /** Returns whether its verdict changed from run to run. */
    public boolean isChanged() {
      return !changed.isEmpty();
    }

    /** Returns the test that decided, if one has something to say. */
    public Optional<TestData> decidingTest() {
      List<TestData> telling = tests.stream().filter(test -> !test.message().isEmpty()).toList();
      return telling.stream()
          .filter(test -> test.verdict() == verdict)
          .findFirst()
          .or(() -> telling.stream().findFirst());
    }
  }

  /**
   * What came out of a test.
   *
   * @param test class and method
   * @param verdict what came out
   * @param message what a failure has to say; empty for a pass
   * @param expected the traces that the rule allows
   * @param observed the trace that was seen
   * @param program the source of the test; empty for a pass
   * @param python a Python program that shows the failure, and what came of running it; or why
   *     there is none; empty for a pass and for loops that are not Python's
   * @param replay the command that runs the test again; empty for a pass
   */
  public record TestData(
      String test,
      Verdict verdict,
      String message,
      List<String> expected,
      String observed,
      String program,
      String python,
      String replay) {}

  /** Returns how many rules came out like this; a failure that does not decide is no failure. */
  public long count(Verdict verdict) {
    return rules.values().stream()
        .filter(rule -> rule.verdict() == verdict && !rule.isDifference())
        .count();
  }

  /** Returns how many rules fail where they may. */
  public long differences() {
    return rules.values().stream().filter(RuleData::isDifference).count();
  }

  /** Returns what means that the implementation does not conform. */
  public List<RuleData> failures() {
    return rules.values().stream().filter(RuleData::isCounted).toList();
  }

  /** Returns what was expected to fail and passes. */
  public List<RuleData> stale() {
    return rules.values().stream().filter(rule -> rule.verdict() == Verdict.STALE).toList();
  }

  RunData called(String other) {
    return new RunData(folder, other, profile, seed, part, conclusion, rules);
  }

  /** What the rules of a run say as a whole. */
  static Conclusion conclude(Collection<RuleData> rules) {
    return Conclusion.of(
        rules.stream().anyMatch(RuleData::isCounted),
        rules.stream().anyMatch(rule -> rule.verdict() == Verdict.STALE),
        rules.stream().anyMatch(rule -> rule.verdict() == Verdict.KNOWN && rule.decides()));
  }
}
