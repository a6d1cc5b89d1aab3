package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.bookWith;
import static io.asynciotck.spec.SamplePages.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that maps each statement to rules. */
class NotesTest {

  private static final String RULE = "loop.call-soon.fifo";

  /** All statements but the last; then this text, which begins on line 119. */
  private static String notes(String last) {
    return IntStream.rangeClosed(1, 39)
        .mapToObj(number -> "### " + number + "\nIt is so.\nNot normative: prose\n")
        .collect(Collectors.joining("", "# Notes\n", last));
  }

  private static Note last(String text) {
    return bookWith("about/notes.md", notes(text)).notes().getLast();
  }

  @Test
  void aStatementIsCoveredByRules() {
    assertThat(last("### 40\nIt is\nso.\nRules: " + RULE + ",\n" + RULE + "\n"))
        .isEqualTo(new Note(40, "It is so.", List.of(RULE, RULE), null, 119));
  }

  @Test
  void aStatementMayNotBeNormative() {
    assertThat(last("### 40\nIt is so.\n\nNot normative: a matter\nof taste\n"))
        .isEqualTo(new Note(40, "It is so.", List.of(), "a matter of taste", 119));
  }

  @Test
  void statementsAreInTheOrderOfTheirNumbers() {
    String page = notes("").replace("### 1\n", "### 40\n") + "### 1\nIt.\nNot normative: prose\n";
    assertThat(bookWith("about/notes.md", page).notes())
        .extracting(Note::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  void everyNumberIsThere() {
    String page = notes("").replace("### 7\n", "### 40\n");
    assertThat(problemsOf("about/notes.md", page))
        .containsExactly("about/notes.md:1: Statement 7 is missing");
    assertThat(problemsOf("about/notes.md", "# Notes\n")).hasSize(Note.COUNT);
  }

  @Test
  void everyNumberIsThereOnce() {
    assertThat(
            problemsOf(
                "about/notes.md", notes("### 40\nIt.\nRules: a.b\n### 7\nIt.\nRules: a.b\n")))
        .containsExactly("about/notes.md:122: `7` has an entry already, on line 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "41", "07", "one", "7."})
  void aNumberIsOneOfForty(String number) {
    assertThat(problemsOf("about/notes.md", notes("### " + number + "\nIt.\nRules: a.b\n")))
        .containsExactly("about/notes.md:119: The heading of a statement is its number, 1 to 40");
  }

  @Test
  void theRulesOfAStatementExist() {
    assertThat(problemsOf("about/notes.md", notes("### 40\nIt.\nRules: " + RULE + ", no.rule\n")))
        .containsExactly("about/notes.md:119: There is no rule `no.rule`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b c.d", "a.b,", "Loop.fifo"})
  void theRulesOfAStatementAreAList(String ids) {
    assertThat(problemsOf("about/notes.md", notes("### 40\nIt.\nRules: " + ids + "\n")))
        .singleElement()
        .asString()
        .startsWith("about/notes.md:121: Not a rule id: `");
  }

  @Test
  void aStatementIsThere() {
    assertThat(problemsOf("about/notes.md", notes("### 40\nRules: " + RULE + "\n")))
        .containsExactly("about/notes.md:119: The statement is missing");
  }

  @Test
  void aStatementIsCoveredOrSaysWhyNot() {
    assertThat(problemsOf("about/notes.md", notes("### 40\nIt is so.\n")))
        .containsExactly(
            "about/notes.md:119: Below a statement stands `Rules: id, id` or `Not normative:"
                + " reason`");
  }

  @Test
  void aStatementIsNotBoth() {
    String entry = "### 40\nIt is so.\nRules: " + RULE + "\nNot normative: prose\n";
    assertThat(problemsOf("about/notes.md", notes(entry)))
        .containsExactly("about/notes.md:121: A statement has rules, or a reason for none, once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rules:", "Not normative:"})
  void neitherIsEmpty(String line) {
    assertThat(problemsOf("about/notes.md", notes("### 40\nIt is so.\n" + line + "\n")))
        .containsExactly("about/notes.md:121: The list of rules, or the reason for none, is empty");
  }
}
