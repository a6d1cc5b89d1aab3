package io.asynciotck.reference.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Callback;
import io.asynciotck.api.Context;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in the contexts of callbacks. */
final class ContextsFaults {

  private ContextsFaults() {}

  /** A handler that runs in a context of its own for reports that have something. */
  private record ApartFor(String key, ExceptionHandler handler) implements ExceptionHandler {
    @Override
    public void handle(EventLoop loop, Map<String, @Nullable Object> report) {
      if (report.containsKey(key)) {
        runIn(new VariableContext(), () -> handler.handle(loop, report));
      } else {
        handler.handle(loop, report);
      }
    }
  }

  private static void runIn(VariableContext context, Runnable work) {
    CurrentContext thread = CurrentContext.ofThread();
    VariableContext before = context.enter(thread);
    try {
      work.run();
    } finally {
      context.leave(thread, before);
    }
  }

  @Fault(
      what = "`call_soon` drops the context of its caller.",
      breaks = {
        "handle.get-context.current",
        "loop.call-soon.context-copied",
        "loop.call-soon.context-current",
        "loop.call-soon.context-own"
      },
      ripples = {"loop.call-soon.*", "handle.*"})
  static final class SoonInNoContext extends SelectorEventLoop {
    SoonInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      return super.callSoon(new VariableContext(), _ -> callback.run());
    }
  }

  @Fault(
      what = "A callback sees what its caller has set after `call_soon`.",
      breaks = {"handle.get-context.current", "loop.call-soon.context-copied"},
      ripples = {"loop.exception-handler.*", "handle.*", "loop.call-soon.*"})
  static final class SoonSeesWhatIsSetLater extends SelectorEventLoop {
    SoonSeesWhatIsSetLater(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      VariableContext live = CurrentContext.ofThread().context();
      return super.callSoon(
          new VariableContext(),
          _ -> {
            if (live == null) {
              callback.run();
            } else {
              runIn(live.copy(), callback);
            }
          });
    }
  }

  @Fault(
      what = "All callbacks run in one context.",
      breaks = {"loop.call-soon.context-current", "loop.call-soon.context-own"},
      ripples = {"handle.*", "loop.call-soon.*"})
  static final class OneContextForAll extends SelectorEventLoop {
    OneContextForAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private @Nullable VariableContext shared;

    @Override
    public Handle callSoon(Runnable callback) {
      VariableContext here = CurrentContext.ofThread().context();
      VariableContext mine = shared;
      if (mine == null) {
        mine = here == null ? new VariableContext() : here.copy();
        shared = mine;
      }
      return super.callSoon(mine, _ -> callback.run());
    }
  }

  @Fault(
      what = "`call_soon` ignores the context that it is given.",
      breaks = {
        "handle.get-context.given",
        "loop.call-soon.context-given",
        "loop.exception-handler.context-of-handle"
      })
  static final class SoonIgnoresContext extends SelectorEventLoop {
    SoonIgnoresContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Context context, Callback callback, @Nullable Object... args) {
      return super.callSoon(callback, args);
    }
  }

  @Fault(
      what = "`call_soon_threadsafe` drops the context of its caller.",
      breaks = {"loop.call-soon-threadsafe.context-current", "run-coroutine-threadsafe.context"},
      ripples = {"loop.call-soon-threadsafe.*"})
  static final class ThreadsafeInNoContext extends SelectorEventLoop {
    ThreadsafeInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return super.callSoonThreadsafe(new VariableContext(), _ -> callback.run());
    }
  }

  @Fault(
      what = "`call_soon_threadsafe` ignores the context that it is given.",
      breaks = {"loop.call-soon-threadsafe.context-given"})
  static final class ThreadsafeIgnoresContext extends SelectorEventLoop {
    ThreadsafeIgnoresContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Context context, Callback callback, @Nullable Object... args) {
      return super.callSoonThreadsafe(callback, args);
    }
  }

  @Fault(
      what = "`call_soon_threadsafe` ignores the context that it is given while the loop runs.",
      breaks = {"loop.call-soon-threadsafe.context-given"})
  static final class ThreadsafeIgnoresContextInARun extends SelectorEventLoop {
    ThreadsafeIgnoresContextInARun(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Context context, Callback callback, @Nullable Object... args) {
      return isRunning()
          ? super.callSoonThreadsafe(callback, args)
          : super.callSoonThreadsafe(context, callback, args);
    }
  }

  @Fault(
      what = "`call_later` drops the context of its caller.",
      breaks = {"loop.call-later.context-current"},
      ripples = {"timer-handle.*", "loop.call-later.*"})
  static final class LaterInNoContext extends SelectorEventLoop {
    LaterInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      return super.callLater(new VariableContext(), delay, _ -> callback.run());
    }
  }

  @Fault(
      what = "All timers run in the context in which the first was made.",
      breaks = {"loop.call-later.context-current"},
      ripples = {"timer-handle.*", "loop.call-later.*", "handle.*"})
  static final class LaterInTheFirstContext extends SelectorEventLoop {
    private static final VariableContext NOBODYS = new VariableContext();
    private @Nullable VariableContext first;

    LaterInTheFirstContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      VariableContext current = CurrentContext.ofThread().context();
      VariableContext shared = first != null ? first : current != null ? current : NOBODYS;
      first = shared;
      return super.callLater(shared, delay, _ -> callback.run());
    }
  }

  @Fault(
      what = "`call_later` ignores the context that it is given.",
      breaks = {"handle.get-context.given", "loop.call-later.context-given"})
  static final class LaterIgnoresContext extends SelectorEventLoop {
    LaterIgnoresContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(
        Context context, Duration delay, Callback callback, @Nullable Object... args) {
      return super.callLater(delay, callback, args);
    }
  }

  @Fault(
      what = "`call_at` drops the context of its caller.",
      breaks = {"loop.call-at.context-current"},
      ripples = {"timer-handle.*", "loop.call-at.*"})
  static final class AtInNoContext extends SelectorEventLoop {
    AtInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(new VariableContext(), when, _ -> callback.run());
    }
  }

  @Fault(
      what = "`call_at` ignores the context that it is given.",
      breaks = {"loop.call-at.context-given"})
  static final class AtIgnoresContext extends SelectorEventLoop {
    AtIgnoresContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(
        Context context, LoopTime when, Callback callback, @Nullable Object... args) {
      return super.callAt(when, callback, args);
    }
  }

  @Fault(
      what = "An exception handler that is called for a callback runs in a context of its own.",
      breaks = {"loop.exception-handler.context-of-handle"},
      ripples = {"loop.exception-handler.*"})
  static final class HandlersOfCallbacksInNoContext extends SelectorEventLoop {
    HandlersOfCallbacksInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      super.setExceptionHandler(handler == null ? null : new ApartFor("handle", handler));
    }
  }

  @Fault(
      what = "An exception handler that is called for a task runs in a context of its own.",
      breaks = {"loop.exception-handler.context-of-task"},
      ripples = {"loop.exception-handler.*"})
  static final class HandlersOfTasksInNoContext extends SelectorEventLoop {
    HandlersOfTasksInNoContext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      super.setExceptionHandler(handler == null ? null : new ApartFor("task", handler));
    }
  }

  @Fault(
      what = "`get_context` of a handle returns a new context.",
      breaks = {"handle.get-context.current", "handle.get-context.given"})
  static final class NewContextForWhoAsks extends LoopHandle {
    NewContextForWhoAsks(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public Context getContext() {
      return new VariableContext();
    }
  }

  @Fault(
      what = "`add_done_callback` drops the context of its caller.",
      breaks = {"future.done-callback.context-current"})
  static final class DoneInNoContext<T extends @Nullable Object> extends LoopFuture<T> {
    DoneInNoContext(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      super.addDoneCallback(callback, new VariableContext());
    }
  }

  @Fault(
      what = "`add_done_callback` ignores the context that it is given.",
      breaks = {"future.done-callback.context-given"})
  static final class DoneIgnoresContext<T extends @Nullable Object> extends LoopFuture<T> {
    DoneIgnoresContext(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback, Context context) {
      super.addDoneCallback(callback);
    }
  }
}
