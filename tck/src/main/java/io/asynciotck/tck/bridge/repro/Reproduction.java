package io.asynciotck.tck.bridge.repro;

import io.asynciotck.tck.bridge.PythonOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes what a test did as a Python program, runs it, and adds what it printed. */
public final class Reproduction {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LAST_LINES = 40;

  private Reproduction() {}

  /**
   * Returns the program and what it printed; or, in one line, why there is none.
   *
   * @param heading what the first lines of the program say, as comments
   */
  public static String of(Recording recording, PythonOptions options, List<String> heading) {
    return of(recording, options, heading, LIMIT);
  }

  /** The same with another limit for the program. */
  static String of(
      Recording recording, PythonOptions options, List<String> heading, Duration limit) {
    String program;
    try {
      program = Program.of(recording, options, heading);
    } catch (NoProgramException reason) {
      return "# No Python program: " + reason.getMessage() + "\n";
    } catch (RuntimeException unforeseen) {
      // That the failure is reported matters more than that it is shown.
      return "# No Python program: writing it failed with " + unforeseen + "\n";
    }
    StringBuilder text = new StringBuilder(program).append("\n# printed:\n");
    outcome(program, options, limit)
        .forEach(line -> text.append(("# " + line).strip()).append('\n'));
    return text.toString();
  }

  /** Runs a program; gives what it wrote and how it ended. It is read from standard input. */
  private static List<String> outcome(String program, PythonOptions options, Duration limit) {
    List<String> command = new ArrayList<>(options.command());
    command.add("-");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        return outcome(process, program, limit);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException failed) {
      return List.of("(it could not be run: " + failed.getMessage() + ")");
    }
  }

  private static List<String> outcome(Process process, String program, Duration limit)
      throws IOException {
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
    try (OutputStream input = process.getOutputStream()) {
      input.write(program.getBytes(StandardCharsets.UTF_8));
    }
    boolean ended = waitFor(process, limit);
    process.destroyForcibly();
    List<String> lines = new ArrayList<>(output.join().lines().toList());
    if (lines.size() > LAST_LINES) {
      int left = lines.size() - LAST_LINES;
      lines.subList(0, left).clear();
      lines.addFirst("(" + left + " lines)");
    }
    if (!ended) {
      lines.add("(no end after " + limit.toSeconds() + " s)");
    } else if (process.exitValue() != 0) {
      lines.add("(exit status " + process.exitValue() + ")");
    }
    return lines;
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException closed) {
      return "";
    }
  }

  private static boolean waitFor(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
