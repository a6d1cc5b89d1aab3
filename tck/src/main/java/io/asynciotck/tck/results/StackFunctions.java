package io.asynciotck.tck.results;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The functions of a stack of Python's, which has lines as {@code File "loop.py", line 7, in run}
 * and {@code in Loop.run (compiled)}.
 */
public final class StackFunctions {
  private static final Pattern FUNCTION =
      Pattern.compile("(?<=, in )\\w+$|\\w+(?= \\(compiled\\)$)", Pattern.MULTILINE);

  private StackFunctions() {}

  /** Returns the functions that the lines of a text name, in their order. */
  public static Stream<String> in(String lines) {
    return FUNCTION.matcher(lines).results().map(MatchResult::group);
  }
}
