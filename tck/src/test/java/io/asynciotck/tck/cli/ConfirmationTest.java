package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails is run again, alone in a fresh process. */
final class ConfirmationTest {
  private static final String LEAKY =
      """
      import asyncio
      woken = []
      class Loop(asyncio.SelectorEventLoop):
          def call_soon_threadsafe(self, *args, **kwargs):
              woken.append(args)
              return super().call_soon_threadsafe(*args, **kwargs)
          def get_task_factory(self, *args, **kwargs):
              if woken:
                  raise RuntimeError('another thread was here')
              return super().get_task_factory(*args, **kwargs)
      """;
  private static final String BROKEN =
      """
      import asyncio
      class Loop(asyncio.SelectorEventLoop):
          def get_task_factory(self, *args, **kwargs):
              raise RuntimeError('never')
      """;

  @TempDir private Path folder;

  private Cli run(String module) throws IOException {
    Files.writeString(folder.resolve("loops_that_leak.py"), module);
    return Cli.run(
        "run",
        "--python",
        PYTHON,
        "--path",
        folder.toString(),
        "--loop",
        "loops_that_leak:Loop",
        "--tries",
        "20",
        "--rule",
        "loop.call-soon-threadsafe.runs",
        "--rule",
        "loop.get-running.*",
        "--rule",
        "loop.task-factory.get");
  }

  @Test
  void whatFailsOnlyAfterAnotherTestNamesThat() throws Exception {
    Cli cli = run(LEAKY);
    assertThat(cli.out())
        .contains("FAIL loop.task-factory.get")
        .containsPattern(
            "It fails only after \\w+\\.\\w+\\. Alone in a fresh process it passes\\.");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void whatFailsAloneIsReportedAsItIs() throws Exception {
    Cli cli = run(BROKEN);
    assertThat(cli.out()).contains("FAIL loop.task-factory.get").doesNotContain("Alone in a fresh");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }
}
