package io.asynciotck.tck.report;

import java.nio.file.Path;
import java.util.List;

/** Tells runs apart that have tested the same thing: by their folders. */
final class Titles {

  private Titles() {}

  /** Gives every run a title of its own. */
  static List<RunData> distinct(List<RunData> runs) {
    return runs.stream().map(run -> distinct(run, runs)).toList();
  }

  private static RunData distinct(RunData run, List<RunData> runs) {
    List<RunData> same = runs.stream().filter(one -> one.title().equals(run.title())).toList();
    if (same.size() == 1) {
      return run;
    }
    boolean namesDiffer = same.stream().map(Titles::name).distinct().count() == same.size();
    return run.called(
        run.title() + " (" + (namesDiffer ? name(run) : run.folder().toString()) + ")");
  }

  private static String name(RunData run) {
    Path folder = run.folder().toAbsolutePath().normalize();
    return String.valueOf(folder.getFileName());
  }
}
