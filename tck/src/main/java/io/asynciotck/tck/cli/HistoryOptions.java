package io.asynciotck.tck.cli;

import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.PastRun;
import io.asynciotck.tck.results.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what there was before, so that a report can tell what has changed. */
final class HistoryOptions {

  @Option(
      names = "--earlier",
      paramLabel = "DIR|FILE",
      description =
          "Results of an earlier run, by this or another version of the kit: the report shows what "
              + "has changed since, for runs from folders of the same name. Repeatable.")
  private List<Path> earlier = List.of();

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "A file that keeps what is needed of every run for that: these runs are added to it, and "
              + "it is made if there is none.")
  private @Nullable Path file;

  /**
   * What there was, with these runs.
   *
   * @return nothing if nothing earlier was asked for
   * @throws IllegalArgumentException if it cannot be read
   */
  History with(List<SavedRun> runs) {
    if (file == null && earlier.isEmpty()) {
      return new History(List.of());
    }
    History kept = file == null ? new History(List.of()) : History.read(file);
    return kept.with(earlier.stream().map(PastRun::read).toList())
        .with(runs.stream().map(PastRun::of).toList());
  }

  /**
   * Keeps it, if a file was named.
   *
   * @throws IOException if it cannot be written
   */
  void keep(History history) throws IOException {
    if (file != null) {
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.createDirectories(file.toAbsolutePath().getParent());
      ReportFolder.writeFile(written, history.toJson());
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING); // Never half a file.
    }
  }
}
