package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What makes context variables: Python's module {@code contextvars}.
 *
 * <p>Source: contextvars; PEP 567.
 */
@OfClass(ConformanceClass.CONTEXT)
public interface ContextVars {

  /**
   * Makes a variable, which has no value in any context.
   *
   * @param name its name, for people
   * @param <T> the type of its values
   * @return the variable
   */
  @PythonName("ContextVar")
  <T extends @Nullable Object> ContextVar<T> contextVar(String name);

  /**
   * A context in which no variable has a value.
   *
   * @return the context
   */
  @PythonName("Context")
  Context context();

  /**
   * A copy of the current context.
   *
   * @return the copy
   */
  Context copyContext();
}
