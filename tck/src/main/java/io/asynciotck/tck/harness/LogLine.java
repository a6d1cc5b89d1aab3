package io.asynciotck.tck.harness;

/**
 * A line that the implementation wrote to the logger {@code asyncio}.
 *
 * @param level its level: {@code ERROR}, {@code WARNING}, {@code INFO} or {@code DEBUG}
 * @param message its text, with the stack trace that was logged with it
 */
public record LogLine(String level, String message) {}
