package io.asynciotck.tck.report;

import io.asynciotck.tck.report.RunData.RuleData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the parts of one run together again. */
public final class Shards {
  private static final List<String> WORST_FIRST =
      List.of("interrupted", "not-conformant", "drifted");

  private Shards() {}

  /**
   * Merges the runs of the same implementation, version and profile; keeps the order of the first.
   */
  public static List<RunData> merge(List<RunData> runs) {
    Map<List<String>, RunData> merged = new LinkedHashMap<>();
    for (RunData run : runs) {
      merged.merge(
          List.of(run.implementation(), run.version(), run.profile()), run, Shards::together);
    }
    return new ArrayList<>(merged.values());
  }

  private static RunData together(RunData first, RunData second) {
    Map<String, RuleData> rules = new LinkedHashMap<>(first.rules());
    second.rules().forEach((id, rule) -> rules.merge(id, rule, Shards::worse));
    String verdict =
        WORST_FIRST.stream()
            .filter(one -> first.verdict().equals(one) || second.verdict().equals(one))
            .findFirst()
            .orElse(first.verdict());
    return new RunData(
        first.implementation(), first.version(), first.profile(), first.seed(), verdict, rules);
  }

  private static RuleData worse(RuleData first, RuleData second) {
    return rank(second) > rank(first) ? second : first;
  }

  private static int rank(RuleData rule) {
    return List.of("not-claimed", "pass", "known", "stale", "fail", "hang", "crash")
        .indexOf(rule.verdict());
  }
}
