package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.PythonAttribute;
import io.asynciotck.api.PythonName;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.api.io.LoopInputOutput;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether what a test raised says that a member of the API is not there. */
final class MissingMember {
  private static final String BRIDGE = "io.asynciotck.tck.bridge.";
  private static final Pattern NO_ATTRIBUTE = Pattern.compile("has no attribute '(\\w+)'");

  private static final Pattern NO_KEYWORD =
      Pattern.compile("(\\w+)\\(\\) got an unexpected keyword argument '(\\w+)'");

  /** The members of the API by their Java names. */
  private static final Map<String, String> PYTHON_NAMES =
      List.of(
              Asyncio.class,
              EventLoop.class,
              LoopInputOutput.class,
              Handle.class,
              TimerHandle.class,
              AsyncFuture.class,
              Task.class,
              Coroutine.class,
              ConcurrentFuture.class)
          .stream()
          .flatMap(type -> Arrays.stream(type.getMethods()))
          .collect(
              Collectors.toMap(Method::getName, MissingMember::pythonName, (one, other) -> one));

  private MissingMember() {}

  /** The Python name of the member; empty if something else was raised, in whichever thread. */
  static String of(Throwable raised) {
    String member = ofThis(raised);
    Throwable cause = raised.getCause();
    return member.isEmpty() && cause != null ? of(cause) : member;
  }

  private static String ofThis(Throwable raised) {
    return switch (raised) {
      case UnsupportedOperationException refused -> called(refused).orElse("");
      case IllegalArgumentException refused ->
          keyword(String.valueOf(refused.getMessage())).orElse("");
      case Foreign foreign when foreign.type().equals("AttributeError") ->
          named(String.valueOf(raised.getMessage())).orElse("");
      default -> "";
    };
  }

  /** Which keyword is not taken, as {@code create_task(context)}. */
  private static Optional<String> keyword(String message) {
    Matcher refused = NO_KEYWORD.matcher(message);
    return refused.find() && PYTHON_NAMES.containsValue(refused.group(1))
        ? Optional.of("%s(%s)".formatted(refused.group(1), refused.group(2)))
        : Optional.empty();
  }

  private static Optional<String> named(String message) {
    Matcher named = NO_ATTRIBUTE.matcher(message);
    return named.find()
        ? Optional.of(named.group(1)).filter(PYTHON_NAMES::containsValue)
        : Optional.empty();
  }

  /** The method of the API that was called: the innermost that is on the stack. */
  private static Optional<String> called(Throwable raised) {
    return Arrays.stream(raised.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith(BRIDGE)) // it has such names of its own
        .map(StackTraceElement::getMethodName)
        .filter(PYTHON_NAMES::containsKey)
        .findFirst()
        .map(PYTHON_NAMES::get);
  }

  private static String pythonName(Method method) {
    PythonAttribute attribute = method.getAnnotation(PythonAttribute.class);
    if (attribute != null) {
      return attribute.value();
    }
    PythonName name = method.getAnnotation(PythonName.class);
    return name == null
        ? method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : name.value();
  }
}
