package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of groups that are cancelled. */
final class TaskGroupsCancellationFaults {

  private TaskGroupsCancellationFaults() {}

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
      what = "A cancellation by which no task is cancelled any more is forgotten.",
      breaks = {"task-group.cancelled.while-waiting"})
  static final class ForgetsTheLate extends ReferenceTaskGroup {
    private final List<Task<?>> tasks = new ArrayList<>();

    ForgetsTheLate(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      super.adopt(task);
      tasks.add(task);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      CancelledError cancelled = super.waitForTasks();
      return tasks.stream().anyMatch(Task::isCancelled) ? cancelled : null;
    }
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
      what = "The group's own request to cancel is not taken back when the block fails too.",
      breaks = {"task-group.count.kept"})
  static final class KeepsItsRequestWhenBothFail extends ReferenceTaskGroup {
    private boolean blockFailed;

    KeepsItsRequestWhenBothFail(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      blockFailed = exc != null && !(exc instanceof CancelledError);
      return super.exit(excType, exc, traceback);
    }

    @Override
    protected int takeBack() {
      return blockFailed ? parent().cancelling() - 1 : super.takeBack();
    }
  }

  @Fault(
      what = "All requests to cancel are taken for the group's own.",
      breaks = {
        "task-group.cancel.others-kept",
        "task-group.cancel.others-later",
        "task-group.nested.both"
      })
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
      what = "A group takes back a request of others that comes after its own.",
      breaks = {"task-group.cancel.others-later", "task-group.nested.both"})
  static final class TakesLaterForItsOwn extends ReferenceTaskGroup {
    private int before = -1;

    TakesLaterForItsOwn(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void cancelParent() {
      super.cancelParent();
      before = parent().cancelling();
    }

    @Override
    protected int takeBack() {
      while (before >= 0 && parent().cancelling() > before) {
        parent().uncancel();
      }
      return super.takeBack();
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

  @Fault(
      what = "Of the requests of others one is left.",
      breaks = {
        "task-group.cancel.others-kept",
        "task-group.cancel.others-later",
        "task-group.count.kept",
        "task-group.nested.both"
      })
  static final class LeavesOneRequest extends ReferenceTaskGroup {
    LeavesOneRequest(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      CancelledError cancelled = super.waitForTasks();
      while (parent().cancelling() > 1) {
        parent().uncancel();
      }
      return cancelled;
    }
  }

  @Fault(
      what = "A second cancellation ends the block before its tasks have ended.",
      breaks = {"task-group.cancelled.cancels", "task-group.cancelled.with-failure"})
  static final class GivesUpWaiting extends ReferenceTaskGroup {
    private final Asyncio module;
    private final List<Task<?>> tasks = new ArrayList<>();
    private boolean cancelsItself;

    GivesUpWaiting(Asyncio asyncio) {
      super(asyncio);
      this.module = asyncio;
    }

    @Override
    protected void adopt(Task<?> task) {
      tasks.add(task);
      super.adopt(task);
    }

    @Override
    protected void cancelParent() {
      cancelsItself = true;
      super.cancelParent();
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      if (cancelsItself || parent().cancelling() == 0 || tasks.isEmpty()) {
        return super.waitForTasks();
      }
      module.await(module.waiting(tasks));
      return null;
    }
  }

  @Fault(
      what = "A request of which the task has not heard when it enters a group is forgotten there.",
      breaks = {"task-group.cancel.others-kept", "task-group.cancelled.with-failure"})
  static final class ForgetsTheUnheard extends ReferenceTaskGroup {
    ForgetsTheUnheard(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected int requestsHeard(Task<?> task) {
      return task.cancelling();
    }
  }
}
