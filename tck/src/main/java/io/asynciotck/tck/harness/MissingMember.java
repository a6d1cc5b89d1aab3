package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.BaseExceptionGroup;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionGroup;
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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether what a test raised says that a member of the API, or what it promises, is not there. */
final class MissingMember {
  private static final String BRIDGE = "io.asynciotck.tck.bridge.";
  private static final Pattern NO_ATTRIBUTE = Pattern.compile("has no attribute '(\\w+)'");

  /** What is no type of the API, by what it is in Python. */
  private static final Map<String, String> JAVAS = Map.of("List", "tuple", "Integer", "number");

  private static final String RULES = "io.asynciotck.tck.rules.";

  /**
   * What the JVM says of a call on what a call of the API has returned; a list is Python's tuple.
   */
  private static final Pattern NONE =
      Pattern.compile(
          "Cannot invoke"
              + " \"(?:io\\.asynciotck\\.api\\.(?:io\\.)?|java\\.util\\.(?=List\\.)|java\\.lang\\.(?=Integer\\.))(\\w+)\\.\\w+\\(.*because"
              + " (?:the return value of \"io\\.asynciotck\\.api\\.[\\w.]*?(\\w+)\\(.*|.*)is null");

  /** What the JVM says of something else in the place of what the API promises. */
  private static final Pattern OTHER =
      Pattern.compile(
          "class [\\w.]+[.$](\\w+) cannot be cast to class"
              + " (?:io\\.asynciotck\\.api\\.(?:io\\.)?|java\\.util\\.(?=List\\b))(\\w+) .*");

  /** The name of a class behind which is whatever it may be. */
  private static final String PROXY = "Proxy";

  /** The function of a line of a foreign stack. */
  private static final Pattern FUNCTION = Pattern.compile(", in (\\w+)$", Pattern.MULTILINE);

  /** What a call gave was not what the API promises. */
  private static final Pattern WRONG = Pattern.compile("(\\w+) gave .* where .* is promised");

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
              ConcurrentFuture.class,
              Transport.class,
              Server.class)
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
      case UnsupportedOperationException refused ->
          inForeignStack(refused).or(() -> called(refused)).orElse("");
      case IllegalArgumentException refused ->
          keyword(String.valueOf(refused.getMessage())).orElse("");
      case Foreign foreign when foreign.type().equals("AttributeError") ->
          named(String.valueOf(raised.getMessage())).orElse("");
      case Foreign foreign when foreign.type().equals("TypeError") ->
          given(String.valueOf(raised.getMessage()));
      case NullPointerException none -> promised(none).map(kind -> "a " + kind).orElse("");
      case ClassCastException other -> other(other).map(said -> "a " + kind(said)).orElse("");
      case ExceptionGroup group -> ofFirst(group.exceptions());
      case BaseExceptionGroup group -> ofFirst(group.exceptions());
      default -> "";
    };
  }

  private static String given(String message) {
    Matcher wrong = WRONG.matcher(message);
    return wrong.matches() ? "what " + wrong.group(1) + " gives" : "";
  }

  private static String ofFirst(List<Throwable> exceptions) {
    return exceptions.stream()
        .map(MissingMember::of)
        .filter(member -> !member.isEmpty())
        .findFirst()
        .orElse("");
  }

  /**
   * Says that a call has returned {@code None}, or something of another kind than is promised;
   * empty if something else was raised.
   */
  static Optional<String> unpromised(Throwable raised) {
    return other(raised)
        .map(said ->
            "%s was returned, where a %s is promised"
                .formatted(
                    said.group(1).startsWith(PROXY) ? "something else" : "a " + said.group(1),
                    kind(said)))
        .or(() -> none(raised));
  }

  private static String kind(MatchResult said) {
    return JAVAS.getOrDefault(said.group(2), said.group(2));
  }

  private static Optional<MatchResult> other(Throwable raised) {
    Matcher said = OTHER.matcher(String.valueOf(raised.getMessage()));
    return raised instanceof ClassCastException && said.matches() && isOfTest(raised)
        ? Optional.of(said.toMatchResult())
        : Optional.empty();
  }

  private static Optional<String> none(Throwable raised) {
    return promised(raised)
        .map(kind -> {
          Matcher said = NONE.matcher(String.valueOf(raised.getMessage()));
          String call = said.find() && said.group(2) != null ? said.group(2) : "";
          return "%s returned None, where a %s is promised"
              .formatted(PYTHON_NAMES.getOrDefault(call, "a call"), kind);
        });
  }

  private static Optional<String> promised(Throwable raised) {
    Matcher none = NONE.matcher(String.valueOf(raised.getMessage()));
    return raised instanceof NullPointerException && none.find()
        ? Optional.of(none.group(1))
            .filter(kind -> !JAVAS.containsKey(kind) || isOfTest(raised))
            .map(kind -> JAVAS.getOrDefault(kind, kind))
        : Optional.empty();
  }

  /** Whether a test has used what it was given: lists and numbers are used elsewhere, too. */
  private static boolean isOfTest(Throwable raised) {
    return Arrays.stream(raised.getStackTrace())
        .findFirst()
        .filter(frame -> frame.getClassName().startsWith(RULES))
        .isPresent();
  }

  /** Which keyword is not taken, as {@code create_task(context)}. */
  static Optional<String> keyword(String message) {
    return RefusedKeyword.in(message)
        .filter(refused -> PYTHON_NAMES.containsValue(refused.member()))
        .map(RefusedKeyword::text);
  }

  /** The member that something lacks; empty if that is not what a message says. */
  static Optional<String> named(String message) {
    Matcher named = NO_ATTRIBUTE.matcher(message);
    return named.find()
        ? Optional.of(named.group(1)).filter(PYTHON_NAMES::containsValue)
        : Optional.empty();
  }

  /** The member that raised in another language: the innermost that is on its stack. */
  private static Optional<String> inForeignStack(Throwable raised) {
    return ForeignTrace.of(raised).stream()
        .flatMap(stack -> FUNCTION.matcher(stack).results())
        .map(function -> function.group(1))
        .filter(PYTHON_NAMES::containsValue)
        .reduce((outer, inner) -> inner);
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
