package io.asynciotck.tck.cli;

import io.asynciotck.tck.difference.Difference;
import io.asynciotck.tck.difference.DifferenceSearch;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Target;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Run random programs of tasks on two implementations, and show what they do differently.",
      "",
      "The second one is the reference, unless two are named: --python A --python B.",
      ""
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class DiffCommand implements Callable<Integer> {
  private static final int MOST_DIFFERENCES = 3;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false, multiplicity = "0..2")
  private List<TargetOptions> options = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Try the programs of an earlier run.")
  private @Nullable Long seed;

  @Option(
      names = "--tries",
      paramLabel = "N",
      description = "How many programs are tried. Default: 200.")
  private int tries = Target.DEFAULT_TRIES;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long one program may take. Default: 5.")
  private long timeoutSeconds = 5;

  @Override
  public Integer call() {
    Positive.check("--tries", tries);
    Positive.checkSeconds("--timeout", timeoutSeconds);
    List<Choice> choices = new ArrayList<>();
    options.forEach(group -> choices.addAll(group.choices()));
    if (choices.size() > 2) {
      throw new IllegalArgumentException("diff compares two implementations, not more");
    }
    while (choices.size() < 2) {
      choices.add(new JvmChoice(null, null));
    }
    try (Implementation one = choices.get(0).open();
        Implementation other = choices.get(1).open()) {
      Target first = target(one);
      return compare(choices, first, target(other).withSeed(first.seed()));
    }
  }

  private Target target(Implementation tested) {
    Target target = Target.of(tested).withTimeout(Duration.ofSeconds(timeoutSeconds));
    return seed == null ? target : target.withSeed(seed);
  }

  private int compare(List<Choice> choices, Target one, Target other) {
    PrintWriter out = spec.commandLine().getOut();
    String left = named(one, "one");
    String right = named(other, "other");
    out.printf("Programs of tasks on %s and on %s, seed %d.%n", left, right, one.seed());
    out.flush();
    DifferenceSearch search = new DifferenceSearch(one, other, tries, MOST_DIFFERENCES);
    List<Difference> differences = search.run();
    differences.forEach(difference -> print(out, left, right, difference));
    long known = differences.stream().filter(Difference::isKnown).count();
    out.printf(
        "%n%d programs with the same outcome, %d of them in another order of the tasks;"
            + " %d with several outcomes on one of the two; %s%s.%n",
        search.same(),
        search.otherOrder(),
        search.unsettled(),
        Plural.of(differences.size(), "difference"),
        known == 0 ? "" : ", of which %d known to be left open".formatted(known));
    out.println("Replay: " + replay(choices, one));
    return known == differences.size() ? ExitStatus.CONFORMANT : ExitStatus.NOT_CONFORMANT;
  }

  private static String named(Target target, String which) {
    Implementation tested = target.implementation();
    return "%s %s (%s)".formatted(tested.name(), tested.version(), which);
  }

  private static void print(PrintWriter out, String left, String right, Difference difference) {
    out.println();
    out.print(difference.program().indent(4));
    out.println();
    print(out, left, difference.one());
    print(out, right, difference.other());
    if (difference.isDecided()) {
      printBroken(out, left, difference.brokenByOne());
      printBroken(out, right, difference.brokenByOther());
    } else if (!difference.openPoints().isEmpty()) {
      out.printf(
          "  No rule decides it, of the %s about the steps that differ. Known to be left open:%n",
          Plural.of(difference.asked(), "rule"));
      difference
          .openPoints()
          .forEach(
              point -> out.printf("    %s: %s%n", point.word(), point.text().replace('\n', ' ')));
    } else {
      out.printf(
          "  No rule decides it: the two keep the same of the %s about such programs. Either%n"
              + "  the specification leaves it open, or a rule is missing.%n",
          Plural.of(difference.asked(), "rule"));
    }
    out.flush();
  }

  private static void print(PrintWriter out, String name, List<String> events) {
    out.println("  " + name + ": " + String.join(", ", events));
  }

  private static void printBroken(PrintWriter out, String name, List<String> rules) {
    if (!rules.isEmpty()) {
      out.println("  A rule may decide it: only " + name + " breaks " + String.join(", ", rules));
    }
  }

  private String replay(List<Choice> choices, Target target) {
    StringBuilder words = new StringBuilder("asyncio-tck diff");
    choices.forEach(choice -> words.append(choice.arguments()));
    words.append(" --seed ").append(target.seed()).append(" --tries ").append(tries);
    return words.toString();
  }
}
