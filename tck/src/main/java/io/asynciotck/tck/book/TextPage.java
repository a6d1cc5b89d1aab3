package io.asynciotck.tck.book;

import java.util.List;

/** What a page of the book consists of that is not about an area. */
final class TextPage {

  private TextPage() {}

  /**
   * A part of a page.
   *
   * @param title its heading, or nothing
   * @param anchor its anchor
   * @param html what it says
   * @param entries what is listed in it
   */
  record Section(String title, String anchor, String html, List<Entry> entries) {

    /** A list with a sentence in front. */
    static Section of(String lead, List<Entry> entries) {
      return new Section("", "", "<p>" + BookHtml.escape(lead) + "</p>\n", entries);
    }

    /** Whether its entries stand right below the title of the page. */
    boolean plain() {
      return title.isEmpty();
    }
  }

  /**
   * An entry of a list.
   *
   * @param anchor its anchor
   * @param title its heading, as HTML
   * @param html what it says
   */
  record Entry(String anchor, String title, String html) {}
}
