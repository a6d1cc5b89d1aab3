package io.asynciotck.reference.loop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in setting and calling the exception handler, and in the default one. */
final class ExceptionHandlerFaults {

  private static final System.Logger LOGGER = System.getLogger("asyncio");

  private ExceptionHandlerFaults() {}

  @Fault(
      what = "A handler cannot be replaced by another.",
      breaks = {"loop.exception-handler.set"})
  static final class FirstHandlerStays extends SelectorEventLoop {
    FirstHandlerStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      if (handler == null || getExceptionHandler() == null) {
        super.setExceptionHandler(handler);
      }
    }
  }

  @Fault(
      what = "What nobody has asked for is lost with its future.",
      breaks = {
        "future.exception.never-retrieved",
        "future.exception.retrieved-silent",
        "future.exception.source-traceback"
      },
      reason = "That nothing is logged shows something only where something is.")
  static final class LosesTheUnseen extends SelectorEventLoop {
    LosesTheUnseen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void report(Report report) {
      if (!String.valueOf(report.context().get("message")).endsWith("was never retrieved")) {
        super.report(report);
      }
    }
  }

  @Fault(
      what = "Whoever asks for an exception gets it from a copy, and the copy is never asked.",
      breaks = {"future.exception.retrieved-silent"})
  static final class ReportsTheSeen<T extends @Nullable Object> extends LoopFuture<T> {
    ReportsTheSeen(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      Throwable seen = super.exception();
      if (seen != null) {
        new LoopFuture<T>(loop).setException(seen);
      }
      return seen;
    }
  }

  @Fault(
      what = "Cancelled callbacks do not run, and are reported as failed.",
      breaks = {"loop.default-handler.only-errors"},
      ripples = {"handle.*", "timer-handle.*", "task.*", "wait-for.*", "gather.*"})
  static final class ReportsTheCancelled extends LoopHandle {
    private final SelectorEventLoop loop;

    ReportsTheCancelled(SelectorEventLoop loop, Runnable callback) {
      super(callback);
      this.loop = loop;
    }

    @Override
    public void cancel() {
      if (!isCancelled()) {
        loop.report(
            Report.of("Exception in callback", new IllegalArgumentException("no callback")));
      }
      super.cancel();
    }
  }

  @Fault(
      what = "The default handler logs to a logger of its own.",
      breaks = {
        "future.exception.never-retrieved",
        "future.exception.retrieved-silent",
        "loop.call-exception-handler.default",
        "loop.default-handler.deferred-to",
        "loop.default-handler.error-level",
        "loop.default-handler.exception",
        "loop.default-handler.logs",
        "loop.default-handler.only-default",
        "loop.exception-handler.raises-logged"
      },
      reason = "Nothing that is logged can be read.",
      ripples = {"loop.default-handler.*"})
  static final class OtherLogger extends SelectorEventLoop {
    private static final System.Logger OTHER = System.getLogger("other than asyncio");

    OtherLogger(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      OTHER.log(System.Logger.Level.DEBUG, String.valueOf(context));
    }
  }

  @Fault(
      what = "The handler is called with the context only, which it cannot be.",
      breaks = {
        "future.exception.source-traceback",
        "loop.call-exception-handler.calls",
        "loop.call-exception-handler.inline",
        "loop.call-exception-handler.of-itself",
        "loop.default-handler.only-default",
        "loop.exception-handler.before-next",
        "loop.exception-handler.called",
        "loop.exception-handler.called-for-timer",
        "loop.exception-handler.cancelled-error",
        "loop.exception-handler.context-exception",
        "loop.exception-handler.context-handle",
        "loop.exception-handler.context-message",
        "loop.exception-handler.other-base",
        "loop.exception-handler.raises-exit",
        "loop.exception-handler.receives-loop",
        "loop.exception-handler.set",
        "loop.exception-handler.stops"
      },
      reason = "The handler is never entered, so that every test of it sees nothing.",
      ripples = {"future.*", "task.*"})
  static final class ContextOnly extends SelectorEventLoop {
    private @Nullable ExceptionHandler asGiven;

    ContextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      asGiven = handler;
      super.setExceptionHandler(
          handler == null
              ? null
              : (_, _) -> {
                throw new IllegalArgumentException("an argument is missing");
              });
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
      return asGiven;
    }
  }

  @Fault(
      what = "A handler that has raised is taken away.",
      breaks = {"loop.exception-handler.set"})
  static final class DropsAHandlerThatRaises extends SelectorEventLoop {
    private @Nullable ExceptionHandler asGiven;

    DropsAHandlerThatRaises(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
      return asGiven;
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      asGiven = handler;
      super.setExceptionHandler(
          handler == null
              ? null
              : (EventLoop reporter, Map<String, @Nullable Object> context) -> {
                try {
                  handler.handle(reporter, context);
                } catch (Throwable raised) {
                  super.setExceptionHandler(null);
                  throw raised;
                }
              });
    }
  }

  @Fault(
      what = "The exception handler is the same for all loops.",
      breaks = {"loop.exception-handler.set"})
  static final class OneHandlerForAll extends ReferenceAsyncio {
    private @Nullable ExceptionHandler handler;

    OneHandlerForAll(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void setExceptionHandler(@Nullable ExceptionHandler given) {
          handler = given;
        }

        @Override
        public @Nullable ExceptionHandler getExceptionHandler() {
          return handler;
        }

        @Override
        public void callExceptionHandler(Map<String, @Nullable Object> context) {
          super.setExceptionHandler(handler);
          super.callExceptionHandler(context);
        }
      };
    }
  }

  @Fault(
      what = "get_exception_handler says that there is none.",
      breaks = {"loop.exception-handler.get"})
  static final class SecretHandler extends SelectorEventLoop {
    SecretHandler(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
      return null;
    }
  }

  @Fault(
      what = "get_exception_handler returns the default handler if no other was set.",
      breaks = {"loop.exception-handler.get-none", "loop.exception-handler.reset"})
  static final class ShowsTheDefault extends SelectorEventLoop {
    ShowsTheDefault(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
      ExceptionHandler handler = super.getExceptionHandler();
      return handler == null
          ? (EventLoop loop, Map<String, @Nullable Object> context) ->
              loop.defaultExceptionHandler(context)
          : handler;
    }
  }

  @Fault(
      what = "Setting the handler to None has no effect.",
      breaks = {"loop.default-handler.only-default", "loop.exception-handler.reset"})
  static final class CannotBeUnset extends SelectorEventLoop {
    CannotBeUnset(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      if (handler != null) {
        super.setExceptionHandler(handler);
      }
    }
  }

  /** A loop whose calls of the handler by the program are broken; its own reports are not. */
  abstract static class BrokenCalls extends SelectorEventLoop {
    BrokenCalls(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void report(Report report) {
      super.callExceptionHandler(report.context());
    }
  }

  @Fault(
      what = "call_exception_handler passes on the message and nothing else.",
      breaks = {"loop.call-exception-handler.calls"})
  public static final class OnlyTheMessage extends BrokenCalls {
    OnlyTheMessage(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      Map<String, @Nullable Object> known = new HashMap<>(context);
      known.keySet().retainAll(List.of("message"));
      super.callExceptionHandler(known);
    }
  }

  @Fault(
      what = "call_exception_handler does nothing as long as no handler was set.",
      breaks = {"loop.call-exception-handler.default"})
  public static final class NeedsAHandler extends BrokenCalls {
    NeedsAHandler(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      if (getExceptionHandler() != null) {
        super.callExceptionHandler(context);
      }
    }
  }

  @Fault(
      what = "call_exception_handler is carried out in the next iteration.",
      breaks = {"loop.call-exception-handler.inline", "loop.exception-handler.context-of-task"})
  public static final class CalledLater extends BrokenCalls {
    CalledLater(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      callSoon(() -> super.callExceptionHandler(context));
    }
  }

  @Fault(
      what = "The default handler takes for granted that there is an exception.",
      breaks = "loop.default-handler.deferred-to")
  static final class DefaultForExceptions extends SelectorEventLoop {
    DefaultForExceptions(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      if (context.get("exception") == null) {
        throw new IllegalStateException("no exception");
      }
      super.defaultExceptionHandler(context);
    }
  }

  @Fault(
      what = "The default handler logs nothing.",
      breaks = {
        "future.exception.never-retrieved",
        "future.exception.retrieved-silent",
        "loop.call-exception-handler.default",
        "loop.default-handler.deferred-to",
        "loop.default-handler.error-level",
        "loop.default-handler.exception",
        "loop.default-handler.logs",
        "loop.default-handler.only-default",
        "loop.exception-handler.raises-logged"
      })
  static final class SilentDefault extends SelectorEventLoop {
    SilentDefault(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {}
  }

  @Fault(
      what = "The default handler logs at the level of warnings.",
      breaks = {"loop.default-handler.error-level"})
  static final class DefaultWarns extends SelectorEventLoop {
    DefaultWarns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      Throwable raised = (Throwable) context.get("exception");
      LOGGER.log(System.Logger.Level.WARNING, String.valueOf(context.get("message")), raised);
    }
  }

  @Fault(
      what = "The default handler logs the message without the exception.",
      breaks = {"loop.default-handler.exception"})
  static final class DefaultHidesTheException extends SelectorEventLoop {
    DefaultHidesTheException(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      Map<String, @Nullable Object> shown = new HashMap<>(context);
      shown.remove("exception");
      super.defaultExceptionHandler(shown);
    }
  }

  @Fault(
      what = "The default handler is called after the one that was set.",
      breaks = {"loop.default-handler.only-default"})
  static final class DefaultComesToo extends SelectorEventLoop {
    DefaultComesToo(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      super.callExceptionHandler(context);
      if (getExceptionHandler() != null) {
        defaultExceptionHandler(context);
      }
    }
  }

  @Fault(
      what = "default_exception_handler does nothing once a handler was set.",
      breaks = {"loop.default-handler.deferred-to", "loop.exception-handler.raises-logged"})
  static final class DefaultWasReplaced extends SelectorEventLoop {
    DefaultWasReplaced(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      if (getExceptionHandler() == null) {
        super.defaultExceptionHandler(context);
      }
    }
  }

  /** A loop of which the calls of the handler are broken. */
  abstract static class BrokenHandling extends SelectorEventLoop {
    BrokenHandling(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Calls a handler that was set. */
    abstract void call(ExceptionHandler handler, Map<String, @Nullable Object> context);

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      ExceptionHandler handler = getExceptionHandler();
      if (handler == null) {
        super.callExceptionHandler(context);
      } else {
        call(handler, context);
      }
    }
  }

  @Fault(
      what = "An exception in the handler leaves the loop.",
      breaks = {
        "loop.exception-handler.context-of-handle",
        "loop.exception-handler.context-of-task",
        "loop.exception-handler.raises",
        "loop.exception-handler.raises-logged"
      })
  static final class HandlerErrorsLeave extends BrokenHandling {
    HandlerErrorsLeave(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void call(ExceptionHandler handler, Map<String, @Nullable Object> context) {
      handler.handle(this, context);
    }
  }

  @Fault(
      what = "An exception in the handler is not logged.",
      breaks = {
        "loop.exception-handler.context-of-handle",
        "loop.exception-handler.context-of-task",
        "loop.exception-handler.raises-logged"
      })
  static final class HandlerErrorsAreDropped extends BrokenHandling {
    HandlerErrorsAreDropped(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void call(ExceptionHandler handler, Map<String, @Nullable Object> context) {
      try {
        handler.handle(this, context);
      } catch (SystemExit leaving) {
        throw leaving;
      } catch (Throwable dropped) {
        LOGGER.log(System.Logger.Level.TRACE, "Dropped", dropped);
      }
    }
  }

  @Fault(
      what = "A SystemExit in the handler is an exception as any other.",
      breaks = {"loop.exception-handler.raises-exit"})
  static final class HandlerCannotExit extends SelectorEventLoop {
    HandlerCannotExit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      try {
        super.callExceptionHandler(context);
      } catch (SystemExit leaving) {
        LOGGER.log(System.Logger.Level.ERROR, "Exception in handler", leaving);
      }
    }
  }

  @Fault(
      what = "What a handler sets is forgotten when it returns.",
      breaks = {"loop.exception-handler.set"})
  static final class PutsTheHandlerBack extends SelectorEventLoop {
    PutsTheHandlerBack(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      ExceptionHandler before = getExceptionHandler();
      super.callExceptionHandler(context);
      super.setExceptionHandler(before);
    }
  }

  @Fault(
      what = "call_exception_handler says nothing of the task that calls it.",
      breaks = "loop.call-exception-handler.of-itself")
  static final class NotOfTheCaller extends BrokenCalls {
    NotOfTheCaller(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      Object task = context.get("task");
      if (task == null || task != asyncio.currentTask(this)) {
        super.callExceptionHandler(context);
      }
    }
  }
}
