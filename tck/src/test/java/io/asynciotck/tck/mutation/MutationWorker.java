package io.asynciotck.tck.mutation;

import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.tck.harness.ImplementationException;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.KitListener;
import io.asynciotck.tck.run.KitRun;
import io.asynciotck.tck.run.Plan;
import io.asynciotck.tck.run.TestFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

/**
 * Runs the whole kit on one mutant after the other, each in a class loader of its own: a warm JVM
 * is several times as fast as a new one. It reads numbers of mutants from its standard input and
 * writes a line for each. After a hang it ends, since what hangs goes on.
 */
final class MutationWorker {
  private static final Duration TEST_LIMIT = Duration.ofSeconds(8);

  private final Path classes;
  private final Mutants mutants;
  private final long seed;
  private final PrintStream answers;

  private MutationWorker(Path classes, Path sources, long seed, PrintStream answers) {
    this.classes = classes;
    this.mutants = new Mutants(classes, sources);
    this.seed = seed;
    this.answers = answers;
  }

  /** Takes the folders of the reference's classes and sources, and the seed. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    // Nothing that a mutant or a library says may be taken for an answer.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    new MutationWorker(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[2]), answers).work();
  }

  private void work() throws IOException {
    BufferedReader numbers =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String number = numbers.readLine(); number != null; number = numbers.readLine()) {
      answer(trial(mutants.all().get(Integer.parseInt(number))));
    }
  }

  private void answer(Trial trial) {
    answers.println(TrialLines.write(trial));
    answers.flush();
  }

  private Trial trial(Mutants.Mutant mutant) {
    Failures failures = new Failures(mutant.number());
    try {
      Target target = Target.of(implementation(mutant)).withTimeout(TEST_LIMIT).withSeed(seed);
      new KitRun(target, everything(target)).run(failures);
    } catch (ImplementationException | ReflectiveOperationException | LinkageError refused) {
      return new Trial(mutant.number(), Trial.End.REFUSED, List.of());
    }
    return failures.trial();
  }

  private static Plan everything(Target target) {
    return new Plan(
        target.book().rules(),
        TestFilter.ALL,
        UnaryOperator.identity(),
        new Invocation("", "", Shard.ALL));
  }

  private JvmImplementation implementation(Mutants.Mutant mutant)
      throws ReflectiveOperationException {
    ClassLoader loader = new MutantLoader(classes, mutant.typeName(), mutants.bytesOf(mutant));
    Object provider =
        loader
            .loadClass("io.asynciotck.reference.module.ReferenceProvider")
            .getConstructor()
            .newInstance();
    return new JvmImplementation((AsyncioProvider) provider);
  }

  /** Collects the rules that fail, and ends the JVM at a hang: JUnit would go on. */
  private final class Failures implements KitListener {
    private final int number;
    private final Set<String> rules = new ConcurrentSkipListSet<>();

    Failures(int number) {
      this.number = number;
    }

    @Override
    public void testEnded(TestResult test) {
      if (test.verdict().isFailure()) {
        rules.addAll(test.rules());
      }
      if (test.verdict() == Verdict.HANG) {
        answer(new Trial(number, Trial.End.HUNG, List.copyOf(rules)));
        Runtime.getRuntime().halt(0);
      }
    }

    Trial trial() {
      Trial.End end = rules.isEmpty() ? Trial.End.SURVIVED : Trial.End.FAILED;
      return new Trial(number, end, List.copyOf(rules));
    }
  }
}
