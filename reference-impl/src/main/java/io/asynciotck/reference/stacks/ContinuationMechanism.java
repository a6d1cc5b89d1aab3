package io.asynciotck.reference.stacks;

import java.lang.invoke.MethodHandle;

/**
 * Stacks in the loop's own thread, on the JDK's internal continuations: the fast mechanism.
 *
 * <p>Design: the class {@code jdk.internal.vm.Continuation} is what virtual threads are made of.
 * Nothing here depends on it when compiled; {@link ContinuationAccess} looks for it, and it is
 * reached through constant method handles, which cost what a direct call costs.
 *
 * <p>A coroutine runs in the thread of its loop and has no identity of its own: thread locals are
 * the thread's, and so are reentrant locks, which one coroutine keeps while it is suspended and
 * another one of the same loop can take, as in Python. A monitor can be either: the JDK moves its
 * owner with the stack or leaves it with the thread, so another coroutine of the loop waits for
 * ever, or enters. Two things are refused with an error at the await: to suspend below native code
 * or a static initializer, because such frames cannot be moved off the thread; and to suspend
 * inside the scope of a scoped value that the coroutine has bound, because the thread, and with it
 * all other coroutines, would keep the binding.
 */
public final class ContinuationMechanism implements CoroutineMechanism {
  private static final MethodHandle NEW = ContinuationAccess.FOUND.create();
  private static final MethodHandle RUN = ContinuationAccess.FOUND.run();
  private static final MethodHandle YIELD = ContinuationAccess.FOUND.yield();
  private static final MethodHandle CALLS = ContinuationAccess.FOUND.calls();
  private static final MethodHandle BINDINGS = ContinuationAccess.FOUND.bindings();

  /** Whether Java was started with the flag that it needs. */
  public static boolean isAvailable() {
    return ContinuationAccess.FOUND.isComplete();
  }

  @Override
  public <S> CoroutineStack newStack(Runnable work, DrivenThreads<S> threads) {
    return new ContinuationStack(work);
  }

  /**
   * The stack that is left becomes one object in the heap, and the default collector refuses one
   * larger than half a region, which in a small heap is 512 KiB. This many awaits take a third of
   * it.
   */
  @Override
  public int mostInPlace() {
    return 256;
  }

  @Override
  public String toString() {
    return "continuations";
  }

  private static final class ContinuationStack implements CoroutineStack {
    private final Object continuation;

    /** The scoped values that were bound when this stack was resumed. */
    private Object outerBindings = this;

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
        Object bindings = (Object) BINDINGS.invokeExact();
        if (bindings != outerBindings) {
          outerBindings = bindings;
        }
        RUN.invokeExact(continuation);
      } catch (Throwable raised) {
        throw Raise.asIs(raised);
      }
    }

    @Override
    public StackTraceElement[] calls() {
      try {
        return (StackTraceElement[]) CALLS.invokeExact(continuation);
      } catch (Throwable raised) {
        throw Raise.asIs(raised);
      }
    }

    @Override
    public void suspend() {
      try {
        if ((Object) BINDINGS.invokeExact() != outerBindings) {
          SuspensionCheck.refuseInsideScope();
        }
        leave();
      } catch (Throwable raised) {
        throw Raise.asIs(raised);
      }
    }

    private static void leave() throws Throwable {
      try {
        boolean _ = (boolean) YIELD.invokeExact();
      } catch (IllegalStateException refused) {
        throw SuspensionCheck.pinned(refused);
      }
    }
  }
}
