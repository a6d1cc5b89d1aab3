package io.asynciotck.tck.bridge;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Carries code by switching stacks inside the thread that runs it: the thread under the code is the
 * caller's own, and a switch costs well under a microsecond. Needs {@code
 * --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED}; without it {@link ThreadCarrier} does.
 */
final class ContinuationCarrier implements Carrier {

  /** The JDK's class, reached without a dependency at compile time. */
  private record Handles(Object scope, MethodHandle create, MethodHandle run, MethodHandle pause) {}

  private static final Handles HANDLES;

  static final boolean AVAILABLE;

  static {
    Handles handles = null;
    try {
      handles = find();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notExported) {
      // The module is not opened to us: AVAILABLE says so.
    }
    AVAILABLE = handles != null;
    HANDLES =
        handles != null
            ? handles
            : new Handles(
                new Object(),
                MethodHandles.identity(Object.class),
                MethodHandles.identity(Object.class),
                MethodHandles.identity(Object.class));
  }

  private final Object continuation;

  ContinuationCarrier(Runnable code) {
    try {
      continuation = (Object) HANDLES.create.invoke(HANDLES.scope, code);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void run() {
    try {
      HANDLES.run.invoke(continuation);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void pause() {
    try {
      Object yielded = HANDLES.pause.invoke(HANDLES.scope);
      if (!Boolean.TRUE.equals(yielded)) {
        throw new IllegalStateException("The coroutine could not be suspended where it is");
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void interrupt() {
    // The code runs in the thread that runs it, which whoever gives up interrupts.
  }

  private static Handles find() throws ReflectiveOperationException {
    Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
    Class<?> type = Class.forName("jdk.internal.vm.Continuation");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Object scope = scopeType.getConstructor(String.class).newInstance("asyncio-tck");
    return new Handles(
        scope,
        lookup.findConstructor(type, MethodType.methodType(void.class, scopeType, Runnable.class)),
        lookup.findVirtual(type, "run", MethodType.methodType(void.class)),
        lookup.findStatic(type, "yield", MethodType.methodType(boolean.class, scopeType)));
  }
}
