package io.asynciotck.tck.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no report could show becomes something that it can. */
final class LegibleTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("plain \t\n text, ä → 🐍", "plain \t\n text, ä → 🐍"),
        arguments("\0 and \u001b[31m", "␀ and ␛[31m"),
        arguments("a\r\nb\rc", "a\nb␍c"),
        arguments("\u007f", "␡"),
        arguments("C1: \u0085", "C1: \ufffd"),
        arguments("half \ud83d of two, \udc0d", "half \ufffd of two, \ufffd"),
        arguments("\uffff", "\ufffd"));
  }

  /** Each is named by what can be shown: a report has the name too. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("texts")
  void everythingElseStaysAsItIs(String text, String readable) {
    assertThat(Legible.of(text)).isEqualTo(readable);
  }
}
