package io.asynciotck.spec;

import java.util.List;

/**
 * A word for what a loop may not be meant to do. In {@code gaps.md}: {@code ### word}, what it
 * means, then {@code > Rules: id, id}, with {@code *} for any text in an id.
 *
 * @param word the word
 * @param text what it means, in Markdown
 * @param globs the ids of the rules that need what is not done
 * @param line the line of its heading, counted from 1
 */
public record GapWord(String word, String text, List<String> globs, int line) {

  /** Keeps what was given. */
  public GapWord {
    globs = List.copyOf(globs);
  }

  /**
   * {@return whether the rule needs what is not done}
   *
   * @param rule its id
   */
  public boolean concerns(String rule) {
    return globs.stream().anyMatch(glob -> new RuleGlob(glob).matches(rule));
  }
}
