package io.asynciotck.tck.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Several runs of the same rules, held against one another: a verdict must not change. */
public final class Reruns {
  private final List<KitResult> runs = new ArrayList<>();

  /** Takes a run. */
  public void add(KitResult run) {
    runs.add(run);
  }

  /** The rules whose verdict was not always the same, each with how often it was which. */
  private Map<String, String> changed() {
    Map<String, EnumMap<Verdict, Integer>> counts = new LinkedHashMap<>();
    for (KitResult run : runs) {
      run.rules()
          .forEach(rule ->
              counts
                  .computeIfAbsent(rule.rule().id(), id -> new EnumMap<>(Verdict.class))
                  .merge(rule.verdict(), 1, Integer::sum));
    }
    Map<String, String> changed = new LinkedHashMap<>();
    counts.forEach((rule, verdicts) -> {
      if (verdicts.size() > 1) {
        changed.put(rule, text(verdicts));
      }
    });
    return changed;
  }

  /** Returns one result for all: for each rule, the worst verdict. */
  public KitResult worst() {
    Map<String, RuleResult> worst = new LinkedHashMap<>();
    for (KitResult run : runs) {
      run.rules().forEach(rule -> worst.merge(rule.rule().id(), rule, Reruns::worse));
    }
    KitResult last = runs.getLast();
    return new KitResult(
        last.subject(),
        List.copyOf(worst.values()),
        last.notTestable(),
        last.complete(),
        changed());
  }

  private static RuleResult worse(RuleResult first, RuleResult second) {
    return second.verdict().compareTo(first.verdict()) > 0 ? second : first;
  }

  private static String text(Map<Verdict, Integer> verdicts) {
    return verdicts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().label())
        .collect(Collectors.joining(", "));
  }
}
