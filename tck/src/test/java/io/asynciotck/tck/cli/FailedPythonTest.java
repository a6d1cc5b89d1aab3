package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of a Python loop that breaks a rule: also in Python. */
final class FailedPythonTest {
  private static final String FAULTY = "src.test.resources.bridge.faulty_loops";
  private static final String TOUCHES_THE_FAULT = "loop.exception-handler.get-none";

  @TempDir private Path folder;

  private Cli run(String loop, String rule, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--python", PYTHON));
    arguments.addAll(List.of("--loop", FAULTY + ":" + loop, "--rule", rule));
    arguments.addAll(List.of("--out", folder.toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  @Test
  void aWrongTraceIsShownInPython() throws IOException {
    String lines =
        """
        loop = %s.BackwardLoop()
        loop.call_soon(lambda: print("a"))
        """
            .formatted(FAULTY);
    String outcome =
        """
        it prints what the test saw:
        #   c
        # On asyncio's own loop it prints:
        #   a
        #   b
        #   c
        """;
    String test = "CallbacksTck.callbacksRunInTheOrderInWhichTheyWereGiven";
    Cli cli =
        run("BackwardLoop", "loop.call-soon.fifo", "--test", test, "--test", "LoopProperties");
    assertThat(cli.out())
        .containsSubsequence(
            "FAIL loop.call-soon.fifo",
            "  In Python:",
            "# Rule loop.call-soon.fifo of asyncio-tck: Callbacks given to",
            "# Expected: a, b, c",
            "# But saw:  c",
            "import " + FAULTY,
            ".BackwardLoop()",
            "# Run by `" + PYTHON + "` it prints what the test saw:");
    assertThat(programs()).anySatisfy(program -> assertThat(program).contains(lines, outcome));
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains(
            "<p>In Python:</p><pre data-what=\"the program\"># Rule loop.call-soon.fifo",
            "it prints what the test saw:");
    theSmallestFailureOfAPropertyIsShown();
  }

  @Test
  void noneInPlaceOfATupleIsSaidInWords() {
    Cli cli = run("EmptyHandedLoop", "loop.sock-accept.connection");
    assertThat(cli.out())
        .contains("a call returned None, where a tuple is promised")
        .doesNotContain("NullPointerException");
  }

  @Test
  void noneThatStopsATaskIsShownByTheProgram() {
    Cli cli = run("reader_without_lines", "stream-reader.iteration.ends");
    assertThat(cli.out())
        .containsSubsequence(
            "  In Python:",
            "# But saw:  read: raises TypeError (a call returned None, where an AsyncIterator is",
            "it prints what the test saw:",
            "#   streamreader.__aiter__(): None",
            "# On asyncio's own loop it prints:",
            "#   streamreader.__aiter__(): <StreamReader ");
  }

  /** A property goes on to smaller programs; it is the smallest that is shown. */
  private void theSmallestFailureOfAPropertyIsShown() {
    JsonNode failure =
        tests().stream()
            .filter(test -> test.path("test").asString("").startsWith("LoopProperties."))
            .map(test -> test.path("failure"))
            .filter(found -> found.has("program"))
            .findFirst()
            .orElseThrow();
    String program = failure.path("program").asString();
    assertThat(program)
        .contains("# But saw:  " + failure.path("observed").asString().replaceAll("@.*", ""))
        .contains("it prints what the test saw:")
        .contains("BackwardLoop()");
    assertThat(program.lines().count()).isLessThan(50);
  }

  @Test
  void aCrashHappensAgain() {
    assertThat(run("ExitingLoop", TOUCHES_THE_FAULT).status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
    assertThat(programs())
        .singleElement()
        .asString()
        .contains("loop.get_exception_handler()  # did not return")
        .contains("#   last words")
        .endsWith(
            """
            # It ends with exit status 7.
            # On asyncio's own loop it ends, and prints:
            #   it returned
            """);
  }

  /** Where nothing catches it, SystemExit ends a program on any loop. */
  @Test
  void aLoopThatEndsTheProcessIsToldFromOneThatRaises() {
    run("BluntLoop", "loop.base-exception.system-exit");
    assertThat(programs())
        .singleElement()
        .asString()
        .contains("except BaseException as error:")
        .endsWith(
            """
            # On asyncio's own loop it prints:
            #   loop.run_forever(): SystemExit()
            """);
  }

  @Test
  void aSignalIsSeenAgain() {
    run("CrashingLoop", TOUCHES_THE_FAULT);
    assertThat(programs())
        .singleElement()
        .asString()
        .contains("# It is ended by signal 6.\n", "Fatal Python error: Aborted")
        .endsWith("# On asyncio's own loop it ends, and prints:\n#   it returned\n");
  }

  @Test
  void aHangHappensAgain() {
    run("StuckLoop", TOUCHES_THE_FAULT, "--timeout", "4");
    assertThat(programs())
        .singleElement()
        .asString()
        .contains("# It does not end; it was stopped after 3 s.\n")
        .endsWith("# On asyncio's own loop it ends, and prints:\n#   it returned\n");
  }

  @Test
  void anExceptionIsSeenAgain() {
    run("RaisingLoop", TOUCHES_THE_FAULT);
    assertThat(programs())
        .singleElement()
        .asString()
        .contains("#   ValueError: this loop has no handler", "# It ends with exit status 1.");
  }

  @Test
  void aLoopOfThisJvmIsNotShownInPython() {
    Cli cli = Cli.run("run", "--impl", "reference", "--rule", "loop.call-soon.fifo");
    assertThat(cli.out()).doesNotContain("In Python:");
  }

  private List<JsonNode> tests() {
    JsonNode results = JsonMapper.shared().readTree(folder.resolve("results.json"));
    return results
        .path("rules")
        .valueStream()
        .flatMap(rule -> rule.path("tests").valueStream())
        .toList();
  }

  private List<JsonNode> failures() {
    return tests().stream().map(test -> test.path("failure")).toList();
  }

  private List<String> programs() {
    return failures().stream()
        .filter(failure -> failure.has("program"))
        .map(failure -> failure.path("program").asString())
        .toList();
  }
}
