package io.asynciotck.reference.tasks;

import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenRun;
import io.asynciotck.reference.faults.Fault;

/** Faults of what {@code run} does with asynchronous generators. */
final class RunnerGeneratorsFaults {

  private RunnerGeneratorsFaults() {}

  @Fault(
      what = "run leaves open what its program has opened.",
      breaks = {"run.clean-up.generators-finalised"})
  static final class LeavesThemOpen extends BrokenRun {
    @Override
    protected void shutDownGenerators(SelectorEventLoop loop, CleanUp reference) {
      // They are left open.
    }
  }
}
