package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Judge;
import java.util.List;

/**
 * What a run checks, and how what it sees is judged.
 *
 * @param rules the rules that were selected from the book
 * @param tests which of their tests are run
 * @param judge makes the verdict on a rule from that of its tests: what is known to fail
 * @param invocation how the run was asked for
 */
public record Plan(List<RuleText> rules, TestFilter tests, Judge judge, Invocation invocation) {

  /** Copies the list. */
  public Plan {
    rules = List.copyOf(rules);
  }
}
