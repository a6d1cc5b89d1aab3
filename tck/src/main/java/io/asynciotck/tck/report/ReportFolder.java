package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes every kind of report into a folder. */
public final class ReportFolder {

  private ReportFolder() {}

  /**
   * Writes the reports of some runs: the page and the summary of all, and the files of each.
   *
   * @throws IOException if something cannot be written
   */
  public static void write(Path folder, List<RunData> runs, RuleBook book) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.html"), HtmlReport.of(runs, book));
    Files.writeString(folder.resolve("summary.md"), StepSummary.of(runs, book));
    for (RunData run : runs) {
      String prefix = runs.size() == 1 ? "" : fileName(run) + "-";
      Files.writeString(folder.resolve(prefix + "junit.xml"), JunitXml.of(run));
      Files.writeString(folder.resolve(prefix + "badge.json"), Badge.of(run));
    }
  }

  private static String fileName(RunData run) {
    return (run.title() + " " + run.profile()).replaceAll("[^A-Za-z0-9._]+", "-");
  }
}
