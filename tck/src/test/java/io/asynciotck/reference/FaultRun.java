package io.asynciotck.reference;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds a broken loop against every rule. */
final class FaultRun {

  /** Only what hangs in spite of the virtual clock comes to this. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private FaultRun() {}

  /** The rules that the fault breaks, each with the test that said so. */
  static Map<String, TestResult> rulesBrokenBy(Fault fault) {
    Target target =
        Target.of(new JvmImplementation(new FaultProvider(fault)))
            .withProfile(fault.profile())
            .withTimeout(PATIENCE)
            .withSeed(1);
    Map<String, TestResult> broken = new TreeMap<>();
    TestRun.runExamples(
        target,
        allRules(),
        result -> {
          if (result.verdict().isFailure()) {
            result.rules().forEach(rule -> broken.put(rule, result));
          }
        });
    return broken;
  }

  private static Set<String> allRules() {
    return RuleBook.standard().rules().stream().map(RuleText::id).collect(Collectors.toSet());
  }
}
