package io.asynciotck.reference.tasks;

import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenRun;
import io.asynciotck.reference.faults.Fault;

/** Faults of what {@code run} does with asynchronous generators. */
final class RunnerGeneratorsFaults {

  private RunnerGeneratorsFaults() {}

  @Fault(
      what = "run leaves open what its program has opened.",
      breaks = {
        "run.clean-up.generators-before-executor",
        "run.clean-up.generators-finalised",
        "run.clean-up.tasks-before-generators"
      })
  static final class LeavesThemOpen extends BrokenRun {
    @Override
    protected void shutDownGenerators(SelectorEventLoop loop, CleanUp reference) {
      // They are left open.
    }
  }

  @Fault(
      what = "run closes generators, and then cancels tasks.",
      breaks = {"run.clean-up.tasks-before-generators"})
  static final class GeneratorsFirst extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      loop.runUntilComplete(loop.shutdownAsyncgens());
      reference.run();
    }
  }

  @Fault(
      what = "run waits for the default executor, and then closes generators.",
      breaks = {"run.clean-up.generators-before-executor"})
  static final class ExecutorBeforeGenerators extends BrokenRun {
    @Override
    protected void shutDownGenerators(SelectorEventLoop loop, CleanUp reference) throws Exception {
      loop.runUntilComplete(loop.shutdownDefaultExecutor());
      reference.run();
    }
  }
}
