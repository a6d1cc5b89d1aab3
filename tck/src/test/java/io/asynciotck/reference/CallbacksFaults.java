package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in {@code call_soon}. */
final class CallbacksFaults {

  private CallbacksFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "lifo-order",
            "A batch of plain callbacks runs newest-first (qasync PR#123).",
            loops(LifoLoop::new),
            "handle.cancel.only-its-own",
            "handle.cancel.same-batch",
            "loop.base-exception.clears-stop",
            "loop.base-exception.rest-kept",
            "loop.call-soon-threadsafe.fifo",
            "loop.call-soon-threadsafe.one-order",
            "loop.call-soon-threadsafe.own-order",
            "loop.call-soon.fifo",
            "loop.close.running-goes-on",
            "loop.exception-handler.batch-goes-on",
            "loop.exception-handler.before-next",
            "loop.exception-handler.called",
            "loop.run-once.batch",
            "loop.stop.batch",
            "loop.stop.before-run",
            "run-coroutine-threadsafe.order"),
        fault(
            "last-callback-runs-again",
            "The last plain callback runs once more after three runs without any.",
            loops(LastRunsAgain::new),
            "loop.call-soon.once"),
        fault(
            "same-callback-runs-once",
            "A callback that is waiting already is not scheduled a second time.",
            loops(SameRunsOnce::new),
            "handle.cancel.only-its-own",
            "handle.call-soon.returned",
            "loop.call-soon.same-callback"),
        fault(
            "calls-at-once",
            "call_soon in a callback calls at once if nothing else is ready.",
            loops(CallsAtOnce::new),
            "handle.cancel.between-runs",
            "loop.call-soon-threadsafe.one-order",
            "loop.call-soon-threadsafe.own-order",
            "loop.call-soon.next-iteration",
            "loop.call-soon.not-synchronous",
            "loop.run-until-complete.stop-pending",
            "loop.stop.before-run-new-callbacks",
            "loop.stop.next-run"),
        fault(
            "waits-an-iteration-more",
            "A callback that a plain callback schedules waits for one iteration too many.",
            loops(WaitsAnIterationMore::new),
            "detail.iteration.due-during-batch",
            "loop.call-soon-threadsafe.one-order",
            "loop.call-soon-threadsafe.own-order",
            "loop.call-soon.next-iteration",
            "loop.run-once.batch",
            "loop.stop.next-run",
            "task.cancel.next-iteration"),
        fault(
            "waits-after-a-run",
            "A callback that is given between two runs waits for the second iteration.",
            loops(WaitsAfterARun::new),
            "loop.call-soon.outside-run",
            "task.step.wakeup-order"));
  }

  private static boolean isPlain(@Nullable ReadyEntry entry) {
    return entry instanceof LoopHandle && !(entry instanceof LoopTimer);
  }

  private static final class LifoLoop extends SelectorEventLoop {
    LifoLoop(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
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

  private static final class LastRunsAgain extends SelectorEventLoop {
    private @Nullable ReadyEntry last;
    private int emptyRuns;

    LastRunsAgain(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      super.runEntry(entry);
      last = entry;
      emptyRuns = -1;
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      emptyRuns++;
      ReadyEntry again = last;
      if (emptyRuns == 3 && again != null && isPlain(again)) {
        ready.add(again);
      }
    }
  }

  private static final class SameRunsOnce extends SelectorEventLoop {
    private final Map<Runnable, LoopHandle> waiting = new HashMap<>();

    SameRunsOnce(ReferenceAsyncio asyncio, LoopClock clock) {
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
            void run(SelectorEventLoop loop) {
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
  private abstract static class KnowsEntry extends SelectorEventLoop {
    @Nullable ReadyEntry current;

    KnowsEntry(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      current = entry;
      try {
        super.runEntry(entry);
      } finally {
        current = null;
      }
    }
  }

  private static final class CallsAtOnce extends KnowsEntry {
    CallsAtOnce(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      boolean isHere = asyncio.threads().here().running == this;
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

  private static final class WaitsAnIterationMore extends KnowsEntry {
    WaitsAnIterationMore(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class WaitsAfterARun extends SelectorEventLoop {
    private boolean hasRun;

    WaitsAfterARun(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void leaveRunning() {
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
