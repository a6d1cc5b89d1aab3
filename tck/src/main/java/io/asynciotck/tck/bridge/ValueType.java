package io.asynciotck.tck.bridge;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Step;
import io.asynciotck.api.io.Address;
import io.asynciotck.tck.harness.Unpromised;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What a declared type says about how its values cross the bridge.
 *
 * <p>The declared type decides only what the value itself cannot say: that a float is a duration,
 * that an object is to be called. Where the type is open (a type variable, {@code Object}) numbers,
 * strings and booleans cross as values; other objects stay where they are and cross by number.
 */
record ValueType(Shape shape, Class<?> raw, List<ValueType> arguments) {

  enum Shape {
    VOID,
    BOOLEAN,
    INTEGRAL,
    FLOATING,
    DURATION,
    LOOP_TIME,
    LIST,
    GENERATOR,
    SET,
    MAP,
    STEP,
    BYTES,
    ADDRESS,
    EXECUTOR,
    FUNCTION,
    OPEN
  }

  private static final Map<Class<?>, Shape> SHAPES =
      Map.ofEntries(
          Map.entry(void.class, Shape.VOID),
          Map.entry(Void.class, Shape.VOID),
          Map.entry(boolean.class, Shape.BOOLEAN),
          Map.entry(Boolean.class, Shape.BOOLEAN),
          Map.entry(int.class, Shape.INTEGRAL),
          Map.entry(Integer.class, Shape.INTEGRAL),
          Map.entry(long.class, Shape.INTEGRAL),
          Map.entry(Long.class, Shape.INTEGRAL),
          Map.entry(double.class, Shape.FLOATING),
          Map.entry(Double.class, Shape.FLOATING),
          Map.entry(Duration.class, Shape.DURATION),
          Map.entry(LoopTime.class, Shape.LOOP_TIME),
          Map.entry(List.class, Shape.LIST),
          Map.entry(Iterator.class, Shape.GENERATOR),
          Map.entry(Set.class, Shape.SET),
          Map.entry(Map.class, Shape.MAP),
          Map.entry(Step.class, Shape.STEP),
          Map.entry(byte[].class, Shape.BYTES),
          Map.entry(Address.class, Shape.ADDRESS),
          Map.entry(Executor.class, Shape.EXECUTOR));

  static final ValueType ANYTHING = new ValueType(Shape.OPEN, Object.class, List.of());

  static ValueType of(Type type) {
    return switch (type) {
      case Class<?> raw -> new ValueType(shapeOf(raw), raw, List.of());
      case ParameterizedType generic -> {
        Class<?> raw = (Class<?>) generic.getRawType();
        List<ValueType> arguments =
            Arrays.stream(generic.getActualTypeArguments()).map(ValueType::of).toList();
        yield new ValueType(shapeOf(raw), raw, arguments);
      }
      case WildcardType wildcard ->
          of(
              wildcard.getLowerBounds().length > 0
                  ? wildcard.getLowerBounds()[0]
                  : wildcard.getUpperBounds()[0]);
      default -> ANYTHING;
    };
  }

  /** The type of the elements of a collection, or of the values of a map. */
  ValueType element() {
    return arguments.isEmpty() ? ANYTHING : arguments.getLast();
  }

  /** What a value is called in Python, with its article. */
  String inPython() {
    return switch (shape) {
      case VOID -> "None";
      case BOOLEAN -> "a bool";
      case INTEGRAL -> "an int";
      case FLOATING, DURATION, LOOP_TIME -> "a float";
      case LIST -> "a list";
      case GENERATOR -> "an iterator";
      case SET -> "a set";
      case MAP -> "a dict";
      case BYTES -> "bytes";
      case ADDRESS -> "an address";
      case FUNCTION -> "a function";
      default -> raw == String.class ? "a str" : Unpromised.withArticle(raw.getSimpleName());
    };
  }

  private static Shape shapeOf(Class<?> raw) {
    if (raw.isAnnotationPresent(FunctionalInterface.class)) {
      return Shape.FUNCTION;
    }
    return SHAPES.getOrDefault(raw, Shape.OPEN);
  }
}
