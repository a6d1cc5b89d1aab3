package io.asynciotck.tck.mutation;

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
  private static final long LIMIT_SECONDS = 240;

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
  Trial attempt(Mutants.Mutant mutant) throws IOException, InterruptedException {
    Process running = running();
    Thread guard = guard(running);
    try {
      PrintWriter asking = new PrintWriter(running.outputWriter(StandardCharsets.UTF_8), true);
      asking.println(mutant.typeName() + " " + mutant.index());
      String line = running.inputReader(StandardCharsets.UTF_8).readLine();
      if (line == null) {
        process = null; // it was ended, and its streams with it
      }
      boolean isLost = line == null || line.startsWith(MutationWorker.FAILED);
      return isLost
          ? new Trial(mutant.number(), Trial.End.LOST, List.of())
          : TrialLines.read(line).of(mutant);
    } finally {
      guard.interrupt();
      guard.join();
    }
  }

  /** One that waits for a mutant. The last one has ended if it could not stop a mutant. */
  private Process running() throws IOException {
    Process last = process;
    if (last != null && isReady(last)) {
      return last;
    }
    Process started = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    process = started;
    if (!isReady(started)) {
      throw new IOException("Mutants cannot be tried: the JVM for that has ended");
    }
    return started;
  }

  private static boolean isReady(Process running) throws IOException {
    String line = running.inputReader(StandardCharsets.UTF_8).readLine();
    if (line != null && line.startsWith(MutationWorker.FAILED)) {
      throw new IOException("Mutants cannot be tried: " + line);
    }
    return MutationWorker.READY.equals(line);
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
