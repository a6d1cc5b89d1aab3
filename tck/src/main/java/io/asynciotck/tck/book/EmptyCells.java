package io.asynciotck.tck.book;

import io.asynciotck.tck.harness.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why cells of the matrix of cancellations have no rule: a text in which each column is a heading,
 * and each item below it says what kind of reason it gives, for which operations, and the reason.
 *
 * @param reasons in the order of the text
 */
record EmptyCells(List<Reason> reasons) {

  private static final String TEXT = "cancellations.md";
  private static final Pattern ITEM =
      Pattern.compile("- ([a-z ]+): ((?:`[^`]+`(?:, )?)+): (.+)", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What kind of reason there can be. */
  enum Kind {
    /** A task that waits for this never comes to that moment. */
    NO_SUCH_MOMENT("no such moment"),
    /** No sentence of the documentation decides it. */
    LEFT_OPEN("left open"),
    /** A rule decides it that is not about this operation. */
    OTHER_RULE("another rule"),
    /** It is decided, and no black-box test can bring it about. */
    NO_TEST("no test");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** What it is called in the text and in the cell. */
    String title() {
      return title;
    }

    private static Optional<Kind> of(String title) {
      return Arrays.stream(values()).filter(kind -> kind.title.equals(title)).findFirst();
    }
  }

  /**
   * Why some cells of a column are empty.
   *
   * @param moment the column
   * @param kind what kind of reason it is
   * @param operations the rows
   * @param text the reason, in Markdown
   */
  record Reason(Moment moment, Kind kind, List<String> operations, String text) {

    /** What the reason has in code: rules, among others. */
    List<String> named() {
      return coded(text);
    }
  }

  /** The reasons that the kit has. */
  static EmptyCells standard() {
    return read(BookResources.template(TEXT));
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static EmptyCells read(String text) {
    List<Reason> reasons = new ArrayList<>();
    @Nullable Moment moment = null;
    for (String block : text.split("\n(?=## |- )|\n\n", -1)) {
      String said = block.strip().replaceAll("\\s+", " ");
      if (said.startsWith("## ")) {
        moment = momentOf(said.substring(3));
      } else if (said.startsWith("- ")) {
        reasons.add(reason(Objects.requireNonNull(moment, said), said));
      }
    }
    return new EmptyCells(List.copyOf(reasons));
  }

  private static Moment momentOf(String title) {
    return Arrays.stream(Moment.values())
        .filter(moment -> moment.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No moment is called `" + title + "`"));
  }

  private static Reason reason(Moment moment, String item) {
    Matcher parts = ITEM.matcher(item);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not `- KIND: OPERATIONS: REASON`: " + item);
    }
    Kind kind =
        Kind.of(parts.group(1))
            .orElseThrow(() ->
                new IllegalArgumentException("No kind of reason is `" + parts.group(1) + "`"));
    return new Reason(moment, kind, coded(parts.group(2)), parts.group(3));
  }

  private static List<String> coded(String text) {
    return CODE.matcher(text).results().map((MatchResult code) -> code.group(1)).toList();
  }

  /** The reasons for a cell: one, if all is right. */
  List<Reason> of(String operation, Moment moment) {
    return reasons.stream()
        .filter(reason -> reason.moment() == moment && reason.operations().contains(operation))
        .toList();
  }
}
