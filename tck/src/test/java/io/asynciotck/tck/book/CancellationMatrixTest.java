package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.spec.RuleBook;
import org.junit.jupiter.api.Test;

/** Each cell of the matrix of cancellations has rules or says why it has none. */
final class CancellationMatrixTest {

  private static final RuleBook BOOK = RuleBook.standard();
  private static final Proofs PROOFS = Proofs.shipped(BOOK);

  private static CancellationMatrix with(String reasons) {
    return CancellationMatrix.of(BOOK, PROOFS, new BookHtml(BOOK), EmptyCells.read(reasons));
  }

  @Test
  void aCellHasRulesOrAReason() {
    assertThat(CancellationMatrix.of(BOOK, PROOFS, new BookHtml(BOOK)).findings())
        .as("cells of the matrix, and their reasons in cancellations.md")
        .isEmpty();
  }

  @Test
  void aCellWithNeitherIsFound() {
    assertThat(with("").findings())
        .contains("sleep, before it starts: neither a rule nor a reason")
        .noneMatch(finding -> finding.startsWith("Lock.acquire"));
  }

  @Test
  void aReasonForACellWithRulesIsFound() {
    assertThat(with("## on entry\n\n- left open: `sleep`: Nothing is said.\n").findings())
        .contains("sleep, on entry: a reason why it is empty, and rules: [sleep.cancel.at-once]");
  }

  @Test
  void twoReasonsForOneCellAreFound() {
    assertThat(
            with("## what is left\n\n- left open: `sleep`: One.\n- left open: `sleep`: Two.\n")
                .findings())
        .contains("sleep, what is left: more than one reason");
  }

  @Test
  void aReasonForWhatIsNotThereIsFound() {
    assertThat(with("## on entry\n\n- left open: `snooze`: Nothing is said.\n").findings())
        .contains("No test waits for snooze: Nothing is said.");
  }

  @Test
  void aReasonThatNamesARuleMustHaveIt() {
    assertThat(
            with("## what is left\n\n- another rule: `sleep`: It is `sleep.no.rule`.\n").findings())
        .contains("Names no rule: It is `sleep.no.rule`.");
  }

  @Test
  void aTextOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> EmptyCells.read("## at noon\n"))
        .hasMessage("No moment is called `at noon`");
    assertThatThrownBy(() -> EmptyCells.read("## on entry\n\n- perhaps: `sleep`: Who knows.\n"))
        .hasMessage("No kind of reason is `perhaps`");
    assertThatThrownBy(() -> EmptyCells.read("## on entry\n\n- left open: sleep\n"))
        .hasMessage("Not `- KIND: OPERATIONS: REASON`: - left open: sleep");
  }
}
