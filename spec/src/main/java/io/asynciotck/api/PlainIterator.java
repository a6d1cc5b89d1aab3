package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What {@code for} goes through. It says only with its last step that there is no other one, so it
 * is no {@link java.util.Iterator}.
 *
 * <p>Source: the library reference of Python, Iterator Types.
 *
 * @param <T> the type of what it gives
 */
@OfClass(ConformanceClass.TASKS)
public interface PlainIterator<T extends @Nullable Object> {

  /**
   * What {@code for} calls for each step.
   *
   * @return the next one
   * @throws java.util.NoSuchElementException at the end
   */
  @PythonName("__next__")
  T next();
}
