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
      description = "Run only the I-th of N parts; needs --seed; `report` merges their results.")
  private Shard shard = Shard.ALL;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write results.json, report.html, junit.xml, summary.md and badge.json here.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    List<RuleText> rules = selection.selection().of(book);
    checkNumbers();
    Optional<OutputFolder> folder = OutputFolder.open(out);
    try (ProviderPath _ = target.path();
        Implementation tested = target.implementation()) {
      choose(tested);
      Expectations known = expectations(tested, book);
      List<RuleText> part = part(rules);
      return run(() -> new KitRun(book, part, known::judge), tested, folder);
    }
  }

  private void checkNumbers() {
    if (timeoutSeconds <= 0) {
      throw new IllegalArgumentException("--timeout takes a positive number of seconds");
    }
    if (reruns <= 0) {
      throw new IllegalArgumentException("--rerun takes a positive number");
    }
    if (shard.count() > 1 && seed == null) {
      throw new IllegalArgumentException(
          "--shard needs --seed, the same for each: only then the parts are of one run");
    }
    if (noExpectations && expectations != null) {
      throw new IllegalArgumentException("--expectations and --no-expectations do not go together");
    }
  }

  private void choose(Implementation tested) {
    Profile held = profile == null ? tested.profile() : Profile.of(profile);
    long chosenSeed = seed == null ? Tck.freshSeed() : seed;
    Tck.use(tested, held, Duration.ofSeconds(timeoutSeconds), chosenSeed);
  }

  /** Divides what is in force, so that no part is about nothing else. */
  private List<RuleText> part(List<RuleText> rules) {
    return shard.count() == 1
        ? rules
        : shard.of(rules.stream().filter(Tck.profile()::selects).toList());
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
    KitResult worst = all.worst();
    if (reruns > 1) {
      folder.ifPresent(open -> open.write(worst, invocation()));
      tellAll(worst);
    }
    return ExitStatus.of(worst.conclusion());
  }

  private void tellAll(KitResult worst) {
    PrintWriter console = spec.commandLine().getOut();
    if (!worst.changed().isEmpty()) {
      console.printf("%nVerdicts that changed from run to run:%n");
      worst.changed().forEach((rule, verdicts) -> console.println("  " + rule + ": " + verdicts));
    }
    console.printf(
        "%n%s in %s: %s%n",
        worst.conclusion().label(),
        Plural.of(reruns, "run"),
        worst.changed().isEmpty()
            ? "no verdict changed"
            : Plural.of(worst.changed().size(), "verdict") + " changed");
  }

  private KitResult run(KitRun run, Implementation tested, Optional<OutputFolder> folder) {
    ConsoleReport report =
        new ConsoleReport(
            spec.commandLine().getOut(), Progress.isTerminal(), run.subject(), replay());
    Conclusions conclusions = new Conclusions(report, folder, invocation());
    try (Interruption interruption =
        Interruption.handledBy(() -> conclusions.tell(run.soFar()), tested::close)) {
      report.begin();
      KitResult result = run.run(report);
      interruption.conclude(() -> conclusions.tell(result));
      return result;
    }
  }

  private Invocation invocation() {
    return new Invocation(replay(), String.join(" ", selection.words()), shard);
  }

  private String replay() {
    StringBuilder command = new StringBuilder("asyncio-tck run").append(target.arguments());
    if (profile != null) {
      command.append(" --profile ").append(profile);
    }
    if (noExpectations) {
      command.append(" --no-expectations");
    }
    if (expectations != null) {
      command.append(" --expectations ").append(TargetOptions.quoted(expectations.toString()));
    }
    if (timeoutSeconds != Tck.DEFAULT_TIMEOUT.toSeconds()) {
      command.append(" --timeout ").append(timeoutSeconds);
    }
    return command.append(" --seed ").append(Tck.seed()).toString();
  }

  private record Conclusions(
      ConsoleReport report, Optional<OutputFolder> folder, Invocation asked) {
    void tell(KitResult result) {
      folder.ifPresent(open -> open.write(result, asked));
      report.end(result);
    }
  }
}
