package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the reference moves very many timers, done with the few that tests have. */
class TimersTogetherTest {
  @Test
  void timersThatAreMovedTogetherKeepEveryRule() {
    assertThat(FaultRun.rulesBrokenBy(FreeLoops.timersTogether())).isEmpty();
  }
}
