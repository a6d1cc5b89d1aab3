package io.asynciotck.tck.repro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces are in the API's words, output is in Python's. */
final class WordsTest {
  private static final Map<String, List<String>> BASES =
      Map.of("OddError", List.of("OddError", "RuntimeError", "Exception"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "done: true, not: false | done: True, not: False",
        "result: null | result: None",
        "it is true that | it is true that",
        "a: raises InvalidStateException | a: raises InvalidStateError",
        "a: raises IllegalArgumentException | a: raises ValueError or TypeError"
      })
  void eventsAreSaidInPython(String event, String said) {
    assertThat(Words.ofPython(event)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "done: True | done: true",
        "x: raises TypeError('no (such) thing') | x: raises IllegalArgumentException",
        "x: raises Boom('a') | x: raises Boom(a)",
        "x: raises Boom() | x: raises Boom",
        "x: raises OddError('a') | x: raises IllegalStateException",
        "CancelledError() | CancelledError",
        "early: True, after 0.0123 s | early: true"
      })
  void sameThings(String printed, String event) {
    assertThat(Words.isSame(printed, event, BASES)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "done: True | done: false",
        "x: raises KeyError('a') | x: raises IllegalStateException",
        "x: raises Boom('b') | x: raises Boom(a)",
        "y: raises Boom('a') | x: raises Boom(a)",
        "a | b"
      })
  void otherThings(String printed, String event) {
    assertThat(Words.isSame(printed, event, BASES)).isFalse();
  }
}
