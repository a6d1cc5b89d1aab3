package io.asynciotck.tck.harness;

import java.util.Optional;

/**
 * Something that an implementation is not meant to do, by the word of its author.
 *
 * @param reason why not, in a few words
 * @param link where that is documented
 */
public record Gap(String reason, Optional<String> link) {

  /** Returns what is said of a test or a rule that is not claimed for it. */
  public static String reason(String word, Gap gap) {
    return "not meant to do `%s`: %s".formatted(word, gap);
  }

  /** Returns the reason, with the link if there is one. */
  @Override
  public String toString() {
    return link.map(found -> reason + " (" + found + ")").orElse(reason);
  }
}
