package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Runner;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;

/** Base of the tests of {@code Runner}. */
abstract class RunnerRuleTest extends RuleTest {
  final List<EventLoop> made = new ArrayList<>();

  /** Keeps tasks alive, which a loop need not do. */
  final List<Task<?>> background = new ArrayList<>();

  /** A loop factory that tells of its loops. */
  final EventLoop newLoop() {
    trace.add("a loop is made");
    EventLoop own = asyncio.newEventLoop();
    made.add(own);
    return own;
  }

  /** Runs a block as {@code with} does. */
  final void with(Runner runner, VoidBody block) throws Exception {
    runner.enter();
    try {
      block.run();
    } catch (Throwable raised) {
      runner.exit(null, raised, null);
      throw raised;
    }
    runner.exit(null, null, null);
  }

  final void isClosed(EventLoop own) {
    trace.outcome("closed", own::isClosed);
  }

  /** What comes of a run of one coroutine, which is not begun where it is refused. */
  final String runOnce(Runner runner) {
    Coroutine<Integer> coroutine = coroutine(() -> 7);
    String outcome = Outcome.of(() -> runner.run(coroutine));
    if (Outcome.isRaised(outcome)) {
      coroutine.close();
    }
    return outcome;
  }
}
