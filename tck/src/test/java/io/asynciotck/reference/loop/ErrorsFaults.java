package io.asynciotck.reference.loop;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.tck.harness.Boom;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in what reaches the exception handler, and in what comes after. */
final class ErrorsFaults {

  private ErrorsFaults() {}

  @Fault(
      what = "The fortieth report of a loop is lost.",
      breaks = {"loop.exception-handler.called"})
  static final class LosesTheFortieth extends SelectorEventLoop {
    private int reports;

    LosesTheFortieth(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void report(Report report) {
      reports++;
      if (reports != 40) {
        super.report(report);
      }
    }
  }

  /** A loop of which the reports are broken. */
  abstract static class BrokenReports extends SelectorEventLoop {
    BrokenReports(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Makes the report of an exception in a callback. */
    abstract void reportException(Map<String, @Nullable Object> context);

    @Override
    public void report(Report report) {
      if (report.context().containsKey("handle")) {
        reportException(new HashMap<>(report.context()));
      } else {
        super.report(report);
      }
    }
  }

  @Fault(
      what = "Of the exceptions of one batch only the first is reported (uvloop#360).",
      breaks = {"loop.exception-handler.called"})
  public static final class ReportsTheFirst extends BrokenReports {
    private boolean reported;

    ReportsTheFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      reported = false;
      super.runBatch();
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      if (!reported) {
        callExceptionHandler(context);
      }
      reported = true;
    }
  }

  @Fault(
      what = "An exception that was reported before is not reported again.",
      breaks = {"loop.exception-handler.called"})
  public static final class ReportsEachExceptionOnce extends BrokenReports {
    private final Set<Object> reported = Collections.newSetFromMap(new IdentityHashMap<>());

    ReportsEachExceptionOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      Object exception = context.get("exception");
      if (exception == null || reported.add(exception)) {
        callExceptionHandler(context);
      }
    }
  }

  @Fault(
      what = "An exception in a timer's callback is given to nobody.",
      breaks = {"loop.exception-handler.called-for-timer"})
  public static final class DropsErrorsOfTimers extends BrokenReports {
    DropsErrorsOfTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      if (!(context.get("handle") instanceof LoopTimer)) {
        callExceptionHandler(context);
      }
    }
  }

  @Fault(
      what = "The handler is called with another loop than the one that reports.",
      breaks = {"loop.exception-handler.receives-loop"})
  static final class AnotherLoop extends SelectorEventLoop {
    private @Nullable ExceptionHandler given;

    AnotherLoop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      SelectorEventLoop other = new SelectorEventLoop(asyncio, clock);
      given = handler;
      super.setExceptionHandler(
          handler == null
              ? null
              : (EventLoop loop, Map<String, @Nullable Object> context) ->
                  handler.handle(other, context));
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
      return given;
    }
  }

  @Fault(
      what = "The context of a report has no message.",
      breaks = {"loop.exception-handler.context-message"})
  public static final class WithoutMessage extends BrokenReports {
    WithoutMessage(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      context.remove("message");
      callExceptionHandler(context);
    }
  }

  @Fault(
      what = "The context of a report has another exception of the same type.",
      breaks = {"loop.exception-handler.context-exception"})
  public static final class ReportsACopy extends BrokenReports {
    ReportsACopy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      context.computeIfPresent(
          "exception",
          (key, raised) ->
              raised instanceof Boom boom ? new Boom(String.valueOf(boom.getMessage())) : raised);
      callExceptionHandler(context);
    }
  }

  @Fault(
      what = "The context of a report has no handle.",
      breaks = {
        "loop.exception-handler.context-handle",
        "loop.exception-handler.context-of-handle"
      })
  public static final class WithoutHandle extends BrokenReports {
    WithoutHandle(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      context.remove("handle");
      callExceptionHandler(context);
    }
  }

  @Fault(
      what = "An exception in a callback stops the loop (uvloop#360).",
      breaks = {"loop.exception-handler.loop-goes-on"})
  public static final class StopsAfterAnException extends BrokenReports {
    StopsAfterAnException(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      callExceptionHandler(context);
      stop();
    }
  }

  @Fault(
      what = "An exception in a callback throws away the rest of the batch.",
      breaks = {
        "loop.default-handler.deferred-to",
        "loop.default-handler.error-level",
        "loop.default-handler.logs",
        "loop.default-handler.only-default",
        "loop.exception-handler.batch-goes-on",
        "loop.exception-handler.before-next",
        "loop.exception-handler.called",
        "loop.exception-handler.cancelled-error",
        "loop.exception-handler.context-exception",
        "loop.exception-handler.context-handle",
        "loop.exception-handler.context-message",
        "loop.exception-handler.other-base",
        "loop.exception-handler.raises",
        "loop.exception-handler.receives-loop",
        "loop.exception-handler.set"
      })
  public static final class DropsTheRest extends BrokenReports {
    DropsTheRest(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      callExceptionHandler(context);
      while (!ready.isEmpty() && ready.last() instanceof LoopHandle last && !last.isCancelled()) {
        last.cancel();
      }
    }
  }

  @Fault(
      what = "A report waits for the next iteration.",
      breaks = {"loop.exception-handler.before-next"})
  public static final class ReportsLater extends BrokenReports {
    ReportsLater(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      callSoon(() -> callExceptionHandler(context));
    }
  }

  @Fault(
      what = "A CancelledError that a callback raises leaves the loop.",
      breaks = {"loop.exception-handler.cancelled-error"})
  public static final class CancelledErrorLeaves extends BrokenReports {
    CancelledErrorLeaves(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      if (context.get("exception") instanceof CancelledError cancelled) {
        throw cancelled;
      }
      callExceptionHandler(context);
    }
  }

  @Fault(
      what = "Whatever is no Exception leaves the loop, as until Python 3.7.",
      breaks = {"loop.exception-handler.cancelled-error", "loop.exception-handler.other-base"})
  public static final class EveryErrorLeaves extends BrokenReports {
    EveryErrorLeaves(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      if (context.get("exception") instanceof Error error) {
        throw Objects.requireNonNull(error);
      }
      callExceptionHandler(context);
    }
  }

  @Fault(
      what = "`stop` in the handler has no effect.",
      breaks = {"loop.exception-handler.stops"})
  static final class IsNotStoppedByItsHandler extends SelectorEventLoop {
    private boolean reports;

    IsNotStoppedByItsHandler(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void report(Report report) {
      reports = true;
      super.report(report);
      reports = false;
    }

    @Override
    public void stop() {
      if (!reports) {
        super.stop();
      }
    }
  }
}
