package io.asynciotck.stress.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the reference has become slower, compared with the floor and with Netty, than it was.
 *
 * @param lines what was found, a line for each ratio
 * @param worsened how many ratios have worsened too much
 * @param decided how many ratios could be compared
 */
record BaselineCheck(List<String> lines, int worsened, int decided) {
  /** The cost compared with a peer may grow by this factor. */
  static final double TOLERATED = 1.5;

  static BaselineCheck of(Results results, List<Case> cases, Baseline baseline) {
    List<String> lines = new ArrayList<>();
    int worsened = 0;
    int decided = 0;
    for (Case benchmark : cases) {
      for (Subject subject : benchmark.subjects()) {
        if (!Baseline.isComparable(subject.peer())) {
          continue;
        }
        Row row = Row.of(results, benchmark, subject.peer(), baseline);
        lines.add(row.text());
        worsened += row.verdict() == Verdict.WORSE ? 1 : 0;
        decided += row.verdict() == Verdict.SKIPPED ? 0 : 1;
      }
    }
    return new BaselineCheck(List.copyOf(lines), worsened, decided);
  }

  private enum Verdict {
    AS_BEFORE,
    WORSE,
    SKIPPED
  }

  private record Row(Verdict verdict, String text) {

    static Row of(Results results, Case benchmark, Peer peer, Baseline baseline) {
      String name = benchmark.id() + " against " + peer.id() + ": ";
      Optional<Comparison> measured = results.compare(benchmark, peer);
      Double before = baseline.ratios().getOrDefault(benchmark.id(), Map.of()).get(peer.id());
      if (measured.isEmpty()) {
        throw new IllegalArgumentException(name + "was not measured");
      }
      if (before == null) {
        throw new IllegalArgumentException(
            name + "not in the baseline; --write-baseline makes a new one");
      }
      Comparison comparison = measured.get();
      if (!comparison.isSteady()) {
        return new Row(
            Verdict.SKIPPED,
            "skipped %s%s itself moved by %s between rounds"
                .formatted(name, peer.title(), Numbers.percent(comparison.anchorMoved())));
      }
      boolean isWorse = before > TOLERATED * comparison.ratio();
      String text =
          "%s %sratio %s, was %s"
              .formatted(
                  isWorse ? "WORSE  " : "ok     ",
                  name,
                  Numbers.ratio(comparison.ratio()),
                  Numbers.ratio(before));
      return new Row(isWorse ? Verdict.WORSE : Verdict.AS_BEFORE, text);
    }
  }
}
