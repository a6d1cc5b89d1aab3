package io.asynciotck.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Python versions, and the profiles that select rules by them. */
class VersionsTest {

  private static RuleText rule(String since, String until) {
    String range = until == null ? "since " + since : "since " + since + " · until " + until;
    String text = SamplePages.fifoWith("since 3.8", range);
    return RuleBook.parse("callbacks.md", text).rules().getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8", "3.11", "3.12.1", "3.13.0", "3.12.10"})
  void aVersionPrintsAsItWasSpelled(String text) {
    assertThat(PythonVersion.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3.", "3.8.", "v3.8", "3.8rc1", "3.08", " 3.8", "99999.1"})
  void otherSpellingsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PythonVersion.parse(text))
        .withMessage("Not a Python version: `" + text + "`; write 3.11 or 3.12.1");
  }

  @Test
  void versionsAreInNumericalOrderAndAnOpenOneIsTheNewest() {
    List<PythonVersion> ordered =
        Stream.of("3.9.2", "3.9.10", "3.9", "3.10.0", "3.10", "4.0")
            .map(PythonVersion::parse)
            .toList();
    assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
  }

  @ParameterizedTest
  @CsvSource({
    "py3.8,    3.8,    ,       true",
    "py3.11,   3.12,   ,       false",
    "py3.12,   3.12,   ,       true",
    "py3.12.0, 3.12,   ,       true",
    "py3.12,   3.12.5, ,       true",
    "py3.12.4, 3.12.5, ,       false",
    "py3.12.5, 3.12.5, ,       true",
    "py3.11,   3.8,    3.11,   true",
    "py3.11.9, 3.8,    3.11,   true",
    "py3.12.0, 3.8,    3.11,   false",
    "py3.11,   3.8,    3.11.3, false",
    "py3.11.3, 3.8,    3.11.3, true",
    "py3.11.4, 3.8,    3.11.3, false",
    "py3.10,   3.8,    3.11.3, true"
  })
  void aProfileSelectsTheRulesInWhoseRangeItLies(
      String profile, String since, String until, boolean selected) {
    assertThat(Profile.of(profile).selects(rule(since, until))).isEqualTo(selected);
  }

  @Test
  void theProfilesAreTheMinorVersionsFrom8To15() {
    assertThat(Profile.known())
        .extracting(Profile::name)
        .containsExactly(
            "py3.8", "py3.9", "py3.10", "py3.11", "py3.12", "py3.13", "py3.14", "py3.15");
    assertThat(Profile.newest()).hasToString("py3.15").isEqualTo(Profile.of("py3.15"));
  }

  @Test
  void aReleaseIsAProfileToo() {
    assertThat(Profile.of("py3.13.0").version()).isEqualTo(PythonVersion.of(3, 13, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"py3.7", "py3.16", "py2.8", "py4.8", "3.13", "py", "pypy3.9", "py3.13.x"})
  void otherProfilesAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Profile.of(name))
        .withMessage(
            "Unknown profile `"
                + name
                + "`; known: py3.8, py3.9, py3.10, py3.11, py3.12, py3.13, py3.14, py3.15, and"
                + " their releases, as py3.13.0");
  }

  @Test
  void aProfileOfAVersionThatIsNotCoveredIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Profile(PythonVersion.of(3, 7, 16)))
        .withMessage("The rules do not cover Python 3.7.16, only 3.8 to 3.15");
  }
}
