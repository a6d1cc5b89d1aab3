package io.asynciotck.reference;

import static io.asynciotck.reference.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Properties fail for loops that are broken in what they are about, and say which rule it is. */
final class PropertiesCatchFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TestFactory
  Stream<DynamicTest> aFaultIsCaughtAndNamed() {
    return Stream.of(
            QueuePropertyFaults.all(), LoopPropertyFaults.all(), FuturePropertyFaults.all())
        .flatMap(List::stream)
        .map(fault -> dynamicTest(fault.toString(), () -> check(fault, new FaultProvider(fault))));
  }

  @TestFactory
  Stream<DynamicTest> whatIsUndefinedIsNoFault() {
    return FreeLoops.all().stream()
        .map(free -> dynamicTest(free.toString(), () -> hasAllProperties(new FaultProvider(free))));
  }

  private static void hasAllProperties(AsyncioProvider provider) {
    assertThat(results(provider, allRules()))
        .isNotEmpty()
        .noneMatch(result -> result.verdict().isFailure());
  }

  /**
   * Without a clock that the test controls, properties still see what does not depend on the clock.
   */
  @TestFactory
  Stream<DynamicTest> aFaultIsCaughtByTheRealClock() {
    Fault early =
        fault(
            "early-by-ten-ms",
            "timers fire 10 ms early",
            BrokenLoops.timers(
                (heap, when, callback) -> new LoopTimer(heap, when - 10_000_000, callback)),
            "loop.call-later.not-early",
            "loop.call-at.not-early");
    return Stream.concat(
            QueuePropertyFaults.all().stream()
                .filter(fault -> fault.name().startsWith("foreign-newest")),
            Stream.of(early))
        .map(fault ->
            dynamicTest(fault.toString(), () -> check(fault, new RealClockProvider(fault))));
  }

  @Test
  void theReferenceHasAllPropertiesByTheRealClock() {
    Fault none = fault("none", "nothing is broken", ReferenceAsyncio::new);
    List<TestResult> results = results(new RealClockProvider(none), allRules());
    assertThat(results).isNotEmpty().noneMatch(result -> result.verdict().isFailure());
    assertThat(results)
        .filteredOn(result -> result.verdict() == Verdict.NOT_CLAIMED)
        .extracting(TestResult::test)
        .containsExactly("TimerProperties.timersRunInTheOrderOfTheirDeadlines");
  }

  private static void check(Fault fault, AsyncioProvider provider) {
    List<TestResult> failures =
        results(provider, fault.breaks()).stream()
            .filter(result -> result.verdict().isFailure())
            .toList();
    assertThat(failures)
        .as("%s", fault)
        .anySatisfy(failure -> {
          assertThat(failure.rules()).hasSize(1).isSubsetOf(fault.breaks());
          assertThat(Objects.requireNonNull(failure.failure()).expected()).isNotEmpty();
        })
        .allSatisfy(failure ->
            assertThat(TestRun.find(Set.copyOf(failure.rules())))
                .as("the property is replayed by the rule that it names")
                .extracting(TestCase::name)
                .contains(failure.test()));
  }

  private static List<TestResult> results(AsyncioProvider provider, Set<String> rules) {
    Target target = Target.of(new JvmImplementation(provider)).withTimeout(PATIENCE).withSeed(1);
    List<TestResult> results = new ArrayList<>();
    TestRun.runProperties(target, rules, results::add);
    return results;
  }

  private static Set<String> allRules() {
    return RuleBook.standard().rules().stream().map(RuleText::id).collect(Collectors.toSet());
  }

  /** A broken loop that takes no clock. */
  private static final class RealClockProvider extends ReferenceProvider {
    private final Fault fault;

    RealClockProvider(Fault fault) {
      this.fault = fault;
    }

    @Override
    public Set<Capability> capabilities() {
      Set<Capability> all = EnumSet.allOf(Capability.class);
      all.remove(Capability.VIRTUAL_TIME);
      return all;
    }

    @Override
    public Asyncio asyncio() {
      return fault.module().apply(new MonotonicClock());
    }
  }
}
