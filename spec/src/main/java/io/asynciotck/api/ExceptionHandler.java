package io.asynciotck.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a loop calls with an exception that nothing else can take.
 *
 * <p>Source: asyncio-eventloop, Error Handling API.
 */
@FunctionalInterface
public interface ExceptionHandler {
  /**
   * Takes a report.
   *
   * @param loop the loop that reports
   * @param context the report: {@code message} always; {@code exception}, {@code future}, {@code
   *     task}, {@code handle} and others where they apply
   */
  void handle(EventLoop loop, Map<String, @Nullable Object> context);
}
