package io.asynciotck.tck.results;

import io.asynciotck.spec.RuleText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of one rule.
 *
 * @param rule the rule
 * @param verdict the worst of its tests; a rule of which no test was run is not claimed
 * @param reason why it is not claimed or known to fail; empty otherwise
 * @param changed how often it had which verdict, if that changed from run to run; empty otherwise
 * @param blockers the ids of the rules that do not hold and on which all that is known of it rests;
 *     none unless it is blocked
 * @param tests its tests
 */
public record RuleResult(
    RuleText rule,
    Verdict verdict,
    String reason,
    String changed,
    List<String> blockers,
    List<TestResult> tests) {

  /** Copies the lists. */
  public RuleResult {
    blockers = List.copyOf(blockers);
    tests = List.copyOf(tests);
  }

  /** A result of one run. */
  public RuleResult(RuleText rule, Verdict verdict, String reason, List<TestResult> tests) {
    this(rule, verdict, reason, "", List.of(), tests);
  }

  /** Returns the id of the rule. */
  public String id() {
    return rule.id();
  }

  /** Returns the same with another verdict, and the reason for that. */
  public RuleResult judged(Verdict other, String why) {
    return new RuleResult(rule, other, why, changed, blockers, tests);
  }

  /** Returns the same with how often it had which verdict. */
  public RuleResult changing(String counts) {
    return new RuleResult(rule, verdict, reason, counts, blockers, tests);
  }

  /** Returns the same with its tests as others have them. */
  public RuleResult with(List<TestResult> others) {
    return new RuleResult(rule, verdict, reason, changed, blockers, others);
  }

  /** Returns the same, blocked by some rules. */
  RuleResult blockedBy(List<String> roots) {
    return new RuleResult(
        rule, Verdict.BLOCKED, "rests on " + String.join(", ", roots), changed, roots, tests);
  }

  /** Returns whether it does not hold, be it known or not. */
  public boolean isBroken() {
    return verdict.isFailure() || verdict == Verdict.KNOWN;
  }

  /**
   * Returns whether it means that the implementation does not conform. The one place that decides
   * this: a rule that decides fails; the loop hangs or its process dies, which no documentation
   * allows, whatever the rule; or the verdict is not always the same.
   */
  public boolean counts() {
    return (verdict.isFailure() && (rule.decides() || verdict != Verdict.FAIL)) || isChanged();
  }

  /**
   * Returns whether it fails in this way. Its own tests say in which; a program that a property has
   * made may come to another end by the same fault, and by another seed.
   */
  public boolean failsBy(Verdict way) {
    List<Verdict> own =
        tests.stream()
            .filter(test -> test.verdict().isFailure() && test.among().isEmpty())
            .map(TestResult::verdict)
            .distinct()
            .toList();
    return verdict == way || (verdict.isFailure() && own.equals(List.of(way)));
  }

  /**
   * Returns whether all programs of its failures do the same on asyncio's own loop. Where a member
   * is missing, they do it for another reason: asyncio's loop has all of them.
   */
  public boolean isOfAsyncioToo() {
    List<Program.Telling> shown =
        tests.stream()
            .flatMap(test -> Optional.ofNullable(test.failure()).stream())
            .map(failure -> failure.program().telling())
            .distinct()
            .toList();
    return shown.equals(List.of(Program.Telling.SAME_AS_ASYNCIO))
        && tests.stream().allMatch(test -> test.missing().isEmpty());
  }

  /** Returns whether it fails where it may. */
  public boolean isDifference() {
    return verdict.isFailure() && !counts();
  }

  /** Returns whether it fails as an expectation says, and would count otherwise. */
  public boolean isKnownFailure() {
    return verdict == Verdict.KNOWN && rule.decides();
  }

  /** Returns whether its verdict changed from run to run. */
  public boolean isChanged() {
    return !changed.isEmpty();
  }

  /** Returns how long its tests took. */
  public Duration took() {
    return tests.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the test that decided, if one has something to say. */
  public Optional<TestResult> decidingTest() {
    List<TestResult> telling = tests.stream().filter(test -> !test.message().isEmpty()).toList();
    return telling.stream()
        .filter(test -> test.verdict() == verdict)
        .findFirst()
        .or(() -> telling.stream().findFirst());
  }

  /** Returns the failure that decided, if there is one. */
  public Optional<Failure> failure() {
    return decidingTest().flatMap(test -> Optional.ofNullable(test.failure()));
  }
}
