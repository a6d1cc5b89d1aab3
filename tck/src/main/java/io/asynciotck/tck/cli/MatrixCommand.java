package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.report.RunData;
import io.asynciotck.tck.report.SeenOn;
import io.asynciotck.tck.report.StepSummary;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck matrix}. */
@Command(
    name = "matrix",
    mixinStandardHelpOptions = true,
    description = "Run the kit on the reference and on every Python loop that is installed here.")
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class MatrixCommand implements Callable<Integer> {
  private static final String BEGIN = "<!-- matrix -->";
  private static final String END = "<!-- end of matrix -->";

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
      names = "--readme",
      paramLabel = "FILE",
      description = "Replace the table between the matrix comments of this file.")
  private @Nullable Path readme;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "Write here on which implementations each rule was seen to hold.")
  private @Nullable Path evidence;

  @Override
  public Integer call() {
    checkNames();
    List<RunData> runs = new ArrayList<>();
    int worst = ExitStatus.CONFORMANT;
    for (MatrixRow row : MatrixRow.all()) {
      Path folder = out.resolve(row.name());
      if (only.isEmpty() || only.contains(row.name())) {
        worst = Math.max(worst, run(row, folder));
      }
      if (Files.exists(folder.resolve("results.json"))) {
        runs.add(RunData.read(folder));
      }
    }
    try {
      write(runs);
    } catch (IOException unwritable) {
      throw new IllegalArgumentException("Cannot write the matrix: " + unwritable, unwritable);
    }
    return worst;
  }

  private void checkNames() {
    List<String> known = MatrixRow.all().stream().map(MatrixRow::name).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("Unknown row `" + name + "`; known: " + known);
      }
    }
  }

  private int run(MatrixRow row, Path folder) {
    PrintWriter console = spec.commandLine().getOut();
    Optional<List<String>> arguments = row.arguments(folder);
    if (arguments.isEmpty()) {
      console.println(row.name() + ": not installed here, left out");
      return ExitStatus.CONFORMANT;
    }
    int status =
        Main.execute(console, spec.commandLine().getErr(), arguments.get().toArray(String[]::new));
    console.println();
    return status;
  }

  private void write(List<RunData> runs) throws IOException {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to make a matrix of in `" + out + "`");
    }
    ReportFolder.write(out, runs, RuleBook.standard());
    String table = StepSummary.table(runs);
    spec.commandLine().getOut().println(table);
    if (readme != null) {
      Files.writeString(readme, withTable(Files.readString(readme), table));
    }
    if (evidence != null) {
      Files.writeString(evidence, SeenOn.of(runs).toJson());
    }
  }

  private static String withTable(String text, String table) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "The file of --readme has no `" + BEGIN + "` … `" + END + "`");
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end);
  }
}
