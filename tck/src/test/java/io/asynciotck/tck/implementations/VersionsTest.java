package io.asynciotck.tck.implementations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on versions. */
final class VersionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          any                | 3.8.0                  | true
          any                | unknown                | true
          >=3.13             | 3.13.0                 | true
          >=3.13             | 3.12.9                 | false
          >=3.9              | 3.10.1                 | true
          >=3.13, <3.13.3    | 3.13.2                 | true
          >=3.13, <3.13.3    | 3.13.3                 | false
          >=3.13, <3.13.3    | 3.13.3rc1              | false
          >=3.13,<3.13.3     | 3.12.99                | false
          <=3.13.2           | 3.13.2                 | true
          <=3.13.2           | 3.13.10                | false
          >3.13.2            | 3.13.2                 | false
          >3.13.2            | 3.13.10                | true
          ==3.13             | 3.13.0                 | true
          ==3.13             | 3.13.1                 | false
          >=3.14             | 3.14.0rc1              | true
          >=0.17, <0.20      | 0.17.0 on CPython 3.11 | true
          >=0.17, <0.20      | 0.20.0 on CPython 3.11 | false
          <9                 | unknown                | false
          """)
  void containTheVersionsThatTheySay(String condition, String version, boolean contained) {
    assertThat(Versions.parse(condition).contain(version)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3.13",
        "=3.13",
        "!=3.13",
        "~=3.13",
        ">=3.13,",
        ">=3.x",
        ">=3.13 <3.14",
        ">=3.14rc1",
        ">=99999999999",
        "any, <3.13"
      })
  void areRefusedIfTheySayNothing(String condition) {
    assertThatThrownBy(() -> Versions.parse(condition))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`" + condition + "` is no condition on a version; write `any` or as `>=3.8, <3.13.2`");
  }
}
