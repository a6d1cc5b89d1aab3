package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a loop says of what goes wrong: of exceptions that nothing else can take, and in debug mode
 * of what takes long.
 *
 * <p>Source: asyncio-eventloop, Error Handling API, Enabling debug mode.
 */
@OfClass(ConformanceClass.ERRORS)
public interface LoopErrors {

  /**
   * Sets the handler for exceptions that nothing else can take.
   *
   * @param handler the handler; null for the default one
   */
  default void setExceptionHandler(@Nullable ExceptionHandler handler) {
    throw new UnsupportedOperationException("setExceptionHandler");
  }

  /**
   * The exception handler in force. Since 3.5.2.
   *
   * @return the handler that was set, or null for the default one
   */
  default @Nullable ExceptionHandler getExceptionHandler() {
    throw new UnsupportedOperationException("getExceptionHandler");
  }

  /**
   * The default handler: logs the report at the level error to the logger {@code asyncio}.
   *
   * @param context the report, as for {@link ExceptionHandler#handle}
   */
  default void defaultExceptionHandler(Map<String, @Nullable Object> context) {
    throw new UnsupportedOperationException("defaultExceptionHandler");
  }

  /**
   * Calls the exception handler in force.
   *
   * @param context the report, as for {@link ExceptionHandler#handle}
   */
  default void callExceptionHandler(Map<String, @Nullable Object> context) {
    throw new UnsupportedOperationException("callExceptionHandler");
  }

  /**
   * Whether the loop is in debug mode.
   *
   * @return whether it is
   */
  @OfClass(ConformanceClass.DEBUG)
  default boolean getDebug() {
    throw new UnsupportedOperationException("getDebug");
  }

  /**
   * Sets the debug mode.
   *
   * @param enabled whether the loop shall be in debug mode
   */
  @OfClass(ConformanceClass.DEBUG)
  default void setDebug(boolean enabled) {
    throw new UnsupportedOperationException("setDebug");
  }

  /**
   * How long a callback may take in debug mode before it is reported as slow.
   *
   * @return the threshold, 100 ms unless it was set
   */
  @PythonAttribute("slow_callback_duration")
  @OfClass(ConformanceClass.DEBUG)
  default Duration slowCallbackDuration() {
    throw new UnsupportedOperationException("slowCallbackDuration");
  }

  /**
   * Sets how long a callback may take in debug mode before it is reported as slow.
   *
   * @param threshold the threshold
   */
  @PythonAttribute("slow_callback_duration")
  @OfClass(ConformanceClass.DEBUG)
  default void setSlowCallbackDuration(Duration threshold) {
    throw new UnsupportedOperationException("setSlowCallbackDuration");
  }
}
