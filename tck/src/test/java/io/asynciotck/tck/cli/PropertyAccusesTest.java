package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A property that cannot go on accuses the rule of the call that did it, and no other. */
final class PropertyAccusesTest {

  @Test
  void theRuleOfTheCallThatRaisedIsAccused() {
    Target target = Target.of(new JvmImplementation(new Providers.RefusesCallbacks())).withSeed(1);
    List<TestResult> results = new ArrayList<>();
    TestRun.runProperties(target, Set.of("loop.call-soon.fifo"), results::add);
    assertThat(results)
        .filteredOn(result -> result.verdict().isFailure())
        .isNotEmpty()
        .allSatisfy(result -> assertThat(result.rules()).containsExactly("loop.call-soon.once"));
  }
}
