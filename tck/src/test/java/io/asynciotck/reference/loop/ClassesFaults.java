package io.asynciotck.reference.loop;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Faults in what is returned. In Java a type is promised by the method; so what these return is
 * nothing.
 */
final class ClassesFaults {

  private ClassesFaults() {}

  @Fault(
      what = "`call_soon` returns nothing.",
      breaks = {"loop.call-soon.handle-class"},
      ripples = {"handle.*", "loop.call-soon.*", "loop.exception-handler.*"})
  static final class CallSoonReturnsNothing extends SelectorEventLoop {
    CallSoonReturnsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      super.callSoon(callback);
      return nothing();
    }
  }

  @Fault(
      what = "`call_soon_threadsafe` returns nothing.",
      breaks = {"loop.call-soon-threadsafe.handle-class"},
      ripples = {"loop.call-soon-threadsafe.*"})
  static final class ThreadsafeReturnsNothing extends SelectorEventLoop {
    ThreadsafeReturnsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      super.callSoonThreadsafe(callback);
      return nothing();
    }
  }

  @Fault(
      what = "`call_later` returns nothing.",
      breaks = {"loop.call-later.handle-class"},
      ripples = {"*"})
  static final class CallLaterReturnsNothing extends SelectorEventLoop {
    CallLaterReturnsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      super.callLater(delay, callback);
      return nothing();
    }
  }

  @Fault(
      what = "`call_at` returns nothing.",
      breaks = {"loop.call-at.handle-class"},
      ripples = {"handle.*", "timer-handle.*", "loop.call-at.*", "loop.call-later.*"})
  static final class CallAtReturnsNothing extends SelectorEventLoop {
    CallAtReturnsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      super.callAt(when, callback);
      return nothing();
    }
  }

  @Fault(
      what = "`create_task` of a loop returns nothing.",
      breaks = {
        "create-task.class.of-loop",
        "create-task.class.of-module",
        "ensure-future.class.task"
      },
      ripples = {"*"})
  static final class LoopsMakeNoTasks extends SelectorEventLoop {
    LoopsMakeNoTasks(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      return isRunning() ? super.createTask(coro) : nothing();
    }
  }
}
