package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs on the Python of this machine, and on loops in it that go wrong. */
final class PythonRunTest {
  private static final String FAULTY = "src.test.resources.bridge.faulty_loops:";
  private static final String TOUCHES_THE_FAULT = "loop.exception-handler.get-none";
  private static final String DOES_NOT = "loop.new.fresh";

  @Test
  void asynciosOwnLoopIsHeldAgainstItsVersion() {
    Cli cli = Cli.run("run", "--python", PYTHON, "--rule", "loop.call-soon.*", "--tries", "20");
    assertThat(cli.out())
        .containsPattern("(?m)^asyncio-tck .*, asyncio CPython 3\\S+, profile py3\\S+, seed \\d+$")
        .containsPattern("(?m)^CONFORMANT: asyncio CPython");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void aLoopThatEndsItsInterpreterIsToldAsAnExit() {
    Cli cli = runFaulty("ExitingLoop");
    assertThat(cli.out())
        .containsSubsequence(
            "EXIT " + TOUCHES_THE_FAULT,
            "ended with exit status 7",
            "last words",
            "--python " + PYTHON + " --loop " + FAULTY + "ExitingLoop",
            "2 rules: 1 PASS, 1 EXIT");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aLoopThatCrashesShowsWhere() {
    assertThat(runFaulty("CrashingLoop").out())
        .containsSubsequence(
            "CRASH " + TOUCHES_THE_FAULT, "signal 6", "get_exception_handler", "1 PASS, 1 CRASH");
  }

  @Test
  void aLoopThatHangsShowsWhere() {
    assertThat(runFaulty("StuckLoop").out())
        .containsSubsequence(
            "HANG " + TOUCHES_THE_FAULT,
            "What the agent was doing:",
            "get_exception_handler",
            "1 PASS, 1 HANG");
  }

  /** An object without a class is what it has most of, not what it has the greatest part of. */
  @Test
  void aTransportWithoutItsClassIsNoPipe() {
    Cli cli =
        Cli.run(
            "run",
            "--python",
            PYTHON,
            "--loop",
            FAULTY + "ClasslessLoop",
            "--rule",
            "connection.pair.*");
    assertThat(cli.out()).contains("PASS").doesNotContain("FAIL", "Exception");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  private static Cli runFaulty(String loop) {
    return Cli.run(
        "run",
        "--python",
        PYTHON,
        "--loop",
        FAULTY + loop,
        "--timeout",
        "5",
        "--rule",
        TOUCHES_THE_FAULT,
        "--rule",
        DOES_NOT);
  }

  @Test
  void aLoopThatCannotBeImportedIsNotEvaluated() {
    assertThat(start("--loop", "no_such_module:new_event_loop"))
        .contains("Importing `no_such_module:", "No module named 'no_such_module' (in /")
        .hasLineCount(1);
  }

  @Test
  void aSetUpThatFailsIsNotEvaluated() {
    assertThat(start("--setup", FAULTY + "fail"))
        .contains("raised ValueError: this set-up fails (faulty_loops.py:")
        .containsSubsequence("\n  Traceback", "in fail")
        .doesNotContain("agent.py", "java");
  }

  @Test
  void anInterpreterThatEndsAtOnceIsNotEvaluated() {
    assertThat(start("--setup", FAULTY + "exit_at_once")).contains("ended with exit status 9");
  }

  private static String start(String option, String value) {
    Cli cli = Cli.run("run", "--python", PYTHON, option, value);
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
    return cli.err();
  }
}
