package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Loops that do what the documentation allows, and none of it as CPython's own does, break no MUST
 * rule. Each is checked against the rules that are near to what it does; {@code -Dlegal.whole=true}
 * holds each against all of them.
 */
abstract class LegalLoops {
  private static final boolean WHOLE = Boolean.getBoolean("legal.whole");

  /** No legal loop hangs: what is at work may take its time on a busy machine. */
  private static final Duration NEVER_HANGS = Duration.ofMinutes(5);

  private final Map<String, String> near;

  /** Takes what the rules are called that are near to each loop. */
  LegalLoops(Map<String, String> near) {
    this.near = near;
  }

  @TestFactory
  Stream<DynamicTest> breaksNoRuleThatIsAMust() {
    return near.keySet().stream().sorted().map(loop -> dynamicTest(loop, () -> check(loop)));
  }

  static PythonImplementation open(String loop) {
    return PythonImplementation.open(
        PythonOptions.of(PYTHON)
            .withLoop("src.test.resources.io.asynciotck.tck.loops.legal:" + loop));
  }

  private void check(String loop) {
    try (PythonImplementation python = open(loop)) {
      Set<String> failed = new TreeSet<>();
      List<TestResult> failures = new ArrayList<>();
      TestRun.runExamples(
          Target.of(python).withTimeout(NEVER_HANGS),
          rules(loop),
          result -> {
            if (result.verdict().isFailure()) {
              failed.addAll(result.rules());
              failures.add(result);
            }
          });
      failed.retainAll(rules(loop));
      // What is known of the interpreter fails whatever loop runs in it.
      Expectations known = Expectations.shippedIn("cpython", python, RuleBook.standard());
      failed.removeIf(rule -> known.of(rule).isPresent());
      assertThat(failed).as("%s: %s", loop, failures).isEmpty();
    }
  }

  private Set<String> rules(String loop) {
    return RuleBook.standard().rules().stream()
        .filter(rule -> rule.level() == Level.MUST)
        .map(RuleText::id)
        .filter(rule -> WHOLE || rule.matches(near.getOrDefault(loop, "")))
        .collect(Collectors.toSet());
  }
}
