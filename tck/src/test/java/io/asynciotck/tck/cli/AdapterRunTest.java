package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the author of a loop says of it stands in the report. */
final class AdapterRunTest {
  private static final String ADAPTER =
      """
      import asyncio
      class Loop(asyncio.SelectorEventLoop):
          def call_soon_threadsafe(self, *args, context=None):
              raise RuntimeError('greenlets only')
      def new_event_loop(): return Loop()
      """;

  /** A loop that lives only inside of something; its timers are early. */
  private static final String HOSTED =
      """
      import asyncio
      class Loop(asyncio.SelectorEventLoop):
          def call_later(self, delay, callback, *args, context=None):
              return super().call_later(delay / 10, callback, *args, context=context)
      def run(main):
          with asyncio.Runner(loop_factory=Loop) as runner:
              runner.run(main())
      """;

  @TempDir private Path folder;
  private Path adapter;

  @BeforeEach
  void nameTheAdapter() {
    adapter = folder.resolve("deaf.py");
  }

  private Cli run(String text, String... rules) throws IOException {
    Files.writeString(adapter, text);
    String[] command = new String[5 + 2 * rules.length];
    String[] start = {"run", "--python", PYTHON, "--adapter", adapter.toString()};
    System.arraycopy(start, 0, command, 0, start.length);
    for (int i = 0; i < rules.length; i++) {
      command[start.length + 2 * i] = "--rule";
      command[start.length + 2 * i + 1] = rules[i];
    }
    return Cli.run(command);
  }

  @Test
  void whatTheLoopIsNotMeantToDoIsNotClaimed() throws Exception {
    String says = "does_not = {'threads': ('greenlets only', 'https://example.org/why')}\n";
    Cli cli = run(ADAPTER + says, "loop.call-soon-threadsafe.runs", "loop.call-soon.once");
    assertThat(cli.out())
        .contains(
            "The loop is a deaf.Loop, made by the adapter deaf.",
            "not meant to do `threads`: greenlets only (https://example.org/why) (1 rule)",
            "CONFORMANT except threads (1 rule): deaf.Loop");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void aRuleThatIsNotExcusedFails() throws Exception {
    Cli cli = run(ADAPTER, "loop.call-soon-threadsafe.runs");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aWordWhoseRulesAllHoldIsStale() throws Exception {
    String says = "does_not = {'move-between-threads': 'not so'}\n";
    Cli cli =
        run(
            ADAPTER + says,
            "loop.restart.other-thread",
            "loop.get-running.two-threads",
            "loop.run-once.one-thread");
    assertThat(cli.out()).contains("STALE:", "not meant to do `move-between-threads`: not so");
    assertThat(cli.status()).isEqualTo(ExitStatus.DRIFTED);
  }

  @Test
  void aWordThatTheSpecificationHasNotIsRefused() throws Exception {
    Cli cli = run(ADAPTER + "does_not = {'rain': 'wet'}\n", "loop.call-soon.once");
    assertThat(cli.err())
        .contains("deaf.Loop says that it does not do `rain`; the words for that are: threads,");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void aLoopThatLivesInsideOfSomethingIsRunThere() throws Exception {
    Cli cli = run(HOSTED, "sleep.delay.not-early", "loop.call-soon.once", "loop.close.closed");
    assertThat(cli.out())
        .contains(
            "FAIL sleep.delay.not-early",
            "async def program():",
            "run(program)",
            "On asyncio's own loop it",
            "not meant to do `drive-from-outside`: the loop lives only inside of `run` of the"
                + " adapter (1 rule)",
            "3 rules: 1 PASS, 1 NOT CLAIMED, 1 FAIL");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aRunThatChecksNothingIsNotGreen() throws Exception {
    Cli cli = run(HOSTED, "loop.close.closed");
    assertThat(cli.out()).contains("NOTHING CHECKED except drive-from-outside (1 rule): deaf.Loop");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }
}
