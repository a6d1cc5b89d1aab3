package io.asynciotck.reference.loop;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;
import io.asynciotck.reference.timers.LoopTimer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in {@code call_soon}. */
final class CallbacksFaults {

  private CallbacksFaults() {}

  private static boolean isPlain(@Nullable ReadyEntry entry) {
    return entry instanceof LoopHandle && !(entry instanceof LoopTimer);
  }

  @Fault(
      what = "A batch of plain callbacks runs newest-first (qasync PR#123).",
      breaks = {"handle.cancel.only-its-own", "handle.cancel.same-batch", "loop.call-soon.fifo"},
      ripples = {
        "loop.base-exception.*",
        "loop.call-soon-threadsafe.*",
        "loop.close.running-goes-on",
        "loop.exception-handler.*",
        "loop.run-once.batch",
        "loop.stop.*",
        "run-coroutine-threadsafe.order"
      })
  static final class LifoLoop extends SelectorEventLoop {
    LifoLoop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      Deque<ReadyEntry> batch = new ArrayDeque<>();
      boolean allPlain = true;
      while (!ready.isEmpty()) {
        ReadyEntry entry = ready.remove();
        allPlain &= isPlain(entry);
        batch.add(entry);
      }
      while (!batch.isEmpty()) {
        ready.add(allPlain ? batch.removeLast() : batch.removeFirst());
      }
      super.runBatch();
    }
  }

  @Fault(
      what = "Of a batch of more than 64 plain callbacks the rest runs newest-first.",
      breaks = {"handle.cancel.only-its-own", "loop.call-soon.fifo"},
      ripples = {
        "future.done-callback.order",
        "loop.call-soon-threadsafe.*",
        "loop.run-once.batch"
      })
  static final class LifoBehind64 extends SelectorEventLoop {
    private static final int IN_ORDER = 64;

    LifoBehind64(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      Deque<ReadyEntry> rest = new ArrayDeque<>();
      List<ReadyEntry> first = new ArrayList<>();
      while (!ready.isEmpty()) {
        ReadyEntry entry = ready.remove();
        if (first.size() < IN_ORDER || !isPlain(entry)) {
          first.add(entry);
        } else {
          rest.push(entry);
        }
      }
      first.forEach(ready::add);
      rest.forEach(ready::add);
      super.runBatch();
    }
  }

  @Fault(
      what = "The first plain callback of a run runs once more when the next one is given.",
      breaks = {"handle.cancel.between-runs", "loop.call-soon.once"},
      reason = "What schedules the callback that is cancelled then schedules another one.")
  static final class FirstRunsAgain extends SelectorEventLoop {
    private @Nullable ReadyEntry first;

    FirstRunsAgain(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      if (first == null && isPlain(entry)) {
        first = entry;
      }
      super.runEntry(entry);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      ReadyEntry again = first;
      if (again != null && !isRunning() && !isClosed()) {
        first = null;
        ready.add(again);
      }
      return super.callSoon(callback);
    }
  }

  @Fault(
      what = "A callback that is waiting already is not scheduled a second time.",
      breaks = {
        "handle.cancel.only-its-own",
        "handle.call-soon.returned",
        "loop.call-soon.same-callback"
      })
  static final class SameRunsOnce extends SelectorEventLoop {
    private final Map<Runnable, LoopHandle> waiting = new HashMap<>();

    SameRunsOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      LoopHandle earlier = waiting.get(callback);
      if (earlier != null) {
        return earlier;
      }
      LoopHandle handle =
          new LoopHandle(callback) {
            @Override
            public void run(RunningLoop loop) {
              waiting.remove(callback);
              super.run(loop);
            }
          };
      schedule(handle);
      waiting.put(callback, handle);
      return handle;
    }
  }

  /** A loop that knows what it is running. */
  abstract static class KnowsEntry extends SelectorEventLoop {
    @Nullable ReadyEntry current;

    KnowsEntry(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      current = entry;
      try {
        super.runEntry(entry);
      } finally {
        current = null;
      }
    }
  }

  @Fault(
      what = "call_soon in a callback calls at once if nothing else is ready.",
      breaks = {"loop.call-soon.not-synchronous"},
      ripples = {
        "loop.call-soon-threadsafe.*",
        "loop.run-until-complete.stop-pending",
        "loop.stop.*"
      })
  static final class CallsAtOnce extends KnowsEntry {
    CallsAtOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      boolean isHere = asyncio.runningLoopOrNull() == this;
      if (!isHere || !isPlain(current) || !ready.isEmpty()) {
        return super.callSoon(callback);
      }
      LoopHandle handle = newHandle(callback);
      ReadyEntry outer = current;
      current = null;
      handle.run(this);
      current = outer;
      return handle;
    }
  }

  @Fault(
      what = "A callback that a plain callback schedules waits for one iteration too many.",
      breaks = {
        "handle.cancel.between-runs",
        "loop.call-soon.next-iteration",
        "loop.call-soon.outside-run"
      },
      ripples = {
        "detail.iteration.due-during-batch",
        "loop.call-soon-threadsafe.*",
        "loop.run-once.batch",
        "loop.stop.next-run",
        "task.cancel.next-iteration"
      })
  static final class WaitsAnIterationMore extends KnowsEntry {
    WaitsAnIterationMore(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      if (!isPlain(current)) {
        return super.callSoon(callback);
      }
      LoopHandle handle = newHandle(callback);
      super.callSoon(() -> schedule(handle));
      return handle;
    }
  }

  @Fault(
      what = "A callback that is given between two runs waits for the second iteration.",
      breaks = {"loop.call-soon.outside-run"},
      ripples = {"task.step.wakeup-order"})
  static final class WaitsAfterARun extends SelectorEventLoop {
    private boolean hasRun;

    WaitsAfterARun(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      hasRun = true;
    }

    @Override
    public Handle callSoon(Runnable callback) {
      if (isRunning() || !hasRun) {
        return super.callSoon(callback);
      }
      LoopHandle handle = newHandle(callback);
      super.callSoon(() -> schedule(handle));
      return handle;
    }
  }
}
