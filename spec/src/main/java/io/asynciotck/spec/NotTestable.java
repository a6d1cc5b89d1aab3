package io.asynciotck.spec;

/**
 * A rule that no black-box test can show. In {@code not-testable.md}: {@code ### rule-id}, then
 * why. The rule exists.
 *
 * @param id the rule
 * @param reason why no test can show it, in Markdown
 * @param line the line of its heading, counted from 1
 */
public record NotTestable(String id, String reason, int line) {}
