package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is only slow has all its time in the end. */
final class SlowLoopTest extends LostCauseTest {
  @Test
  void whatIsOnlySlowHasAllItsTimeInTheEnd() {
    runFor(
        "8",
        "HangsHereAndIsSlowThere",
        "TaskFactoriesTck.theDefaultFactoryIsNone",
        "TaskFactoriesTck.theFactoryThatWasSetIsReturned",
        "TaskFactoriesTck.createTaskAsksTheFactory");
    assertThat(rulesThatAre("hang"))
        .containsExactlyInAnyOrder("loop.task-factory.get", "loop.task-factory.get-none");
    assertThat(verdict("loop.task-factory.used")).isEqualTo("pass");
  }
}
