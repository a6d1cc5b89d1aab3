package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.EmptyContexts.isEmpty;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.reference.faults.Fault;
import java.util.Map;
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
        "task-group.cancel.others-kept",
        "task-group.cancel.others-later",
        "task-group.cancel.tasks",
        "task-group.cancelled.again",
        "task-group.cancelled.cancels",
        "task-group.cancelled.message",
        "task-group.cancelled.others",
        "task-group.cancelled.while-waiting",
        "task-group.cancelled.with-failure",
        "task-group.create-task.context",
        "task-group.create-task.result",
        "task-group.create-task.shutting-down",
        "task-group.create-task.while-waiting",
        "task-group.exit-request.of-task",
        "task-group.exit-request.raised",
        "task-group.exit.waits",
        "task-group.failure.base-group",
        "task-group.failure.cancels-others",
        "task-group.failure.group",
        "task-group.failure.waits",
        "task-group.timeout.cancels"
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
      breaks = {
        "task-group.exit.waits",
        "task-group.failure.cancels-others",
        "task-group.failure.group"
      })
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
        "task-group.cancel.others-later",
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
      breaks = {
        "task-group.cancelled.while-waiting",
        "task-group.create-task.factory",
        "task-group.create-task.result"
      })
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
      what = "A context that is given for a task is ignored.",
      breaks = {"task-group.create-task.context"})
  static final class IgnoresContext extends ReferenceTaskGroup {
    IgnoresContext(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return createTask(coro);
    }
  }

  @Fault(
      what = "create_task takes an empty context for none.",
      breaks = {"task-group.create-task.context"})
  static final class WantsVariables extends ReferenceTaskGroup {
    WantsVariables(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return isEmpty(context) ? createTask(coro) : super.createTask(context, coro);
    }
  }

  @Fault(
      what = "eager_start is ignored.",
      breaks = {"task-group.create-task.eager-start", "task-group.create-task.keywords"})
  static final class IgnoresEagerStart extends ReferenceTaskGroup {
    IgnoresEagerStart(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
      return createTask(coro);
    }
  }

  @Fault(
      what = "Of several keywords a group knows the name.",
      breaks = {"task-group.create-task.keywords"})
  static final class KnowsTheName extends ReferenceTaskGroup {
    KnowsTheName(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, Map<String, ? extends @Nullable Object> kwargs) {
      return createTask(coro, String.valueOf(kwargs.get("name")));
    }
  }

  @Fault(
      what = "With eager_start another task is returned than the one that was made.",
      breaks = {"task-group.create-task.eager-start"})
  static final class ReturnsAnotherEagerTask extends ReferenceTaskGroup {
    ReturnsAnotherEagerTask(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
      Task<T> _ = super.createTask(coro, eagerStart);
      return asyncio()
          .createTask(
              asyncio()
                  .coroutine(() -> {
                    throw new IllegalStateException("another task");
                  }));
    }
  }

  @Fault(
      what = "A coroutine that is refused stays as it is, if another one was refused before.",
      breaks = {"task-group.create-task.closes"})
  static final class LeavesTheSecond extends ReferenceTaskGroup {
    private boolean refused;

    LeavesTheSecond(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void refuse(Coroutine<?> coro) {
      if (!refused) {
        super.refuse(coro);
      }
      refused = true;
    }
  }

  @Fault(
      what = "A group makes its tasks without the factory of the loop.",
      breaks = {"task-group.create-task.factory"})
  static final class AsksNoFactory extends ReferenceTaskGroup {
    AsksNoFactory(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      EventLoop loop = asyncio().getRunningLoop();
      TaskFactory factory = loop.getTaskFactory();
      loop.setTaskFactory(null);
      try {
        return super.createTask(coro);
      } finally {
        loop.setTaskFactory(factory);
      }
    }
  }
}
