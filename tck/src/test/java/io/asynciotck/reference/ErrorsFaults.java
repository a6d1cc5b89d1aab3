package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.LoopClock;
import io.asynciotck.tck.harness.Boom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Faults in what reaches the exception handler, and in what comes after. */
final class ErrorsFaults {

  private ErrorsFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "first-error-is-enough",
            "Of the exceptions of one batch only the first is reported (uvloop#360).",
            loops(ReportsTheFirst::new),
            "loop.exception-handler.called"),
        fault(
            "timer-errors-are-dropped",
            "An exception in a timer's callback is given to nobody.",
            loops(DropsErrorsOfTimers::new),
            "loop.exception-handler.called-for-timer"),
        fault(
            "handler-gets-another-loop",
            "The handler is called with another loop than the one that reports.",
            loops(AnotherLoop::new),
            "loop.exception-handler.receives-loop"),
        fault(
            "report-without-message",
            "The context of a report has no message.",
            loops(WithoutMessage::new),
            "loop.exception-handler.context-message"),
        fault(
            "report-of-a-copy",
            "The context of a report has another exception of the same type.",
            loops(ReportsACopy::new),
            "loop.exception-handler.context-exception"),
        fault(
            "report-without-handle",
            "The context of a report has no handle.",
            loops(WithoutHandle::new),
            "loop.exception-handler.context-handle"),
        fault(
            "exception-stops-the-loop",
            "An exception in a callback stops the loop (uvloop#360).",
            loops(StopsAfterAnException::new),
            "loop.exception-handler.loop-goes-on"),
        fault(
            "exception-ends-the-batch",
            "An exception in a callback throws away the rest of the batch.",
            loops(DropsTheRest::new),
            "loop.exception-handler.batch-goes-on",
            "loop.exception-handler.before-next",
            "loop.exception-handler.called",
            "loop.exception-handler.raises"),
        fault(
            "reports-come-later",
            "A report waits for the next iteration.",
            loops(ReportsLater::new),
            "loop.exception-handler.before-next"),
        fault(
            "cancelled-error-leaves",
            "A CancelledError that a callback raises leaves the loop.",
            loops(CancelledErrorLeaves::new),
            "loop.exception-handler.cancelled-error"),
        fault(
            "every-error-leaves",
            "Whatever is no Exception leaves the loop, as until Python 3.7.",
            loops(EveryErrorLeaves::new),
            "loop.exception-handler.cancelled-error",
            "loop.exception-handler.other-base"));
  }

  /** A loop of which the reports are broken. */
  abstract static class BrokenReports extends SelectorEventLoop {
    BrokenReports(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Makes the report of an exception in a callback. */
    abstract void reportException(Map<String, @Nullable Object> context);

    @Override
    void report(Report report) {
      if (report.context().containsKey("handle")) {
        reportException(new HashMap<>(report.context()));
      } else {
        super.report(report);
      }
    }
  }

  /** A loop with one fault: it reports one exception per batch. */
  private static final class ReportsTheFirst extends BrokenReports {
    private boolean reported;

    ReportsTheFirst(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
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

  /** A loop with one fault: it says nothing about exceptions in timers. */
  private static final class DropsErrorsOfTimers extends BrokenReports {
    DropsErrorsOfTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      if (!(context.get("handle") instanceof LoopTimer)) {
        callExceptionHandler(context);
      }
    }
  }

  /** A loop with one fault: it passes on a loop that was made for the purpose. */
  private static final class AnotherLoop extends SelectorEventLoop {
    private @Nullable ExceptionHandler given;

    AnotherLoop(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: its reports have no message. */
  private static final class WithoutMessage extends BrokenReports {
    WithoutMessage(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      context.remove("message");
      callExceptionHandler(context);
    }
  }

  /** A loop with one fault: it reports a copy of the exception. */
  private static final class ReportsACopy extends BrokenReports {
    ReportsACopy(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: its reports have no handle. */
  private static final class WithoutHandle extends BrokenReports {
    WithoutHandle(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      context.remove("handle");
      callExceptionHandler(context);
    }
  }

  /** A loop with one fault: it stops after an exception in a callback. */
  private static final class StopsAfterAnException extends BrokenReports {
    StopsAfterAnException(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      callExceptionHandler(context);
      stop();
    }
  }

  /** A loop with one fault: after an exception in a callback it begins with an empty queue. */
  private static final class DropsTheRest extends BrokenReports {
    DropsTheRest(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: it reports an exception in a callback of its own. */
  private static final class ReportsLater extends BrokenReports {
    ReportsLater(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void reportException(Map<String, @Nullable Object> context) {
      callSoon(() -> callExceptionHandler(context));
    }
  }

  /** A loop with one fault: it is left by a {@code CancelledError}. */
  private static final class CancelledErrorLeaves extends BrokenReports {
    CancelledErrorLeaves(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: it is left by every error. */
  private static final class EveryErrorLeaves extends BrokenReports {
    EveryErrorLeaves(ReferenceAsyncio asyncio, LoopClock clock) {
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
}
