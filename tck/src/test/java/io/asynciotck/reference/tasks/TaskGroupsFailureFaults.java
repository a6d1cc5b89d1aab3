package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of groups in which something fails. */
final class TaskGroupsFailureFaults {

  private TaskGroupsFailureFaults() {}

  @Fault(
      what = "Tasks are not cancelled.",
      breaks = {
        "task-group.block-raises.cancels",
        "task-group.block-raises.grouped",
        "task-group.cancel.idempotent",
        "task-group.cancel.tasks",
        "task-group.cancelled.again",
        "task-group.cancelled.cancels",
        "task-group.cancelled.message",
        "task-group.cancelled.while-waiting",
        "task-group.cancelled.with-failure",
        "task-group.create-task.shutting-down",
        "task-group.exit-request.raised",
        "task-group.failure.base-group",
        "task-group.failure.cancels-others",
        "task-group.failure.group",
        "task-group.failure.waits",
        "task-group.timeout.cancels"
      })
  static final class LetsTheOthersRun extends ReferenceTaskGroup {
    LetsTheOthersRun(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void abort() {}
  }

  @Fault(
      what = "The block is not interrupted.",
      breaks = {
        "task-group.cancel.before-entry",
        "task-group.cancel.block",
        "task-group.failure.cancels-block",
        "task-group.nested.both"
      })
  static final class LeavesTheBlock extends ReferenceTaskGroup {
    LeavesTheBlock(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void cancelParent() {}
  }

  @Fault(
      what = "The task that has added another is interrupted, and not the block.",
      breaks = {"task-group.failure.cancels-block"})
  static final class InterruptsWhoHasAdded extends ReferenceTaskGroup {
    private final Asyncio asyncio;
    private @Nullable Task<?> last;

    InterruptsWhoHasAdded(Asyncio asyncio) {
      super(asyncio);
      this.asyncio = asyncio;
    }

    @Override
    protected void adopt(Task<?> task) {
      last = asyncio.currentTask();
      super.adopt(task);
    }

    @Override
    protected void cancelParent() {
      super.cancelParent();
      if (last != null && last != parent()) {
        last.cancel();
      }
    }
  }

  @Fault(
      what = "The first failure is raised, and no group.",
      breaks = {
        "task-group.block-raises.grouped",
        "task-group.cancelled.with-failure",
        "task-group.failure.base-group",
        "task-group.failure.group",
        "task-group.nested.both"
      })
  static final class RaisesTheFirst extends ReferenceTaskGroup {
    RaisesTheFirst(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected Throwable grouped(List<Throwable> all) {
      return all.getFirst();
    }
  }

  @Fault(
      what = "Whatever is raised is in an ExceptionGroup.",
      breaks = {"task-group.failure.base-group"})
  static final class KnowsOneKindOfGroup extends ReferenceTaskGroup {
    KnowsOneKindOfGroup(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected Throwable grouped(List<Throwable> all) {
      return new ExceptionGroup("Tasks have failed", all);
    }
  }

  @Fault(
      what = "A task that is cancelled has failed.",
      breaks = {
        "task-group.cancel.idempotent",
        "task-group.cancel.others-kept",
        "task-group.cancel.others-later",
        "task-group.cancel.quiet",
        "task-group.cancel.tasks",
        "task-group.cancelled.again",
        "task-group.cancelled.cancels",
        "task-group.cancelled.message",
        "task-group.cancelled.others",
        "task-group.cancelled.while-waiting",
        "task-group.cancelled.with-failure",
        "task-group.child-cancelled.no-failure",
        "task-group.timeout.cancels"
      })
  static final class CountsTheCancelled extends ReferenceTaskGroup {
    CountsTheCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable Throwable failureOf(Task<?> task) {
      return task.isCancelled() ? new CancelledError() : task.exception();
    }
  }

  @Fault(
      what = "The first that a task adds while the group waits is not cancelled.",
      breaks = {"task-group.create-task.while-waiting", "task-group.failure.cancels-others"})
  static final class LeavesTheAdded extends ReferenceTaskGroup {
    private final List<Task<?>> added = new ArrayList<>();
    private final Asyncio module;
    private boolean waits;

    LeavesTheAdded(Asyncio asyncio) {
      super(asyncio);
      module = asyncio;
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      waits = true;
      CancelledError cancelled = super.waitForTasks();
      for (Task<?> task : added) {
        while (!task.isDone()) {
          module.await(module.sleep(Duration.ZERO));
        }
      }
      return cancelled;
    }

    @Override
    protected void adopt(Task<?> task) {
      if (waits && added.isEmpty()) {
        added.add(task);
      } else {
        super.adopt(task);
      }
    }
  }

  @Fault(
      what = "A task that is cancelled has failed if another one has ended before.",
      breaks = {"task-group.child-cancelled.no-failure"})
  static final class CountsTheCancelledLater extends ReferenceTaskGroup {
    private boolean ended;

    CountsTheCancelledLater(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable Throwable failureOf(Task<?> task) {
      if (task.isCancelled() && ended) {
        return new CancelledError();
      }
      ended |= !task.isCancelled();
      return super.failureOf(task);
    }
  }

  @Fault(
      what = "A request to exit of a task is a failure like any other.",
      breaks = {"task-group.exit-request.of-task"})
  static final class GroupsTheExit extends ReferenceTaskGroup {
    GroupsTheExit(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable Throwable failureOf(Task<?> task) {
      Throwable failure = super.failureOf(task);
      return failure instanceof SystemExit || failure instanceof KeyboardInterrupt
          ? new IllegalStateException(failure)
          : failure;
    }
  }
}
