package io.asynciotck.reference.stacks;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what on the stack of a coroutine does not let it suspend. */
final class SuspensionCheck {
  /** The class by which native code calls Java: the frame of the native function is not shown. */
  private static final String UPCALL = "jdk.internal.foreign.abi.UpcallStub";

  private SuspensionCheck() {}

  /**
   * Refuses to suspend if the coroutine is inside the scope of a scoped value. To be asked if the
   * bindings are not what they were: so they are also after a scope that was left again.
   */
  static void refuseInsideScope() {
    Optional<String> scope =
        StackWalker.getInstance()
            .walk(frames ->
                ownFrames(frames)
                    .filter(SuspensionCheck::bindsScopedValues)
                    .findFirst()
                    .map(StackFrame::toString));
    if (scope.isPresent()) {
      throw new IllegalStateException(
          "A coroutine cannot suspend below "
              + scope.get()
              + ": the other coroutines of its thread would see the scoped values that are bound");
    }
  }

  /** The error for a coroutine whose stack the JDK does not let go. */
  static IllegalStateException pinned(IllegalStateException cause) {
    String frame =
        StackWalker.getInstance(Option.SHOW_HIDDEN_FRAMES)
            .walk(frames -> pinningFrame(ownFrames(frames).iterator()));
    return new IllegalStateException(
        "A coroutine cannot suspend below "
            + (frame == null ? "a native method" : frame)
            + ": that frame must stay in its thread",
        cause);
  }

  /** The innermost frame that pins, in words; null if none is seen. */
  private static @Nullable String pinningFrame(Iterator<StackFrame> frames) {
    while (frames.hasNext()) {
      StackFrame frame = frames.next();
      if (frame.getMethodName().equals("<clinit>")) {
        return "the static initializer " + frame;
      }
      if (frame.isNativeMethod() && !frame.getClassName().startsWith("jdk.internal.vm.")) {
        return "the native method " + frame;
      }
      if (frame.getClassName().startsWith(UPCALL)) {
        return "the native function that is called in " + nextUserFrame(frames);
      }
    }
    return null;
  }

  /** The frame below the machinery of a call of native code. */
  private static String nextUserFrame(Iterator<StackFrame> frames) {
    while (frames.hasNext()) {
      StackFrame frame = frames.next();
      if (!frame.getClassName().startsWith("java.lang.invoke.")
          && !frame.getClassName().startsWith("jdk.internal.foreign.")) {
        return frame.toString();
      }
    }
    return "a native thread";
  }

  private static boolean bindsScopedValues(StackFrame frame) {
    return frame.getClassName().equals("java.lang.ScopedValue$Carrier");
  }

  /** The frames of the current coroutine, the innermost first. */
  private static Stream<StackFrame> ownFrames(Stream<StackFrame> frames) {
    return frames.takeWhile(frame -> !isOutside(frame));
  }

  private static boolean isOutside(StackFrame frame) {
    return frame.getClassName().equals("jdk.internal.vm.Continuation")
        && frame.getMethodName().equals("run");
  }
}
