package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A variable that has a value of its own in each {@link Context}.
 *
 * <p>Python: {@code contextvars.ContextVar}. Source: contextvars; PEP 567.
 *
 * @param <T> the type of its values
 */
@OfClass(ConformanceClass.CONTEXT)
public interface ContextVar<T extends @Nullable Object> {

  /**
   * The value in the current context.
   *
   * @param defaultValue what to return if it has none there
   * @return the value, or {@code defaultValue}
   */
  T get(T defaultValue);

  /**
   * Sets the value in the current context.
   *
   * @param value the value
   * @return what {@link #reset} takes
   */
  Object set(T value);

  /**
   * Gives the variable the value back that it had before a {@link #set}.
   *
   * @param token what that returned
   * @throws IllegalArgumentException if that was in another context
   */
  void reset(Object token);
}
