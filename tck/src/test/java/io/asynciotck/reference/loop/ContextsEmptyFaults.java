package io.asynciotck.reference.loop;

import static io.asynciotck.reference.faults.EmptyContexts.isEmpty;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Callback;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults where a context without variables counts as none. */
final class ContextsEmptyFaults {

  private ContextsEmptyFaults() {}

  @Fault(
      what = "`call_soon` takes an empty context for none.",
      breaks = "loop.call-soon.context-given")
  static final class SoonWantsVariables extends SelectorEventLoop {
    SoonWantsVariables(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Context context, Callback callback, @Nullable Object... args) {
      return isEmpty(context)
          ? super.callSoon(callback, args)
          : super.callSoon(context, callback, args);
    }
  }

  @Fault(
      what = "`call_soon_threadsafe` takes an empty context for none.",
      breaks = "loop.call-soon-threadsafe.context-given")
  static final class ThreadsafeWantsVariables extends SelectorEventLoop {
    ThreadsafeWantsVariables(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Context context, Callback callback, @Nullable Object... args) {
      return isEmpty(context)
          ? super.callSoonThreadsafe(callback, args)
          : super.callSoonThreadsafe(context, callback, args);
    }
  }

  @Fault(
      what = "`call_later` takes an empty context for none.",
      breaks = "loop.call-later.context-given")
  static final class LaterWantsVariables extends SelectorEventLoop {
    LaterWantsVariables(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(
        Context context, Duration delay, Callback callback, @Nullable Object... args) {
      return isEmpty(context)
          ? super.callLater(delay, callback, args)
          : super.callLater(context, delay, callback, args);
    }
  }

  @Fault(what = "`call_at` takes an empty context for none.", breaks = "loop.call-at.context-given")
  static final class AtWantsVariables extends SelectorEventLoop {
    AtWantsVariables(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(
        Context context, LoopTime when, Callback callback, @Nullable Object... args) {
      return isEmpty(context)
          ? super.callAt(when, callback, args)
          : super.callAt(context, when, callback, args);
    }
  }

  @Fault(
      what = "`add_done_callback` takes an empty context for none.",
      breaks = "future.done-callback.context-given")
  static final class DoneWantsVariables<T extends @Nullable Object> extends LoopFuture<T> {
    DoneWantsVariables(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback, Context context) {
      if (isEmpty(context)) {
        super.addDoneCallback(callback);
      } else {
        super.addDoneCallback(callback, context);
      }
    }
  }

  @Fault(
      what = "`create_task` of a loop takes an empty context for none.",
      breaks = {"create-task.context.given", "task.get-context.given"})
  static final class TaskWantsVariables extends SelectorEventLoop {
    TaskWantsVariables(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return isEmpty(context) ? super.createTask(coro) : super.createTask(context, coro);
    }
  }

  @Fault(
      what = "`create_task` of the module takes an empty context for none.",
      breaks = "create-task.context.given")
  static final class ModuleWantsVariables extends ReferenceAsyncio {
    ModuleWantsVariables(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return isEmpty(context) ? createTask(coro) : super.createTask(context, coro);
    }
  }
}
