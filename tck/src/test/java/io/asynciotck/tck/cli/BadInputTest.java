package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user can get wrong is answered in one sentence, with what would have been right. */
final class BadInputTest {

  @TempDir private Path folder;

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        arguments("", "known: run, list, explain"),
        arguments("rnu", "Unknown command `rnu`; known: run, list, explain"),
        arguments(
            "run --ipml tiny", "Unknown option `--ipml`; known: --adapter, --block, --class,"),
        arguments("run tiny", "Unexpected argument `tiny`"),
        arguments("run --rule", "Missing required parameter"),
        arguments("run --rule loop.call-soon.fifi", "near it: `loop.call-soon.fifo`"),
        arguments("run --rule loop.cool-soon.*", "No rule fits `loop.cool-soon.*`"),
        arguments("run --rule Loop", "There is no rule `Loop`"),
        arguments("run --class cores", "Unknown conformance class `cores`; known: core, timers,"),
        arguments(
            "run --test SleepTest",
            "There is no test `SleepTest`; known: BarriersCancellationTck, "),
        arguments("run --test SleepTck.zero", "There is no test `SleepTck.zero`; known: SleepTck."),
        arguments("run --test SleepTck --rule loop.stop.*", "no rule that is selected is shown by"),
        arguments("run --level most", "Unknown level `most`; known: MUST, SHOULD,"),
        arguments("run --profile py2.7", "Unknown profile `py2.7`; known: py3.8, py3.9,"),
        arguments("run --impl curio", "Unknown implementation `curio`; known: reference, tiny"),
        arguments("run --seed few", "--seed takes a whole number, and not `few`"),
        arguments("run --rerun 1.5", "--rerun takes a whole number, and not `1.5`"),
        arguments("run --out=", "--out takes a folder, and was given nothing"),
        arguments("run --timeout 0", "--timeout takes a positive number of seconds"),
        arguments("run --classpath nowhere", "No such file or folder on --classpath: `nowhere`"),
        arguments("run --loop uvloop:new_event_loop", "--loop needs --python"),
        arguments("run --setup nest_asyncio:apply", "--setup needs --python"),
        arguments("run --block _asyncio", "--block needs --python"),
        arguments("run --python python3 --impl tiny", "--python and --impl do not go together"),
        arguments("run --python python3 --loop uvloop", "--loop takes a module and what to call"),
        arguments(
            "run --class core --rule timer-handle.*",
            "Nothing is selected: no rule is of class core and fits `timer-handle.*`"),
        arguments(
            "run --impl tiny --class gather", "There is nothing to check: class gather is not"),
        arguments("run --profile py3.14 --rule loop.get-current.created", "not in force in py3.14"),
        arguments(
            "run --rule detail.handle.cancel-releases", "no black-box test can show detail.handle"),
        arguments("explain", "Missing required parameter: 'RULE'"),
        arguments("explain loop.call-soon.fifi", "near it: `loop.call-soon.fifo`"),
        arguments("list --format xml", "--format takes one of text, json, and not `xml`"),
        arguments("list --class cores", "Unknown conformance class `cores`"));
  }

  @ParameterizedTest
  @MethodSource("wrongCommandLines")
  void isAnsweredInOneSentence(String commandLine, String sentence) {
    Cli cli = Cli.run(commandLine.isEmpty() ? new String[0] : commandLine.split(" "));
    assertThat(cli.err()).contains(sentence).doesNotContain("\tat ").hasLineCount(lines(cli));
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(cli.out()).isEmpty();
  }

  /** Where the command line itself was wrong, a second line says where help is. */
  private static int lines(Cli cli) {
    return cli.err().contains("Try: asyncio-tck") ? 2 : 1;
  }

  @Test
  void aFileIsNoFolderForResults() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Cli cli = Cli.run("run", "--impl", "tiny", "--out", file.toString());
    assertThat(cli.err()).contains("Cannot write into --out `" + file + "`: it is a file");
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void aPythonThatIsNotThereCannotBeEvaluated() {
    Cli cli = Cli.run("run", "--python", "no-such-python");
    assertThat(cli.err()).contains("`no-such-python` could not be started").hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void aStackTraceIsShownToThoseWhoAsk() {
    Cli cli = Cli.run("run", "--stacktrace", "--impl", "curio");
    assertThat(cli.err())
        .contains("Unknown implementation `curio`", "java.lang.IllegalArgumentException", "\tat ");
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
  }
}
