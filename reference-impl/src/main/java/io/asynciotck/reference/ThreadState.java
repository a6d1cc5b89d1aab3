package io.asynciotck.reference;

import io.asynciotck.reference.contexts.CurrentContext;
import org.jspecify.annotations.Nullable;

/** What one thread has of one module: the loop that runs, and the coroutine that it is in. */
public final class ThreadState {
  /** The loop that runs in the thread. */
  public @Nullable BaseEventLoop running;

  /**
   * The innermost coroutine that the program itself drives, inside of what the running loop runs.
   * The coroutine of a task is not noted here: noting it at each step would cost two stores.
   */
  public @Nullable BodyCoroutine<?> coroutine;

  /** The context that the thread is in. */
  public final CurrentContext context = CurrentContext.ofThread();

  /** The innermost coroutine that the thread is in. */
  @Nullable BodyCoroutine<?> innermostCoroutine() {
    BodyCoroutine<?> driven = coroutine;
    BaseEventLoop loop = running;
    return driven != null || loop == null ? driven : loop.currentCoroutine();
  }
}
