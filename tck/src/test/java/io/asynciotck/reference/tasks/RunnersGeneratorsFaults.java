package io.asynciotck.reference.tasks;

import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.faults.BrokenRunner;
import io.asynciotck.reference.faults.Fault;

/** Faults of what a {@code Runner} does with asynchronous generators. */
final class RunnersGeneratorsFaults {

  private RunnersGeneratorsFaults() {}

  @Fault(
      what = "A Runner leaves open what its programs have opened.",
      breaks = {"runner.close.generators", "runner.close.tasks-before-generators"})
  static final class LeavesThemOpen extends BrokenRunner {
    LeavesThemOpen(Parts parts) {
      super(parts);
    }

    @Override
    protected void shutDownGenerators(EventLoop mine) {
      // They are left open.
    }
  }

  @Fault(
      what = "A Runner closes generators, and then cancels tasks.",
      breaks = {"runner.close.tasks-before-generators"})
  static final class GeneratorsFirst extends BrokenRunner {
    GeneratorsFirst(Parts parts) {
      super(parts);
    }

    @Override
    protected void cancelAllTasks(EventLoop mine) throws Exception {
      shutDownGenerators(mine);
      super.cancelAllTasks(mine);
    }
  }

  @Fault(
      what = "A Runner closes generators, and does not wait until they have cleaned up.",
      breaks = {"runner.close.generators", "runner.close.tasks-before-generators"})
  static final class DoesNotWaitForThem extends BrokenRunner {
    DoesNotWaitForThem(Parts parts) {
      super(parts);
    }

    @Override
    protected void shutDownGenerators(EventLoop mine) {
      mine.createTask(mine.shutdownAsyncgens());
    }
  }
}
