package io.asynciotck.reference.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Step;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.stacks.Raise;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Faults in how eager tasks begin, end and go on. */
final class EagerTasksFaults {

  private EagerTasksFaults() {}

  @Fault(
      what = "After some hundred tasks the others do not begin at once.",
      breaks = {"eager-task.start.at-once"})
  static final class NotAllBegin extends BeginningAsyncio {
    NotAllBegin(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      if (task.number() > 150) {
        task.beginLater();
      } else {
        task.beginWell();
      }
    }
  }

  @Fault(
      what = "What waits in its first run is cancelled.",
      breaks = {
        "create-eager-task-factory.constructor.arguments",
        "create-eager-task-factory.constructor.result",
        "create-task.eager-start.false",
        "create-task.eager-start.of-loop",
        "create-task.eager-start.true",
        "eager-task.blocked.coroutine",
        "eager-task.blocked.goes-on",
        "eager-task.blocked.listed",
        "eager-task.context.given",
        "eager-task.context.kept",
        "eager-task.current.itself",
        "eager-task.gather.results",
        "eager-task.name.kept",
        "eager-task.start.at-once",
        "eager-task.start.constructor",
        "eager-task.start.default-loop",
        "eager-task.start.nested",
        "eager-task.start.of-module",
        "eager-task.start.until-blocked",
        "eager-task.task-group.done"
      })
  static final class MustNotWait extends BeginningAsyncio {
    MustNotWait(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.beginWell();
      task.cancel();
    }
  }

  @Fault(
      what = "create_task of the module does not ask the eager factory.",
      breaks = {"create-task.eager-start.false", "eager-task.start.of-module"})
  static final class ModuleIsLazy extends ReferenceAsyncio {
    ModuleIsLazy(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      return newTask(coro, getRunningLoop());
    }
  }

  @Fault(
      what = "In the first run of a task no other begins.",
      breaks = {"eager-task.current.restored", "eager-task.start.nested"})
  static final class OneAtATime extends BeginningAsyncio {
    private boolean beginning;

    OneAtATime(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      if (beginning) {
        task.beginLater();
        return;
      }
      beginning = true;
      try {
        task.beginWell();
      } finally {
        beginning = false;
      }
    }
  }

  @Fault(
      what = "A task begins beside its loop.",
      breaks = {"eager-task.blocked.goes-on", "eager-task.start.not-running"})
  static final class BesideTheLoop extends ReferenceAsyncio {
    BesideTheLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public TaskFactory eagerTaskFactory() {
      TaskFactory eager = super.eagerTaskFactory();
      return (EventLoop loop, Coroutine<?> coro, Map<String, @Nullable Object> kwargs) ->
          runningLoopOrNull() == null ? begun(coro, loop) : eager.create(loop, coro, kwargs);
    }

    private <T extends @Nullable Object> Task<T> begun(Coroutine<T> coro, EventLoop loop) {
      try {
        return coro.send(null) instanceof Step.Returned<T>(T value)
            ? newTask(coroutine(() -> value), loop)
            : newTask(coro, loop);
      } catch (Exception raised) {
        throw Raise.asIs(raised);
      }
    }
  }

  @Fault(
      what = "Task begins at once, even if it is asked not to.",
      breaks = {"eager-task.start.constructor"})
  static final class AlwaysBegins extends ReferenceAsyncio {
    AlwaysBegins(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> newTask(
        Coroutine<T> coro, EventLoop loop, boolean eagerStart) {
      return super.newTask(coro, loop, true);
    }
  }

  @Fault(
      what = "Without a loop nothing begins at once.",
      breaks = {"eager-task.start.default-loop"})
  static final class NeedsALoop extends ReferenceAsyncio {
    NeedsALoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> newTask(Coroutine<T> coro, boolean eagerStart) {
      return newTask(coro, getRunningLoop(), false);
    }
  }

  @Fault(
      what = "A task that returns at once is done in the next turn.",
      breaks = {
        "eager-task.blocked.coroutine",
        "eager-task.finished.no-coroutine",
        "eager-task.finished.not-listed",
        "eager-task.finished.returned"
      })
  static final class DoneALittleLater extends ReferenceAsyncio {
    DoneALittleLater(LoopClock clock) {
      super(clock);
    }

