package io.asynciotck.spec;

import java.util.List;

/**
 * Where the sources of the specification contradict one another, and what was decided.
 *
 * <p>In {@code conflicts.md}: {@code ### rule-id} or {@code ### topic}, then what contradicts what,
 * then a block quote with one {@code > Decision: text} and, if the heading is a topic, perhaps one
 * {@code > Rules: id, id}. The rules exist.
 *
 * @param subject the heading: a rule id or a topic
 * @param text what contradicts what, in Markdown
 * @param decision what was decided, and why
 * @param rules the rules that follow from it
 * @param line the line of its heading, counted from 1
 */
public record Conflict(String subject, String text, String decision, List<String> rules, int line) {

  /** Copies the rules. */
  public Conflict {
    rules = List.copyOf(rules);
  }
}
