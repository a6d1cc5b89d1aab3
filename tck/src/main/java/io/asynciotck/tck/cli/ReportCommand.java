package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.report.StepSummary;
import io.asynciotck.tck.results.ResultsReader;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Shards;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "The exit status is the worst of the runs: 130 before 1, 4 and 0."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders that `run --out` has written.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Write report.html, summary.md, and JUnit XML and a badge of each run here.")
  private Path out;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    List<RunResult> runs =
        Shards.merge(
            folders.stream().map(folder -> ResultsReader.read(folder, book)).toList(), book);
    try {
      ReportFolder.write(out, runs, "", book);
    } catch (IOException unwritable) {
      throw OutputFolder.unwritable(out, unwritable);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(StepSummary.table(runs));
    console.println("\n" + out.resolve(ReportFolder.PAGE));
    return ExitStatus.ofAll(runs);
  }
}
