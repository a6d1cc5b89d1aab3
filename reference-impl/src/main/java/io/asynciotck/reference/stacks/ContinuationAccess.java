package io.asynciotck.reference.stacks;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/**
 * What is needed of {@code jdk.internal.vm}. The package is visible only if Java was started with
 * {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}, and no release promises it.
 *
 * @param isComplete whether everything was found
 * @param create makes a continuation of a Runnable
 * @param run runs a continuation to its next yield or its end
 * @param yield leaves the continuation that is running
 * @param calls what is being called on a continuation that was left
 * @param bindings something that changes when scoped values are bound
 */
record ContinuationAccess(
    boolean isComplete,
    MethodHandle create,
    MethodHandle run,
    MethodHandle yield,
    MethodHandle calls,
    MethodHandle bindings) {

  static final ContinuationAccess FOUND = find();

  private static ContinuationAccess find() {
    try {
      Lookup lookup = MethodHandles.lookup();
      Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
      Class<?> type = Class.forName("jdk.internal.vm.Continuation");
      // One scope for all coroutines: to yield is to leave the innermost one.
      Object scope =
          lookup.findConstructor(scopeType, methodType(void.class, String.class)).invoke("asyncio");
      MethodHandle create =
          lookup.findConstructor(type, methodType(void.class, scopeType, Runnable.class));
      MethodHandle run = lookup.findVirtual(type, "run", methodType(void.class));
      MethodHandle yield = lookup.findStatic(type, "yield", methodType(boolean.class, scopeType));
      MethodHandle calls =
          lookup.findVirtual(type, "getStackTrace", methodType(StackTraceElement[].class));
      return new ContinuationAccess(
          true,
          create.bindTo(scope).asType(methodType(Object.class, Runnable.class)),
          run.asType(methodType(void.class, Object.class)),
          yield.bindTo(scope),
          calls.asType(methodType(StackTraceElement[].class, Object.class)),
          findBindings(lookup));
    } catch (Throwable absent) {
      MethodHandle nothing = MethodHandles.zero(void.class);
      return new ContinuationAccess(false, nothing, nothing, nothing, nothing, nothing);
    }
  }

  private static MethodHandle findBindings(Lookup lookup) throws ReflectiveOperationException {
    Class<?> snapshot = Class.forName("jdk.internal.vm.ScopedValueContainer$BindingsSnapshot");
    Class<?> container = Class.forName("jdk.internal.vm.ScopedValueContainer");
    MethodHandle capture = lookup.findStatic(container, "captureBindings", methodType(snapshot));
    MethodHandle bindings =
        lookup.findVirtual(snapshot, "scopedValueBindings", methodType(Object.class));
    return MethodHandles.filterReturnValue(capture, bindings);
  }
}
