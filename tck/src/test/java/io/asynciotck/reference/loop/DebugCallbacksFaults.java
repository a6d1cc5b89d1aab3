package io.asynciotck.reference.loop;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.Callback;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults that show in the debug mode only. */
final class DebugCallbacksFaults {
  private DebugCallbacksFaults() {}

  @Fault(
      what = "In debug mode callbacks get no arguments.",
      breaks = {"loop.debug.callbacks"})
  static final class LosesArguments extends SelectorEventLoop {
    LosesArguments(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Callback callback, @Nullable Object... args) {
      return getDebug() ? super.callSoon(callback) : super.callSoon(callback, args);
    }
  }

  @Fault(
      what = "In debug mode a callback runs in the context of whoever gave it.",
      breaks = {"loop.debug.contexts"})
  static final class LosesContexts extends SelectorEventLoop {
    LosesContexts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Context context, Callback callback, @Nullable Object... args) {
      return getDebug() ? super.callSoon(callback, args) : super.callSoon(context, callback, args);
    }
  }

  @Fault(
      what = "In debug mode the exception of a callback is not reported.",
      breaks = {"loop.debug.reports"})
  static final class LosesReports extends ErrorsFaults.BrokenReports {
    LosesReports(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      if (!getDebug()) {
        callExceptionHandler(context);
      }
    }
  }

  @Fault(
      what = "In debug mode a task loses its result.",
      breaks = {"loop.debug.tasks"})
  static final class LosesResults extends SelectorEventLoop {
    LosesResults(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      if (!getDebug()) {
        return super.createTask(coro, name);
      }
      return super.createTask(
          asyncio.coroutine(() -> {
            asyncio.await(coro);
            return nothing();
          }),
          name);
    }
  }
}
