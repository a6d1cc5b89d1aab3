package io.asynciotck.reference.loop;

import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.faults.BrokenRun;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Faults in the contexts of tasks. */
final class ContextTasksFaults {

  private ContextTasksFaults() {}

  @Fault(
      what = "A task does not see the variables of its maker.",
      breaks = {
        "create-task.context.copied",
        "create-task.context.when-made",
        "create-task.context.given",
        "task.get-context.given",
        "loop.exception-handler.context-of-task",
        "run.main.context"
      })
  static final class TaskInNoContext<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskInNoContext(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void runIn(@Nullable VariableContext given) {
      super.runIn(null);
    }
  }

  @Fault(
      what = "A task copies the context of its maker when it begins.",
      breaks = {
        "create-task.context.given",
        "create-task.context.when-made",
        "loop.exception-handler.context-of-task"
      })
  static final class TaskSeesWhatIsSetLater<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskSeesWhatIsSetLater(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    private @Nullable VariableContext live;

    @Override
    protected void runIn(@Nullable VariableContext given) {
      live = given == null ? null : CurrentContext.ofThread().context();
      super.runIn(given);
    }

    @Override
    protected void step(@Nullable Throwable exception) {
      VariableContext makers = live;
      live = null;
      if (makers != null) {
        super.runIn(makers.copy());
      }
      super.step(exception);
    }
  }

  @Fault(
      what = "Each step of a task begins with the variables that the task began with.",
      breaks = {"create-task.context.given", "create-task.context.kept"})
  static final class TaskForgetsWhatItSets<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskForgetsWhatItSets(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    private @Nullable VariableContext first;

    @Override
    protected void runIn(@Nullable VariableContext given) {
      first = given;
      super.runIn(given);
    }

    @Override
    protected void step(@Nullable Throwable exception) {
      VariableContext mine = first;
      super.runIn(mine == null ? null : mine.copy());
      super.step(exception);
    }
  }

  @Fault(
      what = "`get_context` of a task returns a new context.",
      breaks = {"task.get-context.given", "task.get-context.running"})
  static final class NewContextForWhoAsksATask<T extends @Nullable Object>
      extends CoroutineTask<T> {
    NewContextForWhoAsksATask(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public Context getContext() {
      return new VariableContext();
    }
  }

  @Fault(
      what = "What an awaited coroutine sets, its caller does not see.",
      breaks = {"create-task.context.awaited", "task.get-context.running"})
  static final class AwaitedInACopy<T extends @Nullable Object> extends BodyCoroutine<T> {
    AwaitedInACopy(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected T runInPlace() throws Exception {
      VariableContext callers = CurrentContext.ofThread().context();
      return callers == null ? super.runInPlace() : callers.copy().run(super::runInPlace);
    }
  }

  @Fault(
      what = "A task that has waited goes on in a copy of its context.",
      breaks = {"create-task.context.given"})
  static final class TaskGoesOnInACopy<T extends @Nullable Object> extends CoroutineTask<T> {
    private @Nullable VariableContext first;

    TaskGoesOnInACopy(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void runIn(@Nullable VariableContext given) {
      first = given;
      super.runIn(given);
    }

    @Override
    protected void step(@Nullable Throwable exception) {
      super.step(exception);
      VariableContext before = first;
      first = null;
      if (before != null) {
        super.runIn(before.copy());
      }
    }
  }

  @Fault(
      what = "`create_task` of the module ignores the context that it is given.",
      breaks = {"create-task.context.given"})
  static final class ModuleIgnoresContext extends ReferenceAsyncio {
    ModuleIgnoresContext(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return createTask(coro);
    }
  }

  @Fault(
      what = "`create_task` ignores the context that it is given.",
      breaks = {
        "create-task.context.given",
        "task.get-context.given",
        "loop.exception-handler.context-of-task"
      })
  static final class CreateTaskIgnoresContext extends SelectorEventLoop {
    CreateTaskIgnoresContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return super.createTask(coro);
    }
  }

  @Fault(
      what = "`add_reader` drops the context of its caller.",
      breaks = {"loop.add-reader.context"})
  static final class ReadersInNoContext extends SelectorEventLoop {
    ReadersInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      CurrentContext thread = CurrentContext.ofThread();
      VariableContext before = thread.exchange(null);
      try {
        super.addReader(fd, callback);
      } finally {
        thread.exchange(before);
      }
    }
  }

  @Fault(
      what = "`add_writer` drops the context of its caller.",
      breaks = {"loop.add-writer.context"})
  static final class WritersInNoContext extends SelectorEventLoop {
    WritersInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      CurrentContext thread = CurrentContext.ofThread();
      VariableContext before = thread.exchange(null);
      try {
        super.addWriter(fd, callback);
      } finally {
        thread.exchange(before);
      }
    }
  }

  @Fault(
      what = "A coroutine of another thread does not see the variables of that thread.",
      breaks = {"run-coroutine-threadsafe.context"})
  static final class ThreadsCoroutineInNoContext extends ReferenceAsyncio {
    ThreadsCoroutineInNoContext(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
        Coroutine<T> coro, EventLoop loop) {
      CurrentContext thread = CurrentContext.ofThread();
      VariableContext before = thread.exchange(null);
      try {
        return super.runCoroutineThreadsafe(coro, loop);
      } finally {
        thread.exchange(before);
      }
    }
  }

  @Fault(
      what = "A program does not see the variables of whoever runs it.",
      breaks = {"run.main.context"})
  static final class ProgramInNoContext extends BrokenRun {
    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      return new VariableContext().run(reference);
    }
  }
}
