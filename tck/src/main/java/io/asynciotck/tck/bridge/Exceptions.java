package io.asynciotck.tck.bridge;

import io.asynciotck.api.BaseExceptionGroup;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.InvalidStateException;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.api.io.SendfileNotAvailableException;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.api.sync.BrokenBarrierException;
import io.asynciotck.api.sync.QueueEmptyException;
import io.asynciotck.api.sync.QueueFullException;
import io.asynciotck.api.sync.QueueShutDownException;
import io.asynciotck.tck.harness.ForeignTrace;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.HarnessError;
import java.io.IOException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Which Python exception corresponds to which API exception. */
final class Exceptions {

  @FunctionalInterface
  private interface Maker {
    Throwable make(@Nullable String message);
  }

  /** Makes an exception from the message and from what else it carries. */
  @FunctionalInterface
  private interface Carrying {
    Throwable make(@Nullable String message, Map<String, @Nullable Object> carried);
  }

  /** From Python, those of which the message does not tell all. */
  private static final Map<String, Carrying> CARRYING =
      Map.of(
          "asyncio.IncompleteReadError",
          (message, carried) ->
              new IncompleteReadException(
                  carried.get("partial") instanceof byte[] partial ? partial : new byte[0],
                  carried.get("expected") instanceof Integer expected ? expected : null),
          "ExceptionGroup",
          (message, carried) ->
              new ExceptionGroup(text(message), grouped(carried.get("exceptions"))),
          "BaseExceptionGroup",
          (message, carried) ->
              new BaseExceptionGroup(text(message), grouped(carried.get("exceptions"))),
          "asyncio.LimitOverrunError",
          (message, carried) ->
              new LimitOverrunException(
                  message, carried.get("consumed") instanceof Integer consumed ? consumed : -1));

  /** From Python, by the name of the first base class that is listed. */
  private static final Map<String, Maker> FROM_PYTHON = new HashMap<>();

  /** To Python, by the first class that it is an instance of. */
  private static final Map<Class<? extends Throwable>, String> TO_PYTHON = new LinkedHashMap<>();

  static {
    FROM_PYTHON.put("asyncio.CancelledError", CancelledError::new);
    FROM_PYTHON.put("concurrent.futures.CancelledError", CancellationException::new);
    FROM_PYTHON.put("asyncio.TimeoutError", TimeoutException::new);
    FROM_PYTHON.put("concurrent.futures.TimeoutError", TimeoutException::new);
    FROM_PYTHON.put("TimeoutError", TimeoutException::new);
    FROM_PYTHON.put(
        "asyncio.InvalidStateError", message -> new InvalidStateException(text(message)));
    FROM_PYTHON.put(
        "concurrent.futures.InvalidStateError",
        message -> new InvalidStateException(text(message)));
    FROM_PYTHON.put("SystemExit", message -> new SystemExit());
    FROM_PYTHON.put("KeyboardInterrupt", message -> new KeyboardInterrupt());
    FROM_PYTHON.put("BlockingIOError", BlockingIoException::new);
    FROM_PYTHON.put("ConnectionRefusedError", ConnectException::new);
    FROM_PYTHON.put("OSError", IOException::new);
    FROM_PYTHON.put("StopIteration", NoSuchElementException::new);
    FROM_PYTHON.put("StopAsyncIteration", message -> new StopAsyncIterationException());
    FROM_PYTHON.put("asyncio.BrokenBarrierError", BrokenBarrierException::new);
    FROM_PYTHON.put("asyncio.QueueEmpty", QueueEmptyException::new);
    FROM_PYTHON.put("asyncio.SendfileNotAvailableError", SendfileNotAvailableException::new);
    FROM_PYTHON.put("asyncio.QueueFull", QueueFullException::new);
    FROM_PYTHON.put("asyncio.QueueShutDown", QueueShutDownException::new);
    FROM_PYTHON.put("NotImplementedError", UnsupportedOperationException::new);
    FROM_PYTHON.put("RuntimeError", IllegalStateException::new);
    FROM_PYTHON.put("ValueError", IllegalArgumentException::new);
    FROM_PYTHON.put("TypeError", IllegalArgumentException::new);
    FROM_PYTHON.put(
        "agent.Hang",
        message -> new HangError("The loop waits without limit: " + text(message) + "."));
    FROM_PYTHON.put("agent.StartError", message -> StartRefusedException.of(text(message)));
    FROM_PYTHON.put(
        "agent.AgentError",
        message -> new AgentRefusedError("The agent refused: " + text(message) + "."));

    TO_PYTHON.put(CancelledError.class, "asyncio.CancelledError");
    TO_PYTHON.put(CancellationException.class, "concurrent.futures.CancelledError");
    TO_PYTHON.put(TimeoutException.class, "asyncio.TimeoutError");
    TO_PYTHON.put(InvalidStateException.class, "asyncio.InvalidStateError");
    TO_PYTHON.put(SystemExit.class, "builtins.SystemExit");
    TO_PYTHON.put(KeyboardInterrupt.class, "builtins.KeyboardInterrupt");
    TO_PYTHON.put(BlockingIoException.class, "builtins.BlockingIOError");
    TO_PYTHON.put(IOException.class, "builtins.OSError");
    TO_PYTHON.put(HarnessError.class, "agent.Stop");
  }

  private Exceptions() {}

  /**
   * Makes the exception of the API's.
   *
   * @param names the names of the class and its bases, most special first
   * @param carried what else it carries: plain values and bytes, by the name of the attribute
   */
  static Throwable fromPython(
      List<String> names, @Nullable String message, Map<String, @Nullable Object> carried) {
    for (String name : names) {
      Carrying carrying = CARRYING.get(name);
      if (carrying != null) {
        return carrying.make(message, carried);
      }
      Maker maker = FROM_PYTHON.get(name);
      if (maker != null) {
        return maker.make(message);
      }
    }
    String type = names.isEmpty() ? "BaseException" : names.getFirst();
    return names.contains("Exception")
        ? new PythonException(type, message)
        : new PythonError(type, message);
  }

  /** The name of the Python class for an exception raised in the kit, if there is one. */
  static Optional<String> toPython(Throwable exception) {
    return TO_PYTHON.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(exception))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Makes of an exception that a method of the API does not declare one that needs no declaration:
   * no test can expect it, and a reader is told of Python's.
   */
  static RuntimeException undeclared(Throwable exception) {
    String type = ForeignTrace.typeOf(exception).orElse(exception.getClass().getSimpleName());
    RuntimeException made = new PythonException(type, exception.getMessage());
    for (Throwable trace : exception.getSuppressed()) {
      made.addSuppressed(trace);
    }
    return made;
  }

  /** A value that nobody has promised, in words for a reader. */
  static String described(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case byte[] bytes -> bytes.length + " bytes";
      case String text -> "the string '" + text + "'";
      default -> String.valueOf(value);
    };
  }

  private static List<Throwable> grouped(@Nullable Object exceptions) {
    return exceptions instanceof List<?> all
        ? all.stream().map(Throwable.class::cast).toList()
        : List.of();
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}
