package io.asynciotck.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that takes whatever keywords it is called with: Python's {@code func(**kwargs)}.
 *
 * <p>Source: asyncio-task, to_thread.
 */
@FunctionalInterface
public interface KeywordCallback {
  /**
   * Runs the function.
   *
   * @param kwargs what it was given, by the keywords
   */
  void call(Map<String, @Nullable Object> kwargs);
}
