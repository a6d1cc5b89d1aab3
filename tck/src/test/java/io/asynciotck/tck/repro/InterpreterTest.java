package io.asynciotck.tck.repro;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.bridge.PythonOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How programs are run, and that nothing is left of them. */
final class InterpreterTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static Interpreter.Outcome run(Duration limit, String... lines) throws IOException {
    return new Interpreter(PythonOptions.of(PYTHON), limit).run(String.join("\n", lines) + "\n");
  }

  @Test
  void bothOutputsAreKept() throws IOException {
    assertThat(run(LONG, "import sys", "print('ä')", "print('oh', file=sys.stderr)"))
        .isEqualTo(new Interpreter.Outcome(List.of("ä"), List.of("oh"), Interpreter.How.ENDED, ""));
  }

  @Test
  void linesOfSeveralThreadsAreNotMixed() throws IOException {
    Interpreter.Outcome outcome =
        run(
            LONG,
            "import threading",
            "def prints():",
            "    for _ in range(500):",
            "        print('one', 'line')",
            "threads = [threading.Thread(target=prints) for _ in range(4)]",
            "[thread.start() for thread in threads]",
            "[thread.join() for thread in threads]");
    assertThat(outcome.printed()).hasSize(2000).containsOnly("one line");
  }

  @Test
  void exitStatusAndSignalAreTold() throws IOException {
    assertThat(run(LONG, "import os", "print('last words')", "os._exit(7)"))
        .isEqualTo(
            new Interpreter.Outcome(
                List.of("last words"),
                List.of(),
                Interpreter.How.STATUS,
                "It ends with exit status 7."));
    assertThat(run(LONG, "import os", "os.abort()").end()).isEqualTo("It is ended by signal 6.");
  }

  @Test
  void whatDoesNotEndIsEndedWithAllThatItHasStarted() throws Exception {
    Interpreter.Outcome outcome =
        run(
            SHORT,
            "import os, subprocess, sys",
            "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)'])",
            "print(child.pid)",
            "print(os.getpid())",
            "child.wait()");
    assertThat(outcome.end()).isEqualTo("It does not end; it was stopped after 2 s.");
    assertThat(outcome.printed()).hasSize(2);
    assertEnded(outcome.printed());
  }

  @Test
  void temporaryFilesOfAProgramGoWithIt() throws IOException {
    String makesFiles =
        "import os, tempfile; print(tempfile.mkstemp()[1]); print(tempfile.mkdtemp())";
    for (String end : List.of("", "os.abort()", "import time; time.sleep(1000)")) {
      Interpreter.Outcome outcome = run(SHORT, makesFiles, end);
      assertThat(outcome.printed())
          .hasSize(2)
          .allSatisfy(path -> assertThat(Path.of(path)).isAbsolute().doesNotExist());
    }
  }

  @Test
  void whatAProgramLeavesBehindIsEnded() throws Exception {
    Interpreter.Outcome outcome =
        run(
            LONG,
            "import subprocess, sys",
            "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)'])",
            "print(child.pid)");
    assertThat(outcome.end()).isEmpty();
    assertEnded(outcome.printed());
  }

  private static void assertEnded(List<String> pids) throws Exception {
    for (String pid : pids) {
      CompletableFuture<?> end =
          ProcessHandle.of(Long.parseLong(pid))
              .<CompletableFuture<?>>map(ProcessHandle::onExit)
              .orElseGet(() -> CompletableFuture.completedFuture(null));
      end.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
