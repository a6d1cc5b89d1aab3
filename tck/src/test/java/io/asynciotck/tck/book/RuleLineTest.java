package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RuleLineTest {
  @Test
  void idsStandWithCommasBetween() {
    assertThat(RuleLine.rulesIn("    // Rule: loop.new.fresh, loop.stop.batch"))
        .containsExactly("loop.new.fresh", "loop.stop.batch");
  }

  @Test
  void idsWithACommonBeginningStandTogether() {
    assertThat(RuleLine.rulesIn("// Rule: loop.stop.{batch, before-run}, loop.new.fresh"))
        .containsExactly("loop.stop.batch", "loop.stop.before-run", "loop.new.fresh");
  }

  @Test
  void aLineWithoutTheCommentNamesNone() {
    assertThat(RuleLine.rulesIn("int rule = 1;")).isEmpty();
  }

  @Test
  void whatIsNoListOfIdsIsRefused() {
    assertThatThrownBy(() -> RuleLine.rulesIn("// Rule: loop.stop.{batch, before-run"))
        .hasMessageContaining("loop.stop.{batch, before-run`");
    assertThatThrownBy(() -> RuleLine.rulesIn("// Rule: see the page"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
