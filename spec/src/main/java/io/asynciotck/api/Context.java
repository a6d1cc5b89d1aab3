package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The values of context variables, as they are for one piece of code.
 *
 * <p>Python: {@code contextvars.Context}. Source: contextvars; PEP 567.
 */
@OfClass(ConformanceClass.CONTEXT)
public interface Context {

  /**
   * Runs a function in this context: what it sets is set here, and nowhere else.
   *
   * @param callable the function
   * @param <T> the type of its result
   * @return its result
   * @throws IllegalStateException if something is running in this context already
   * @throws Exception what the function raises
   */
  <T extends @Nullable Object> T run(Callable<T> callable) throws Exception;

  /**
   * A copy, with the values of now.
   *
   * @return another context
   */
  Context copy();
}
