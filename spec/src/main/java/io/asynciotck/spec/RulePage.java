package io.asynciotck.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one area.
 *
 * @param file its chapter and the name of its file, such as {@code loop/callbacks.md}
 * @param title its title, such as {@code Callbacks}
 * @param introduction what it says before its first section, in Markdown
 * @param sectionTexts what it says at the beginning of its sections, by their titles, in Markdown
 * @param rules its rules, in the order of the page
 */
public record RulePage(
    String file,
    String title,
    String introduction,
    Map<String, String> sectionTexts,
    List<RuleText> rules) {

  /** Copies the texts and the rules. */
  public RulePage {
    sectionTexts = Collections.unmodifiableMap(new LinkedHashMap<>(sectionTexts));
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
