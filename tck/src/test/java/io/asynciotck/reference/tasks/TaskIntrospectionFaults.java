package io.asynciotck.reference.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in the names of tasks and in finding tasks. */
final class TaskIntrospectionFaults {

  private TaskIntrospectionFaults() {}

  @Fault(
      what = "A task goes by its generated name, whatever it was given.",
      breaks = {"task.name.any-object", "task.name.given", "task.name.set", "task.name.shown"})
  static final class GivenNameIsIgnored<T extends @Nullable Object> extends CoroutineTask<T> {
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

  @Fault(
      what = "A task without a name has none.",
      breaks = {"task.name.default", "task.name.unique"})
  static final class NoNameIsGenerated<T extends @Nullable Object> extends CoroutineTask<T> {
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

  @Fault(
      what = "All tasks without a name share one.",
      breaks = {"task.name.unique"})
  static final class GeneratedNamesAreOne<T extends @Nullable Object> extends CoroutineTask<T> {
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

  @Fault(
      what = "A task cannot be renamed twice.",
      breaks = {"task.name.set"})
  static final class TaskIsRenamedOnce<T extends @Nullable Object> extends CoroutineTask<T> {
    private boolean renamed;

    TaskIsRenamedOnce(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void setName(Object value) {
      if (!renamed) {
        renamed = true;
        super.setName(value);
      }
    }
  }

  @Fault(
      what = "current_task is always None.",
      breaks = {"current-task.coroutine.itself", "enter-task.task.current"},
      ripples = {"coroutine.await.same-task", "run-coroutine-threadsafe.task", "run.main.is-task"})
  static final class CurrentTaskIsHidden extends ReferenceAsyncio {
    CurrentTaskIsHidden(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable Task<?> currentTask() {
      super.currentTask();
      return null;
    }
  }

  @Fault(
      what = "current_task still returns a task after its step.",
      breaks = {
        "current-task.callback.none",
        "current-task.loop.idle",
        "leave-task.task.none",
        "task.cancel.lets-go"
      })
  static final class CurrentTaskOutlivesItsStep extends ReferenceAsyncio {
    private @Nullable Task<?> last;

    CurrentTaskOutlivesItsStep(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        protected void leaveTask(CoroutineTask<?> task) {
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

  @Fault(
      what = "current_task is None where no loop runs.",
      breaks = {"current-task.loop.none"})
  static final class CurrentTaskNeedsNoLoop extends ReferenceAsyncio {
    CurrentTaskNeedsNoLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable Task<?> currentTask() {
      return threads().here().running == null ? null : super.currentTask();
    }
  }

  @Fault(
      what = "current_task of a loop is that of the running one.",
      breaks = {"current-task.loop.idle"})
  static final class CurrentTaskOfAnyLoop extends ReferenceAsyncio {
    CurrentTaskOfAnyLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable Task<?> currentTask(EventLoop loop) {
      return threads().here().running == null ? super.currentTask(loop) : super.currentTask();
    }
  }

  @Fault(
      what = "all_tasks leaves out the task that calls it.",
      breaks = {"all-tasks.pending.listed"})
  static final class AllTasksForgetsTheCaller extends ReferenceAsyncio {
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

  @Fault(
      what = "all_tasks contains tasks that are done.",
      breaks = {"all-tasks.done.absent", "register-task.task.done", "task.cancel.lets-go"})
  static final class AllTasksKeepsTheDone extends SelectorEventLoop {
    AllTasksKeepsTheDone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void forgetTask(CoroutineTask<?> task) {
      /* the fault */
    }
  }

  @Fault(
      what = "all_tasks of a loop contains the tasks of all loops.",
      breaks = {"all-tasks.loop.own"})
  static final class AllTasksOfAllLoops extends ReferenceAsyncio {
    private final List<EventLoop> loops = new ArrayList<>();

    AllTasksOfAllLoops(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
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

  @Fault(
      what = "all_tasks is empty where no loop runs.",
      breaks = {"all-tasks.loop.none"})
  static final class AllTasksNeedsNoLoop extends ReferenceAsyncio {
    AllTasksNeedsNoLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public Set<Task<?>> allTasks() {
      return threads().here().running == null ? Set.of() : super.allTasks();
    }
  }

  @Fault(
      what = "A name that is no text is ignored.",
      breaks = {"task.name.any-object"})
  static final class OnlyTextsAreNames<T extends @Nullable Object> extends CoroutineTask<T> {
    OnlyTextsAreNames(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void setName(Object value) {
      if (value instanceof String text) {
        super.setName(text);
      }
    }
  }

  @Fault(
      what = "A task that is made with a name that is no text has a generated one.",
      breaks = {"task.name.any-object"})
  static final class MadeWithTextsOnly extends SelectorEventLoop {
    MadeWithTextsOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, Object name) {
      return createTask(coro);
    }
  }

  @Fault(
      what = "A task whose name is empty has a generated one.",
      breaks = {"task.name.given"})
  static final class EmptyNameIsNone<T extends @Nullable Object> extends CoroutineTask<T> {
    EmptyNameIsNone(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name == null || name.isEmpty() ? null : name, number);
    }
  }

  @Fault(
      what = "What a task looks like does not tell its name.",
      breaks = {"task.name.shown"})
  static final class NameIsNotShown<T extends @Nullable Object> extends CoroutineTask<T> {
    NameIsNotShown(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public String repr() {
      return "<Task " + getCoro() + ">";
    }
  }

  @Fault(
      what = "all_tasks contains a hundred tasks at most.",
      breaks = {"all-tasks.pending.listed"})
  static final class AllTasksAreAHundred extends ReferenceAsyncio {
    AllTasksAreAHundred(LoopClock clock) {
      super(clock);
    }

    @Override
    public Set<Task<?>> allTasks() {
      Set<Task<?>> some = new LinkedHashSet<>();
      super.allTasks().stream().limit(100).forEach(some::add);
      return some;
    }
  }
}
