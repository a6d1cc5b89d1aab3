package io.asynciotck.stress.bench;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/** The JDK's own continuation, with nothing around it: the floor of all that suspends. */
final class BareContinuation {
  private static final Access ACCESS = Access.find();
  private static final MethodHandle NEW = ACCESS.create;
  private static final MethodHandle RUN = ACCESS.run;
  private static final MethodHandle YIELD = ACCESS.yield;

  private final Object continuation;

  BareContinuation(Runnable work) {
    try {
      continuation = (Object) NEW.invokeExact(work);
    } catch (Throwable raised) {
      throw new IllegalStateException(raised);
    }
  }

  /** Runs to the next {@link #leave} or to the end. */
  void run() {
    try {
      RUN.invokeExact(continuation);
    } catch (Throwable raised) {
      throw new IllegalStateException(raised);
    }
  }

  /** Leaves the continuation that is running. */
  static void leave() {
    try {
      boolean _ = (boolean) YIELD.invokeExact();
    } catch (Throwable raised) {
      throw new IllegalStateException(raised);
    }
  }

  /** Refuses to measure one mechanism of coroutines when the other one is meant. */
  static void mustBeAvailable(boolean expected) {
    if (ACCESS.isAvailable != expected) {
      throw new IllegalStateException(
          (expected ? "This case needs" : "This case is about Java without")
              + " --add-exports java.base/jdk.internal.vm=ALL-UNNAMED");
    }
  }

  private record Access(
      boolean isAvailable, MethodHandle create, MethodHandle run, MethodHandle yield) {

    static Access find() {
      try {
        Lookup lookup = MethodHandles.lookup();
        Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> type = Class.forName("jdk.internal.vm.Continuation");
        Object scope =
            lookup.findConstructor(scopeType, methodType(void.class, String.class)).invoke("bench");
        return new Access(
            true,
            lookup
                .findConstructor(type, methodType(void.class, scopeType, Runnable.class))
                .bindTo(scope)
                .asType(methodType(Object.class, Runnable.class)),
            lookup
                .findVirtual(type, "run", methodType(void.class))
                .asType(methodType(void.class, Object.class)),
            lookup.findStatic(type, "yield", methodType(boolean.class, scopeType)).bindTo(scope));
      } catch (Throwable absent) {
        MethodHandle nothing = MethodHandles.zero(void.class);
        return new Access(false, nothing, nothing, nothing);
      }
    }
  }
}
