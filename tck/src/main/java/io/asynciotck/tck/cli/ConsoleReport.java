package io.asynciotck.tck.cli;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.run.KitResult;
import io.asynciotck.tck.run.RuleResult;
import io.asynciotck.tck.run.TestResult;
import io.asynciotck.tck.run.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run says on the console. */
final class ConsoleReport {
  private final PrintWriter console;

  ConsoleReport(PrintWriter console) {
    this.console = console;
  }

  void begin(Implementation tested, Profile profile, long seed) {
    console.printf(
        "%s %s against profile %s (seed %d)%n%n", tested.name(), tested.version(), profile, seed);
  }

  void end(KitResult result) {
    printClasses(result);
    result.failures().forEach(failure -> printFailure(failure, result.seed()));
    printDifferences(result);
    printSummary(result);
  }

  private void printClasses(KitResult result) {
    Map<ConformanceClass, List<RuleResult>> classes =
        result.rules().stream()
            .collect(
                Collectors.groupingBy(
                    rule -> rule.rule().conformanceClass(), TreeMap::new, Collectors.toList()));
    classes.forEach((name, rules) -> console.println(line(name, rules)));
    console.println();
  }

  private static String line(ConformanceClass name, List<RuleResult> rules) {
    Map<Verdict, Long> counts =
        rules.stream()
            .collect(
                Collectors.groupingBy(RuleResult::verdict, TreeMap::new, Collectors.counting()));
    String text =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().label())
            .collect(Collectors.joining(", "));
    return "  %-16s %s".formatted(name.label(), text);
  }

  private void printFailure(RuleResult failure, long seed) {
    RuleText rule = failure.rule();
    TestResult test = failure.decidingTest();
    console.println(failure.verdict().label() + " " + rule.id() + " · " + rule.level().label());
    console.println(test.message().indent(2).stripTrailing());
    rule.evidence(Evidence.Source.DOCS).forEach(text -> console.println("  docs: " + text));
    rule.evidence(Evidence.Source.PEP).forEach(text -> console.println("  PEP: " + text));
    rule.evidence(Evidence.Source.SOURCE).forEach(text -> console.println("  source: " + text));
    rule.evidence(Evidence.Source.SEEN).forEach(text -> console.println("  seen in: " + text));
    console.println("  test: " + test.test());
    console.println("  replay: asyncio-tck run --rule " + rule.id() + " --seed " + seed);
    console.println();
  }

  private void printDifferences(KitResult result) {
    if (!result.differences().isEmpty()) {
      console.println("Differs from CPython, which is allowed:");
      result.differences().forEach(difference -> console.println("  " + difference.rule()));
      console.println();
    }
  }

  private void printSummary(KitResult result) {
    long held = result.rules().size() - result.count(Verdict.NOT_CLAIMED);
    console.printf(
        "%d rules: %d PASS, %d FAIL, %d HANG, %d CRASH, %d NOT CLAIMED%n",
        result.rules().size(),
        result.count(Verdict.PASS),
        result.count(Verdict.FAIL),
        result.count(Verdict.HANG),
        result.count(Verdict.CRASH),
        result.count(Verdict.NOT_CLAIMED));
    String verdict = result.isConformant() ? "CONFORMANT" : "NOT CONFORMANT";
    console.printf(
        "%s: %s %s, profile %s, %d rules held against it%n",
        verdict, result.implementation(), result.version(), result.profile(), held);
  }
}
