package io.asynciotck.reference;

import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.contexts.Contextual;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.Report;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
      callIn(contextOf(context), mine, context);
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

  /** The context of the task or callback that is reported; null if nothing is said of one. */
  private static @Nullable VariableContext contextOf(Map<String, @Nullable Object> report) {
    return Stream.of("task", "future", "handle")
        .map(report::get)
        .filter(Contextual.class::isInstance)
        .map(Contextual.class::cast)
        .findFirst()
        .map(Contextual::ownContext)
        .orElse(null);
  }

  /** Calls a handler, in a context if there is one. */
  void callIn(
      @Nullable VariableContext context,
      ExceptionHandler mine,
      Map<String, @Nullable Object> report) {
    if (context == null) {
      mine.handle(loop, report);
      return;
    }
    CurrentContext thread = CurrentContext.ofThread();
    if (thread.context() == context) {
      // Rule: loop.call-exception-handler.of-itself
      mine.handle(loop, report);
      return;
    }
    // Rule: loop.exception-handler.context-of-handle, loop.exception-handler.context-of-task
    VariableContext before = context.enter(thread);
    try {
      mine.handle(loop, report);
    } finally {
      context.leave(thread, before);
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
