package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.implementations.Row;
import io.asynciotck.tck.implementations.Rows;
import io.asynciotck.tck.results.KitVersion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Show what was found here, and what `run` with the same options would test.",
      "Looks for Java, JVM loops, Pythons and their loops; starts the implementation, and runs no",
      "test."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class DoctorCommand implements Callable<Integer> {

  /** Where the reference has its continuations, if this JVM was started so that it may. */
  private static final String CONTINUATIONS = "jdk.internal.vm";

  @Spec private CommandSpec spec;

  @Mixin private TargetOptions options;

  @Override
  public Integer call() {
    PrintWriter console = spec.commandLine().getOut();
    Choice choice = options.choice();
    try (ProviderPath _ = options.path()) {
      console.println("Kit: " + KitVersion.text());
      console.println("Java: " + java());
      console.println("Coroutines of the reference: " + coroutines());
      printJvmLoops(console);
      printPythons(console);
      console.println();
      console.println("To be tested:" + described(choice.arguments()));
      console.flush();
      try (Implementation tested = choice.open()) {
        print(console, tested);
      }
    }
    return ExitStatus.CONFORMANT;
  }

  private static String java() {
    return "%s, %s, in %s"
        .formatted(
            Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"));
  }

  private static String coroutines() {
    boolean exported =
        Object.class.getModule().isExported(CONTINUATIONS, DoctorCommand.class.getModule());
    return exported
        ? "on continuations of the JVM"
        : "on threads, which is slower; for continuations start Java with"
            + " --add-exports java.base/"
            + CONTINUATIONS
            + "=ALL-UNNAMED";
  }

  private static void printJvmLoops(PrintWriter console) {
    Implementations found = Implementations.find();
    console.println("JVM loops (--impl): " + found);
    found.broken().forEach(reason -> console.println("  broken: " + reason));
  }

  private static void printPythons(PrintWriter console) {
    List<String> absent = new ArrayList<>();
    console.println("Python loops, each with its options for `run`:");
    List<Row> rows = Rows.all().stream().filter(row -> row.provider().isEmpty()).toList();
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    for (Row row : rows) {
      row.python()
          .map(PythonChoice::new)
          .ifPresentOrElse(
              found -> console.printf("  %-" + width + "s %s%n", row.name(), found.arguments()),
              () -> absent.add(row.name() + row.source()));
    }
    if (absent.size() == rows.size()) {
      console.println("  none");
    }
    if (!absent.isEmpty()) {
      console.println("Not installed here, or not in a Python that was looked at:");
      absent.forEach(name -> console.println("  " + name));
    }
  }

  /** Without an option it is the reference. */
  private static String described(String arguments) {
    return arguments.isEmpty() ? " the default, --impl reference" : arguments;
  }

  private static void print(PrintWriter console, Implementation tested) {
    List<RuleText> inForce =
        RuleBook.standard().rules().stream().filter(tested.profile()::selects).toList();
    TestIndex tests = TestIndex.of(inForce);
    List<RuleText> testable = inForce.stream().filter(rule -> !tests.of(rule).isEmpty()).toList();
    long claimed =
        testable.stream()
            .filter(rule -> tested.classes().contains(rule.conformanceClass()))
            .count();
    console.printf("  %s %s, profile %s%n", tested.name(), tested.version(), tested.profile());
    console.printf(
        "  %s in force that tests can show, %d of them in classes that it claims%n",
        Plural.of(testable.size(), "rule"), claimed);
    tested
        .notClaimed()
        .forEach(
            (part, reason) -> console.println("  not claimed: " + part.label() + ", " + reason));
    tested.missing().forEach(member -> console.println("  missing: " + member));
    tested.notes().forEach(note -> console.println("  " + note));
  }
}
