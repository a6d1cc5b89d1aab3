package io.asynciotck.tck.report;

import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.PastRun;
import io.asynciotck.tck.results.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * How an implementation has changed, as the page shows it.
 *
 * @param name the series
 * @param now what became of it, in a few words
 * @param bars the faults and the known failures of each run, the oldest first
 * @param width how wide the drawing of them is
 * @param described the drawing in words
 * @param runs the newest runs, the newest first
 * @param older how many older ones there are; empty if there are none
 */
record TrendView(
    String name,
    String now,
    List<Bar> bars,
    int width,
    String described,
    List<Moment> runs,
    String older) {
  private static final int MOST_ROWS = 30;
  private static final int HEIGHT = 40;
  private static final int STEP = 7;

  /**
   * A run in the drawing.
   *
   * @param x where it stands
   * @param faultsTop where the bar of its faults begins, from above
   * @param faults how high that is
   * @param knownTop where the bar of its known failures begins
   * @param known how high that is
   */
  record Bar(int x, long faultsTop, long faults, long knownTop, long known) {}

  /**
   * A run in the table.
   *
   * @param date when it was
   * @param kit which kit it was
   * @param title what was tested
   * @param verdict what it said
   * @param style the name of the style that colours the verdict
   * @param passed how many rules held
   * @param checked of how many
   * @param faults how many count against it
   * @param known how many were known to fail
   * @param changes what is not as it was in the run before
   */
  record Moment(
      String date,
      String kit,
      String title,
      String verdict,
      String style,
      long passed,
      int checked,
      long faults,
      long known,
      List<Change> changes) {}

  /**
   * What is not as it was.
   *
   * @param what in words
   * @param style the name of the style that colours it
   * @param count how many rules it is
   * @param rules their ids; none where only the number says something
   */
  record Change(String what, String style, int count, List<String> rules) {}

  static List<TrendView> of(History history) {
    List<TrendView> views = new ArrayList<>();
    history.series().forEach((name, runs) -> views.add(of(name, runs)));
    return views;
  }

  private static TrendView of(String name, List<PastRun> runs) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      moments.add(moment(runs.get(i), i == 0 ? List.of() : changes(runs.get(i - 1), runs.get(i))));
    }
    List<Moment> newest = new ArrayList<>(moments);
    Collections.reverse(newest);
    return new TrendView(
        name,
        now(runs),
        bars(runs),
        STEP * runs.size(),
        described(runs),
        newest.subList(0, Math.min(MOST_ROWS, newest.size())),
        newest.size() > MOST_ROWS ? String.valueOf(newest.size() - MOST_ROWS) : "");
  }

  private static String now(List<PastRun> runs) {
    PastRun last = runs.getLast();
    if (runs.size() == 1) {
      return faults(last) + ", one run";
    }
    return "%s, %d before; %d runs"
        .formatted(faults(last), runs.get(runs.size() - 2).faults(), runs.size());
  }

  private static String faults(PastRun run) {
    return run.faults() == 1 ? "1 fault" : run.faults() + " faults";
  }

  private static String described(List<PastRun> runs) {
    return "Faults of each run, the oldest first: "
        + String.join(", ", runs.stream().map(run -> String.valueOf(run.faults())).toList());
  }

  private static List<Bar> bars(List<PastRun> runs) {
    long most =
        Math.max(
            1, runs.stream().mapToLong(run -> run.faults() + knownOf(run)).max().orElseThrow());
    List<Bar> bars = new ArrayList<>();
    for (PastRun run : runs) {
      long faults = height(run.faults(), most);
      long known = height(knownOf(run), most);
      bars.add(
          new Bar(STEP * bars.size(), HEIGHT - faults, faults, HEIGHT - faults - known, known));
    }
    return bars;
  }

  /** What is there can be seen, however little it is. */
  private static long height(long count, long most) {
    return count == 0 ? 0 : Math.max(1, count * (HEIGHT - 2) / most);
  }

  private static long knownOf(PastRun run) {
    return run.count(Verdict.KNOWN.key());
  }

  private static Moment moment(PastRun run, List<Change> changes) {
    return new Moment(
        run.date().toString().replace("T", " ").replace("Z", ""),
        run.kit(),
        run.title() + ", " + run.profile(),
        run.verdict().replace('-', ' '),
        style(run.verdict()),
        run.passed(),
        run.checked().size(),
        run.faults(),
        knownOf(run),
        changes);
  }

  private static String style(String verdict) {
    if (verdict.equals(Conclusion.CONFORMANT.key())) {
      return "pass";
    }
    return verdict.equals(Conclusion.CONFORMANT_BUT_FOR_KNOWN_FAILURES.key()) ? "known" : "fail";
  }

  private static List<Change> changes(PastRun before, PastRun after) {
    Set<String> added = new TreeSet<>(after.checked());
    added.removeAll(before.checked());
    Set<String> gone = new TreeSet<>(before.checked());
    gone.removeAll(after.checked());
    List<String> newFaults =
        added.stream()
            .filter(rule -> after.outcome(rule).filter(PastRun::isFault).isPresent())
            .toList();
    List<Change> changes = new ArrayList<>();
    add(
        changes,
        "no longer right",
        "fail",
        both(before, after, (was, is) -> !PastRun.isFault(was) && PastRun.isFault(is)));
    add(
        changes,
        "no longer a fault",
        "pass",
        both(before, after, (was, is) -> PastRun.isFault(was) && !PastRun.isFault(is)));
    add(changes, "a fault by a rule that was not checked before", "fail", newFaults);
    add(
        changes,
        "otherwise than before",
        "known",
        both(
            before,
            after,
            (was, is) -> PastRun.isFault(was) == PastRun.isFault(is) && !was.equals(is)));
    count(changes, "checked for the first time", added.size());
    count(changes, "no longer checked", gone.size());
    return changes;
  }

  private static void add(List<Change> changes, String what, String style, List<String> rules) {
    if (!rules.isEmpty()) {
      changes.add(new Change(what, style, rules.size(), rules));
    }
  }

  private static void count(List<Change> changes, String what, int count) {
    if (count > 0) {
      changes.add(new Change(what, "absent", count, List.of()));
    }
  }

  /** The rules that both have checked, with outcomes that are so. */
  private static List<String> both(
      PastRun before, PastRun after, BiPredicate<String, String> outcomes) {
    return after.checked().stream()
        .filter(rule -> {
          Optional<String> was = before.outcome(rule);
          return was.isPresent() && outcomes.test(was.get(), after.outcome(rule).orElseThrow());
        })
        .toList();
  }
}
