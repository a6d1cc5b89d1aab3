package io.asynciotck.reference;

import io.asynciotck.api.EventLoop;
import org.jspecify.annotations.Nullable;

/** What one thread has of one module: its loops, and the coroutine that it is in. */
final class ThreadState {
  /** The loop that runs in the thread. */
  @Nullable SelectorEventLoop running;

  /** The loop that was set for the thread. */
  @Nullable EventLoop current;

  /** The innermost coroutine that the thread is running. */
  @Nullable BodyCoroutine<?> coroutine;
}
