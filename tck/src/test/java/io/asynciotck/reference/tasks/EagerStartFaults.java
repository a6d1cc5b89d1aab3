package io.asynciotck.reference.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskConstructor;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in how eager tasks are asked for. */
final class EagerStartFaults {

  private EagerStartFaults() {}

  @Fault(
      what = "Without a factory eager_start is ignored.",
      breaks = {"create-task.eager-start.true"})
  static final class NeedsAFactory extends ReferenceAsyncio {
    NeedsAFactory(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
      return getRunningLoop().getTaskFactory() == null
          ? createTask(coro)
          : super.createTask(coro, eagerStart);
    }
  }

  @Fault(
      what = "Where the factory is eager, eager_start is ignored.",
      breaks = {"create-task.eager-start.false"})
  static final class FactoryWins extends ReferenceAsyncio {
    FactoryWins(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
      return getRunningLoop().getTaskFactory() == null
          ? super.createTask(coro, eagerStart)
          : createTask(coro);
    }
  }

  @Fault(
      what = "create_task of a loop does not heed eager_start.",
      breaks = {
        "create-task.eager-start.false",
        "create-task.eager-start.of-loop",
        "create-task.eager-start.true"
      })
  static final class LoopDoesNotHeedIt extends SelectorEventLoop {
    LoopDoesNotHeedIt(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
      return createTask(coro);
    }
  }

  /** A module that does not give a constructor one of its keywords. */
  abstract static class Withholding extends Constructing {
    private final String keyword;

    Withholding(LoopClock clock, String keyword) {
      super(clock);
      this.keyword = keyword;
    }

    @Override
    final Task<?> construct(
        TaskConstructor constructor, Coroutine<?> coro, Map<String, @Nullable Object> kwargs) {
      kwargs.remove(keyword);
      return constructor.construct(coro, kwargs);
    }
  }

  /** A module that changes what a constructor is given. */
  abstract static class Constructing extends ReferenceAsyncio {
    Constructing(LoopClock clock) {
      super(clock);
    }

    abstract Task<?> construct(
        TaskConstructor constructor, Coroutine<?> coro, Map<String, @Nullable Object> kwargs);

    @Override
    public TaskFactory createEagerTaskFactory(TaskConstructor customTaskConstructor) {
      return super.createEagerTaskFactory(
          (coro, kwargs) -> construct(customTaskConstructor, coro, new HashMap<>(kwargs)));
    }
  }

  @Fault(
      what = "A constructor is not told to begin at once.",
      breaks = {"create-eager-task-factory.constructor.arguments"})
  static final class WithoutEagerStart extends Withholding {
    WithoutEagerStart(LoopClock clock) {
      super(clock, "eager_start");
    }
  }

  @Fault(
      what = "A constructor is not given the name.",
      breaks = {"create-eager-task-factory.constructor.name"})
  static final class WithoutName extends Withholding {
    WithoutName(LoopClock clock) {
      super(clock, "name");
    }
  }

  @Fault(
      what = "A constructor is not given the context.",
      breaks = {"create-eager-task-factory.constructor.context"})
  static final class WithoutContext extends Withholding {
    WithoutContext(LoopClock clock) {
      super(clock, "context");
    }
  }

  @Fault(
      what = "create_task returns a task of its own, which waits for the one that was made.",
      breaks = {"create-eager-task-factory.constructor.result"})
  static final class TaskOfItsOwn extends Constructing {
    TaskOfItsOwn(LoopClock clock) {
      super(clock);
    }

    @Override
    Task<?> construct(
        TaskConstructor constructor, Coroutine<?> coro, Map<String, @Nullable Object> kwargs) {
      Task<?> made = constructor.construct(coro, kwargs);
      return newTask(coroutine(() -> await(made)), true);
    }
  }
}
