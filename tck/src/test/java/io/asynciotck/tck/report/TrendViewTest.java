package io.asynciotck.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.report.TrendView.Bar;
import io.asynciotck.tck.report.TrendView.Change;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How an implementation changes from run to run. */
final class TrendViewTest {
  private static final Instant FIRST = Instant.parse("2026-01-05T02:00:00Z");

  @Test
  void whatIsNotAsBeforeIsToldRuleByRule() {
    PastRun before =
        run(
            1,
            Set.of("a", "b", "c", "d", "gone"),
            Map.of("b", "fail", "c", "known", "d", "differs"));
    PastRun after =
        run(
            2,
            Set.of("a", "b", "c", "d", "new", "newer"),
            Map.of("a", "hang", "new", "fail", "d", "blocked"));
    TrendView view = TrendView.of(new History(List.of(after, before))).getFirst();
    assertThat(view.now()).isEqualTo("2 faults, 1 before; 2 runs");
    assertThat(view.runs()).hasSize(2);
    assertThat(view.runs().getLast().changes()).isEmpty();
    assertThat(view.runs().getFirst().changes())
        .containsExactly(
            new Change("no longer right", "fail", 1, List.of("a")),
            new Change("no longer a fault", "pass", 1, List.of("b")),
            new Change("a fault by a rule that was not checked before", "fail", 1, List.of("new")),
            new Change("otherwise than before", "known", 2, List.of("c", "d")),
            new Change("checked for the first time", "absent", 2, List.of()),
            new Change("no longer checked", "absent", 1, List.of()));
  }

  @Test
  void barsAreAsHighAsWhatTheyStandFor() {
    TrendView view =
        TrendView.of(
                new History(
                    List.of(
                        run(1, Set.of("a", "b", "c"), Map.of("a", "fail", "b", "known")),
                        run(2, Set.of("a", "b", "c"), Map.of()))))
            .getFirst();
    assertThat(view.bars()).containsExactly(new Bar(0, 21, 19, 2, 19), new Bar(7, 40, 0, 40, 0));
    assertThat(view.described()).isEqualTo("Faults of each run, the oldest first: 1, 0");
  }

  @Test
  void onlyTheNewestRunsHaveRows() {
    List<PastRun> runs = new ArrayList<>();
    for (int day = 1; day <= 35; day++) {
      runs.add(run(day, Set.of("a"), Map.of()));
    }
    TrendView view = TrendView.of(new History(runs)).getFirst();
    assertThat(view.runs()).hasSize(30);
    assertThat(view.runs().getFirst().date()).isEqualTo("2026-02-09 02:00:00");
    assertThat(view.older()).isEqualTo("5");
    assertThat(view.bars()).hasSize(35);
  }

  private static PastRun run(int day, Set<String> checked, Map<String, String> outcomes) {
    return new PastRun(
        "loop",
        "loop 1." + day,
        "py3.13",
        "asyncio-tck " + day,
        FIRST.plus(Duration.ofDays(day)),
        "conformant",
        checked,
        outcomes);
  }
}
