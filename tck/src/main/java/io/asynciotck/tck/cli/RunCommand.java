package io.asynciotck.tck.cli;

import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.run.KitResult;
import io.asynciotck.tck.run.KitRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  @Option(names = "--out", paramLabel = "DIR", description = "Write results.json into this folder.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    List<RuleText> rules = selection.selection().of(book);
    Optional<OutputFolder> folder = OutputFolder.open(out);
    try (ProviderPath _ = target.path();
        Implementation tested = target.implementation()) {
      choose(tested);
      return ExitStatus.of(run(new KitRun(book, rules), tested, folder).conclusion());
    }
  }

  private void choose(Implementation tested) {
    if (timeoutSeconds <= 0) {
      throw new IllegalArgumentException("--timeout takes a positive number of seconds");
    }
    Profile held = profile == null ? tested.profile() : Profile.of(profile);
    long chosenSeed = seed == null ? Tck.freshSeed() : seed;
    Tck.use(tested, held, Duration.ofSeconds(timeoutSeconds), chosenSeed);
  }

  private KitResult run(KitRun run, Implementation tested, Optional<OutputFolder> folder) {
    ConsoleReport report =
        new ConsoleReport(
            spec.commandLine().getOut(), Progress.isTerminal(), run.subject(), replay());
    Conclusions conclusions = new Conclusions(report, folder);
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

  private record Conclusions(ConsoleReport report, Optional<OutputFolder> folder) {
    void tell(KitResult result) {
      folder.ifPresent(open -> open.write(result));
      report.end(result);
    }
  }
}
