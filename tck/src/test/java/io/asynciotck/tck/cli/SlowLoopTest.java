package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is only slow has all its time in the end, and so has what seemed to rest on it. */
final class SlowLoopTest extends LostCauseTest {
  @Test
  void whatIsOnlySlowHasAllItsTimeInTheEnd() {
    runFor(
        "4",
        "HangsHereAndIsSlowThere",
        "ThreadsTck.aCallbackFromAnotherThreadRunsOnce",
        "TaskFactoriesTck.createTaskAsksTheFactory",
        "TaskFactoriesTck.theFactoryGetsLoopAndCoroutine",
        "TaskFactoriesTck.whatTheFactoryMakesIsReturned",
        "TaskFactoriesTck.createTaskOfTheModuleAsksTheFactory",
        "TaskFactoriesTck.theFactoryThatWasSetIsReturned");
    assertThat(rulesThatAre("hang")).containsExactly("loop.call-soon-threadsafe.runs");
    assertThat(rulesThatAre("fail")).as("late and wrong").containsExactly("loop.task-factory.get");
    assertThat(rulesThatAre("blocked")).isEmpty();
  }
}
