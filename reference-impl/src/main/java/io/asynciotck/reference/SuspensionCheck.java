package io.asynciotck.reference;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what on the stack of a coroutine does not let it suspend. */
final class SuspensionCheck {
  private SuspensionCheck() {}

  /**
   * Refuses to suspend if the coroutine is inside the scope of a scoped value. To be asked if the
   * bindings are not what they were: so they are also after a scope that was left again.
   */
  static void refuseInsideScope() {
    Optional<String> scope = innermostFrame(SuspensionCheck::bindsScopedValues);
    if (scope.isPresent()) {
      throw new IllegalStateException(
          "A coroutine cannot suspend below "
              + scope.get()
              + ": the other coroutines of its thread would see the scoped values that are bound");
    }
  }

  /** The error for a coroutine whose stack the JDK does not let go. */
  static IllegalStateException pinned(IllegalStateException cause) {
    String frame = innermostFrame(SuspensionCheck::pins).orElse("a native method");
    return new IllegalStateException(
        "A coroutine cannot suspend below " + frame + ": that frame must stay in its thread",
        cause);
  }

  private static boolean bindsScopedValues(StackFrame frame) {
    return frame.getClassName().equals("java.lang.ScopedValue$Carrier");
  }

  private static boolean pins(StackFrame frame) {
    boolean isInternal = frame.getClassName().startsWith("jdk.internal.vm.");
    return !isInternal && (frame.isNativeMethod() || frame.getMethodName().equals("<clinit>"));
  }

  /** The innermost frame of the current coroutine that is sought. */
  private static Optional<String> innermostFrame(Predicate<StackFrame> isSought) {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .takeWhile(frame -> !isOutside(frame))
                .filter(isSought)
                .findFirst()
                .map(StackFrame::toString));
  }

  private static boolean isOutside(StackFrame frame) {
    return frame.getClassName().equals("jdk.internal.vm.Continuation")
        && frame.getMethodName().equals("run");
  }
}
