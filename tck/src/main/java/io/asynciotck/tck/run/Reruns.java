package io.asynciotck.tck.run;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Several runs of the same rules, compared with one another: a verdict must not change. */
public final class Reruns {
  private static final EnumMap<Verdict, Integer> NONE = new EnumMap<>(Verdict.class);

  private final List<RunResult> runs = new ArrayList<>();

  /** Takes a run. */
  public void add(RunResult run) {
    runs.add(run);
  }

  /** Returns one result for all: for each rule, the worst verdict. */
  public RunResult worst() {
    Map<String, RuleResult> worst = new LinkedHashMap<>();
    Map<String, EnumMap<Verdict, Integer>> counts = new LinkedHashMap<>();
    for (RunResult run : runs) {
      for (RuleResult rule : run.rules()) {
        worst.merge(rule.id(), rule, Reruns::worse);
        counts
            .computeIfAbsent(rule.id(), id -> new EnumMap<>(Verdict.class))
            .merge(rule.verdict(), 1, Integer::sum);
      }
    }
    return runs.getLast()
        .with(
            worst.values().stream()
                .map(rule -> rule.changing(changes(counts.getOrDefault(rule.id(), NONE))))
                .toList());
  }

  private static RuleResult worse(RuleResult first, RuleResult second) {
    return second.verdict().compareTo(first.verdict()) > 0 ? second : first;
  }

  private static String changes(Map<Verdict, Integer> counts) {
    return counts.size() < 2
        ? ""
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().label())
            .collect(Collectors.joining(", "));
  }
}
