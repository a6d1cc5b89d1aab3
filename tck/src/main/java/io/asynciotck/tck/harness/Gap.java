package io.asynciotck.tck.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that an implementation is not meant to do, by the word of its author.
 *
 * @param reason why not, in a few words
 * @param link where that is documented
 */
public record Gap(String reason, Optional<String> link) {

  /** The word for loops that live only inside of something. */
  public static final String DRIVEN_FROM_OUTSIDE = "drive-from-outside";

  private static final Pattern REASON = Pattern.compile("not meant to do `([a-z-]+)`: .*");

  /** Returns what is said of a test or a rule that is not claimed for it. */
  public static String reason(String word, Gap gap) {
    return "not meant to do `%s`: %s".formatted(word, gap);
  }

  /** Returns the word for which a test or a rule is not claimed, if that is the reason. */
  public static Optional<String> wordOf(String reason) {
    Matcher matcher = REASON.matcher(reason);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Returns the reason, with the link if there is one. */
  @Override
  public String toString() {
    return link.map(found -> reason + " (" + found + ")").orElse(reason);
  }
}
