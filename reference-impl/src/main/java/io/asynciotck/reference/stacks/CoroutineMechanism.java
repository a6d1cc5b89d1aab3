package io.asynciotck.reference.stacks;

/**
 * A way to have stacks that can be left: {@link ContinuationMechanism}, or else {@link
 * VirtualThreadMechanism}.
 */
public interface CoroutineMechanism {
  /**
   * Makes a stack that will run some work, once.
   *
   * @param work never raises
   * @param threads for a mechanism that runs the work in a thread of its own
   */
  <S> CoroutineStack newStack(Runnable work, DrivenThreads<S> threads);

  /**
   * Overflows the stack now rather than in a {@link CoroutineStack#resume}, if it has no room for
   * one. Called where the program's own stack may be deep: before a run of the loop, and before the
   * program itself resumes a coroutine.
   */
  default void reserveStack() {}

  /**
   * How many coroutines that await one another may share a stack. All of them, unless the mechanism
   * cannot leave a stack of any size.
   */
  default int mostInPlace() {
    return Integer.MAX_VALUE;
  }

  /** The best one that works here. */
  static CoroutineMechanism best() {
    return Best.MECHANISM;
  }

  /** Chosen when it is first needed, once. */
  final class Best {
    static final CoroutineMechanism MECHANISM = choose(ContinuationMechanism.isAvailable());

    private Best() {}

    static CoroutineMechanism choose(boolean continuations) {
      if (continuations) {
        return new ContinuationMechanism();
      }
      System.getLogger("asyncio")
          .log(
              System.Logger.Level.WARNING,
              "Coroutines run on virtual threads, which is slow; start Java with"
                  + " --add-exports java.base/jdk.internal.vm=ALL-UNNAMED for fast ones");
      return new VirtualThreadMechanism();
    }
  }
}
