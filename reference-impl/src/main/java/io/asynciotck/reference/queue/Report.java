package io.asynciotck.reference.queue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an exception handler is told. */
public final class Report {
  private final Map<String, @Nullable Object> context = new LinkedHashMap<>();

  private Report(String message) {
    // Rule: loop.exception-handler.context-message
    context.put("message", message);
  }

  /** A report of what has no exception. */
  public static Report of(String message) {
    return new Report(message);
  }

  /** A report of an exception. */
  public static Report of(String message, Throwable exception) {
    // Rule: loop.exception-handler.context-exception
    return new Report(message).with("exception", exception);
  }

  /** Adds something that the handler may look at. */
  public Report with(String key, @Nullable Object value) {
    context.put(key, value);
    return this;
  }

  /** What the handler is given. */
  public Map<String, @Nullable Object> context() {
    return Collections.unmodifiableMap(context);
  }
}
