package io.asynciotck.reference.stacks;

/** A stack that can be left in the middle and come back to. */
public interface CoroutineStack {
  /** Runs on this stack until it is left or its work has ended. Called from outside. */
  void resume();

  /** The calls on this stack, which was left: the innermost first. */
  StackTraceElement[] calls();

  /** Leaves this stack, until the next {@link #resume}. Called by the work that runs on it. */
  void suspend();
}
