package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.FIFO;
import static io.asynciotck.spec.SamplePages.OBSERVED;
import static io.asynciotck.spec.SamplePages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a book is searched. */
class RuleBookTest {

  private static final String RETIRED =
      """
      # Retired

      ### loop.call-soon.lifo
      retired in 0.2.0 · replaced by loop.call-soon.fifo
      It was wrong.

      ### loop.luck
      retired in 0.2.0 · not replaced
      It was luck.
      """;

  private final RuleBook book =
      RuleBook.parse(
          Map.of("timers.md", page(OBSERVED), "a.md", page(FIFO), "about/retired.md", RETIRED));

  @Test
  void pagesAndRulesAreInAlphabeticalOrderOfTheFiles() {
    assertThat(book.pages()).extracting(RulePage::file).containsExactly("a.md", "timers.md");
    assertThat(book.rules())
        .extracting(RuleText::id)
        .containsExactly("loop.call-soon.fifo", "timer.clean-up.half");
  }

  @Test
  void aRuleIsFoundByItsId() {
    assertThat(book.get("loop.call-soon.fifo").id()).isEqualTo("loop.call-soon.fifo");
    assertThat(book.find("loop.call-soon.fifo")).contains(book.get("loop.call-soon.fifo"));
    assertThat(book.find("loop.call-soon.lilo")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop.call-soon.fifi", "loop.callsoon.fifo", "call-soon", "fifo"})
  void anUnknownIdIsRefusedWithTheIdsNearIt(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.get(id))
        .withMessage("There is no rule `" + id + "`; near it: `loop.call-soon.fifo`");
  }

  @Test
  void anIdNearNothingIsRefusedAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.get("queue.put"))
        .withMessage("There is no rule `queue.put`");
  }

  @Test
  void theNearestIdComesFirst() {
    String other = FIFO.replace("call-soon.fifo", "call-soon.fifo-threads");
    RuleBook two = RuleBook.parse("callbacks.md", page(other, FIFO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.get("loop.call-soon.fif"))
        .withMessage(
            "There is no rule `loop.call-soon.fif`; near it: `loop.call-soon.fifo`,"
                + " `loop.call-soon.fifo-threads`");
  }

  @Test
  void aRetiredIdIsRefusedWithWhatReplacedIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.get("loop.call-soon.lifo"))
        .withMessage(
            "Rule `loop.call-soon.lifo` was retired in 0.2.0; replaced by: `loop.call-soon.fifo`");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.get("loop.luck"))
        .withMessage("Rule `loop.luck` was retired in 0.2.0 and not replaced");
  }

  @ParameterizedTest
  @CsvSource({
    "loop.*.fifo,         1",
    "loop.*,              1",
    "*,                   2",
    "*.*-*.*,             2",
    "loop.call?soon.fifo, 1",
    "loop.call-soon.fifo, 1",
    "loop,                0",
    "loop-call-soon.fifo, 0",
    "loopXcall-soon.fifo, -1",
    "loop.[a-z]*,         -1",
    "'',                  -1"
  })
  void aGlobMatchesWholeIds(String glob, int matches) {
    if (matches < 0) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.matching(glob))
          .withMessageStartingWith("Not a pattern of rule ids: `" + glob + "`");
    } else {
      assertThat(book.matching(glob)).hasSize(matches);
    }
  }

  @Test
  void aDotInAGlobIsADot() {
    assertThat(book.matching("loop.call.soon.fifo")).isEmpty();
  }

  @Test
  void theRulesInForceDependOnTheProfile() {
    assertThat(book.inForce(Profile.of("py3.11.2"))).hasSize(2);
    assertThat(book.inForce(Profile.of("py3.11")))
        .extracting(RuleText::id)
        .containsExactly("loop.call-soon.fifo");
  }

  @Test
  void theClassesAreThoseThatHaveRules() {
    assertThat(book.classes())
        .containsExactly(ConformanceClass.CORE, ConformanceClass.CPYTHON_DETAIL);
  }
}
