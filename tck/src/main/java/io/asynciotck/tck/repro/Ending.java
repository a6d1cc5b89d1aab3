package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.MESSAGE;
import static io.asynciotck.tck.bridge.WireWords.RAISE;
import static io.asynciotck.tck.bridge.WireWords.TYPE;

import io.asynciotck.tck.harness.CrashError;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.RuleViolation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a test ended: a program that shows the same has to end like it. */
sealed interface Ending {

  /**
   * It came to its end, and what it had traced was not allowed.
   *
   * @param allowed the traces that are, as text; empty if that is not known
   */
  record Compared(List<String> allowed) implements Ending {}

  /** It left descriptors open that nothing holds. */
  record Leaked() implements Ending {}

  /**
   * A call raised an exception that the test did not ask for.
   *
   * @param type the name of its class in Python
   */
  record Raised(String type, String message) implements Ending {}

  /** The test could not go on with what a call had given it. */
  record Stuck() implements Ending {}

  /** It waited for what did not come. */
  record Hung() implements Ending {}

  /**
   * The process ended.
   *
   * @param behind whether the test had come to its end, and what it had made was being put away
   */
  record Crashed(boolean behind) implements Ending {}

  /** How a test ended that threw this; null for one that passed. */
  static Ending of(@Nullable Throwable failure, Recording.Taken recording) {
    return switch (failure) {
      case null -> new Compared(List.of());
      case RuleViolation violation when violation.compares(RuleViolation.LEFT_OPEN) -> new Leaked();
      case RuleViolation violation -> new Compared(violation.expected());
      case HangError _ -> new Hung();
      case CrashError _ -> new Crashed(recording.hasEnded());
      default ->
          recording
              .lastAnswer()
              .map(answer -> answer.path(RAISE))
              .filter(raised -> isOf(failure, raised))
              .<Ending>map(raised -> new Raised(typeOf(raised), message(raised)))
              .orElseGet(Stuck::new);
    };
  }

  /** Whether what was thrown is, or was caused by, what a call has raised. */
  private static boolean isOf(Throwable failure, JsonNode raised) {
    String message = message(raised);
    for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
      if (raised.isObject()
          && Objects.requireNonNullElse(thrown.getMessage(), "").equals(message)) {
        return true;
      }
    }
    return false;
  }

  private static String message(JsonNode raised) {
    return raised.path(MESSAGE).asString("");
  }

  /** The last part of the name of its class; of what the test itself has made the name for it. */
  private static String typeOf(JsonNode raised) {
    String name =
        Optional.ofNullable(raised.path(EXCEPTION).path(0).asString(null))
            .orElseGet(() -> raised.path(TYPE).asString(""));
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
