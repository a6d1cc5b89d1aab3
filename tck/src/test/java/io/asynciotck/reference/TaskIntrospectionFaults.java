package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.tasks;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in the names of tasks and in finding tasks. */
final class TaskIntrospectionFaults {

  private TaskIntrospectionFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "given-name-is-ignored",
            "A task goes by its generated name, whatever it was given.",
            tasks(GivenNameIsIgnored::new),
            "task.name.given",
            "task.name.set"),
        fault(
            "no-name-is-generated",
            "A task without a name has none.",
            tasks(NoNameIsGenerated::new),
            "task.name.default",
            "task.name.unique"),
        fault(
            "generated-names-are-one",
            "All tasks without a name share one.",
            tasks(GeneratedNamesAreOne::new),
            "task.name.unique"),
        fault(
            "task-is-renamed-once",
            "A task cannot be renamed twice.",
            tasks(TaskIsRenamedOnce::new),
            "task.name.set"),
        fault(
            "current-task-is-hidden",
            "current_task is always None.",
            CurrentTaskIsHidden::new,
            "coroutine.await.same-task",
            "current-task.coroutine.itself",
            "run-coroutine-threadsafe.task",
            "run.main.is-task"),
        fault(
            "current-task-outlives-its-step",
            "current_task still returns a task after its step.",
            CurrentTaskOutlivesItsStep::new,
            "current-task.callback.none",
            "current-task.loop.idle"),
        fault(
            "current-task-needs-no-loop",
            "current_task is None where no loop runs.",
            CurrentTaskNeedsNoLoop::new,
            "current-task.loop.none"),
        fault(
            "current-task-of-any-loop",
            "current_task of a loop is that of the running one.",
            CurrentTaskOfAnyLoop::new,
            "current-task.loop.idle"),
        fault(
            "all-tasks-forgets-the-caller",
            "all_tasks leaves out the task that calls it.",
            AllTasksForgetsTheCaller::new,
            "all-tasks.pending.listed"),
        fault(
            "all-tasks-keeps-the-done",
            "all_tasks contains tasks that are done.",
            loops(AllTasksKeepsTheDone::new),
            "all-tasks.done.absent"),
        fault(
            "all-tasks-of-all-loops",
            "all_tasks of a loop contains the tasks of all loops.",
            AllTasksOfAllLoops::new,
            "all-tasks.loop.own"),
        fault(
            "all-tasks-needs-no-loop",
            "all_tasks is empty where no loop runs.",
            AllTasksNeedsNoLoop::new,
            "all-tasks.loop.none"));
  }

  /** Tasks with one fault: a task goes by its generated name, whatever it was given. */
  private static final class GivenNameIsIgnored<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private final String generated = "Task-" + loop.asyncio.nextTaskNumber();

    GivenNameIsIgnored(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public String getName() {
      return generated;
    }
  }

  /** Tasks with one fault: a task without a name has none. */
  private static final class NoNameIsGenerated<T extends @Nullable Object>
      extends CoroutineTask<T> {
    NoNameIsGenerated(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public String getName() {
      String name = super.getName();
      return name.startsWith("Task-") ? "" : name;
    }
  }

  /** Tasks with one fault: all tasks without a name share one. */
  private static final class GeneratedNamesAreOne<T extends @Nullable Object>
      extends CoroutineTask<T> {
    GeneratedNamesAreOne(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public String getName() {
      String name = super.getName();
      return name.startsWith("Task-") ? "Task" : name;
    }
  }

  /** Tasks with one fault: a task cannot be renamed twice. */
  private static final class TaskIsRenamedOnce<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private boolean renamed;

    TaskIsRenamedOnce(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void setName(String value) {
      if (!renamed) {
        renamed = true;
        super.setName(value);
      }
    }
  }

  /** A module with one fault: current_task is always None. */
  private static final class CurrentTaskIsHidden extends ReferenceAsyncio {
    CurrentTaskIsHidden(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable Task<?> currentTask() {
      super.currentTask();
      return null;
    }
  }

  /** A module with one fault: current_task still returns a task after its step. */
  private static final class CurrentTaskOutlivesItsStep extends ReferenceAsyncio {
    private @Nullable Task<?> last;

    CurrentTaskOutlivesItsStep(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        void leaveTask(CoroutineTask<?> task) {
          super.leaveTask(task);
          last = task;
        }
      };
    }

    @Override
    public @Nullable Task<?> currentTask() {
      Task<?> current = super.currentTask();
      return current == null ? last : current;
    }

    @Override
    public @Nullable Task<?> currentTask(EventLoop loop) {
      Task<?> current = super.currentTask(loop);
      return current == null ? last : current;
    }
  }

  /** A module with one fault: current_task is None where no loop runs. */
  private static final class CurrentTaskNeedsNoLoop extends ReferenceAsyncio {
    CurrentTaskNeedsNoLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable Task<?> currentTask() {
      return threads().here().running == null ? null : super.currentTask();
    }
  }

  /** A module with one fault: current_task of a loop is that of the running one. */
  private static final class CurrentTaskOfAnyLoop extends ReferenceAsyncio {
    CurrentTaskOfAnyLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable Task<?> currentTask(EventLoop loop) {
      return threads().here().running == null ? super.currentTask(loop) : super.currentTask();
    }
  }

  /** A module with one fault: all_tasks leaves out the task that calls it. */
  private static final class AllTasksForgetsTheCaller extends ReferenceAsyncio {
    AllTasksForgetsTheCaller(LoopClock clock) {
      super(clock);
    }

    @Override
    public Set<Task<?>> allTasks() {
      Set<Task<?>> others = new LinkedHashSet<>(super.allTasks());
      others.removeIf(task -> task == currentTask());
      return others;
    }
  }

  /** A loop with one fault: all_tasks contains tasks that are done. */
  private static final class AllTasksKeepsTheDone extends SelectorEventLoop {
    AllTasksKeepsTheDone(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void forgetTask(CoroutineTask<?> task) {
      /* the fault */
    }
  }

  /** A module with one fault: all_tasks of a loop contains the tasks of all loops. */
  private static final class AllTasksOfAllLoops extends ReferenceAsyncio {
    private final List<EventLoop> loops = new ArrayList<>();

    AllTasksOfAllLoops(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      SelectorEventLoop made = super.newLoop();
      loops.add(made);
      return made;
    }

    @Override
    public Set<Task<?>> allTasks(EventLoop loop) {
      Set<Task<?>> all = new LinkedHashSet<>();
      loops.forEach(each -> all.addAll(super.allTasks(each)));
      return all;
    }
  }

  /** A module with one fault: all_tasks is empty where no loop runs. */
  private static final class AllTasksNeedsNoLoop extends ReferenceAsyncio {
    AllTasksNeedsNoLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public Set<Task<?>> allTasks() {
      return threads().here().running == null ? Set.of() : super.allTasks();
    }
  }
}
