package io.asynciotck.tck.book;

import java.util.List;
import java.util.Map;

/**
 * A page of rules as the book shows it.
 *
 * @param file its file
 * @param title its title
 * @param chapter the word of its chapter
 * @param introduction what it says first, as HTML
 * @param sections its sections
 */
record AreaPage(
    String file, String title, String chapter, String introduction, List<Section> sections) {

  private static final Map<String, String> CHAPTERS =
      Map.of(
          "loop", "Event loop",
          "tasks", "Futures, coroutines and tasks",
          "sync", "Synchronisation and queues",
          "io", "Input and output",
          "detail", "Details of CPython");

  /**
   * Some rules under one heading.
   *
   * @param title the heading
   * @param anchor its anchor
   * @param html what it says first
   * @param rules its rules
   */
  record Section(String title, String anchor, String html, List<RuleEntry> rules) {}

  /** What a chapter is called. */
  static String chapterTitle(String word) {
    return CHAPTERS.getOrDefault(word, "Rules");
  }

  /** What its chapter is called. */
  public String chapterTitle() {
    return chapterTitle(chapter);
  }

  /** How many rules there are. */
  public int count() {
    return sections.stream().mapToInt(section -> section.rules().size()).sum();
  }
}
