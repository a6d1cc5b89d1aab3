package io.asynciotck.reference.loop;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.timers.TimerHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Faults in stop, timers and close, for the properties: each with the rules of which a property
 * must say that they are broken.
 */
final class LoopPropertiesFaults {
  private LoopPropertiesFaults() {}

  @Fault(
      what = "Stop is queued as a callback.",
      breaks = {"loop.stop.new-callbacks", "loop.run-forever.until-stop"})
  static final class QueuedStop extends SelectorEventLoop {
    QueuedStop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      callSoon(super::stop);
    }
  }

  @Fault(
      what = "Stop ends the batch.",
      breaks = {"loop.stop.batch", "loop.stop.before-run"})
  static final class TornBatch extends SelectorEventLoop {
    private boolean torn;

    TornBatch(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      super.stop();
      torn = isRunning();
    }

    @Override
    protected void runBatch() {
      torn = false;
      adoptForeign();
      for (int todo = ready.size(); todo > 0 && !torn; todo--) {
        ReadyEntry entry = ready.remove();
        if (!entry.isCalledOff()) {
          runEntry(entry);
        }
      }
    }
  }

  @Fault(
      what = "Stop drops what is left.",
      breaks = {"loop.stop.next-run"})
  static final class ForgetfulStop extends SelectorEventLoop {
    ForgetfulStop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      ready.clear();
    }
  }

  @Fault(
      what = "A run ends when nothing is ready.",
      breaks = {"loop.run-forever.until-stop"})
  static final class LeavesWhenIdle extends SelectorEventLoop {
    LeavesWhenIdle(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      super.runBatch();
      if (ready.isEmpty()) {
        stop();
      }
    }
  }

  @Fault(
      what = "Close keeps what is ready, and the loop runs it.",
      breaks = {"loop.close.discards"})
  static final class CloseKeeps extends SelectorEventLoop {
    CloseKeeps(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      List<ReadyEntry> kept = new ArrayList<>();
      while (!ready.isEmpty()) {
        kept.add(ready.remove());
      }
      super.close();
      kept.forEach(ready::add);
    }

    @Override
    protected void checkClosed() {}
  }

  @Fault(
      what = "Close keeps timers, and the loop runs them.",
      breaks = {"loop.close.discards-timers"})
  static final class CloseKeepsTimers extends SelectorEventLoop {
    CloseKeepsTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        public void clear() {}
      };
    }

    @Override
    protected void checkClosed() {}
  }

  @Fault(
      what = "A second stop of a run takes the first one back.",
      breaks = {
        "loop.stop.batch",
        "loop.stop.before-run",
        "loop.stop.before-run-no-wait",
        "loop.run-forever.until-stop"
      })
  static final class StopsInPairsAreNone extends SelectorEventLoop {
    private boolean told;

    StopsInPairsAreNone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      told = !told;
    }

    @Override
    protected void runBatch() {
      super.runBatch();
      if (told) {
        super.stop();
      }
    }

    @Override
    protected long pollTimeout() {
      return told ? 0 : super.pollTimeout();
    }

    @Override
    protected void leaveRunning() {
      told = false;
      super.leaveRunning();
    }
  }

  @Fault(
      what = "What a callback raises comes to the handler twice.",
      breaks = {"loop.exception-handler.called"})
  static final class ReportsTwice extends SelectorEventLoop {
    ReportsTwice(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      super.callExceptionHandler(context);
      super.callExceptionHandler(context);
    }
  }

  @Fault(
      what = "A nested run_forever returns at once.",
      breaks = {"loop.run-forever.nested-refused"})
  static final class NestedRunDoesNothing extends SelectorEventLoop {
    NestedRunDoesNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      if (!isRunning()) {
        super.runForever();
      }
    }
  }
}
