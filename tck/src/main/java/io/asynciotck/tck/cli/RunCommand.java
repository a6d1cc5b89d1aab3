package io.asynciotck.tck.cli;

import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.run.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

  @Mixin private TargetOptions options;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "The version of Python to check it against: py3.13. Default: its own.")
  private @Nullable String profile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Replay the properties of an earlier run.")
  private @Nullable Long seed;

  @Option(
      names = "--tries",
      paramLabel = "N",
      description = "How many programs each property tries. Default: 200.")
  private int tries = Target.DEFAULT_TRIES;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long one test may take before it counts as a hang. Default: 30.")
  private long timeoutSeconds = Target.DEFAULT_TIMEOUT.toSeconds();

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
      names = "--jobs",
      paramLabel = "N",
      description =
          "Run the tests of a Python loop in N processes side by side. Default: one for each"
              + " processor, at most four; 1 for few rules. The verdicts are the same.")
  private @Nullable Integer jobs;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
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
    List<RuleText> rules = selection.rules(book);
    checkOptions();
    Choice choice = options.choice();
    Optional<OutputFolder> folder = OutputFolder.open(out, book);
    try (ProviderPath _ = options.path();
        Implementation tested = choice.open();
        Others others = Others.of(choice, jobs(choice, rules.size()) - 1)) {
      Target target = target(tested);
      Plan plan =
          new Plan(
              part(rules, target),
              selection.tests(),
              expectations(target),
              new Invocation(replay(choice, target), String.join(" ", selection.words()), shard));
      Run run = new Run(spec.commandLine().getOut(), target, others.all(), plan, folder);
      return ExitStatus.of(run.times(reruns).conclusion());
    }
  }

  private int jobs(Choice choice, int rules) {
    int processors = Runtime.getRuntime().availableProcessors();
    return Objects.requireNonNullElseGet(
        jobs, () -> Others.jobs(choice.isApart(), rules, processors));
  }

  private void checkOptions() {
    Positive.checkSeconds("--timeout", timeoutSeconds);
    Positive.check("--tries", tries);
    Positive.check("--rerun", reruns);
    if (jobs != null) {
      Positive.check("--jobs", jobs);
    }
    if (!shard.isWhole() && seed == null) {
      throw new IllegalArgumentException(
          "--shard needs --seed, the same for each: only then the parts are of one run");
    }
    if (noExpectations && expectations != null) {
      throw new IllegalArgumentException("--expectations and --no-expectations do not go together");
    }
  }

  private Target target(Implementation tested) {
    Target target =
        Target.of(tested)
            .withProfile(profile == null ? tested.profile() : Profile.of(profile))
            .withTimeout(Duration.ofSeconds(timeoutSeconds))
            .withTries(tries);
    return seed == null ? target : target.withSeed(seed);
  }

  /** Divides what is in force, so that no part is about nothing else. */
  private List<RuleText> part(List<RuleText> rules, Target target) {
    return shard.isWhole()
        ? rules
        : shard.of(rules.stream().filter(target.profile()::selects).toList());
  }

  private Expectations expectations(Target target) {
    if (noExpectations) {
      return Expectations.none();
    }
    return expectations == null
        ? Expectations.shippedFor(target.implementation(), target.book())
        : Expectations.read(expectations, target.implementation(), target.book());
  }

  private String replay(Choice choice, Target target) {
    return Replay.of(
        choice,
        Words.option("--profile", profile)
            + (noExpectations ? " --no-expectations" : "")
            + Words.option("--expectations", expectations == null ? null : expectations.toString()),
        target);
  }
}
