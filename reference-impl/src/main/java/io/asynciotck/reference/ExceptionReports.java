package io.asynciotck.reference;

import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.Report;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the exceptions that nothing else can take: to the handler that was set, or to the log. */
class ExceptionReports {
  private static final System.Logger LOGGER = System.getLogger("asyncio");

  private final BaseEventLoop loop;
  private @Nullable ExceptionHandler handler;

  ExceptionReports(BaseEventLoop loop) {
    this.loop = loop;
  }

  @Nullable ExceptionHandler handler() {
    // Rule: loop.exception-handler.get, loop.exception-handler.get-none
    return handler;
  }

  void setHandler(@Nullable ExceptionHandler handler) {
    // Rule: loop.exception-handler.set, loop.exception-handler.reset
    this.handler = handler;
  }

  /** Calls the handler in force. What the handler itself raises is logged. */
  void tellHandler(Map<String, @Nullable Object> context) {
    ExceptionHandler mine = handler;
    if (mine == null) {
      // Rule: loop.call-exception-handler.default, loop.default-handler.{only-default, only-errors}
      callDefault(context, "Exception in default exception handler");
      return;
    }
    try {
      // Rule: loop.exception-handler.receives-loop, loop.call-exception-handler.calls
      mine.handle(loop, context);
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      Report report =
          Report.of("Unhandled error in exception handler", raised).with("context", context);
      callDefault(
          report.context(),
          "Exception in default exception handler while handling an unexpected error in custom"
              + " exception handler");
    }
  }

  private void callDefault(Map<String, @Nullable Object> context, String messageIfItRaises) {
    try {
      loop.defaultExceptionHandler(context);
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      LOGGER.log(System.Logger.Level.ERROR, messageIfItRaises, raised);
    }
  }

  /** The default handler. */
  void log(Map<String, @Nullable Object> context) {
    Object message = context.get("message");
    StringBuilder lines =
        new StringBuilder(
            message == null ? "Unhandled exception in event loop" : message.toString());
    for (Map.Entry<String, @Nullable Object> entry : new TreeMap<>(context).entrySet()) {
      if (!entry.getKey().equals("message") && !entry.getKey().equals("exception")) {
        lines.append('\n').append(entry.getKey()).append(": ").append(entry.getValue());
      }
    }
    Throwable exception = context.get("exception") instanceof Throwable thrown ? thrown : null;
    // Rule: loop.default-handler.logs
    LOGGER.log(System.Logger.Level.ERROR, lines.toString(), exception);
  }

  /** Reports a callback that took too long. */
  void logSlow(ReadyEntry entry, long tookNanos) {
    LOGGER.log(
        System.Logger.Level.WARNING,
        "Executing " + entry + " took " + tookNanos / 1_000_000 + " ms");
  }
}
