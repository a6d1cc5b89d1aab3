package io.asynciotck.tck.results;

import java.nio.file.Path;
import java.util.List;

/** Tells runs apart that have tested the same thing: by their folders. */
final class Titles {

  private Titles() {}

  /** Gives every run a title of its own. */
  static List<RunResult> distinct(List<SavedRun> runs) {
    return runs.stream().map(run -> distinct(run, runs)).toList();
  }

  private static RunResult distinct(SavedRun run, List<SavedRun> runs) {
    List<SavedRun> same =
        runs.stream().filter(other -> other.result().title().equals(run.result().title())).toList();
    if (same.size() == 1) {
      return run.result();
    }
    boolean namesDiffer = same.stream().map(Titles::name).distinct().count() == same.size();
    String label = namesDiffer ? name(run) : run.folder().toString();
    return run.result().about(run.result().subject().labelled(label));
  }

  private static String name(SavedRun run) {
    Path folder = run.folder().toAbsolutePath().normalize();
    return String.valueOf(folder.getFileName());
  }
}
