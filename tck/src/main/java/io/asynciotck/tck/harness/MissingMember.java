package io.asynciotck.tck.harness;

import io.asynciotck.api.BaseExceptionGroup;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.tck.results.StackFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what a test raised says that a member of the API, or what it promises, is not there. */
final class MissingMember {
  private static final String BRIDGE = "io.asynciotck.tck.bridge.";

  /** What was put in the place of an object says nothing of what that has. */
  private static final Pattern NO_ATTRIBUTE =
      Pattern.compile("(?<!'NoneType' object )has no attribute '(\\w+)'");

  /** What a call gave was not what the API promises. */
  private static final Pattern WRONG = Pattern.compile("(\\w+) gave .* where .* is promised");

  private MissingMember() {}

  /** The Python name of the member; empty if something else was raised, in whichever thread. */
  static String of(Throwable raised) {
    String member = ofThis(raised);
    Throwable cause = raised.getCause();
    return member.isEmpty() && cause != null ? of(cause) : member;
  }

  private static String ofThis(Throwable raised) {
    return switch (raised) {
      case UnsupportedOperationException refused ->
          inForeignStack(refused).or(() -> called(refused)).orElse("");
      case IllegalArgumentException refused ->
          argument(String.valueOf(refused.getMessage())).orElse("");
      case Foreign foreign when foreign.type().equals("AttributeError") ->
          named(String.valueOf(raised.getMessage())).orElse("");
      case Foreign foreign when foreign.type().equals("TypeError") ->
          given(String.valueOf(raised.getMessage()));
      case NullPointerException _, ClassCastException _ ->
          Unpromised.of(raised).map(given -> Unpromised.withArticle(given.promised())).orElse("");
      case ExceptionGroup group -> ofFirst(group.exceptions());
      case BaseExceptionGroup group -> ofFirst(group.exceptions());
      default -> "";
    };
  }

  private static String given(String message) {
    Matcher wrong = WRONG.matcher(message);
    return wrong.matches() ? "what " + wrong.group(1) + " gives" : "";
  }

  private static String ofFirst(List<Throwable> exceptions) {
    return exceptions.stream()
        .map(MissingMember::of)
        .filter(member -> !member.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Which argument is not taken, or wanted besides, as {@code create_task(context)}. */
  static Optional<String> argument(String message) {
    return RefusedArgument.in(message)
        .filter(refused -> MemberNames.isKnown(refused.member()))
        .map(RefusedArgument::text);
  }

  /** The member that something lacks; empty if that is not what a message says. */
  static Optional<String> named(String message) {
    Matcher named = NO_ATTRIBUTE.matcher(message);
    return named.find()
        ? Optional.of(named.group(1)).filter(MemberNames::isKnown)
        : Optional.empty();
  }

  /** The member that raised in another language: the innermost that is on its stack. */
  private static Optional<String> inForeignStack(Throwable raised) {
    return ForeignTrace.of(raised)
        .map(stack -> StackFunctions.in(stack).toList())
        .flatMap(MemberNames::innermost);
  }

  /**
   * The method of the API that was called: the innermost that is on the stack. What was raised in
   * another language may come out of one that runs others.
   */
  private static Optional<String> called(Throwable raised) {
    boolean isForeign = ForeignTrace.of(raised).isPresent();
    return Arrays.stream(raised.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith(BRIDGE)) // it has such names of its own
        .flatMap(frame -> MemberNames.ofMethod(frame.getMethodName()).stream())
        .findFirst()
        .filter(name -> !isForeign || !MemberNames.isRunner(name));
  }
}
