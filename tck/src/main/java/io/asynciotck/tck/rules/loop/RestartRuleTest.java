package io.asynciotck.tck.rules.loop;

import io.asynciotck.tck.harness.RuleTest;

/** Base of rule tests that let a loop run again after something has ended a run. */
abstract class RestartRuleTest extends RuleTest {

  /**
   * Runs the loop until a callback stops it in the third iteration, and records that it came so
   * far: what an earlier run has left behind ends this one in its first or second.
   */
  final void runToTheThirdIteration() {
    loop.callSoon(() ->
        loop.callSoon(() ->
            loop.callSoon(() -> {
              trace.add("third iteration");
              loop.stop();
            })));
    loop.runForever();
  }
}
