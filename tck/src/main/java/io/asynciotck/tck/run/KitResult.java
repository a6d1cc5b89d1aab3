package io.asynciotck.tck.run;

import io.asynciotck.spec.Level;
import java.util.List;

/**
 * What a run said of an implementation.
 *
 * @param implementation its name
 * @param version its version
 * @param profile the profile that it was held against
 * @param seed the seed that replays the properties
 * @param cpythonDetail whether it claims CPython's detail, so that OBSERVED rules decide too
 * @param rules what came out for each rule
 */
public record KitResult(
    String implementation,
    String version,
    String profile,
    long seed,
    boolean cpythonDetail,
    List<RuleResult> rules) {

  /** Copies the list. */
  public KitResult {
    rules = List.copyOf(rules);
  }

  /** Returns whether a failure of this rule means that the implementation does not conform. */
  public boolean decides(RuleResult result) {
    return result.rule().level() != Level.OBSERVED || cpythonDetail;
  }

  /** Returns the failures that decide. */
  public List<RuleResult> failures() {
    return rules.stream()
        .filter(result -> result.verdict().isFailure() && decides(result))
        .toList();
  }

  /** Returns the rules that differ from CPython where this is allowed. */
  public List<RuleResult> differences() {
    return rules.stream()
        .filter(result -> result.verdict().isFailure() && !decides(result))
        .toList();
  }

  /** Returns how many rules have a verdict. */
  public long count(Verdict verdict) {
    return rules.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** Returns whether every rule that decides, and was held against it, holds. */
  public boolean isConformant() {
    return failures().isEmpty();
  }
}
