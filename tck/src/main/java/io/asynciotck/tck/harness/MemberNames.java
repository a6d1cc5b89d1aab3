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
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Transport;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the members of the API are called in Python. */
public final class MemberNames {
  private static final Map<String, String> BY_METHOD =
      List.of(
              Asyncio.class,
              EventLoop.class,
              LoopInputOutput.class,
              Handle.class,
              TimerHandle.class,
              AsyncFuture.class,
              Task.class,
              Coroutine.class,
              ConcurrentFuture.class,
              Transport.class,
              Server.class)
          .stream()
          .flatMap(type -> Arrays.stream(type.getMethods()))
          .collect(Collectors.toMap(Method::getName, MemberNames::nameOf, (one, other) -> one));

  /** They run what others have made: what is raised in a run need not be theirs. */
  private static final Set<String> RUNNERS =
      Set.of("run_until_complete", "run_forever", "run", "result", "exception");

  private MemberNames() {}

  /** The Python name of a method of the API; empty if none is called so. */
  static Optional<String> ofMethod(String name) {
    return Optional.ofNullable(BY_METHOD.get(name));
  }

  /** Returns whether a member of the API has this name in Python. */
  public static boolean isKnown(String pythonName) {
    return BY_METHOD.containsValue(pythonName);
  }

  /**
   * Returns the innermost member among the functions of a stack, the outermost of which is first.
   * One that runs others counts only where it has raised itself.
   */
  public static Optional<String> innermost(List<String> functions) {
    return IntStream.range(0, functions.size())
        .filter(i -> i == functions.size() - 1 || !isRunner(functions.get(i)))
        .mapToObj(functions::get)
        .filter(MemberNames::isKnown)
        .reduce((outer, inner) -> inner);
  }

  /** Whether what is raised in it need not be its own. */
  static boolean isRunner(String pythonName) {
    return RUNNERS.contains(pythonName);
  }

  private static String nameOf(Method method) {
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
