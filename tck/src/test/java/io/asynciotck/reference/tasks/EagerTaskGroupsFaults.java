package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;

/** Faults of groups with eager tasks. */
final class EagerTaskGroupsFaults {

  private EagerTaskGroupsFaults() {}

  @Fault(
      what = "A task that is finished at once ends its group.",
      breaks = {"eager-task.task-group.done"})
  static final class FinishedEndsGroup extends ReferenceTaskGroup {
    FinishedEndsGroup(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      super.adopt(task);
      if (task.isDone() && !task.isCancelled() && task.exception() == null) {
        abort();
      }
    }
  }

  @Fault(
      what = "A group does not see what was finished at once.",
      breaks = {
        "eager-task.task-group.being-made",
        "eager-task.task-group.failed",
        "eager-task.task-group.goes-on"
      })
  static final class DoesNotSeeTheFinished extends ReferenceTaskGroup {
    DoesNotSeeTheFinished(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      if (!task.isDone()) {
        super.adopt(task);
      }
    }
  }

  @Fault(
      what = "The cancellation for a task that failed at once is not taken back.",
      breaks = {
        "eager-task.task-group.being-made",
        "eager-task.task-group.failed",
        "eager-task.task-group.goes-on"
      })
  static final class CancellationComesOut extends ReferenceTaskGroup {
    CancellationComesOut(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      super.adopt(task);
      if (task.isDone() && !task.isCancelled() && task.exception() != null) {
        parent().cancel();
      }
    }
  }

  @Fault(
      what = "A task that fails at once cancels only those that are there already.",
      breaks = {"eager-task.task-group.being-made", "eager-task.task-group.cancels-itself"})
  static final class PassesOverTheNew extends ReferenceTaskGroup {
    PassesOverTheNew(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      super.adopt(task);
      if (task.isDone() && !task.isCancelled() && task.exception() != null) {
        abort();
      }
    }

    @Override
    protected void joinLate(Task<?> task) {}
  }

  @Fault(
      what = "A task that cancels its group in its first run is not cancelled.",
      breaks = {"eager-task.task-group.cancels-itself"})
  static final class CancelsOnlyOthers extends ReferenceTaskGroup {
    CancelsOnlyOthers(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void joinLate(Task<?> task) {}
  }
}
