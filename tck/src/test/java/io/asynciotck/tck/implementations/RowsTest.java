package io.asynciotck.tck.implementations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.asynciotck.spec.RuleBook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.toml.TomlMapper;

/** The loops that the kit knows, one file for each. */
final class RowsTest {

  @Test
  void everyFileIsARowOrSeveral() {
    List<Row> rows = Rows.all();
    assertThat(rows.getFirst().provider()).hasValue("reference");
    assertThat(rows).extracting(Row::name).doesNotHaveDuplicates().contains("cpython-3.13");
    assertThat(rows)
        .extracting(Row::home)
        .contains("cpython", "pypy", "graalpy", "uvloop", "gbulb", "nest_asyncio", "rloop");
  }

  @Test
  void everyFileHasExpectationsThatCanBeRead() {
    assertThat(Rows.all())
        .allSatisfy(row ->
            assertThat(
                    ExpectationFile.parse(
                        row.home(),
                        ExpectationFile.shipped(row.home()).orElseThrow(),
                        RuleBook.standard()))
                .isNotNull());
  }

  @Test
  void aLoopIsStartedAsItsFileSays() {
    Row gbulb =
        Rows.all().stream().filter(row -> row.name().equals("gbulb")).findFirst().orElseThrow();
    assertThat(gbulb.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(gbulb.start().loop()).hasValue("gbulb:GLibEventLoop");
    assertThat(gbulb.packages()).contains("Debian: python3-gbulb");
  }

  @Test
  void whatIsNotInstalledIsNotFound() {
    assertThat(row("[find]\npython = ['no-such-python', '/no/such/python', 'venv']").python())
        .isEmpty();
    assertThat(row("[find]\npython = ['python3']\nmodule = 'no_such_module'").python()).isEmpty();
    assertThat(row("[find]\npython = ['python3']\nmodule = 'asyncio'").python()).isPresent();
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        arguments("[find]\nmodule = 'x'", "needs one of `python`, `versions` and `provider`"),
        arguments("[find]\npython = 'x'", "[find]: `python` must be a list of texts"),
        arguments("[find]\npyton = ['x']", "[find] has `pyton`; known: debian, maven, module, "),
        arguments("[find]\npython = ['x']\n[start]\ntimeout = 0", "must be a positive number"),
        arguments("[find]\npython = ['x']\n[start]\nloop = ''", "`loop` must be a text"),
        arguments("find = 1", "`find` must be a table"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileSaysWhatIsWrong(String text, String sentence) {
    assertThatThrownBy(() -> row(text))
        .isInstanceOf(ImplementationFileException.class)
        .hasMessageStartingWith("odd.toml: ")
        .hasMessageContaining(sentence);
  }

  private static Row row(String text) {
    Map<String, @Nullable Object> root =
        TomlMapper.builder().build().readValue(text, new TypeReference<>() {});
    return RowFile.rows("odd", root).getFirst();
  }
}
