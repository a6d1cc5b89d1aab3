package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.handles;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Faults in what handles do. */
final class HandlesFaults {

  private HandlesFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "cancelled-callbacks-run",
            "A cancelled callback still runs (pyodide#2011).",
            handles(StillRuns::new),
            "handle.call-soon.returned",
            "handle.cancel.between-runs",
            "handle.cancel.only-its-own",
            "handle.cancel.prevents",
            "handle.cancel.same-batch",
            "handle.cancel.twice",
            "loop.call-soon-threadsafe.handle"),
        fault(
            "cancel-in-the-batch-is-too-late",
            "A cancel has no effect on the batch that runs.",
            loops(TooLateForBatch::new),
            "handle.cancel.same-batch"),
        fault(
            "cancel-between-runs-is-lost",
            "A cancel has no effect between two runs.",
            loops(CancelLostBetweenRuns::new),
            "handle.cancel.between-runs"),
        fault(
            "cancels-all-of-a-callback",
            "cancel also cancels what else was scheduled with the same callback.",
            loops(CancelsAll::new),
            "handle.call-soon.returned",
            "handle.cancel.only-its-own"),
        fault(
            "second-cancel-raises",
            "A second cancel raises.",
            handles(SecondCancelRaises::new),
            "handle.cancel.twice"),
        fault(
            "late-cancel-raises",
            "A cancel raises when the callback has run.",
            handles(LateCancelRaises::new),
            "detail.handle.late-cancel",
            "handle.cancel.after-run"),
        fault(
            "cancel-interrupts",
            "A callback that cancels itself is torn apart.",
            handles(CancelInterrupts::new),
            "handle.cancel.itself"),
        fault(
            "cancel-needs-an-open-loop",
            "A cancel raises when the loop is closed.",
            handles(NeedsOpenLoop::new),
            "handle.cancel.closed-loop"),
        fault(
            "cancelled-until-it-runs",
            "cancelled is true until the callback has run.",
            handles(CancelledUntilItRuns::new),
            "handle.cancelled.before"),
        fault(
            "what-has-run-is-cancelled",
            "cancelled is true when the callback has run.",
            handles(RunIsCancelled::new),
            "handle.cancelled.after-run"),
        fault(
            "cancelled-is-said-late",
            "cancelled is true only when the callback's turn has come.",
            handles(SaidLate::new),
            "handle.cancelled.after-cancel"));
  }

  /** A handle whose callback can be called although it is cancelled. */
  private abstract static class Stubborn extends LoopHandle {
    private final Runnable kept;

    Stubborn(Runnable callback) {
      super(callback);
      kept = callback;
    }

    @Override
    void run(SelectorEventLoop loop) {
      if (isCancelled()) {
        new LoopHandle(kept).run(loop);
      } else {
        super.run(loop);
      }
    }
  }

  private static final class StillRuns extends Stubborn {
    StillRuns(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    boolean isCalledOff() {
      return false;
    }
  }

  private static final class TooLateForBatch extends SelectorEventLoop {
    private final Set<ReadyEntry> begun = new HashSet<>();

    TooLateForBatch(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    LoopHandle newHandle(Runnable callback) {
      return new Stubborn(callback) {
        @Override
        boolean isCalledOff() {
          return super.isCalledOff() && !begun.contains(this);
        }
      };
    }

    @Override
    void runBatch() {
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

  private static final class CancelLostBetweenRuns extends SelectorEventLoop {
    private boolean hasRun;

    CancelLostBetweenRuns(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      hasRun = true;
    }

    @Override
    LoopHandle newHandle(Runnable callback) {
      return new Stubborn(callback) {
        private boolean lost;

        @Override
        public void cancel() {
          super.cancel();
          lost = hasRun && !isRunning();
        }

        @Override
        boolean isCalledOff() {
          return super.isCalledOff() && !lost;
        }
      };
    }
  }

  private static final class CancelsAll extends SelectorEventLoop {
    private final Map<Runnable, List<LoopHandle>> made = new ConcurrentHashMap<>();

    CancelsAll(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    LoopHandle newHandle(Runnable callback) {
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

  private static final class SecondCancelRaises extends LoopHandle {
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
  private abstract static class KnowsTurn extends LoopHandle {
    boolean isRunning;
    boolean hasRun;

    KnowsTurn(Runnable callback) {
      super(callback);
    }

    @Override
    void run(SelectorEventLoop loop) {
      isRunning = true;
      try {
        super.run(loop);
      } finally {
        isRunning = false;
        hasRun = true;
      }
    }
  }

  private static final class LateCancelRaises extends KnowsTurn {
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

  private static final class CancelInterrupts extends KnowsTurn {
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

  private static final class NeedsOpenLoop extends LoopHandle {
    private final SelectorEventLoop loop;

    NeedsOpenLoop(SelectorEventLoop loop, Runnable callback) {
      super(callback);
      this.loop = loop;
    }

    @Override
    public void cancel() {
      loop.checkClosed();
      super.cancel();
    }
  }

  private static final class CancelledUntilItRuns extends KnowsTurn {
    CancelledUntilItRuns(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    boolean isCalledOff() {
      return super.isCancelled();
    }

    @Override
    public boolean isCancelled() {
      return !hasRun || super.isCancelled();
    }
  }

  private static final class RunIsCancelled extends KnowsTurn {
    RunIsCancelled(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public boolean isCancelled() {
      return hasRun || super.isCancelled();
    }
  }

  private static final class SaidLate extends LoopHandle {
    private boolean hadItsTurn;

    SaidLate(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    boolean isCalledOff() {
      hadItsTurn = true;
      return super.isCancelled();
    }

    @Override
    public boolean isCancelled() {
      return hadItsTurn && super.isCancelled();
    }
  }
}
