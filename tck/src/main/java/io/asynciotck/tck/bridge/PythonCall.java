package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.PythonAttribute;
import io.asynciotck.api.PythonName;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a method of the API asks of its Python counterpart. */
record PythonCall(
    Verb verb, String name, List<Argument> arguments, boolean spreadsLast, ValueType result) {

  /** What is done with the counterpart, by the word that the protocol has for it. */
  enum Verb {
    CALL(WireWords.CALL),
    GET(WireWords.GET),
    SET(WireWords.SET),
    STEP(WireWords.STEP),
    APPLY(WireWords.APPLY);

    final String word;

    Verb(String word) {
      this.word = word;
    }
  }

  /** How an argument is given. */
  enum Form {
    KEYWORD,
    POSITION
  }

  /**
   * An argument, given by position or by keyword. For the last one of a method that spreads, the
   * type is that of the elements.
   */
  record Argument(ValueType type, String name, Optional<String> keyword) {

    private Argument in(Form form) {
      return new Argument(type, name, form == Form.KEYWORD ? Optional.of(name) : Optional.empty());
    }

    /** The keywords that it may stand for, as far as its type says. */
    Stream<String> keywords() {
      if (type.shape() == ValueType.Shape.MAP) {
        return Stream.empty();
      }
      return type.raw().isRecord() && type.shape() == ValueType.Shape.OPEN
          ? components().map(component -> snakeCase(component.getName()))
          : keyword.stream();
    }

    private Stream<RecordComponent> components() {
      return Arrays.stream(type.raw().getRecordComponents());
    }

    /** What is given by which keyword. */
    Map<String, @Nullable Object> keywordsOf(@Nullable Object value) {
      Map<String, @Nullable Object> given = new LinkedHashMap<>();
      if (value instanceof Map<?, ?> several) {
        several.forEach((name, each) -> given.put(String.valueOf(name), each));
      } else if (value instanceof Record && type.shape() == ValueType.Shape.OPEN) {
        components()
            .forEach(component -> {
              Object each = valueOf(component, value);
              if (each != null) {
                given.put(snakeCase(component.getName()), each);
              }
            });
      } else {
        given.put(keyword.orElseThrow(), value);
      }
      return given;
    }

    private static @Nullable Object valueOf(RecordComponent component, Object options) {
      try {
        return component.getAccessor().invoke(options);
      } catch (ReflectiveOperationException impossible) {
        throw new LinkageError("A component of a record cannot be read", impossible);
      }
    }
  }

  private static final String GET_CORO = "get_coro";
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private static final Map<Method, PythonCall> KNOWN = new ConcurrentHashMap<>();

  static PythonCall of(Method method) {
    PythonCall known = KNOWN.get(method);
    return known == null ? KNOWN.computeIfAbsent(method, PythonCall::read) : known;
  }

  /** The same call with the arguments of these names given in this form, whatever its own is. */
  PythonCall in(Form form, Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    List<Argument> given = new ArrayList<>();
    for (Argument argument : arguments) {
      given.add(unknown.remove(argument.name()) ? argument.in(form) : argument);
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("No parameters of %s: %s".formatted(name, unknown));
    }
    return new PythonCall(verb, name, given, spreadsLast, result);
  }

  /**
   * What a call has returned, if it is what the API promises; else a {@code TypeError}. What
   * returns nothing may return anything, but no coroutine: there nothing has been done yet.
   */
  @Nullable Object checked(@Nullable Object value) {
    if (result.shape() == ValueType.Shape.VOID) {
      if (value instanceof Coroutine<?>) {
        throw gave("a coroutine", "None");
      }
      return null;
    }
    Class<?> raw = result.raw();
    boolean isPromised =
        raw.isPrimitive()
            ? MethodType.methodType(raw).wrap().returnType().isInstance(value)
            : raw.isInstance(value) || (value == null && mayBeNothing(raw));
    if (isPromised) {
      return value;
    }
    throw gave(Exceptions.described(value), result.inPython());
  }

  /** What is awaited must be there; of a task that began at once there is no coroutine. */
  private boolean mayBeNothing(Class<?> raw) {
    return !raw.equals(AsyncFuture.class)
        && (!raw.equals(Coroutine.class) || name.equals(GET_CORO));
  }

  private PythonException gave(String what, String promised) {
    return new PythonException(
        "TypeError", "%s gave %s where %s is promised".formatted(name, what, promised));
  }

  /** The convention: camelCase becomes snake_case. */
  static String snakeCase(String name) {
    return CAPITAL
        .matcher(name)
        .replaceAll(letter -> "_" + letter.group().toLowerCase(Locale.ROOT));
  }

  private static PythonCall read(Method method) {
    List<Argument> arguments =
        Arrays.stream(method.getParameters()).map(PythonCall::argument).toList();
    ValueType result = ValueType.of(method.getGenericReturnType());
    PythonAttribute attribute = method.getAnnotation(PythonAttribute.class);
    if (attribute != null) {
      Verb verb = arguments.isEmpty() ? Verb.GET : Verb.SET;
      return new PythonCall(verb, attribute.value(), arguments, false, result);
    }
    return new PythonCall(
        verbOf(method, result), nameOf(method), arguments, method.isVarArgs(), result);
  }

  private static Verb verbOf(Method method, ValueType result) {
    if (result.shape() == ValueType.Shape.STEP) {
      return Verb.STEP;
    }
    return method.getDeclaringClass().isAnnotationPresent(FunctionalInterface.class)
        ? Verb.APPLY
        : Verb.CALL;
  }

  private static String nameOf(Method method) {
    PythonName name = method.getAnnotation(PythonName.class);
    return name == null ? snakeCase(method.getName()) : name.value();
  }

  private static Argument argument(Parameter parameter) {
    ValueType type =
        parameter.isVarArgs()
            ? ValueType.of(parameter.getType().getComponentType())
            : ValueType.of(parameter.getParameterizedType());
    PythonName given = parameter.getAnnotation(PythonName.class);
    String name = given == null ? snakeCase(parameter.getName()) : given.value();
    return new Argument(
        type,
        name,
        parameter.isAnnotationPresent(Keyword.class) ? Optional.of(name) : Optional.empty());
  }
}
