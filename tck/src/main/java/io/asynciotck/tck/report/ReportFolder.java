package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.ResultsReader;
import io.asynciotck.tck.results.ResultsWriter;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.SeenOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes every kind of report into a folder. */
public final class ReportFolder {
  /** The report for people. */
  public static final String PAGE = "report.html";

  private static final String SUMMARY = "summary.md";
  private static final String JUNIT = "junit.xml";
  private static final String BADGE = "badge.json";

  /** What a folder has after a run. */
  public static final List<String> FILES = List.of(ResultsReader.NAME, PAGE, SUMMARY, JUNIT, BADGE);

  private ReportFolder() {}

  /**
   * Writes the reports of some runs: the page and the summary of all, and the files of each.
   *
   * @param notes what the summary says under its table; empty for nothing
   * @throws IOException if something cannot be written
   */
  public static void write(Path folder, List<RunResult> runs, String notes, RuleBook book)
      throws IOException {
    write(folder, runs, notes, new History(List.of()), book);
  }

  /**
   * Writes the reports of some runs, with how they have changed.
   *
   * @param notes what the summary says under its table; empty for nothing
   * @param history the runs before them, and they themselves; none for no such part
   * @throws IOException if something cannot be written
   */
  public static void write(
      Path folder, List<RunResult> runs, String notes, History history, RuleBook book)
      throws IOException {
    Files.createDirectories(folder);
    writeFile(folder.resolve(PAGE), HtmlReport.of(runs, book, SeenOn.shipped(), history));
    writeFile(folder.resolve(SUMMARY), StepSummary.of(runs, notes));
    for (RunResult run : runs) {
      String prefix = prefix(run, runs);
      writeFile(folder.resolve(prefix + JUNIT), JunitXml.of(run));
      writeFile(folder.resolve(prefix + BADGE), Badge.of(run));
    }
  }

  /**
   * Writes the results of some runs, so that what was put together can be read again.
   *
   * @throws IOException if they cannot be written
   */
  public static void writeResults(Path folder, List<RunResult> runs) throws IOException {
    for (RunResult run : runs) {
      writeFile(folder.resolve(prefix(run, runs) + ResultsReader.NAME), ResultsWriter.toJson(run));
    }
  }

  private static String prefix(RunResult run, List<RunResult> runs) {
    return runs.size() == 1 ? "" : fileName(run) + "-";
  }

  /**
   * Writes a file as UTF-8. What is no character, such as half of a surrogate pair in a message of
   * Python's, becomes a question mark, and is no reason to write nothing.
   *
   * @throws IOException if it cannot be written
   */
  public static void writeFile(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String fileName(RunResult run) {
    return (run.title() + " " + run.subject().profile()).replaceAll("[^A-Za-z0-9._]+", "-");
  }
}
