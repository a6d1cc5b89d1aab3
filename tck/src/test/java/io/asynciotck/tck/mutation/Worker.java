package io.asynciotck.tck.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM that tries mutants, replaced by another one when it is gone. */
final class Worker implements AutoCloseable {
  private static final long LIMIT_SECONDS = 90;

  private final List<String> command;
  private @Nullable Process process;

  /** With the arguments of the worker. */
  Worker(List<String> arguments) {
    command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MutationWorker.class.getName());
    command.addAll(arguments);
  }

  /** Tries one mutant; one that brings down the JVM, or does not end, is lost. */
  Trial attempt(int number) throws IOException, InterruptedException {
    Process running = running();
    Thread guard = guard(running);
    try {
      PrintWriter numbers = new PrintWriter(running.outputWriter(StandardCharsets.UTF_8), true);
      numbers.println(number);
      BufferedReader answers = running.inputReader(StandardCharsets.UTF_8);
      String line = answers.readLine();
      return line == null ? new Trial(number, Trial.End.LOST, List.of()) : TrialLines.read(line);
    } finally {
      guard.interrupt();
      guard.join();
    }
  }

  private Process running() throws IOException, InterruptedException {
    Process last = process;
    // One that has told of a hang is about to end.
    if (last != null && last.isAlive() && !last.waitFor(20, TimeUnit.MILLISECONDS)) {
      return last;
    }
    Process started = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    process = started;
    return started;
  }

  private static Thread guard(Process running) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            if (!running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
              running.destroyForcibly();
            }
          } catch (InterruptedException answered) {
            // The mutant has its verdict.
          }
        });
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
