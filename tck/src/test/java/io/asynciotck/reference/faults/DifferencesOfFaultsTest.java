package io.asynciotck.reference.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.module.ReferenceProvider;
import io.asynciotck.tck.difference.Difference;
import io.asynciotck.tck.difference.DifferenceSearch;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of tasks find faults that they were not written for, and the rules decide. */
final class DifferencesOfFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "LocksCancellationFaults.LosesTheWakeUp, lock.cancel.woken",
    "GatherCancellationFaults.CancelsItselfOnly, gather.cancel.children-cancelled"
  })
  void aFaultIsFoundAndTheRuleNamed(String fault, String rule) {
    Target broken =
        target(new JvmImplementation(new FaultProvider(Faults.named(fault).getFirst())));
    Target reference = target(Implementations.named("reference"));
    List<Difference> differences = new DifferenceSearch(reference, broken, 20_000, 1).run();
    assertThat(differences).hasSize(1);
    Difference difference = differences.getFirst();
    assertThat(difference.one()).isNotEqualTo(difference.other());
    assertThat(difference.brokenByOne()).isEmpty();
    assertThat(difference.brokenByOther()).contains(rule);
  }

  /** Each second loop is broken: what a program does there can be this or that. */
  @Test
  void whatIsOnlyNowAndThenSoIsNoDifference() {
    BrokenReference fault = Faults.named("GatherCancellationFaults.CancelsItselfOnly").getFirst();
    Function<LoopClock, Asyncio> sound = new ReferenceProvider()::asyncio;
    AtomicInteger made = new AtomicInteger();
    FaultProvider fickle =
        new FaultProvider(
            "broken every other time",
            clock -> (made.incrementAndGet() % 2 == 0 ? fault.module() : sound).apply(clock));
    Target reference = target(Implementations.named("reference"));
    DifferenceSearch search =
        new DifferenceSearch(reference, target(new JvmImplementation(fickle)), 300, 1);
    assertThat(search.run()).isEmpty();
    assertThat(search.unsettled()).isPositive();
  }

  private static Target target(Implementation implementation) {
    return Target.of(implementation).withTimeout(Duration.ofSeconds(5)).withSeed(17);
  }
}
