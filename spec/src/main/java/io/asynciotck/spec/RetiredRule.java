package io.asynciotck.spec;

import java.util.List;

/**
 * An id that has been in use and never comes back.
 *
 * <p>In {@code retired.md}: {@code ### rule-id}, directly below it {@code retired in 0.2.0 ·
 * replaced by id, id} or {@code retired in 0.2.0 · not replaced}, then why. The ids that replace it
 * exist, or have been retired themselves.
 *
 * @param id the id
 * @param retiredIn the version of this specification that retired it
 * @param replacedBy the ids that say now what is still true of it
 * @param reason why it was retired, in Markdown
 * @param line the line of its heading, counted from 1
 */
public record RetiredRule(
    String id, String retiredIn, List<String> replacedBy, String reason, int line) {

  /** Copies the ids. */
  public RetiredRule {
    replacedBy = List.copyOf(replacedBy);
  }
}
