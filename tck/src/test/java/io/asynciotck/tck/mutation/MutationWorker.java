package io.asynciotck.tck.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tries one mutant after the other, each in a class loader of its own: a warm JVM is several times
 * as fast as a new one. It reads classes, each with the number of one of its mutants, from its
 * standard input and writes a line for each. When a mutant cannot be stopped after a hang, it ends.
 */
@Command(name = "mutation-worker", description = "Tries mutants, by class and number.")
final class MutationWorker implements Runnable {

  /** What it says when it waits for a mutant; before the first one that may take long. */
  static final String READY = "ready";

  /** How an answer begins that is about the worker itself. */
  static final String FAILED = "failed: ";

  /** How long a thread has to end that is told to. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Option(names = "--classes", required = true)
  private Path classes = Path.of("");

  @Option(names = "--sources", required = true)
  private Path sources = Path.of("");

  @Option(
      names = "--coverage",
      description = "A folder; what is not there is made.",
      required = true)
  private Path coverage = Path.of("");

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--all-rules")
  private boolean allRules;

  private final PrintStream answers = System.out;

  /** Started by {@link Worker}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new MutationWorker()).execute(args));
  }

  @Override
  public void run() {
    // Nothing that a mutant or a library says may be taken for an answer.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      work();
    } catch (Throwable unusable) {
      // Without this a kit that cannot be run would look like mutants that bring down the JVM.
      answer(FAILED + unusable);
      throw new IllegalStateException(unusable);
    }
  }

  private void work() throws IOException, ReflectiveOperationException {
    Coverage alone = coverage(Stand.ALONE);
    Coverage hosted = new Coverage(Stand.HOSTED);
    Mutants mutants = new Mutants(classes, sources);
    MutantLoader reference = new MutantLoader(classes);
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answer(READY);
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      String[] words = line.split(" ", -1);
      Mutants.Mutant mutant = mutants.of(words[0], 0).get(Integer.parseInt(words[1]));
      MutantLoader loader = reference.with(mutant.typeName(), mutants.bytesOf(mutant));
      Trial trial = TrialRun.of(mutant, loader, alone, seed, allRules);
      if (trial.end() == Trial.End.UNREACHED) {
        hosted = hosted.isEmpty() ? coverage(Stand.HOSTED) : hosted;
        trial = TrialRun.of(mutant, loader, hosted, seed, allRules);
      }
      answer(TrialLines.write(trial));
      if (Probes.areStopped() && !isQuiet()) {
        Runtime.getRuntime().halt(0);
      }
      Probes.allow();
      answer(READY);
    }
  }

  private void answer(String line) {
    answers.println(line);
    answers.flush();
  }

  /** Reads what comes to what, after it was looked for if that has not been done. */
  private Coverage coverage(Stand stand) throws IOException, ReflectiveOperationException {
    Path file = stand.coverage(coverage);
    if (!Files.exists(file)) {
      TrialRun.coverage(new MutantLoader(classes), stand, seed).write(file);
    }
    return Coverage.read(file, stand);
  }

  /** Whether no thread runs in a mutant any more, or none does after a moment. */
  private static boolean isQuiet() {
    long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      boolean runsMutant =
          Arrays.stream(thread.getValue())
              .anyMatch(frame -> MutantLoader.NAME.equals(frame.getClassLoaderName()));
      if (runsMutant && !ends(thread.getKey(), patienceEnds)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a thread ends in time, or at least waits for something that will never happen. */
  private static boolean ends(Thread thread, long patienceEnds) {
    thread.interrupt();
    try {
      return thread.join(Duration.ofNanos(Math.max(1, patienceEnds - System.nanoTime())))
          || thread.getState() == Thread.State.WAITING;
    } catch (InterruptedException given) {
      return false;
    }
  }
}
