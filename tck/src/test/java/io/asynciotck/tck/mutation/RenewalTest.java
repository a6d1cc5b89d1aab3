package io.asynciotck.tck.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An entry of the list of survivors follows its mutant when the line is edited. */
final class RenewalTest {
  private static final String LISTED = "TimerHeap.add · Math · int place = size + first; · 2";

  private static Renewal renewal(String... made) {
    return new Renewal(List.of(Place.parse(LISTED)), Stream.of(made).map(Place::parse).toList());
  }

  private static String renewed(String... made) {
    return renewal(made).applied("mutant = \"" + LISTED + "\"\n");
  }

  @Test
  void whatIsThereIsNoComplaint() {
    assertThat(renewal(LISTED).complaints()).isEmpty();
  }

  @Test
  void anEditedLineIsFound() {
    String edited = "TimerHeap.add · Math · int place = size + second; · 2";
    String otherOfTheLine = "TimerHeap.add · Math · int place = size + second;";
    String otherLine = "TimerHeap.add · Math · entries[parent / 2] = place; · 2";
    assertThat(renewed(otherOfTheLine, edited, otherLine))
        .isEqualTo("mutant = \"" + edited + "\"\n");
  }

  @Test
  void aMethodThatWasRenamedIsFound() {
    String renamed = LISTED.replace(".add", ".insert");
    assertThat(renewed(renamed)).contains(renamed);
  }

  @Test
  void aMethodThatWasMovedIsFound() {
    String moved = LISTED.replace("TimerHeap", "Heap");
    assertThat(renewed(moved)).contains(moved);
  }

  @Test
  void anotherOperatorOrAnotherLineIsNotTaken() {
    String otherOperator = LISTED.replace("Math", "InlineConstant");
    String otherLine = "TimerHeap.add · Math · entries[parent / 2] = place; · 2";
    assertThat(renewed(otherOperator, otherLine)).contains(LISTED);
    assertThat(renewal(otherOperator, otherLine).complaints())
        .containsExactly(LISTED + "\n  is gone");
  }

  @Test
  void nothingIsTakenWhereSeveralMayBeIt() {
    String one = "TimerHeap.add · Math · int place = size + second; · 2";
    String other = "TimerHeap.add · Math · int place = size + third; · 2";
    assertThat(renewed(one, other)).contains(LISTED);
  }

  @Test
  void quotationMarksAreWrittenAsTheListHasThem() {
    Place listed = Place.parse("Loop.name · NegateConditionals · return x ? \"a b\" : y;");
    Place made = Place.parse("Loop.name · NegateConditionals · return z ? \"a b\" : y;");
    assertThat(
            new Renewal(List.of(listed), List.of(made))
                .applied(
                    "mutant = \"Loop.name · NegateConditionals · return x ? \\\"a b\\\" : y;\"\n"))
        .contains("return z ? \\\"a b\\\" : y;");
  }
}
