package io.asynciotck.tck.mutation;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.mutation.Mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries mutants of the reference against the whole kit, and holds what survives to a list. */
@Command(
    name = "mutation",
    mixinStandardHelpOptions = true,
    description = "Tries mutants of the reference against all rules.")
final class MutationRun implements Callable<Integer> {

  @Option(names = "--reference", description = "The reference's module.", required = true)
  private Path reference = Path.of("");

  @Option(names = "--survivors", description = "The list of known survivors.", required = true)
  private Path survivors = Path.of("");

  @Option(names = "--out", description = "Where to write the table.", required = true)
  private Path out = Path.of("");

  @Option(names = "--count", description = "How many mutants; 0 for all.", defaultValue = "340")
  private int count;

  @Option(names = "--seed", description = "Chooses among the mutants.", defaultValue = "1")
  private long seed;

  @Option(names = "--class", description = "Only mutants of these classes, by simple name.")
  private List<String> classes = List.of();

  @Option(names = "--workers", description = "How many JVMs.", defaultValue = "2")
  private int workers;

  @Option(names = "--all-rules", description = "All rules that see a mutant, and not the first.")
  private boolean allRules;

  @Option(
      names = "--trials",
      description = "Trials that were made; what is not among them is tried, and added.")
  private @Nullable Path trials;

  /** For the Maven profile {@code mutation}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new MutationRun()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path compiled = reference.resolve(Path.of("target", "classes"));
    Path sources = reference.resolve(Path.of("src", "main", "java"));
    Survivors known = Survivors.read(survivors);
    List<Mutant> all = new Mutants(compiled, sources).all();
    List<Mutant> chosen = chosen(all.stream().filter(mutant -> isWanted(mutant, known)).toList());
    if (chosen.isEmpty()) {
      System.err.println("There are no mutants of " + String.join(", ", classes));
      return 2;
    }
    System.out.println(chosen.size() + " of " + all.size() + " mutants, seed " + seed);
    MutationReport report = new MutationReport(known);
    trials(chosen, compiled, sources).forEach(report::add);
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, report.text(RuleBook.standard()));
    report.complaints().forEach(System.out::println);
    System.out.println("The table is in " + out);
    return report.complaints().isEmpty() ? 0 : 1;
  }

  private boolean isWanted(Mutant mutant, Survivors known) {
    return !known.isLeftOut(mutant.place())
        && (classes.isEmpty() || classes.contains(mutant.place().outermost()));
  }

  /** Of each class its share, chosen by the seed. */
  private List<Mutant> chosen(List<Mutant> all) {
    if (count == 0 || count >= all.size()) {
      return all;
    }
    Map<String, List<Mutant>> byClass = new TreeMap<>();
    all.forEach(mutant ->
        byClass.computeIfAbsent(mutant.place().type(), type -> new ArrayList<>()).add(mutant));
    List<Mutant> chosen = new ArrayList<>();
    for (List<Mutant> ofClass : byClass.values()) {
      Collections.shuffle(ofClass, new Random(seed));
      int share = Math.ceilDiv(count * ofClass.size(), all.size());
      chosen.addAll(ofClass.subList(0, share));
    }
    // A run that is ended early has something of each class.
    Collections.shuffle(chosen, new Random(seed));
    return chosen;
  }

  private Map<Mutant, Trial> trials(List<Mutant> chosen, Path compiled, Path sources)
      throws IOException, InterruptedException, ExecutionException {
    TrialFile file = TrialFile.of(trials);
    Map<Mutant, Trial> made =
        Collections.synchronizedMap(new TreeMap<>(Comparator.comparingInt(Mutant::number)));
    Queue<Mutant> left = new ConcurrentLinkedQueue<>();
    for (Mutant mutant : chosen) {
      file.of(mutant).ifPresentOrElse(trial -> made.put(mutant, trial), () -> left.add(mutant));
    }
    Path coverage = out.resolveSibling("coverage").toAbsolutePath();
    Files.createDirectories(coverage);
    for (Stand stand : Stand.values()) {
      Files.deleteIfExists(stand.coverage(coverage));
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--classes=" + compiled,
                "--sources=" + sources,
                "--coverage=" + coverage,
                "--seed=" + seed));
    if (allRules) {
      arguments.add("--all-rules");
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      Queue<Future<?>> running = new ArrayDeque<>();
      for (int i = 0; i < workers; i++) {
        running.add(
            threads.submit(() -> {
              work(left, made, file, new Worker(arguments));
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return made;
  }

  private static void work(
      Queue<Mutant> left, Map<Mutant, Trial> made, TrialFile file, Worker worker)
      throws IOException, InterruptedException {
    try (worker) {
      for (Mutant mutant = left.poll(); mutant != null; mutant = left.poll()) {
        Trial trial = worker.attempt(mutant);
        made.put(mutant, trial);
        file.add(mutant, trial);
        System.out.println(trial.end() + " " + mutant.place() + " " + trial.rules());
      }
    }
  }
}
