package io.asynciotck.tck.cli;

import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.expectations.Expectations;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.run.KitResult;
import io.asynciotck.tck.run.KitRun;
import io.asynciotck.tck.run.Reruns;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run the tests against an implementation and say whether it conforms.")
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private TargetOptions target;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "The version of Python to hold it against: py3.13. Default: its own.")
  private @Nullable String profile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Replay the properties of an earlier run.")
  private @Nullable Long seed;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long one test may take before it counts as a hang. Default: 30.")
  private long timeoutSeconds = Tck.DEFAULT_TIMEOUT.toSeconds();

  @Option(
      names = "--expectations",
      paramLabel = "FILE",
      description = "What is known to fail. Default: the file that is shipped for what is tested.")
  private @Nullable Path expectations;

  @Option(
      names = "--no-expectations",
      description = "Count what is known to fail as failures, like all others.")
  private boolean noExpectations;

  @Option(
      names = "--rerun",
      paramLabel = "N",
      description = "Run everything N times; a verdict that changes is a failure.")
  private int reruns = 1;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = Shard.Converter.class,
      description = "Run only the I-th of N parts; `report` merges their results.")
  private Shard shard = Shard.ALL;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write results.json, report.html, junit.xml, summary.md and badge.json here.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    List<RuleText> rules = shard.of(selection.selection().of(book));
    Optional<OutputFolder> folder = OutputFolder.open(out);
    try (ProviderPath _ = target.path();
        Implementation tested = target.implementation()) {
      choose(tested);
      Expectations known = expectations(tested, book);
      return run(() -> new KitRun(book, rules, known::judge), tested, folder);
    }
  }

  private void choose(Implementation tested) {
    if (timeoutSeconds <= 0) {
      throw new IllegalArgumentException("--timeout takes a positive number of seconds");
    }
    if (reruns <= 0) {
      throw new IllegalArgumentException("--rerun takes a positive number");
    }
    Profile held = profile == null ? tested.profile() : Profile.of(profile);
    long chosenSeed = seed == null ? Tck.freshSeed() : seed;
    Tck.use(tested, held, Duration.ofSeconds(timeoutSeconds), chosenSeed);
  }

  private Expectations expectations(Implementation tested, RuleBook book) {
    if (noExpectations) {
      return Expectations.none();
    }
    return expectations == null
        ? Expectations.shippedFor(tested, book)
        : Expectations.read(expectations, tested, book);
  }

  private int run(Supplier<KitRun> runs, Implementation tested, Optional<OutputFolder> folder) {
    Reruns all = new Reruns();
    for (int i = 0; i < reruns; i++) {
      all.add(run(runs.get(), tested, folder));
    }
    int status = ExitStatus.of(all.worst().conclusion());
    if (reruns > 1) {
      folder.ifPresent(open -> open.write(all.worst(), replay()));
    }
    return all.changed().isEmpty() ? status : tellChanges(all.changed());
  }

  private int tellChanges(Map<String, String> changed) {
    PrintWriter console = spec.commandLine().getOut();
    console.printf("%nVerdicts that changed from run to run:%n");
    changed.forEach((rule, verdicts) -> console.println("  " + rule + ": " + verdicts));
    return ExitStatus.NOT_CONFORMANT;
  }

  private KitResult run(KitRun run, Implementation tested, Optional<OutputFolder> folder) {
    ConsoleReport report =
        new ConsoleReport(
            spec.commandLine().getOut(), Progress.isTerminal(), run.subject(), replay());
    Conclusions conclusions = new Conclusions(report, folder, replay());
    try (Interruption interruption =
        Interruption.handledBy(() -> conclusions.tell(run.soFar()), tested::close)) {
      report.begin();
      KitResult result = run.run(report);
      interruption.conclude(() -> conclusions.tell(result));
      return result;
    }
  }

  private String replay() {
    String command = "asyncio-tck run" + target.arguments();
    return command + (profile == null ? "" : " --profile " + profile) + " --seed " + Tck.seed();
  }

  private record Conclusions(ConsoleReport report, Optional<OutputFolder> folder, String replay) {
    void tell(KitResult result) {
      folder.ifPresent(open -> open.write(result, replay));
      report.end(result);
    }
  }
}
