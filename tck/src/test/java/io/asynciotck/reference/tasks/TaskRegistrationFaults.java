package io.asynciotck.reference.tasks;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.LinkedHashSet;
import java.util.Set;

/** Faults in what a module makes of what it is told of tasks. */
final class TaskRegistrationFaults {

  private TaskRegistrationFaults() {}

  @Fault(
      what = "_register_task does nothing.",
      breaks = {"register-task.task.listed"})
  static final class RegistersNothing extends ReferenceAsyncio {
    RegistersNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public void registerTask(Task<?> task) {}
  }

  @Fault(
      what = "What was registered is listed until it is unregistered.",
      breaks = {"register-task.task.done"})
  static final class ListsWhatIsDone extends ReferenceAsyncio {
    private final Set<Task<?>> registered = new LinkedHashSet<>();

    ListsWhatIsDone(LoopClock clock) {
      super(clock);
    }

    @Override
    public void registerTask(Task<?> task) {
      super.registerTask(task);
      registered.add(task);
    }

    @Override
    public void unregisterTask(Task<?> task) {
      super.unregisterTask(task);
      registered.remove(task);
    }

    @Override
    public Set<Task<?>> allTasks(EventLoop loop) {
      Set<Task<?>> all = new LinkedHashSet<>(super.allTasks(loop));
      all.addAll(registered);
      return all;
    }
  }

  @Fault(
      what = "_unregister_task does nothing.",
      breaks = {"unregister-task.task.absent"})
  static final class UnregistersNothing extends ReferenceAsyncio {
    UnregistersNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public void unregisterTask(Task<?> task) {}
  }

  @Fault(
      what = "_enter_task does nothing.",
      breaks = {"enter-task.task.current"})
  static final class EntersNothing extends ReferenceAsyncio {
    EntersNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public void enterTask(EventLoop loop, Task<?> task) {}
  }

  @Fault(
      what = "_leave_task does nothing.",
      breaks = {"leave-task.task.none"})
  static final class LeavesNothing extends ReferenceAsyncio {
    LeavesNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public void leaveTask(EventLoop loop, Task<?> task) {}
  }
}
