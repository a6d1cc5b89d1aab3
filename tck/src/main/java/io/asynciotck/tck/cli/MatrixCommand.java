package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.cli.MatrixNotes.Reason;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.implementations.Row;
import io.asynciotck.tck.implementations.Rows;
import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.report.StepSummary;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.ResultsReader;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.SavedRun;
import io.asynciotck.tck.results.SeenOn;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.Shards;
import io.asynciotck.tck.run.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck matrix}. */
@Command(
    name = "matrix",
    mixinStandardHelpOptions = true,
    description = {
      "Run the kit on the reference and on every Python loop that is installed here.",
      "The exit status is the worst of the rows: 130 before 2, 3, 1, 4 and 0."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class MatrixCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Write the results of each run, and one report of all, into this folder.")
  private Path out;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Run only this row, and take the others from --out as they are. Repeatable.")
  private List<String> only = List.of();

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description =
          "Folders and jars with JVM loops, as java takes them: rows beside the reference.")
  private @Nullable String classPath;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Run the tests of each Python loop in N processes side by side. Default: 1.")
  private int jobs = 1;

  @Mixin private SelectionOptions selection;

  @Mixin private HistoryOptions earlier;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Replace the tables between the matrix comments of this file. Repeatable.")
  private List<Path> markdown = List.of();

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "Write here on which implementations each rule was seen to hold.")
  private @Nullable Path evidence;

  private final MatrixNotes notes = new MatrixNotes();

  @Override
  public Integer call() {
    try (ProviderPath _ = ProviderPath.open(classPath)) {
      return matrix(RuleBook.standard());
    }
  }

  private int matrix(RuleBook book) {
    checkNames();
    Positive.check("--jobs", jobs);
    List<RuleText> rules = selection.rules(book);
    List<MatrixPage> pages = markdown.stream().map(MatrixPage::read).toList();
    List<SavedRun> runs = new ArrayList<>();
    int worst = ExitStatus.CONFORMANT;
    for (Row row : Rows.all()) {
      Path folder = out.resolve(row.name());
      if (only.isEmpty() || only.contains(row.name())) {
        worst = ExitStatus.worse(worst, run(row, folder, rules, book));
      } else if (!hasResults(folder)) {
        notes.add(Reason.NOT_RUN, row);
      }
      if (hasResults(folder)) {
        runs.add(ResultsReader.read(folder, book));
      }
    }
    List<RunResult> merged = Shards.merge(runs, book);
    write(merged, earlier.with(Shards.wholes(runs, book)), pages, book);
    return ExitStatus.worse(worst, ExitStatus.ofAll(merged));
  }

  private void checkNames() {
    List<String> known = Rows.all().stream().map(Row::name).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown row `" + name + "`; known: " + String.join(", ", known));
      }
    }
  }

  /** Runs a row, and returns the exit status. */
  private int run(Row row, Path folder, List<RuleText> rules, RuleBook book) {
    PrintWriter console = spec.commandLine().getOut();
    Optional<Choice> choice = choice(row);
    if (choice.isEmpty()) {
      console.println(row.name() + ": not installed here, left out" + row.source() + "\n");
      notes.add(Reason.NOT_INSTALLED, row);
      OutputFolder.open(folder, book);
      return ExitStatus.CONFORMANT;
    }
    int status = evaluated(row, choice.get(), OutputFolder.open(folder, book), rules);
    console.println();
    if (!hasResults(folder)) {
      notes.add(Reason.NOT_EVALUATED, row);
    }
    return status;
  }

  /** What a row chooses, if that is here. */
  private Optional<Choice> choice(Row row) {
    return row.provider().isPresent()
        ? row.provider()
            .filter(name -> Implementations.find().mayHave(name))
            .map(name -> new JvmChoice(name, classPath))
        : row.python().map(PythonChoice::new);
  }

  /** A row that cannot be evaluated says so, and does not stand in the way of the others. */
  private int evaluated(
      Row row, Choice choice, Optional<OutputFolder> folder, List<RuleText> rules) {
    try (Implementation tested = choice.open();
        Others others = Others.of(choice, choice.isApart() ? jobs - 1 : 0)) {
      Target target = Target.of(tested).withTimeout(row.timeout());
      Plan plan =
          new Plan(
              rules,
              selection.tests(),
              Expectations.shippedIn(row.home(), tested, target.book()),
              new Invocation(
                  Replay.of(choice, target), String.join(" ", selection.words()), Shard.ALL));
      Run run = new Run(spec.commandLine().getOut(), target, others.all(), plan, folder);
      return ExitStatus.of(run.once().conclusion());
    } catch (RuntimeException | Error failure) {
      return BadInput.failed(failure, spec.commandLine(), false);
    }
  }

  private static boolean hasResults(Path folder) {
    return Files.exists(folder.resolve(ResultsReader.NAME));
  }

  private void write(List<RunResult> runs, History history, List<MatrixPage> pages, RuleBook book) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to make a matrix of in `" + out + "`. " + notes.text().strip());
    }
    String table = StepSummary.table(runs) + (notes.text().isEmpty() ? "" : "\n" + notes.text());
    try {
      ReportFolder.write(out, runs, notes.text(), history, book);
      earlier.keep(history);
      spec.commandLine().getOut().println(table);
      for (MatrixPage page : pages) {
        page.write(table, StepSummary.shortTable(runs));
      }
      if (evidence != null) {
        Files.writeString(evidence, SeenOn.of(runs).toJson());
      }
    } catch (IOException unwritable) {
      throw new NotWrittenException("Cannot write the matrix: " + unwritable, unwritable);
    }
  }
}
