package io.asynciotck.api.io;

/**
 * There is nothing more in what is iterated over.
 *
 * <p>Python: {@code StopAsyncIteration}.
 */
public final class StopAsyncIterationException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Raised without a message. */
  public StopAsyncIterationException() {}
}
