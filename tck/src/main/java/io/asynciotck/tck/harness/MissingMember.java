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
  private static final Pattern NO_ATTRIBUTE = Pattern.compile("has no attribute '(\\w+)'");

  /** The members of the API by their Java names. */
  private static final Map<String, String> PYTHON_NAMES =
      List.of(
              Asyncio.class,
              EventLoop.class,
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

  /** The Python name of the member; empty if something else was raised. */
  static String of(Throwable raised) {
    return switch (raised) {
      case UnsupportedOperationException refused -> called(refused).orElse("");
      case Foreign foreign when foreign.type().equals("AttributeError") ->
          named(String.valueOf(raised.getMessage())).orElse("");
      default -> "";
    };
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
