package io.asynciotck.tck.cli;

import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.NotTestable;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.book.Edition;
import io.asynciotck.tck.results.SeenOn;
import io.asynciotck.tck.run.TestCase;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Show a rule: its sentence, why it is there, where it comes from, its tests.")
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RULE",
      completionCandidates = Candidates.Rules.class,
      description = "The id of the rule.")
  private String id;

  @Option(names = "--source", description = "Show the source of the tests.")
  private boolean source;

  @Option(names = "--bibtex", description = "Show how to cite the rule in BibTeX.")
  private boolean bibtex;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    RuleText rule = book.get(id);
    PrintWriter console = spec.commandLine().getOut();
    console.println(rule.id());
    console.printf(
        "%s · %s · %s%n%n", rule.level().name(), rule.conformanceClass().label(), rule.versions());
    console.println(rule.sentence());
    console.println();
    console.println("Why: " + rule.intent());
    for (Evidence evidence : rule.evidence()) {
      console.println(evidence.line());
      evidence.link(rule.newestVersion()).ifPresent(address -> console.println("  " + address));
    }
    printTests(console, book, rule);
    printSeenOn(console, SeenOn.shipped().seenOn(rule.id()));
    console.println();
    Edition edition = Edition.shipped();
    console.println("Cite as: " + edition.citation(rule.id()));
    if (bibtex) {
      console.println();
      console.print(edition.bibtex(rule.id()));
    }
    return ExitStatus.CONFORMANT;
  }

  private void printTests(PrintWriter console, RuleBook book, RuleText rule) {
    List<TestCase> tests = TestIndex.of(List.of(rule)).of(rule);
    console.println();
    if (tests.isEmpty()) {
      book.notTestable().stream()
          .filter(entry -> entry.id().equals(rule.id()))
          .map(NotTestable::reason)
          .forEach(reason -> console.println("Not testable: " + reason));
    } else {
      console.println("Tests:");
      tests.forEach(test -> printTest(console, test));
    }
  }

  private static void printSeenOn(PrintWriter console, List<String> implementations) {
    if (!implementations.isEmpty()) {
      console.println();
      console.println("Seen on: " + String.join(", ", implementations));
    }
  }

  private void printTest(PrintWriter console, TestCase test) {
    console.println("  " + test.name());
    if (source) {
      test.source().ifPresent(text -> console.println("\n" + text.indent(6)));
    }
  }
}
