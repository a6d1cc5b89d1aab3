package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code --help} says. */
final class HelpTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^ {2}(?=[a-z])");

  @Test
  void eachCommandIsSaidInAWholeSentence() {
    String help = Cli.run("--help").out();
    String commands = help.substring(help.indexOf("Commands:\n"), help.indexOf("\n\nExit status"));

    List<String> said = COMMAND.splitAsStream(commands).skip(1).map(String::strip).toList();

    assertThat(said).hasSizeGreaterThan(5).allSatisfy(one -> assertThat(one).endsWith("."));
  }
}
