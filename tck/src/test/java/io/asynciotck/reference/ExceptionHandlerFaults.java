package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in setting and calling the exception handler, and in the default one. */
final class ExceptionHandlerFaults {

  private static final System.Logger LOGGER = System.getLogger("asyncio");

  private ExceptionHandlerFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "first-handler-stays",
            "A handler cannot be replaced by another.",
            loops(FirstHandlerStays::new),
            "loop.exception-handler.set"),
        fault(
            "handler-is-a-secret",
            "get_exception_handler says that there is none.",
            loops(SecretHandler::new),
            "loop.exception-handler.get"),
        fault(
            "default-handler-is-shown",
            "get_exception_handler returns the default handler if no other was set.",
            loops(ShowsTheDefault::new),
            "loop.exception-handler.get-none",
            "loop.exception-handler.reset"),
        fault(
            "handler-cannot-be-unset",
            "Setting the handler to None has no effect.",
            loops(CannotBeUnset::new),
            "loop.exception-handler.reset"),
        fault(
            "only-known-keys",
            "call_exception_handler passes on the message and nothing else.",
            loops(OnlyTheMessage::new),
            "loop.call-exception-handler.calls"),
        fault(
            "own-reports-need-a-handler",
            "call_exception_handler does nothing as long as no handler was set.",
            loops(NeedsAHandler::new),
            "loop.call-exception-handler.default"),
        fault(
            "own-reports-come-later",
            "call_exception_handler is carried out in the next iteration.",
            loops(CalledLater::new),
            "loop.call-exception-handler.inline"),
        fault(
            "default-handler-is-silent",
            "The default handler logs nothing.",
            loops(SilentDefault::new),
            "loop.call-exception-handler.default",
            "loop.default-handler.deferred-to",
            "loop.default-handler.error-level",
            "loop.default-handler.exception",
            "loop.default-handler.logs",
            "loop.exception-handler.raises-logged"),
        fault(
            "default-handler-warns",
            "The default handler logs at the level of warnings.",
            loops(DefaultWarns::new),
            "loop.default-handler.error-level"),
        fault(
            "default-handler-hides-the-exception",
            "The default handler logs the message without the exception.",
            loops(DefaultHidesTheException::new),
            "loop.default-handler.exception"),
        fault(
            "default-handler-comes-too",
            "The default handler is called after the one that was set.",
            loops(DefaultComesToo::new),
            "loop.default-handler.deferred-to",
            "loop.default-handler.only-default",
            "loop.exception-handler.raises-logged"),
        fault(
            "default-handler-was-replaced",
            "default_exception_handler does nothing once a handler was set.",
            loops(DefaultWasReplaced::new),
            "loop.default-handler.deferred-to",
            "loop.exception-handler.raises-logged"),
        fault(
            "handler-errors-leave",
            "An exception in the handler leaves the loop.",
            loops(HandlerErrorsLeave::new),
            "loop.exception-handler.raises",
            "loop.exception-handler.raises-logged"),
        fault(
            "handler-errors-are-dropped",
            "An exception in the handler is not logged.",
            loops(HandlerErrorsAreDropped::new),
            "loop.exception-handler.raises-logged"),
        fault(
            "handler-cannot-exit",
            "A SystemExit in the handler is an exception as any other.",
            loops(HandlerCannotExit::new),
            "loop.exception-handler.raises-exit"));
  }

  /** A loop with one fault: it keeps its first handler. */
  private static final class FirstHandlerStays extends SelectorEventLoop {
    FirstHandlerStays(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
      if (handler == null || getExceptionHandler() == null) {
        super.setExceptionHandler(handler);
      }
    }
  }

  /** A loop with one fault: it does not tell its handler. */
  private static final class SecretHandler extends SelectorEventLoop {
    SecretHandler(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public @Nullable ExceptionHandler getExceptionHandler() {
      return null;
    }
  }

  /** A loop with one fault: it tells its default handler. */
  private static final class ShowsTheDefault extends SelectorEventLoop {
    ShowsTheDefault(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: once set, there is always a handler. */
  private static final class CannotBeUnset extends SelectorEventLoop {
    CannotBeUnset(ReferenceAsyncio asyncio, LoopClock clock) {
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
  private abstract static class BrokenCalls extends SelectorEventLoop {
    BrokenCalls(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void report(Report report) {
      super.callExceptionHandler(report.context());
    }
  }

  /** A loop with one fault: it passes on what it knows. */
  private static final class OnlyTheMessage extends BrokenCalls {
    OnlyTheMessage(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      Map<String, @Nullable Object> known = new HashMap<>(context);
      known.keySet().retainAll(List.of("message"));
      super.callExceptionHandler(known);
    }
  }

  /** A loop with one fault: it takes no reports without a handler. */
  private static final class NeedsAHandler extends BrokenCalls {
    NeedsAHandler(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      if (getExceptionHandler() != null) {
        super.callExceptionHandler(context);
      }
    }
  }

  /** A loop with one fault: it takes its time with reports of the program. */
  private static final class CalledLater extends BrokenCalls {
    CalledLater(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      callSoon(() -> super.callExceptionHandler(context));
    }
  }

  /** A loop with one fault: its default handler says nothing. */
  private static final class SilentDefault extends SelectorEventLoop {
    SilentDefault(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {}
  }

  /** A loop with one fault: its default handler warns. */
  private static final class DefaultWarns extends SelectorEventLoop {
    DefaultWarns(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      Throwable raised = (Throwable) context.get("exception");
      LOGGER.log(System.Logger.Level.WARNING, String.valueOf(context.get("message")), raised);
    }
  }

  /** A loop with one fault: its default handler shows no exception. */
  private static final class DefaultHidesTheException extends SelectorEventLoop {
    DefaultHidesTheException(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
      Map<String, @Nullable Object> shown = new HashMap<>(context);
      shown.remove("exception");
      super.defaultExceptionHandler(shown);
    }
  }

  /** A loop with one fault: it calls the default handler in any case. */
  private static final class DefaultComesToo extends SelectorEventLoop {
    DefaultComesToo(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: a handler takes the place of the default one. */
  private static final class DefaultWasReplaced extends SelectorEventLoop {
    DefaultWasReplaced(ReferenceAsyncio asyncio, LoopClock clock) {
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
  private abstract static class BrokenHandling extends SelectorEventLoop {
    BrokenHandling(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: it does not catch what the handler raises. */
  private static final class HandlerErrorsLeave extends BrokenHandling {
    HandlerErrorsLeave(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void call(ExceptionHandler handler, Map<String, @Nullable Object> context) {
      handler.handle(this, context);
    }
  }

  /** A loop with one fault: it says nothing about what the handler raises. */
  private static final class HandlerErrorsAreDropped extends BrokenHandling {
    HandlerErrorsAreDropped(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: its handler cannot end the program. */
  private static final class HandlerCannotExit extends SelectorEventLoop {
    HandlerCannotExit(ReferenceAsyncio asyncio, LoopClock clock) {
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
}
