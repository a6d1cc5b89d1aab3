package io.asynciotck.tck.run;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Blocking;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tests are planned and which have ended, for each rule. May be used in any thread. */
final class Scoreboard {
  private final Target target;
  private final List<RuleText> rules;
  private final List<RuleText> beneath = new ArrayList<>();
  private final Map<String, List<TestResult>> ended = new HashMap<>();
  private final Map<String, List<String>> rulesOfTest = new HashMap<>();
  private final Map<String, Integer> missing = new HashMap<>();

  private final UnaryOperator<RuleResult> judge;

  Scoreboard(Target target, List<RuleText> rules, UnaryOperator<RuleResult> judge) {
    this.target = target;
    this.rules = rules;
    this.judge = judge;
  }

  List<RuleText> rules() {
    return rules;
  }

  /** Takes rules that nobody selected, on which others rest. */
  synchronized void alsoAbout(List<RuleText> others) {
    beneath.addAll(others);
  }

  private Stream<RuleText> all() {
    return Stream.concat(beneath.stream(), rules.stream());
  }

  synchronized void plan(List<TestCase> tests) {
    for (TestCase test : tests) {
      rulesOfTest.put(test.name(), test.rules());
      test.rules().forEach(rule -> missing.merge(rule, 1, Integer::sum));
    }
  }

  /** Takes a result, and returns the classes of which it was the last. */
  synchronized List<ConformanceClass> record(TestResult test) {
    List<String> planned = rulesOfTest.getOrDefault(test.test(), List.of());
    List<ConformanceClass> touched =
        rules.stream()
            .filter(rule -> planned.contains(rule.id()) && target.whyNot(rule).isEmpty())
            .map(RuleText::conformanceClass)
            .distinct()
            .toList();
    planned.forEach(rule -> missing.merge(rule, -1, Integer::sum));
    add(test);
    return touched.stream().filter(name -> of(name).allMatch(this::isComplete)).toList();
  }

  /** Takes a result of rules whose own test it is not. */
  synchronized void add(TestResult test) {
    test.rules().forEach(rule -> ended.computeIfAbsent(rule, id -> new ArrayList<>()).add(test));
  }

  /** The results of such tests, each once. */
  synchronized List<TestResult> ended(Predicate<TestResult> which) {
    return all()
        .flatMap(rule -> ended.getOrDefault(rule.id(), List.of()).stream())
        .filter(which)
        .distinct()
        .toList();
  }

  /** Takes results of a test in the place of all that it has shown before. */
  synchronized void replace(String test, List<TestResult> results) {
    ended.values().forEach(tests -> tests.removeIf(old -> old.test().equals(test)));
    results.forEach(this::add);
  }

  private Stream<RuleText> of(ConformanceClass name) {
    return rules.stream().filter(rule -> rule.conformanceClass() == name);
  }

  private boolean isComplete(RuleText rule) {
    return missing.getOrDefault(rule.id(), 0) == 0;
  }

  /** Whether some test of a rule was planned. */
  synchronized boolean isPlanned(RuleText rule) {
    return missing.containsKey(rule.id());
  }

  /**
   * The results of the rules that are known, in the order of the book; before them, those of rules
   * that nobody selected and that block one of them.
   */
  synchronized List<RuleResult> results() {
    List<RuleResult> seen = all().flatMap(rule -> result(rule).stream()).toList();
    List<RuleResult> judged = Blocking.judge(seen).stream().map(judge).toList();
    Set<String> blocking =
        judged.stream()
            .filter(result -> !beneath.contains(result.rule()))
            .flatMap(result -> result.blockers().stream())
            .collect(Collectors.toSet());
    return judged.stream()
        .filter(result -> !beneath.contains(result.rule()) || blocking.contains(result.id()))
        .toList();
  }

  /** The same, of one class. */
  List<RuleResult> results(ConformanceClass name) {
    return results().stream().filter(result -> result.rule().conformanceClass() == name).toList();
  }

  /** Of a rule that still waits for tests, a failure is known, and nothing else. */
  private Optional<RuleResult> result(RuleText rule) {
    Optional<String> whyNot = target.whyNot(rule);
    if (whyNot.isPresent()) {
      return Optional.of(new RuleResult(rule, Verdict.NOT_CLAIMED, whyNot.get(), List.of()));
    }
    List<TestResult> tests = ended.getOrDefault(rule.id(), List.of());
    if (tests.isEmpty()) {
      return Optional.empty();
    }
    Verdict verdict = verdict(tests);
    return isComplete(rule) || verdict.isFailure()
        ? Optional.of(new RuleResult(rule, verdict, reason(verdict, tests), tests))
        : Optional.empty();
  }

  /** A rule that some test showed is shown, if none failed: the others were not run. */
  private static Verdict verdict(List<TestResult> tests) {
    boolean passed = tests.stream().anyMatch(test -> test.verdict() == Verdict.PASS);
    return tests.stream()
        .map(TestResult::verdict)
        .filter(verdict -> !(passed && verdict == Verdict.NOT_CLAIMED))
        .reduce(Verdict::worse)
        .orElseThrow();
  }

  private static String reason(Verdict verdict, List<TestResult> tests) {
    return verdict == Verdict.NOT_CLAIMED ? tests.getFirst().reason() : "";
  }
}
