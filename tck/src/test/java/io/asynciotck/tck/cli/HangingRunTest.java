package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A loop whose runs hang has one fault, and one that cannot be closed; neither is tried for ever.
 */
final class HangingRunTest extends LostCauseTest {
  @Test
  void whatRestsOnARunThatHangsIsNotTriedAgain() {
    run("HangsInEveryRun", "EventLoopRunTck", "CallbacksTck", "FuturesTck");
    assertThat(rulesThatAre("hang")).containsExactly("loop.run-forever.until-stop");
    assertThat(verdict("loop.call-soon.fifo")).isEqualTo("blocked");
    assertThat(verdict("handle.cancelled.after-cancel")).isEqualTo("pass");
    assertThat(tests().stream().filter(test -> is(test, "hang"))).hasSizeBetween(3, 10);
  }

  @Test
  void whatHangsInALaterRunIsTheFaultOfALoopThatRunsOnce() {
    runFor(
        "1",
        "StopsOnce",
        "EventLoopStopTck.afterAResultOrAnExceptionTheLoopRunsAgain",
        "CallbacksTck.aCallbackThatHasRunDoesNotRunAgain",
        "CallbacksTck.callbacksRunInTheOrderInWhichTheyWereGiven");
    assertThat(rulesThatAre("hang")).containsExactly("loop.restart.after-run-until-complete");
    assertThat(rulesThatAre("blocked")).containsExactly("loop.call-soon.once");
    assertThat(rulesThatAre("pass")).containsExactly("loop.call-soon.fifo");
  }

  @Test
  void whatRestsOnNoCloseIsShownOfALoopThatCannotBeClosed() {
    runFor("30", "AbortsInEveryClose", "EventLoopCloseTck", "CallbacksTck"); // None of it hangs.
    assertThat(rulesThatAre("crash")).containsExactly("loop.close.closed");
    assertThat(verdict("loop.close.idempotent")).isEqualTo("blocked");
    assertThat(verdict("loop.call-soon.fifo")).isEqualTo("pass");
  }
}
