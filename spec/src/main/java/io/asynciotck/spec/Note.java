package io.asynciotck.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement about asyncio that the specification was asked to cover, and what covers it.
 *
 * <p>In {@code notes.md}: {@code ### 1} to {@code ### 40}, each once; below the number the
 * statement, as one paragraph; directly below it, or after a blank line, either {@code Rules: id,
 * id} or {@code Not normative: reason}, both of which may wrap. The rules exist.
 *
 * @param number its number
 * @param statement what it states
 * @param rules the rules that cover it; empty if it is not normative
 * @param notNormative why no rule covers it, or null if rules do
 * @param line the line of its heading, counted from 1
 */
public record Note(
    int number, String statement, List<String> rules, @Nullable String notNormative, int line) {

  /** How many statements there are. */
  public static final int COUNT = 40;

  /** Copies the rules. */
  public Note {
    rules = List.copyOf(rules);
  }
}
