package io.asynciotck.tck.book;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.book.EmptyCells.Kind;
import io.asynciotck.tck.book.EmptyCells.Reason;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.run.TestCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * For what tasks wait, when they are cancelled there, and the rules that say what happens then. It
 * is read from the tests, which name the operation and the moment; a cell without a rule has a
 * reason.
 *
 * @param moments the headings of the columns
 * @param chapters the rows, by chapter
 * @param reasons why cells are empty
 * @param findings what is wrong with it: cells with neither rules nor a reason, or with both, and
 *     reasons for what is not there
 */
record CancellationMatrix(
    List<String> moments, List<Chapter> chapters, List<Why> reasons, List<String> findings) {

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
   * What holds at a moment, or why nothing is said of it: one of the two is empty.
   *
   * @param rules the rules
   * @param reasons the reasons, of which there is one
   */
  record Cell(List<Link> rules, List<Link> reasons) {}

  /**
   * A rule, or a reason, in a cell.
   *
   * @param id its id
   * @param word what stands in the cell: the last part of the id, or the kind of the reason
   * @param address where it stands
   */
  record Link(String id, String word, String address) {}

  /**
   * A reason, below the table.
   *
   * @param id its anchor
   * @param moment the column
   * @param kind what kind of reason it is
   * @param operations the rows
   * @param text the reason
   */
  record Why(String id, String moment, String kind, List<String> operations, String text) {}

  /** Makes the matrix from the tests of the rules, and the reasons that the kit has. */
  static CancellationMatrix of(RuleBook book, Proofs proofs, BookHtml html) {
    return of(book, proofs, html, EmptyCells.standard());
  }

  /** Makes the matrix from the tests of the rules, and reasons for the cells that have none. */
  static CancellationMatrix of(RuleBook book, Proofs proofs, BookHtml html, EmptyCells empty) {
    Map<String, Map<String, Map<Moment, TreeSet<String>>>> found = rulesOf(book, proofs);
    List<Chapter> chapters = new ArrayList<>();
    found.forEach((title, operations) -> {
      if (!operations.isEmpty()) {
        chapters.add(chapter(title, operations, html, empty));
      }
    });
    return new CancellationMatrix(
        Arrays.stream(Moment.values()).map(Moment::title).toList(),
        chapters,
        empty.reasons().stream()
            .map(reason ->
                new Why(
                    anchor(empty, reason),
                    reason.moment().title(),
                    reason.kind().title(),
                    reason.operations(),
                    html.line(reason.text())))
            .toList(),
        findings(book, found, empty));
  }

  /** The rules by chapter, operation and moment. */
  private static Map<String, Map<String, Map<Moment, TreeSet<String>>>> rulesOf(
      RuleBook book, Proofs proofs) {
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
    return found;
  }

  private static Chapter chapter(
      String title,
      Map<String, Map<Moment, TreeSet<String>>> operations,
      BookHtml html,
      EmptyCells empty) {
    return new Chapter(
        title,
        Moment.values().length + 1,
        operations.entrySet().stream()
            .map(operation ->
                new Row(
                    operation.getKey(),
                    Arrays.stream(Moment.values())
                        .map(moment ->
                            new Cell(
                                links(
                                    operation.getValue().getOrDefault(moment, new TreeSet<>()),
                                    html),
                                links(empty, operation.getKey(), moment)))
                        .toList()))
            .toList());
  }

  private static List<Link> links(Set<String> rules, BookHtml html) {
    return rules.stream()
        .map(id -> new Link(id, id.substring(id.lastIndexOf('.') + 1), html.address(id)))
        .sorted(Comparator.comparing(Link::word))
        .toList();
  }

  private static List<Link> links(EmptyCells empty, String operation, Moment moment) {
    return empty.of(operation, moment).stream()
        .map(reason -> {
          String anchor = anchor(empty, reason);
          return new Link(anchor, reason.kind().title(), "#" + anchor);
        })
        .toList();
  }

  private static String anchor(EmptyCells empty, Reason reason) {
    return "why-" + (empty.reasons().indexOf(reason) + 1);
  }

  private static List<String> findings(
      RuleBook book,
      Map<String, Map<String, Map<Moment, TreeSet<String>>>> found,
      EmptyCells empty) {
    List<String> findings = new ArrayList<>();
    Map<String, Map<Moment, TreeSet<String>>> operations = new TreeMap<>();
    found.values().forEach(operations::putAll);
    operations.forEach((operation, cells) -> {
      for (Moment moment : Moment.values()) {
        int rules = cells.getOrDefault(moment, new TreeSet<>()).size();
        int reasons = empty.of(operation, moment).size();
        String cell = operation + ", " + moment.title();
        if (rules == 0 && reasons == 0) {
          findings.add(cell + ": neither a rule nor a reason");
        } else if (rules > 0 && reasons > 0) {
          findings.add(cell + ": a reason why it is empty, and rules: " + cells.get(moment));
        } else if (reasons > 1) {
          findings.add(cell + ": more than one reason");
        }
      }
    });
    Set<String> rules = book.rules().stream().map(RuleText::id).collect(Collectors.toSet());
    for (Reason reason : empty.reasons()) {
      reason.operations().stream()
          .filter(operation -> !operations.containsKey(operation))
          .forEach(
              operation -> findings.add("No test waits for " + operation + ": " + reason.text()));
      if (reason.kind() == Kind.OTHER_RULE && reason.named().stream().noneMatch(rules::contains)) {
        findings.add("Names no rule: " + reason.text());
      }
    }
    return findings;
  }
}
