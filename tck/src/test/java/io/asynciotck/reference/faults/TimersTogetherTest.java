package io.asynciotck.reference.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.Profile;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the reference moves very many timers, done with the few that tests have. */
class TimersTogetherTest {
  @Test
  void timersThatAreMovedTogetherKeepEveryRule() {
    assertThat(
            FaultRun.rulesBrokenBy(
                FreeLoops.timersTogether(), Profile.newest(), FaultRun.allRules(), Set.of()))
        .isEmpty();
  }
}
