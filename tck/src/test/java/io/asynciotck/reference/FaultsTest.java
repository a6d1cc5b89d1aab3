package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.tck.results.TestResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Breaks the reference on purpose: each fault must be caught by the rules that it breaks, and by no
 * others. {@code -Dfault=NAME} runs one and prints what it breaks. In parts, for several JVMs to
 * share.
 */
abstract class FaultsTest {
  private final List<Fault> faults;

  FaultsTest(List<Fault> faults) {
    this.faults = faults;
  }

  @TestFactory
  Stream<DynamicTest> isCaughtByTheRulesThatItBreaks() {
    String only = System.getProperty("fault", "");
    return faults.stream()
        .filter(fault -> fault.name().contains(only))
        .map(fault -> dynamicTest(fault.toString(), () -> check(fault)));
  }

  private static void check(Fault fault) {
    Map<String, TestResult> broken = FaultRun.rulesBrokenBy(fault);
    assertThat(broken.keySet())
        .as(
            "%s%n%s",
            fault,
            broken.values().stream()
                .map(result -> result.test() + " " + result.verdict() + "\n" + result.message())
                .collect(Collectors.joining("\n")))
        .containsExactlyInAnyOrderElementsOf(fault.breaks());
  }
}
