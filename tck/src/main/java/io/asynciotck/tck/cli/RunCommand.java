package io.asynciotck.tck.cli;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.run.KitResult;
import io.asynciotck.tck.run.KitRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--impl",
      paramLabel = "NAME",
      description = "The implementation, by the name its provider gives it. Default: reference.")
  private String implementation = "reference";

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
  public Integer call() throws Exception {
    RuleBook book = RuleBook.standard();
    List<RuleText> rules = selection.selection().of(book);
    @Nullable OutputFolder folder = out == null ? null : OutputFolder.open(out);
    try (Implementation tested = Implementations.named(implementation)) {
      choose(tested);
      KitResult result = run(book, rules, tested);
      if (folder != null) {
        folder.write(result);
      }
      return result.isConformant() ? ExitStatus.CONFORMANT : ExitStatus.NOT_CONFORMANT;
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

  private KitResult run(RuleBook book, List<RuleText> rules, Implementation tested) {
    PrintWriter console = spec.commandLine().getOut();
    ConsoleReport report = new ConsoleReport(console);
    report.begin(tested, Tck.profile(), Tck.seed());
    Progress progress = Progress.on(console);
    KitResult result =
        new KitResult(
            tested.name(),
            tested.version(),
            Tck.profile().name(),
            Tck.seed(),
            tested.classes().contains(ConformanceClass.CPYTHON_DETAIL),
            new KitRun(book, rules).run(progress::ended));
    progress.done();
    report.end(result);
    return result;
  }
}
