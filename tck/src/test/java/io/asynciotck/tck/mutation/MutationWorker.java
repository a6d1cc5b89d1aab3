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
 * as fast as a new one. It reads numbers of mutants from its standard input and writes a line for
 * each. When a mutant cannot be stopped after a hang, it ends.
 */
@Command(name = "mutation-worker", description = "Tries mutants, by their numbers.")
final class MutationWorker implements Runnable {

  /** How long a thread has to end that is told to. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Option(names = "--classes", required = true)
  private Path classes = Path.of("");

  @Option(names = "--sources", required = true)
  private Path sources = Path.of("");

  @Option(names = "--coverage", description = "Written if it is not there.", required = true)
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
      if (!Files.exists(coverage)) {
        TrialRun.coverage(new MutantLoader(classes), seed).write(coverage);
      }
      work(Coverage.read(coverage));
    } catch (IOException | ReflectiveOperationException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private void work(Coverage tests) throws IOException {
    Mutants mutants = new Mutants(classes, sources);
    BufferedReader numbers =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String number = numbers.readLine(); number != null; number = numbers.readLine()) {
      Mutants.Mutant mutant = mutants.all().get(Integer.parseInt(number));
      MutantLoader loader = new MutantLoader(classes, mutant.typeName(), mutants.bytesOf(mutant));
      Trial trial = TrialRun.of(mutant, loader, tests.testsOf(mutant.place()), seed, allRules);
      answers.println(TrialLines.write(trial));
      answers.flush();
      if (Probes.areStopped() && !isQuiet()) {
        Runtime.getRuntime().halt(0);
      }
      Probes.allow();
    }
  }

  /** Whether no thread runs in a mutant any more, or none does after a moment. */
  private static boolean isQuiet() {
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      boolean runsMutant =
          Arrays.stream(thread.getValue())
              .anyMatch(frame -> MutantLoader.NAME.equals(frame.getClassLoaderName()));
      try {
        if (runsMutant && !thread.getKey().join(PATIENCE)) {
          return false;
        }
      } catch (InterruptedException given) {
        return false;
      }
    }
    return true;
  }
}
