package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Faults of groups when a task that waits at their end is cancelled. */
final class TaskGroupsWaitingFaults {

  private TaskGroupsWaitingFaults() {}

  @Fault(
      what = "A cancelled group loses the message.",
      breaks = {"task-group.cancelled.message"})
  static final class GroupForgetsWhy extends ReferenceTaskGroup {
    GroupForgetsWhy(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      return super.waitForTasks() == null ? null : new CancelledError();
    }
  }

  @Fault(
      what = "A task that was asked to end once has no other group.",
      breaks = {"task-group.cancelled.again"})
  static final class TakesNoTasksOfTheCancelled extends ReferenceTaskGroup {
    TakesNoTasksOfTheCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      super.adopt(task);
      if (parent().cancelling() > 0) {
        task.cancel();
      }
    }
  }

  @Fault(
      what = "A group that is cancelled at its end cancels the tasks of all groups.",
      breaks = {"task-group.cancelled.others"})
  static final class CancelsAllGroups extends ReferenceTaskGroup {
    private static final Map<Asyncio, List<Task<?>>> TASKS = new WeakHashMap<>();

    CancelsAllGroups(Asyncio asyncio) {
      super(asyncio);
    }

    private List<Task<?>> tasks() {
      return TASKS.computeIfAbsent(asyncio(), _ -> new ArrayList<>());
    }

    @Override
    protected void adopt(Task<?> task) {
      super.adopt(task);
      tasks().add(task);
    }

    @Override
    protected @Nullable CancelledError waitForTasks() throws Exception {
      CancelledError cancelled = super.waitForTasks();
      if (cancelled != null) {
        tasks().forEach(Task::cancel);
      }
      return cancelled;
    }
  }

  @Fault(
      what = "A group whose time is up leaves its tasks running.",
      breaks = {"task-group.timeout.cancels"})
  static final class LetsTheLateRun extends ReferenceTaskGroup {
    private long begun;

    LetsTheLateRun(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void adopt(Task<?> task) {
      begun = now();
      super.adopt(task);
    }

    private long now() {
      return asyncio().getRunningLoop().time().nanos();
    }

    @Override
    protected void abort() {
      if (now() == begun) {
        super.abort();
      }
    }
  }
}
