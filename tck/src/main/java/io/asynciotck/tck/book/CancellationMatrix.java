package io.asynciotck.tck.book;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.run.TestCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * For what tasks wait, when they are cancelled there, and the rules that say what happens then. It
 * is read from the tests, which name the operation and the moment.
 *
 * @param moments the headings of the columns
 * @param chapters the rows, by chapter
 */
record CancellationMatrix(List<String> moments, List<Chapter> chapters) {

  /**
   * The operations of a chapter.
   *
   * @param title what it is called
   * @param width how many columns there are, that of the operation among them
   * @param rows its operations
   */
  record Chapter(String title, int width, List<Row> rows) {}

  /**
   * An operation.
   *
   * @param operation what asyncio calls it
   * @param cells a cell for each moment
   */
  record Row(String operation, List<Cell> cells) {}

  /**
   * What holds at a moment.
   *
   * @param rules the rules
   */
  record Cell(List<Link> rules) {}

  /**
   * A rule in a cell.
   *
   * @param id its id
   * @param word the last part of its id
   * @param address where it stands
   */
  record Link(String id, String word, String address) {}

  /** Makes the matrix from the tests of the rules. */
  static CancellationMatrix of(RuleBook book, Proofs proofs, BookHtml html) {
    Map<String, Map<String, Map<Moment, TreeSet<String>>>> found = new LinkedHashMap<>();
    for (RulePage page : book.pages()) {
      Map<String, Map<Moment, TreeSet<String>>> operations =
          found.computeIfAbsent(
              AreaPage.chapterTitle(page.chapter()),
              _ -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
      for (RuleText rule : page.rules()) {
        for (TestCase test : proofs.testsOf(rule)) {
          test.operation()
              .ifPresent(operation ->
                  test.moments()
                      .forEach(moment ->
                          operations
                              .computeIfAbsent(operation, _ -> new TreeMap<>())
                              .computeIfAbsent(moment, _ -> new TreeSet<>())
                              .add(rule.id())));
        }
      }
    }
    List<Chapter> chapters = new ArrayList<>();
    found.forEach((title, operations) -> {
      if (!operations.isEmpty()) {
        chapters.add(chapter(title, operations, html));
      }
    });
    return new CancellationMatrix(
        Arrays.stream(Moment.values()).map(Moment::title).toList(), chapters);
  }

  private static Chapter chapter(
      String title, Map<String, Map<Moment, TreeSet<String>>> operations, BookHtml html) {
    return new Chapter(
        title,
        Moment.values().length + 1,
        operations.entrySet().stream()
            .map(operation ->
                new Row(
                    operation.getKey(),
                    Arrays.stream(Moment.values())
                        .map(moment ->
                            cell(operation.getValue().getOrDefault(moment, new TreeSet<>()), html))
                        .toList()))
            .toList());
  }

  private static Cell cell(TreeSet<String> rules, BookHtml html) {
    return new Cell(
        rules.stream()
            .map(id -> new Link(id, id.substring(id.lastIndexOf('.') + 1), html.address(id)))
            .sorted(Comparator.comparing(Link::word))
            .toList());
  }
}
