package io.asynciotck.reference.loop;

import io.asynciotck.api.Callback;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Faults in what handles do. */
final class CallbacksHandlesFaults {

  private CallbacksHandlesFaults() {}

  /** A handle whose callback can be called although it is cancelled. */
  abstract static class Stubborn extends LoopHandle {
    private final Runnable kept;

    Stubborn(Runnable callback) {
      super(callback);
      kept = callback;
    }

    @Override
    public void run(RunningLoop loop) {
      if (isCancelled()) {
        new LoopHandle(kept).run(loop);
      } else {
        super.run(loop);
      }
    }
  }

  @Fault(
      what = "A cancelled callback still runs (pyodide#2011).",
      breaks = {
        "handle.cancel.with-arguments",
        "handle.call-soon.returned",
        "handle.cancel.between-runs",
        "handle.cancel.only-its-own",
        "handle.cancel.prevents",
        "handle.cancel.same-batch",
        "handle.cancel.twice"
      },
      ripples = {"loop.call-soon-threadsafe.handle"})
  static final class StillRuns extends Stubborn {
    StillRuns(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public boolean isCalledOff() {
      return false;
    }
  }

  @Fault(
      what = "A cancel has no effect on the batch that runs.",
      breaks = {"handle.cancel.same-batch"})
  static final class TooLateForBatch extends SelectorEventLoop {
    private final Set<ReadyEntry> begun = new HashSet<>();

    TooLateForBatch(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopHandle newHandle(Runnable callback) {
      return new Stubborn(callback) {
        @Override
        public boolean isCalledOff() {
          return super.isCalledOff() && !begun.contains(this);
        }
      };
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      List<ReadyEntry> batch = new ArrayList<>();
      while (!ready.isEmpty()) {
        batch.add(ready.remove());
      }
      begun.clear();
      batch.stream().filter(entry -> !entry.isCalledOff()).forEach(begun::add);
      batch.forEach(ready::add);
      super.runBatch();
    }
  }

  @Fault(
      what = "A cancel has no effect between two runs.",
      breaks = {"handle.cancel.between-runs"})
  static final class CancelLostBetweenRuns extends SelectorEventLoop {
    private boolean hasRun;

    CancelLostBetweenRuns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      hasRun = true;
    }

    @Override
    protected LoopHandle newHandle(Runnable callback) {
      return new Stubborn(callback) {
        private boolean lost;

        @Override
        public void cancel() {
          super.cancel();
          lost = hasRun && !isRunning();
        }

        @Override
        public boolean isCalledOff() {
          return super.isCalledOff() && !lost;
        }
      };
    }
  }

  @Fault(
      what = "cancel also cancels what else was scheduled with the same callback.",
      breaks = {"handle.call-soon.returned", "handle.cancel.only-its-own"})
  static final class CancelsAll extends SelectorEventLoop {
    private final Map<Runnable, List<LoopHandle>> made = new ConcurrentHashMap<>();

    CancelsAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopHandle newHandle(Runnable callback) {
      LoopHandle handle =
          new LoopHandle(callback) {
            @Override
            public void cancel() {
              super.cancel();
              List<LoopHandle> others = made.remove(callback);
              if (others != null) {
                others.forEach(LoopHandle::cancel);
              }
            }
          };
      made.computeIfAbsent(callback, _ -> new CopyOnWriteArrayList<>()).add(handle);
      return handle;
    }
  }

  @Fault(
      what = "A second cancel raises.",
      breaks = {"handle.cancel.twice"})
  static final class SecondCancelRaises extends LoopHandle {
    SecondCancelRaises(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public void cancel() {
      if (isCancelled()) {
        throw new IllegalStateException("cancelled already");
      }
      super.cancel();
    }
  }

  /** A handle that knows how far its callback is. */
  abstract static class KnowsTurn extends LoopHandle {
    boolean isRunning;
    boolean hasRun;

    KnowsTurn(Runnable callback) {
      super(callback);
    }

    @Override
    public void run(RunningLoop loop) {
      isRunning = true;
      try {
        super.run(loop);
      } finally {
        isRunning = false;
        hasRun = true;
      }
    }
  }

  @Fault(
      what = "A cancel raises when the callback has run.",
      breaks = {"handle.cancel.after-run"},
      ripples = {"detail.handle.late-cancel"})
  static final class LateCancelRaises extends KnowsTurn {
    LateCancelRaises(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public void cancel() {
      if (hasRun) {
        throw new IllegalStateException("has run");
      }
      super.cancel();
    }
  }

  @Fault(
      what = "A callback that cancels itself is torn apart.",
      breaks = {"handle.cancel.itself"})
  static final class CancelInterrupts extends KnowsTurn {
    CancelInterrupts(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public void cancel() {
      super.cancel();
      if (isRunning) {
        throw new CancelledError();
      }
    }
  }

  @Fault(
      what = "A cancel raises when the loop is closed.",
      breaks = {"handle.cancel.closed-loop"})
  static final class NeedsOpenLoop extends LoopHandle {
    private final SelectorEventLoop loop;

    NeedsOpenLoop(SelectorEventLoop loop, Runnable callback) {
      super(callback);
      this.loop = loop;
    }

    @Override
    public void cancel() {
      if (loop.isClosed()) {
        throw new IllegalStateException("Event loop is closed: " + loop);
      }
      super.cancel();
    }
  }

  @Fault(
      what = "cancelled is true until the callback has run.",
      breaks = {"handle.cancelled.before"})
  static final class CancelledUntilItRuns extends KnowsTurn {
    CancelledUntilItRuns(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public boolean isCalledOff() {
      return super.isCancelled();
    }

    @Override
    public boolean isCancelled() {
      return !hasRun || super.isCancelled();
    }
  }

  @Fault(
      what = "cancelled is true when the callback has run.",
      breaks = {"handle.cancelled.after-run"})
  static final class RunIsCancelled extends KnowsTurn {
    RunIsCancelled(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public boolean isCancelled() {
      return hasRun || super.isCancelled();
    }
  }

  @Fault(
      what = "cancelled is true only when the callback's turn has come.",
      breaks = {"handle.cancelled.after-cancel"})
  static final class SaidLate extends LoopHandle {
    private boolean hadItsTurn;

    SaidLate(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public boolean isCalledOff() {
      hadItsTurn = true;
      return super.isCancelled();
    }

    @Override
    public boolean isCancelled() {
      return hadItsTurn && super.isCancelled();
    }
  }

  @Fault(
      what = "`call_soon` drops the last argument.",
      breaks = {"loop.call-soon.arguments"})
  static final class SoonDropsTheLastArgument extends SelectorEventLoop {
    SoonDropsTheLastArgument(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Callback callback, @Nullable Object... args) {
      return super.callSoon(callback, Arrays.copyOf(args, Math.max(0, args.length - 1)));
    }
  }

  @Fault(
      what = "A callback with exactly one argument cannot be cancelled.",
      breaks = {"handle.cancel.with-arguments"})
  static final class CancelFailsForOneArgument extends SelectorEventLoop {
    CancelFailsForOneArgument(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Callback callback, @Nullable Object... args) {
      if (args.length == 1) {
        super.callSoon(callback, args);
        return super.callSoon(() -> {});
      }
      return super.callSoon(callback, args);
    }
  }
}
