package io.asynciotck.reference;

import static java.lang.invoke.MethodType.methodType;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Stacks in the loop's own thread, on the JDK's internal continuations: the fast mechanism.
 *
 * <p>Design: the class {@code jdk.internal.vm.Continuation} is what virtual threads are made of.
 * Nothing here depends on it when compiled; it is looked for when this class is initialised, and
 * reached through constant method handles, which cost what a direct call costs. It is visible only
 * if Java was started with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 *
 * <p>A coroutine that suspends while a native method or a static initializer is on its stack is
 * refused: such frames cannot be moved off the thread.
 */
final class ContinuationMechanism implements CoroutineMechanism {
  private static final @Nullable Handles HANDLES = Handles.find();
  private static final MethodHandle NEW = handle(HANDLES == null ? null : HANDLES.create);
  private static final MethodHandle RUN = handle(HANDLES == null ? null : HANDLES.run);
  private static final MethodHandle YIELD = handle(HANDLES == null ? null : HANDLES.yield);

  static boolean isAvailable() {
    return HANDLES != null;
  }

  @Override
  public CoroutineStack newStack(Runnable work, ThreadStates threads) {
    return new ContinuationStack(work);
  }

  @Override
  public String toString() {
    return "continuations";
  }

  private static final class ContinuationStack implements CoroutineStack {
    private final Object continuation;

    ContinuationStack(Runnable work) {
      try {
        continuation = (Object) NEW.invokeExact(work);
      } catch (Throwable raised) {
        throw Raise.asIs(raised);
      }
    }

    @Override
    public void resume() {
      try {
        RUN.invokeExact(continuation);
      } catch (Throwable raised) {
        throw Raise.asIs(raised);
      }
    }

    @Override
    public void suspend() {
      try {
        boolean _ = (boolean) YIELD.invokeExact();
      } catch (IllegalStateException refused) {
        throw new IllegalStateException(
            "A coroutine cannot suspend below " + pinningFrame(), refused);
      } catch (Throwable raised) {
        throw Raise.asIs(raised);
      }
    }
  }

  private static String pinningFrame() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(ContinuationMechanism::pins)
                .findFirst()
                .map(StackFrame::toString)
                .orElse("a native frame"));
  }

  private static boolean pins(StackFrame frame) {
    boolean isInternal = frame.getClassName().startsWith("jdk.internal.vm.");
    return !isInternal && (frame.isNativeMethod() || frame.getMethodName().equals("<clinit>"));
  }

  private static MethodHandle handle(@Nullable MethodHandle found) {
    return found == null ? MethodHandles.constant(Object.class, "absent") : found;
  }

  /** What is needed of the internal class, with one scope for all coroutines. */
  private record Handles(MethodHandle create, MethodHandle run, MethodHandle yield) {

    static @Nullable Handles find() {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> type = Class.forName("jdk.internal.vm.Continuation");
        Object scope =
            lookup
                .findConstructor(scopeType, methodType(void.class, String.class))
                .invoke("asyncio");
        MethodHandle create =
            lookup.findConstructor(type, methodType(void.class, scopeType, Runnable.class));
        MethodHandle run = lookup.findVirtual(type, "run", methodType(void.class));
        MethodHandle yield = lookup.findStatic(type, "yield", methodType(boolean.class, scopeType));
        return new Handles(
            create.bindTo(scope).asType(methodType(Object.class, Runnable.class)),
            run.asType(methodType(void.class, Object.class)),
            yield.bindTo(scope));
      } catch (Throwable notHere) {
        return null;
      }
    }
  }
}
