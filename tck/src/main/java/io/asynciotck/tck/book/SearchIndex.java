package io.asynciotck.tck.book;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.Term;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What the search looks through: a script, since a page that was not served can load no data. */
final class SearchIndex {

  private SearchIndex() {}

  static String of(List<RuleEntry> rules, RuleBook book) {
    List<List<String>> entries = new ArrayList<>();
    for (RuleEntry rule : rules) {
      entries.add(
          List.of(
              rule.id(),
              rule.address(),
              rule.levelName() + " · " + rule.conformanceClass(),
              plain(rule.sentence())));
    }
    for (Term term : book.terms()) {
      entries.add(
          List.of(
              term.name(),
              "terms.html#" + BookHtml.anchor(term.name()),
              "term",
              term.text().replaceAll("\\s+", " ").replace("`", "")));
    }
    return "window.bookEntries = " + JsonMapper.shared().writeValueAsString(entries) + ";\n";
  }

  private static String plain(String html) {
    return html.replaceAll("<[^>]+>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
