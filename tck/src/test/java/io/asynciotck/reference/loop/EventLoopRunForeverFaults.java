package io.asynciotck.reference.loop;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.CompleteRun;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.ThreadState;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.timers.Nanos;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_forever}. */
final class EventLoopRunForeverFaults {

  private EventLoopRunForeverFaults() {}

  @Fault(
      what = "A nested run_until_complete that is refused stops the loop (uvloop 0.23).",
      breaks = {"loop.run-until-complete.refused-nested"})
  static final class RefusalStops extends SelectorEventLoop {
    RefusalStops(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      try {
        return super.runUntilComplete(future);
      } catch (IllegalStateException refused) {
        if (isRunning()) {
          asyncio.ensureFuture(future, this).addDoneCallback(_ -> stop());
        }
        throw refused;
      }
    }
  }

  @Fault(
      what =
          "run_forever returns after fifteen iterations without a wait or a call from another"
              + " thread.",
      breaks = {"loop.run-forever.until-stop"})
  static final class FifteenIterations extends SelectorEventLoop {
    private int iterations;
    private boolean completes;

    FifteenIterations(BaseAsyncio asyncio, LoopClock clock) {
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
    protected void enterRunning() {
      super.enterRunning();
      iterations = 0;
    }

    @Override
    protected void adoptForeign() {
      iterations = foreign.isEmpty() ? iterations : 0;
      super.adoptForeign();
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      super.waitForEvents(timeoutNanos);
      iterations = timeoutNanos == 0 ? iterations : 0;
    }

    @Override
    protected void runOnce() {
      super.runOnce();
      iterations++;
      if (iterations == 15 && !completes) {
        stop();
      }
    }
  }

  @Fault(
      what = "run_forever returns when its last timer has fired and nothing else is left to do.",
      breaks = {"loop.run-forever.idle"})
  static final class IdleReturns extends SelectorEventLoop {
    private boolean hadTimer;

    IdleReturns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      hadTimer |= timeoutNanos != Nanos.FOREVER && timeoutNanos != 0;
      if (timeoutNanos == Nanos.FOREVER && hadTimer) {
        stop();
      } else {
        super.waitForEvents(timeoutNanos);
      }
    }
  }

  @Fault(
      what = "run_forever returns at once in a thread other than that in which the loop runs.",
      breaks = {"loop.run-forever.nested-refused"})
  static final class ReturnsInOtherThreads extends SelectorEventLoop {
    ReturnsInOtherThreads(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      if (!isRunning() || asyncio.runningLoopOrNull() != null) {
        super.runForever();
      }
    }
  }

  @Fault(
      what = "A running loop runs again inside of a callback (nest_asyncio).",
      breaks = {
        "loop.run-forever.nested",
        "loop.run-forever.nested-refused",
        "loop.run-until-complete.nested",
        "loop.run-until-complete.nested-refused",
        "loop.run-until-complete.refused-nested"
      })
  static final class Nested extends SelectorEventLoop {
    private boolean stopped;

    Nested(BaseAsyncio asyncio, LoopClock clock) {
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
    protected void leaveRunning() {
      super.leaveRunning();
      stopped = false;
    }

    @Override
    protected void runBatch() {
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

  @Fault(
      what = "A loop runs inside of a callback of another loop.",
      breaks = {"loop.run-forever.other-running", "loop.run-until-complete.other-running"})
  static final class RunsInAnother extends SelectorEventLoop {
    RunsInAnother(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      ThreadState here = asyncio.threads().here();
      BaseEventLoop outer = here.running;
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
      BaseEventLoop outer = here.running;
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

  @Fault(
      what = "A run that is refused cleans up as if it had run (cpython#130145).",
      breaks = {"loop.run-forever.refused-nested", "loop.run-forever.refused-second"})
  static final class RefusalCleansUp extends SelectorEventLoop {
    RefusalCleansUp(BaseAsyncio asyncio, LoopClock clock) {
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
