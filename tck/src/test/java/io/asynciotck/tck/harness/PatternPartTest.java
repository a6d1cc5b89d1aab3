package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of a pattern is known by its bytes. */
final class PatternPartTest {

  @ParameterizedTest
  @CsvSource({
    "0, 300000, 7",
    "0, 1000, 0",
    "1, 1000, 7",
    "250, 1000, 255",
    "251, 753, 3",
    "64255, 2000, 7",
    "1048576, 65536, 7"
  })
  void aPartIsMadeAgain(int start, int length, int seed) {
    byte[] bytes = Patterns.bytes(start, length, seed);
    assertThat(PatternPart.of(bytes))
        .hasValueSatisfying(part ->
            assertThat(Patterns.bytes(part.start(), part.length(), part.seed())).isEqualTo(bytes));
  }

  @Test
  void theBeginningHasItsOwnSeed() {
    assertThat(PatternPart.of(Patterns.bytes(0, 2000, 7))).hasValue(new PatternPart(0, 2000, 7));
  }

  @Test
  void otherBytesAreNone() {
    byte[] changed = Patterns.bytes(0, 2000, 7);
    changed[1999]++;
    assertThat(PatternPart.of(changed)).isEmpty();
    assertThat(PatternPart.of(new byte[2000])).isEmpty();
    assertThat(PatternPart.of(Patterns.bytes(0, 100, 7))).isEmpty();
  }
}
