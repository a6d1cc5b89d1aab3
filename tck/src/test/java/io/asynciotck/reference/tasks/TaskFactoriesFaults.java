package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in task factories. */
final class TaskFactoriesFaults {

  private TaskFactoriesFaults() {}

  @Fault(
      what = "The task factory is kept, and never asked.",
      breaks = {
        "loop.task-factory.arguments",
        "loop.task-factory.context",
        "loop.task-factory.keywords",
        "loop.task-factory.keywords-of-module",
        "loop.task-factory.name",
        "loop.task-factory.of-ensure-future",
        "loop.task-factory.of-module",
        "loop.task-factory.result",
        "loop.task-factory.used"
      })
  static final class IsNotAsked extends SelectorEventLoop {
    IsNotAsked(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private @Nullable TaskFactory kept;

    @Override
    public void setTaskFactory(@Nullable TaskFactory factory) {
      kept = factory;
    }

    @Override
    public @Nullable TaskFactory getTaskFactory() {
      return kept;
    }
  }

  @Fault(
      what = "The task factory is the same for all loops.",
      breaks = {"loop.task-factory.used"})
  static final class OneFactoryForAll extends ReferenceAsyncio {
    private final List<Loop> loops = new ArrayList<>();

    OneFactoryForAll(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      Loop made = new Loop();
      loops.add(made);
      return made;
    }

    private final class Loop extends SelectorEventLoop {
      Loop() {
        super(OneFactoryForAll.this, clock());
      }

      @Override
      public void setTaskFactory(@Nullable TaskFactory factory) {
        loops.forEach(one -> one.take(factory));
      }

      private void take(@Nullable TaskFactory factory) {
        super.setTaskFactory(factory);
      }
    }
  }

  @Fault(
      what = "get_task_factory returns nothing.",
      breaks = {"loop.task-factory.get"})
  static final class IsNotReturned extends SelectorEventLoop {
    IsNotReturned(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public @Nullable TaskFactory getTaskFactory() {
      return null;
    }
  }

  @Fault(
      what = "get_task_factory returns a factory where none was set.",
      breaks = {"loop.task-factory.get-none"})
  static final class DefaultIsReturned extends SelectorEventLoop {
    DefaultIsReturned(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public @Nullable TaskFactory getTaskFactory() {
      TaskFactory set = super.getTaskFactory();
      return set == null ? (loop, coro, _) -> asyncio.newTask(coro, loop) : set;
    }
  }

  @Fault(
      what = "A task factory cannot be taken back.",
      breaks = {"loop.task-factory.get-none", "loop.task-factory.reset"})
  static final class IsNeverTakenBack extends SelectorEventLoop {
    IsNeverTakenBack(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setTaskFactory(@Nullable TaskFactory factory) {
      if (factory != null) {
        super.setTaskFactory(factory);
      }
    }
  }

  @Fault(
      what = "create_task returns another task than the factory has made.",
      breaks = {"loop.task-factory.result"})
  static final class ResultIsNotUsed extends SelectorEventLoop {
    ResultIsNotUsed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      Task<T> made = super.createTask(coro, name);
      return getTaskFactory() == null
          ? made
          : asyncio.newTask(asyncio.coroutine(() -> asyncio.await(made)), this);
    }
  }

  @Fault(
      what = "A task factory is not given the context.",
      breaks = {"loop.task-factory.context"})
  static final class ContextIsNotPassed extends SelectorEventLoop {
    ContextIsNotPassed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return getTaskFactory() == null ? super.createTask(context, coro) : createTask(coro);
    }
  }

  @Fault(
      what = "A task factory is not given the name.",
      breaks = {"loop.task-factory.name"})
  static final class NameIsNotPassed extends SelectorEventLoop {
    NameIsNotPassed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      return super.createTask(coro, getTaskFactory() == null ? name : null);
    }
  }

  @Fault(
      what = "asyncio.create_task does not ask the factory of the loop.",
      breaks = {"loop.task-factory.of-module"})
  static final class ModuleMakesPlainTasks extends ReferenceAsyncio {
    ModuleMakesPlainTasks(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      return newTask(coro, getRunningLoop());
    }
  }

  @Fault(
      what = "ensure_future does not ask the factory of the loop.",
      breaks = {"loop.task-factory.of-ensure-future"})
  static final class EnsureMakesPlainTasks extends ReferenceAsyncio {
    EnsureMakesPlainTasks(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
      return ensureFuture(obj, getEventLoop());
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      return obj instanceof Coroutine<T> coroutine
          ? newTask(coroutine, loop)
          : super.ensureFuture(obj, loop);
    }
  }

  @Fault(
      what = "A task factory is not given keywords that a task does not know.",
      breaks = {"loop.task-factory.keywords", "loop.task-factory.keywords-of-module"})
  static final class KeywordsAreNotPassed extends SelectorEventLoop {
    KeywordsAreNotPassed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, Map<String, ? extends @Nullable Object> kwargs) {
      return super.createTask(coro, Map.of());
    }
  }

  @Fault(
      what = "asyncio.create_task keeps keywords to itself.",
      breaks = {"loop.task-factory.keywords-of-module"})
  static final class ModuleKeepsKeywords extends ReferenceAsyncio {
    ModuleKeepsKeywords(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, Map<String, ? extends @Nullable Object> kwargs) {
      return createTask(coro);
    }
  }
}
