package io.asynciotck.spec;

import java.util.List;

/**
 * The rules of one area.
 *
 * @param file the name of its file, such as {@code callbacks.md}
 * @param title its title, such as {@code Callbacks}
 * @param rules its rules, in the order of the page
 */
public record RulePage(String file, String title, List<RuleText> rules) {

  /** Copies the rules. */
  public RulePage {
    rules = List.copyOf(rules);
  }

  /** {@return the titles of the sections that hold rules, in the order of the page} */
  public List<String> sections() {
    return rules.stream().map(RuleText::section).distinct().toList();
  }
}
