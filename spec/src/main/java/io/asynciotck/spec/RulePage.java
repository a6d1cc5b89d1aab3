package io.asynciotck.spec;

import java.util.List;

/**
 * The rules of one area.
 *
 * @param file its chapter and the name of its file, such as {@code loop/callbacks.md}
 * @param title its title, such as {@code Callbacks}
 * @param rules its rules, in the order of the page
 */
public record RulePage(String file, String title, List<RuleText> rules) {

  /** Copies the rules. */
  public RulePage {
    rules = List.copyOf(rules);
  }

  /** {@return the word of its chapter, such as {@code loop}; empty for a page that stands alone} */
  public String chapter() {
    return Chapter.wordOf(file);
  }

  /** {@return its name without chapter and ending, such as {@code wait-for}} */
  public String name() {
    return file.substring(file.lastIndexOf('/') + 1).replace(".md", "");
  }

  /** {@return the titles of the sections that hold rules, in the order of the page} */
  public List<String> sections() {
    return rules.stream().map(RuleText::section).distinct().toList();
  }
}
