package io.asynciotck.reference.faults;

import static java.lang.invoke.MethodType.methodType;

import io.asynciotck.reference.stacks.Raise;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of a class that is known by its name only. Each parameter of its constructor gets
 * the argument of its type, and it need not take all.
 */
final class Part<P> {
  private final MethodHandle constructor;

  /**
   * A class of parts.
   *
   * @param type the class, which has one constructor
   * @param offered the types of the arguments that {@link #make} will be given
   */
  Part(Class<?> type, Class<?>... offered) {
    this.constructor = handle(type, offered);
  }

  @SuppressWarnings("unchecked")
  P make(@Nullable Object... arguments) {
    try {
      return (P) constructor.invokeExact(arguments);
    } catch (Throwable raised) {
      throw Raise.asIs(raised);
    }
  }

  private static MethodHandle handle(Class<?> type, Class<?>... offered) {
    Constructor<?>[] constructors = type.getDeclaredConstructors();
    if (constructors.length != 1) {
      throw new AssertionError("A fault has one constructor: " + type);
    }
    constructors[0].setAccessible(true);
    Class<?>[] wanted = constructors[0].getParameterTypes();
    int[] order =
        Arrays.stream(wanted).mapToInt(parameter -> place(parameter, type, offered)).toArray();
    try {
      MethodHandle made = MethodHandles.lookup().unreflectConstructor(constructors[0]);
      for (int i = 0; i < order.length; i++) {
        made = made.asType(made.type().changeParameterType(i, offered[order[i]]));
      }
      return MethodHandles.permuteArguments(
              made, methodType(made.type().returnType(), offered), order)
          .asSpreader(Object[].class, offered.length)
          .asType(methodType(Object.class, Object[].class));
    } catch (IllegalAccessException closed) {
      throw new LinkageError("The constructor of " + type + " is not open", closed);
    }
  }

  private static int place(Class<?> parameter, Class<?> type, Class<?>... offered) {
    return IntStream.range(0, offered.length)
        .filter(
            i -> parameter.isAssignableFrom(offered[i]) || offered[i].isAssignableFrom(parameter))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing to give " + type + " as " + parameter));
  }
}
