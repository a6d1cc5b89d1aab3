package io.asynciotck.reference.faults;

import static io.asynciotck.reference.faults.FaultRun.allRules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.MonotonicClock;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Properties take what is undefined for no fault, and see faults without a clock of their own. */
final class PropertiesCatchFaultsTest {

  @TestFactory
  Stream<DynamicTest> whatIsUndefinedIsNoFault() {
    return FreeLoops.all().map(free -> dynamicTest(free.name(), () -> hasAllProperties(free)));
  }

  private static void hasAllProperties(AsyncioProvider provider) {
    assertThat(FaultRun.properties(provider, allRules()))
        .isNotEmpty()
        .noneMatch(result -> result.verdict().isFailure());
  }

  /**
   * Without a clock that the test controls, properties still see what does not depend on the clock.
   */
  @Test
  void whatIsBroughtNewestFirstIsCaughtByTheRealClock() {
    BrokenReference foreign = Faults.named("ForeignLifo").getFirst();
    FaultsTest.checkProperties(
        new RealClockProvider(foreign.fullName(), foreign.module()), foreign.breaks());
  }

  @Test
  void timersThatAreEarlyByTenMillisecondsAreCaughtByTheRealClock() {
    FaultProvider early =
        new RealClockProvider(
            "timers fire 10 ms early",
            BrokenLoops.timers(
                (heap, when, callback) -> new LoopTimer(heap, when - 10_000_000, callback)));
    FaultsTest.checkProperties(
        early, Set.of("loop.call-later.not-early", "loop.call-at.not-early"));
  }

  @Test
  void theReferenceHasAllPropertiesByTheRealClock() {
    List<TestResult> results =
        FaultRun.properties(
            new RealClockProvider("nothing is broken", ReferenceAsyncio::new), allRules());
    assertThat(results).isNotEmpty().noneMatch(result -> result.verdict().isFailure());
    assertThat(results)
        .filteredOn(result -> result.verdict() == Verdict.NOT_CLAIMED)
        .extracting(TestResult::test)
        .containsExactlyInAnyOrder(
            "TimerProperties.timersRunInTheOrderOfTheirDeadlines",
            "TimerProperties.cancellingSomeLeavesTheOthersAsTheyAre");
  }

  /** A broken loop that takes no clock. */
  private static final class RealClockProvider extends FaultProvider {
    RealClockProvider(String name, Function<LoopClock, Asyncio> module) {
      super(name, module);
    }

    @Override
    public Set<Capability> capabilities() {
      Set<Capability> all = EnumSet.copyOf(super.capabilities());
      all.remove(Capability.VIRTUAL_TIME);
      return all;
    }

    @Override
    public Asyncio asyncio() {
      return asyncio(new MonotonicClock());
    }
  }
}
