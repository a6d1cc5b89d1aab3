package io.asynciotck.reference.stacks;

/**
 * What a coroutine with a thread of its own takes over from the thread that drives it.
 *
 * @param <S> what the module keeps for each thread
 */
public interface DrivenThreads<S> {
  /** What is kept for the current thread, or for the thread that drives it. */
  S here();

  /** Makes the current thread work with what is kept for the one that drives it. */
  void adopt(S driver);
}
