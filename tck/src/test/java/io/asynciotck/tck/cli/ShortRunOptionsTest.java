package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The options of the JVM for short runs stand in four files of three languages, none of which can
 * read another: they are the same.
 */
final class ShortRunOptionsTest {
  private static final Path LAUNCHER = Path.of("asyncio-tck");
  private static final Pattern QUICK_START =
      Pattern.compile("^quick_start ?= ?\"(.+)\"$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private static String quickStart(Path file) throws IOException {
    Matcher options = QUICK_START.matcher(Files.readString(file));
    assertThat(options.find()).as("%s has options for short runs", file).isTrue();
    return options.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/dist/asyncio-tck", "src/dist/__main__.py"})
  void whatIsHandedOutStartsAsTheLauncherOfTheSourcesDoes(String file) throws IOException {
    assertThat(quickStart(Path.of(file))).isEqualTo(quickStart(LAUNCHER));
  }

  @Test
  void theTestsOfTheProjectRunSoToo() throws IOException {
    assertThat(Files.readString(Path.of("..", "pom.xml")))
        .contains(" " + quickStart(LAUNCHER) + "</test.jvm.args>");
  }
}
