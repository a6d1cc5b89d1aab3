package io.asynciotck.tck.report;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A run in which the result of a rule is found at once: a page asks for that of each rule in each
 * of many runs.
 *
 * @param run the run
 * @param results its results, by the ids of the rules
 */
record IndexedRun(RunResult run, Map<String, RuleResult> results) {

  /**
   * What a run says of a rule.
   *
   * @param run the run
   * @param result what it says
   */
  record Result(RunResult run, RuleResult result) {}

  static List<IndexedRun> of(List<RunResult> runs) {
    return runs.stream()
        .map(run ->
            new IndexedRun(
                run,
                run.rules().stream()
                    .collect(Collectors.toMap(RuleResult::id, Function.identity()))))
        .toList();
  }

  boolean has(String rule) {
    return results.containsKey(rule);
  }

  Optional<Result> find(String rule) {
    return Optional.ofNullable(results.get(rule)).map(result -> new Result(run, result));
  }
}
