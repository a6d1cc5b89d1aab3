package io.asynciotck.tck.bridge;

import io.asynciotck.spec.PythonVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks what did not start as an agent whether it is a Python, in words that each Python knows. */
final class InterpreterCheck {
  private static final String QUESTION =
      "import sys; sys.stdout.write('Python %d.%d.%d' % sys.version_info[:3])";
  private static final String ANSWER = "Python ";
  private static final long SECONDS = 10;
  private static final PythonVersion OLDEST = PythonVersion.of(3, 8);
  private static final int SHOWN = 60;

  private InterpreterCheck() {}

  /** Why it cannot be used; empty if that is not for what it is. */
  static Optional<String> of(PythonOptions options) {
    String name = "`" + String.join(" ", options.command()) + "`";
    try {
      Path output = Files.createTempFile("asyncio-tck", ".txt");
      try {
        return judge(name, answer(options, output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException noStart) {
      return Optional.empty(); // what the start said of it is better
    }
  }

  /** What it answers; empty if nothing in time. */
  private static String answer(PythonOptions options, Path output) throws IOException {
    List<String> command = new ArrayList<>(options.command());
    command.addAll(List.of("-c", QUESTION));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return "";
      }
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(interrupted));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Optional<String> judge(String name, String answer) {
    String line = answer.strip().lines().findFirst().orElse("");
    if (!line.matches(ANSWER + "\\d+\\.\\d+\\.\\d+")) {
      return Optional.of(
          "%s is no Python: asked for its version, it answered %s."
              .formatted(name, line.isEmpty() ? "nothing" : "`" + shortened(line) + "`"));
    }
    String version = line.substring(ANSWER.length());
    return PythonVersion.parse(version).compareTo(OLDEST.first()) < 0
        ? Optional.of(
            "%s cannot be used: asyncio-tck needs Python %s or newer; this is %s."
                .formatted(name, OLDEST, version))
        : Optional.empty();
  }

  private static String shortened(String line) {
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