    @Override
    public TaskFactory eagerTaskFactory() {
      TaskFactory eager = super.eagerTaskFactory();
      return (EventLoop loop, Coroutine<?> coro, Map<String, @Nullable Object> kwargs) ->
          eager.create(loop, slowly(coro), kwargs);
    }

    private <T extends @Nullable Object> Coroutine<T> slowly(Coroutine<T> coro) {
      return coroutine(() -> {
        T result = await(coro);
        yieldOnce();
        return result;
      });
    }
  }

  @Fault(
      what = "What a task raises at once is raised where it is made.",
      breaks = {
        "eager-task.current.restored",
        "eager-task.finished.not-listed",
        "eager-task.finished.raised",
        "eager-task.task-group.being-made",
        "eager-task.task-group.failed",
        "eager-task.task-group.goes-on"
      })
  static final class RaisesWhereItIsMade extends BeginningAsyncio {
    RaisesWhereItIsMade(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.beginWell();
      Throwable raised = task.isDone() ? task.exception() : null;
      if (raised != null) {
        throw Raise.asIs(raised);
      }
    }
  }

  @Fault(
      what = "all_tasks lists what was finished at once.",
      breaks = {"eager-task.finished.not-listed"})
  static final class ListsWhatIsOver extends BeginningAsyncio {
    ListsWhatIsOver(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.beginWell();
      if (task.isDone()) {
        task.list();
      }
    }
  }

  @Fault(
      what = "A task that was finished at once keeps its coroutine.",
      breaks = {"eager-task.finished.no-coroutine"})
  static final class KeepsCoroutine extends BeginningAsyncio {
    KeepsCoroutine(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> @Nullable Coroutine<T> coroOf(
        BeginningTask<T> task, Coroutine<T> coroutine) {
      return coroutine;
    }
  }

  @Fault(
      what = "After some hundred tasks those that wait are cancelled.",
      breaks = {"eager-task.blocked.goes-on", "eager-task.start.at-once"})
  static final class ManyDoNotGoOn extends BeginningAsyncio {
    ManyDoNotGoOn(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.beginWell();
      if (task.number() > 150) {
        task.cancel();
      }
    }
  }

  @Fault(
      what = "all_tasks does not list what has begun at once.",
      breaks = {"eager-task.blocked.listed", "eager-task.current.listed"})
  static final class DoesNotListTheEager extends BeginningAsyncio {
    private final Set<Task<?>> begun = new HashSet<>();

    DoesNotListTheEager(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      begun.add(task);
      task.beginWell();
    }

    @Override
    public Set<Task<?>> allTasks() {
      return super.allTasks().stream()
          .filter(task -> !begun.contains(task))
          .collect(Collectors.toSet());
    }
  }

  @Fault(
      what = "A task that has begun at once has no coroutine.",
      breaks = {"eager-task.blocked.coroutine"})
  static final class LosesCoroutine extends BeginningAsyncio {
    LosesCoroutine(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> @Nullable Coroutine<T> coroOf(
        BeginningTask<T> task, Coroutine<T> coroutine) {
      return null;
    }
  }

  @Fault(
      what = "To cancel a task that has begun at once seems to have no effect.",
      breaks = {"eager-task.cancel.blocked"})
  static final class DeniesCancellation extends BeginningAsyncio {
    DeniesCancellation(LoopClock clock) {
      super(clock);
    }

    @Override
    boolean cancelled(BeginningTask<?> task, @Nullable String msg) {
      task.cancelWell(msg);
      return false;
    }
  }

  @Fault(
      what = "A task cannot cancel itself in its first run.",
      breaks = {"eager-task.cancel.itself"})
  static final class DoesNotCancelItself extends BeginningAsyncio {
    DoesNotCancelItself(LoopClock clock) {
      super(clock);
    }

    @Override
    boolean cancelled(BeginningTask<?> task, @Nullable String msg) {
      return currentTask() == task || task.cancelWell(msg);
    }
  }
}
