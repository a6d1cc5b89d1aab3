package io.asynciotck.reference.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.spec.Level;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A test of a MUST rule rests on documented behaviour only: it passes on the reference with any
 * fault that breaks nothing but OBSERVED rules. One in sixty of these faults is tried, by its name,
 * so that a new fault changes nothing for the others; {@code -Dground.whole=true} tries them all.
 */
final class GroundOfMustRulesTest {
  private static final int ONE_IN = 60;

  /** Where time stands still in a callback, what takes long in one is NOT CLAIMED. */
  private static final String TIME_ADVANCES = "loop.time.advances";

  @TestFactory
  Stream<DynamicTest> doesNotFailByWhatIsOnlyObserved() {
    String only = System.getProperty("fault", "");
    boolean whole = Boolean.getBoolean("ground.whole") || !only.isEmpty();
    Set<String> mustRules = mustRules();
    return (only.isEmpty() ? Faults.all() : Faults.named(only))
        .stream()
            .filter(broken -> whole || isInSample(broken))
            .filter(broken -> !broken.tests().hasProperties())
            .filter(broken -> broken.profile().equals(Profile.newest()))
            .filter(broken -> !broken.breaks().contains(TIME_ADVANCES))
            .filter(broken -> broken.breaks().stream().noneMatch(mustRules::contains))
            .map(broken -> dynamicTest(broken.toString(), () -> check(broken)));
  }

  private static boolean isInSample(BrokenReference broken) {
    return Math.floorMod(broken.toString().hashCode(), ONE_IN) == 0;
  }

  private static void check(BrokenReference broken) {
    Set<String> failed =
        new TreeSet<>(
            FaultRun.rulesBrokenBy(
                    new FaultProvider(broken), broken.profile(), mustRules(), Set.of())
                .keySet());
    failed.retainAll(mustRules());
    assertThat(failed).as("MUST rules that fail with %s", broken).isEmpty();
  }

  private static Set<String> mustRules() {
    return RuleBook.standard().rules().stream()
        .filter(rule -> rule.level() == Level.MUST)
        .map(RuleText::id)
        .collect(Collectors.toSet());
  }
}
