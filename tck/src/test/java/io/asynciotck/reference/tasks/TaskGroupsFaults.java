package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of groups of tasks. */
final class TaskGroupsFaults {

  private TaskGroupsFaults() {}

  @Fault(
      what = "The name behind as is another group.",
      breaks = {"task-group.enter.itself"})
  static final class GivesAnother extends ReferenceTaskGroup {
    GivesAnother(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<TaskGroup> enter() {
      Coroutine<TaskGroup> entering = super.enter();
      return asyncio()
          .coroutine(() -> {
            asyncio().await(entering);
            return new ReferenceTaskGroup(asyncio());
          });
    }
  }

  @Fault(
      what = "The end of the block waits for no task.",
      breaks = {
        "task-group.block-raises.cancels",
        "task-group.block-raises.grouped",
        "task-group.cancel.tasks",
        "task-group.cancelled.cancels",
        "task-group.cancelled.while-waiting",
        "task-group.cancelled.with-failure",
        "task-group.create-task.result",
        "task-group.create-task.shutting-down",
        "task-group.create-task.while-waiting",
        "task-group.exit-request.raised",
        "task-group.exit.waits",
        "task-group.failure.base-group",
        "task-group.failure.cancels-others",
        "task-group.failure.group",
        "task-group.failure.waits"
      })
  static final class DoesNotWait extends ReferenceTaskGroup {
    DoesNotWait(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() {
      return null;
    }
  }

  @Fault(
      what = "No more than a hundred tasks are waited for.",
      breaks = {"task-group.exit.waits", "task-group.failure.cancels-others"})
  static final class CountsToAHundred extends ReferenceTaskGroup {
    private int adopted;

    CountsToAHundred(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      if (adopted++ < 100) {
        super.adopt(task);
      }
    }
  }

  @Fault(
      what = "A group without tasks is not left.",
      breaks = {
        "task-group.block-raises.grouped",
        "task-group.cancel.before-entry",
        "task-group.cancelled.raised",
        "task-group.enter.itself",
        "task-group.exit.empty"
      })
  static final class NeedsATask extends ReferenceTaskGroup {
    private boolean hasTask;

    NeedsATask(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      hasTask = true;
      super.adopt(task);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      if (!hasTask) {
        throw new IllegalStateException("No task was made");
      }
      return super.waitForTasks();
    }
  }

  @Fault(
      what = "A task is another one than create_task returns.",
      breaks = {"task-group.create-task.result"})
  static final class ReturnsAnother extends ReferenceTaskGroup {
    ReturnsAnother(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      Task<T> own = super.createTask(coro);
      return (Task<T>)
          asyncio()
              .getRunningLoop()
              .createTask(
                  asyncio()
                      .<@Nullable Object>coroutine(() -> {
                        asyncio().await(asyncio().shield(own));
                        return -1;
                      }));
    }
  }

  @Fault(
      what = "The name of a task is dropped.",
      breaks = {"task-group.create-task.name"})
  static final class DropsTheName extends ReferenceTaskGroup {
    DropsTheName(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, String name) {
      return createTask(coro);
    }
  }

  @Fault(
      what = "A group takes tasks whatever has become of it.",
      breaks = {
        "task-group.create-task.closes",
        "task-group.create-task.finished",
        "task-group.create-task.not-entered",
        "task-group.create-task.shutting-down"
      })
  static final class IsAlwaysOpen extends ReferenceTaskGroup {
    IsAlwaysOpen(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean isOpen() {
      return true;
    }
  }

  @Fault(
      what = "A coroutine that is refused stays as it is.",
      breaks = {"task-group.create-task.closes"})
  static final class LeavesTheRefused extends ReferenceTaskGroup {
    LeavesTheRefused(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void refuse(Coroutine<?> coro) {}
  }

  @Fault(
      what = "Tasks are not cancelled.",
      breaks = {
        "task-group.block-raises.cancels",
        "task-group.block-raises.grouped",
        "task-group.cancel.idempotent",
        "task-group.cancel.tasks",
        "task-group.cancelled.cancels",
        "task-group.cancelled.while-waiting",
        "task-group.cancelled.with-failure",
        "task-group.create-task.shutting-down",
        "task-group.exit-request.raised",
        "task-group.failure.base-group",
        "task-group.failure.cancels-others",
        "task-group.failure.group",
        "task-group.failure.waits"
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
        "task-group.cancel.quiet",
        "task-group.cancel.tasks",
        "task-group.cancelled.cancels",
        "task-group.cancelled.while-waiting",
        "task-group.child-cancelled.no-failure"
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
      what = "A cancellation that a failure hides is forgotten.",
      breaks = {"task-group.cancelled.with-failure", "task-group.nested.both"})
  static final class ForgetsTheCancellation extends ReferenceTaskGroup {
    ForgetsTheCancellation(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void keepCancellation() {}
  }

  @Fault(
      what = "The group's own request to cancel is not taken back.",
      breaks = {
        "task-group.cancel.idempotent",
        "task-group.count.kept",
        "task-group.failure.cancels-block",
        "task-group.failure.no-cancellation",
        "task-group.nested.both"
      })
  static final class KeepsItsRequest extends ReferenceTaskGroup {
    KeepsItsRequest(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected int takeBack() {
      return parent().cancelling() - 1;
    }
  }

  @Fault(
      what = "All requests to cancel are taken for the group's own.",
      breaks = {"task-group.nested.both"})
  static final class TakesAllForItsOwn extends ReferenceTaskGroup {
    TakesAllForItsOwn(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected int takeBack() {
      while (parent().uncancel() > 0) {}
      return 0;
    }
  }

  @Fault(
      what = "cancel of a group does nothing.",
      breaks = {
        "task-group.cancel.before-entry",
        "task-group.cancel.block",
        "task-group.cancel.tasks"
      })
  static final class CannotBeCancelled extends ReferenceTaskGroup {
    CannotBeCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public void cancel() {}
  }

  @Fault(
      what = "cancel of a group whose block has ended cancels the task.",
      breaks = {"task-group.cancel.afterwards"})
  static final class CancelsTheRest extends ReferenceTaskGroup {
    private boolean isOver;

    CancelsTheRest(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      CancelledError cancelled = super.waitForTasks();
      isOver = true;
      return cancelled;
    }

    @Override
    public void cancel() {
      super.cancel();
      if (isOver) {
        parent().cancel();
      }
    }
  }
}
