package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.report.StepSummary;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.ResultsReader;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.SavedRun;
import io.asynciotck.tck.results.Shards;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Merge the results of several runs, or of the shards of one, into one report.",
      "In a report of several, two can be compared; with earlier runs it has a trend.",
      "The exit status is the worst of the runs: 130 before 1, 4 and 0."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR|FILE",
      description = "Folders that `run --out` has written, or the results.json of such ones.")
  private List<Path> places;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Write report.html, summary.md, and results, JUnit XML and a badge of each run here.")
  private Path out;

  @Mixin private HistoryOptions earlier;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    List<SavedRun> saved = places.stream().map(place -> ResultsReader.read(place, book)).toList();
    List<RunResult> runs = Shards.merge(saved, book);
    History history = earlier.with(Shards.wholes(saved, book));
    try {
      ReportFolder.write(out, runs, "", history, book);
      ReportFolder.writeResults(out, runs);
      earlier.keep(history);
    } catch (IOException unwritable) {
      throw OutputFolder.notWritten(out, unwritable);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(StepSummary.table(runs));
    console.println("\n" + out.resolve(ReportFolder.PAGE));
    return ExitStatus.ofAll(runs);
  }
}
