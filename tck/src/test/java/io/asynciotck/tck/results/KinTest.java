package io.asynciotck.tck.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import org.junit.jupiter.api.Test;

/** The rules that are kin are rules. */
final class KinTest {
  @Test
  void whatIsOneThingToDoIsSoForRulesThatThereAre() {
    RuleBook book = RuleBook.standard();
    assertThat(Kin.SAME)
        .isNotEmpty()
        .allSatisfy((rule, others) -> {
          assertThat(book.get(rule).id()).isEqualTo(rule);
          assertThat(others)
              .isNotEmpty()
              .allSatisfy(other -> assertThat(book.get(other).id()).isEqualTo(other));
        });
  }

  @Test
  void theRuleOfTheMessageThatTasksTellIsOne() {
    assertThat(RuleBook.standard().get(Kin.MESSAGE_OF_TASKS).decides()).isTrue();
  }

  @Test
  void someRulesOfStreamsAreKinOfThoseOfTheMethodThatIsCalled() {
    RuleBook book = RuleBook.standard();
    assertThat(Kin.MADE_OF)
        .isNotEmpty()
        .allSatisfy((begin, other) -> {
          assertThat(book.matching(begin + "*")).isNotEmpty();
          assertThat(book.matching(other + "*")).isNotEmpty();
        });
  }
}
