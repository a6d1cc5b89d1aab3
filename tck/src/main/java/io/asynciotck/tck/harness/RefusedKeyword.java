package io.asynciotck.tck.harness;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A keyword that a member of Python's does not take.
 *
 * @param member the name of the member, in Python
 */
public record RefusedKeyword(String member, String keyword) {
  private static final Pattern REFUSED =
      Pattern.compile("(\\w+)\\(\\) got an unexpected keyword argument '(\\w+)'");

  /** The one of which the message of a {@code TypeError} tells first; empty if it tells of none. */
  public static Optional<RefusedKeyword> in(String message) {
    return REFUSED.matcher(message).results().findFirst().map(RefusedKeyword::of);
  }

  private static RefusedKeyword of(MatchResult refused) {
    return new RefusedKeyword(refused.group(1), refused.group(2));
  }

  /** It as reports name it: {@code create_task(context)}. */
  public String text() {
    return "%s(%s)".formatted(member, keyword);
  }
}
