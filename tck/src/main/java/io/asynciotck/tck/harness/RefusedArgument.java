package io.asynciotck.tck.harness;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An argument that a member of Python's does not take as it is given, or wants besides.
 *
 * @param member the name of the member, in Python
 * @param argument its name, or {@link #BY_POSITION}
 * @param isKeyword whether it was given by its name
 */
public record RefusedArgument(String member, String argument, boolean isKeyword) {

  /** Stands for arguments that have no name where they are given. */
  static final String BY_POSITION = "by position";

  /** What Python, C and Rust say of a name. */
  private static final List<Pattern> KEYWORD =
      List.of(
          Pattern.compile(
              "(?<member>\\w+)\\(\\) got an unexpected keyword argument '(?<argument>\\w+)'"),
          Pattern.compile(
              "(?<member>\\w+)\\(\\) got some positional-only arguments passed as keyword"
                  + " arguments: '(?<argument>\\w+)"),
          Pattern.compile(
              "'(?<argument>\\w+)' is an invalid keyword argument for (?<member>\\w+)\\(\\)"),
          Pattern.compile("(?<member>\\w+)\\(\\) takes no (?<argument>keyword) arguments"));

  private static final Pattern WANTED =
      Pattern.compile(
          "(?<member>\\w+)\\(\\) missing \\d+ required .*arguments?: '(?<argument>\\w+)'");

  private static final Pattern TOO_MANY =
      Pattern.compile("(?<member>\\w+)\\(\\) takes .*\\barguments?\\b.* given\\b");

  /** The one of which the message of a {@code TypeError} tells first; empty if it tells of none. */
  public static Optional<RefusedArgument> in(String message) {
    return KEYWORD.stream()
        .flatMap(said -> said.matcher(message).results())
        .findFirst()
        .map(found -> named(found, true))
        .or(() -> first(WANTED, message).map(found -> named(found, false)))
        .or(() ->
            first(TOO_MANY, message)
                .map(found -> new RefusedArgument(found.group("member"), BY_POSITION, false)));
  }

  private static Optional<MatchResult> first(Pattern said, String message) {
    return said.matcher(message).results().findFirst();
  }

  private static RefusedArgument named(MatchResult found, boolean isKeyword) {
    return new RefusedArgument(found.group("member"), found.group("argument"), isKeyword);
  }

  /** It as reports name it: {@code create_task(context)}. */
  public String text() {
    return "%s(%s)".formatted(member, argument);
  }
}
