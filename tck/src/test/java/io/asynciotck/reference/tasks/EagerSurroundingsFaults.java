package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.EmptyContexts.isEmpty;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in where eager tasks run. */
final class EagerSurroundingsFaults {

  private EagerSurroundingsFaults() {}

  @Fault(
      what = "In the first run of a task its maker is the current one.",
      breaks = {"eager-task.current.itself", "eager-task.name.given", "eager-task.name.kept"})
  static final class MakerStaysCurrent extends BeginningAsyncio {
    private @Nullable Task<?> maker;

    MakerStaysCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      Task<?> before = maker;
      maker = currentTask();
      try {
        task.beginWell();
      } finally {
        maker = before;
      }
    }

    @Override
    public @Nullable Task<?> currentTask() {
      return maker == null ? super.currentTask() : maker;
    }
  }

  @Fault(
      what = "Behind a first run the task that has waited there is the current one.",
      breaks = {"eager-task.current.not-started", "eager-task.current.restored"})
  static final class BegunStaysCurrent extends BeginningAsyncio {
    private @Nullable Task<?> maker;
    private @Nullable Task<?> begun;

    BegunStaysCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      Task<?> before = super.currentTask();
      task.beginWell();
      maker = before;
      begun = task;
    }

    @Override
    public @Nullable Task<?> currentTask() {
      Task<?> current = super.currentTask();
      return current != null && current == maker ? begun : current;
    }
  }

  @Fault(
      what = "A task that cannot begin stays the current one.",
      breaks = {"eager-task.current.not-started"})
  static final class StuckIsCurrent extends BeginningAsyncio {
    private @Nullable Task<?> stuck;

    StuckIsCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      VariableContext current = CurrentContext.ofThread().context();
      if (current != null && current == task.ownContext()) {
        stuck = task;
        throw new IllegalStateException("Something runs in the context already");
      }
      task.beginWell();
    }

    @Override
    public @Nullable Task<?> currentTask() {
      return stuck == null ? super.currentTask() : stuck;
    }
  }

  @Fault(
      what = "The first run is in the context of the maker.",
      breaks = {"eager-task.context.copied", "eager-task.context.given", "eager-task.context.kept"})
  static final class ContextOfMaker extends BeginningAsyncio {
    ContextOfMaker(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      VariableContext given = task.ownContext();
      task.moveTo(CurrentContext.ofThread().context());
      task.beginWell();
      task.moveTo(given);
    }
  }

  @Fault(
      what = "Behind the first run a task goes on in an empty context.",
      breaks = {"eager-task.context.given", "eager-task.context.kept"})
  static final class ForgetsContext extends BeginningAsyncio {
    ForgetsContext(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.beginWell();
      task.moveTo(null);
    }
  }

  @Fault(
      what = "The first run is in a copy of the current context, whatever was given.",
      breaks = {"eager-task.context.given"})
  static final class ContextIsIgnored extends BeginningAsyncio {
    ContextIsIgnored(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.moveTo(contexts().copyOfCurrent());
      task.beginWell();
    }
  }

  @Fault(
      what = "The first run takes an empty context for none.",
      breaks = {"eager-task.context.given"})
  static final class WantsVariables extends BeginningAsyncio {
    WantsVariables(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      VariableContext given = task.ownContext();
      if (given != null && isEmpty(given)) {
        task.moveTo(contexts().copyOfCurrent());
      }
      task.beginWell();
    }
  }

  @Fault(
      what = "In its first run a task has no name.",
      breaks = {"eager-task.name.given"})
  static final class NameComesLate extends BeginningAsyncio {
    private @Nullable Task<?> beginning;

    NameComesLate(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      beginning = task;
      task.beginWell();
      beginning = null;
    }

    @Override
    String nameOf(BeginningTask<?> task, String name) {
      return task == beginning ? "" : name;
    }
  }

  @Fault(
      what = "Behind its first run a task is given its name again.",
      breaks = {"eager-task.name.kept"})
  static final class NameIsReplaced extends BeginningAsyncio {
    NameIsReplaced(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      task.beginWell();
      if (task.given() != null) {
        task.setName(task.given());
      }
    }
  }

  @Fault(
      what = "gather gives first what was finished at once.",
      breaks = {"eager-task.gather.results"},
      ripples = {"gather.*"})
  static final class FinishedFirst extends ReferenceAsyncio {
    FinishedFirst(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsyncFuture<List<@Nullable Object>> gather(Awaitable<?>... aws) {
      List<AsyncFuture<?>> futures = new ArrayList<>();
      for (Awaitable<?> awaitable : aws) {
        futures.add(ensureFuture(awaitable));
      }
      futures.sort(Comparator.comparing(future -> !future.isDone()));
      return super.gather(futures.toArray(Awaitable<?>[]::new));
    }
  }

  @Fault(
      what = "all_tasks does not list a task in its first run.",
      breaks = {"eager-task.current.listed"})
  static final class DoesNotListWhatBegins extends BeginningAsyncio {
    private final Set<Task<?>> beginning = new HashSet<>();

    DoesNotListWhatBegins(LoopClock clock) {
      super(clock);
    }

    @Override
    void begin(BeginningTask<?> task) {
      beginning.add(task);
      task.beginWell();
      beginning.remove(task);
    }

    @Override
    public Set<Task<?>> allTasks() {
      Set<Task<?>> listed = new HashSet<>(super.allTasks());
      listed.removeAll(beginning);
      return listed;
    }
  }
}
