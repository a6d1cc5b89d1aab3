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
        arguments("run --test SleepTest", "There is no test `SleepTest`; known: "),
        arguments("run --test SleepTck.zero", "There is no test `SleepTck.zero`; known: SleepTck."),
        arguments("run --test SleepTck --rule loop.stop.*", "no rule that is selected is shown by"),
        arguments("run --level most", "Unknown level `most`; known: MUST, SHOULD,"),
        arguments("run --profile py2.7", "Unknown profile `py2.7`; known: py3.8, py3.9,"),
        arguments("run --impl curio", "Unknown implementation `curio`; known: reference, tiny"),
        arguments("run --seed few", "--seed takes a whole number, and not `few`"),
        arguments("run --rerun 1.5", "--rerun takes a whole number, and not `1.5`"),
        arguments("run --out=", "--out takes DIR, and was given nothing"),
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
        arguments("list --class cores", "Unknown conformance class `cores`"),
        arguments("matrix --out x --jobs 0", "--jobs takes a positive number"),
        arguments(
            "report a --out b --earlier", "Missing required parameter for option '--earlier'"),
        arguments("run --jobs 0", "--jobs takes a positive number"),
        arguments("run --jobs -1", "--jobs takes a positive number"),
        arguments("run --jobs two", "--jobs takes a whole number, and not `two`"),
        arguments("run --jobs 2", "--jobs is for loops that have a process of their own"),
        arguments("run --tries 0", "--tries takes a positive number"),
        arguments("run --tries x", "--tries takes a whole number, and not `x`"),
        arguments("run --timeout -1", "--timeout takes a positive number of seconds"),
        arguments("run --timeout 1.5", "--timeout takes a whole number, and not `1.5`"),
        arguments("run --rerun 0", "--rerun takes a positive number"),
        arguments("run --seed 99999999999999999999", "--seed takes a whole number, and not `9999"),
        arguments("run --seed", "Missing required parameter for option '--seed'"),
        arguments("run --shard 0/3", "--shard: `0/3` is no shard; write 2/3 for the second of"),
        arguments("run --shard 4/3", "--shard: `4/3` is no shard"),
        arguments("run --shard 1", "--shard: `1` is no shard"),
        arguments("run --shard a/b", "--shard: `a/b` is no shard"),
        arguments("run --shard 1/0 --seed 7", "--shard: `1/0` is no shard"),
        arguments("run --shard 1/3", "--shard needs --seed, the same for each"),
        arguments("run --profile 3.13", "Unknown profile `3.13`; known: py3.8,"),
        arguments("run --profile py3", "Unknown profile `py3`; known: py3.8,"),
        arguments("run --profile", "Missing required parameter for option '--profile'"),
        arguments("run --class", "Missing required parameter for option '--class'"),
        arguments("run --class core,tasks", "Unknown conformance class `core,tasks`; known: core"),
        arguments("run --class CORE", "Unknown conformance class `CORE`; known: core,"),
        arguments("run --class=", "--class takes CLASS, and was given nothing"),
        arguments("run --level", "Missing required parameter for option '--level'"),
        arguments("run --level must,may", "Unknown level `must,may`; known: MUST,"),
        arguments("run --rule=", "--rule takes GLOB, and was given nothing"),
        arguments("run --rule loop..fifo", "There is no rule `loop..fifo`"),
        arguments("run --rule LOOP.CALL-SOON.FIFO", "near it: `loop.call-soon.fifo`"),
        arguments("run --test", "Missing required parameter for option '--test'"),
        arguments("run --test CallbacksTck.", "There is no test `CallbacksTck.`; known: Callbacks"),
        arguments("run --test callbackstck", "no test `callbackstck`; near it: `CallbacksTck`"),
        arguments("run --test .x", "There is no test `.x`; known: "),
        arguments("run --expectations none.toml", "none.toml: cannot be read: there is no such"),
        arguments("run --expectations src", "src: cannot be read: it is a folder"),
        arguments(
            "run --expectations none.toml --no-expectations",
            "--expectations and --no-expectations do not go together"),
        arguments("run --out /proc/x", "Cannot write into --out `/proc/x`: it cannot be created"),
        arguments("run --out /dev/null", "Cannot write into --out `/dev/null`: it is a file"),
        arguments("run --out", "Missing required parameter for option '--out'"),
        arguments("run --impl", "Missing required parameter for option '--impl'"),
        arguments("run --impl=", "--impl takes NAME, and was given nothing"),
        arguments("run --impl Reference", "Unknown implementation `Reference`; known: reference"),
        arguments("run --python=", "--python takes EXE, and was given nothing"),
        arguments("run --python", "Missing required parameter for option '--python'"),
        arguments("run --python python3 --loop :x", "--loop takes a module and what to call in"),
        arguments("run --python python3 --loop x:", "--loop takes a module and what to call in"),
        arguments("run --python python3 --loop a:b:c", "--loop takes a module and what to call"),
        arguments("run --python python3 --loop=", "--loop takes MODULE:FACTORY, and was given"),
        arguments("run --python python3 --setup os", "--setup takes a module and what to call in"),
        arguments("run --python python3 --adapter=", "--adapter takes MODULE|FILE.py, and was"),
        arguments(
            "run --python python3 --adapter os --loop a:b",
            "--loop and --adapter do not go together: the adapter makes the loops"),
        arguments("run --python python3 --path /nowhere", "--path takes a folder; there is none"),
        arguments(
            "run --python python3 --block", "Missing required parameter for option '--block'"),
        arguments("run --python python3 --classpath x", "--python and --classpath do not go"),
        arguments("run --adapter for_qasync", "--adapter needs --python"),
        arguments("run --path /tmp", "--path needs --python"),
        arguments("run --quiet", "Unknown option `--quiet`; known: --adapter, --block,"),
        arguments("run -x", "Unknown option `-x`; known: --adapter,"),
        arguments("explain nope", "There is no rule `nope`"),
        arguments("explain loop.call-soon.fifo more", "Unexpected argument `more`"),
        arguments("explain --python python3 x", "Unknown option `--python`; known: --bibtex,"),
        arguments("list extra", "Unexpected argument `extra`"),
        arguments("list --level nope", "Unknown level `nope`; known: MUST,"),
        arguments("list --rule nope.*", "No rule fits `nope.*`"),
        arguments("list --format", "Missing required parameter for option '--format'"),
        arguments("list --profile py3.13", "Unknown option `--profile`; known: --class,"),
        arguments("report", "Missing required options and parameters: '--out=DIR', 'DIR|FILE'"),
        arguments("report nowhere", "Missing required option: '--out=DIR'"),
        arguments("report --out", "Missing required parameter for option '--out'"),
        arguments("matrix", "Missing required option: '--out=DIR'"),
        arguments("matrix --only", "Missing required parameter for option '--only'"),
        arguments("matrix --out", "Missing required parameter for option '--out'"),
        arguments("book --out", "Missing required parameter for option '--out'"),
        arguments("book --out=", "--out takes DIR, and was given nothing"),
        arguments("audit --docs", "Missing required parameter for option '--docs'"),
        arguments("diff --python", "Missing required parameter for option '--python'"),
        arguments(
            "diff --python a --python b --python c",
            "At most two loops are compared: what is chosen first, and what second"),
        arguments("diff --impl nope", "Unknown implementation `nope`; known: reference"),
        arguments("diff --tries 0", "--tries takes a positive number"),
        arguments("diff --seed x", "--seed takes a whole number, and not `x`"),
        arguments("doctor extra", "Unexpected argument `extra`"),
        arguments("completion tcsh", "SHELL takes one of bash, zsh, fish, and not `tcsh`"),
        arguments("completion bash zsh", "Unexpected argument `zsh`"),
        arguments("version", "Unknown command `version`; known: run,"),
        arguments("help run", "Unknown command `help`; known: run,"),
        arguments("--nope", "Unknown option `--nope`; known: --help,"));
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
