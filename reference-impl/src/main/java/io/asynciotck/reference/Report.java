package io.asynciotck.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an exception handler is told. */
final class Report {
  private final Map<String, @Nullable Object> context = new LinkedHashMap<>();

  private Report(String message) {
    // Rule: loop.exception-handler.context-message
    context.put("message", message);
  }

  static Report of(String message) {
    return new Report(message);
  }

  static Report of(String message, Throwable exception) {
    // Rule: loop.exception-handler.context-exception
    return new Report(message).with("exception", exception);
  }

  Report with(String key, @Nullable Object value) {
    context.put(key, value);
    return this;
  }

  Map<String, @Nullable Object> context() {
    return Collections.unmodifiableMap(context);
  }
}
