package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_forever}. */
final class EventLoopRunForeverFaults {

  private EventLoopRunForeverFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "busy-run-ends-after-fifteen-iterations",
            "run_forever returns after fifteen iterations without a wait or a call from another"
                + " thread.",
            loops(FifteenIterations::new),
            "loop.run-forever.until-stop"),
        fault(
            "idle-loop-returns",
            "run_forever returns when its last timer has fired and nothing else is left to do.",
            loops(IdleReturns::new),
            "loop.run-forever.idle"),
        fault(
            "runs-nested",
            "A running loop runs again inside of a callback (nest_asyncio).",
            loops(Nested::new),
            "loop.run-forever.nested",
            "loop.run-forever.nested-refused",
            "loop.run-until-complete.nested",
            "loop.run-until-complete.nested-refused"),
        fault(
            "runs-in-another-loop",
            "A loop runs inside of a callback of another loop.",
            loops(RunsInAnother::new),
            "loop.run-forever.other-running",
            "loop.run-until-complete.other-running"),
        fault(
            "refused-run-forgets-the-running-loop",
            "A run that is refused cleans up as if it had run (cpython#130145).",
            loops(RefusalCleansUp::new),
            "loop.run-forever.refused-nested",
            "loop.run-forever.refused-second"));
  }

  private static final class FifteenIterations extends SelectorEventLoop {
    private int iterations;
    private boolean completes;

    FifteenIterations(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      completes = true;
      try {
        return super.runUntilComplete(future);
      } finally {
        completes = false;
      }
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      iterations = 0;
    }

    @Override
    void adoptForeign() {
      iterations = foreign.isEmpty() ? iterations : 0;
      super.adoptForeign();
    }

    @Override
    void waitForEvents(long timeoutNanos) {
      super.waitForEvents(timeoutNanos);
      iterations = timeoutNanos == 0 ? iterations : 0;
    }

    @Override
    void runOnce() {
      super.runOnce();
      iterations++;
      if (iterations == 15 && !completes) {
        stop();
      }
    }
  }

  private static final class IdleReturns extends SelectorEventLoop {
    private boolean hadTimer;

    IdleReturns(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void waitForEvents(long timeoutNanos) {
      hadTimer |= timeoutNanos != FOREVER && timeoutNanos != 0;
      if (timeoutNanos == FOREVER && hadTimer) {
        stop();
      } else {
        super.waitForEvents(timeoutNanos);
      }
    }
  }

  private static final class Nested extends SelectorEventLoop {
    private boolean stopped;

    Nested(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    public void runForever() {
      if (!isRunning()) {
        super.runForever();
        return;
      }
      do {
        runOnce();
      } while (!stopped);
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      stopped = false;
    }

    @Override
    void runBatch() {
      adoptForeign();
      ReadyEntry last = ready.last();
      ReadyEntry entry = null;
      while (entry != last && !ready.isEmpty()) {
        entry = ready.remove();
        if (!entry.isCalledOff()) {
          runEntry(entry);
        }
      }
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      return isRunning()
          ? new CompleteRun<>(this, asyncio.ensureFuture(future, this)).execute()
          : super.runUntilComplete(future);
    }
  }

  private static final class RunsInAnother extends SelectorEventLoop {
    RunsInAnother(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      ThreadState here = asyncio.threads().here();
      SelectorEventLoop outer = here.running;
      if (outer != this) {
        here.running = null;
      }
      try {
        super.runForever();
      } finally {
        here.running = outer;
      }
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      ThreadState here = asyncio.threads().here();
      SelectorEventLoop outer = here.running;
      if (outer != this) {
        here.running = null;
      }
      try {
        return super.runUntilComplete(future);
      } finally {
        here.running = outer;
      }
    }
  }

  private static final class RefusalCleansUp extends SelectorEventLoop {
    RefusalCleansUp(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      try {
        super.runForever();
      } catch (IllegalStateException refused) {
        leaveRunning();
        asyncio.threads().here().running = null;
        throw refused;
      }
    }
  }
}
