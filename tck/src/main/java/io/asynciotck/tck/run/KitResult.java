package io.asynciotck.tck.run;

import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run said of an implementation.
 *
 * @param subject what was held against what
 * @param rules what came out for each rule that is in force, in the order of the book
 * @param notTestable the rules in force that no black-box test can show
 * @param complete whether the run came to its end; if not, rules that it had not reached are
 *     missing
 * @param changed of several runs, the rules whose verdict was not always the same, each with how
 *     often it was which
 */
public record KitResult(
    Subject subject,
    List<RuleResult> rules,
    List<RuleText> notTestable,
    boolean complete,
    Map<String, String> changed) {

  /**
   * What a run is about.
   *
   * @param implementation the name of the implementation
   * @param version its version
   * @param profile the profile that it is held against
   * @param seed the seed that replays the properties
   * @param cpythonDetail whether it claims CPython's detail, so that OBSERVED rules decide too
   */
  public record Subject(
      String implementation, String version, String profile, long seed, boolean cpythonDetail) {

    /** Returns whether a failure of this rule means that the implementation does not conform. */
    public boolean decides(RuleText rule) {
      return rule.level() != Level.OBSERVED || cpythonDetail;
    }
  }

  /** Copies what is given. */
  public KitResult {
    rules = List.copyOf(rules);
    notTestable = List.copyOf(notTestable);
    changed = Collections.unmodifiableMap(new LinkedHashMap<>(changed));
  }

  /** Returns the failures that decide. */
  public List<RuleResult> failures() {
    return rules.stream()
        .filter(result -> result.verdict().isFailure() && subject.decides(result.rule()))
        .toList();
  }

  /** Returns the rules that differ from CPython where this is allowed. */
  public List<RuleResult> differences() {
    return rules.stream()
        .filter(result -> result.verdict().isFailure() && !subject.decides(result.rule()))
        .toList();
  }

  /** Returns how many rules have a verdict. */
  public long count(Verdict verdict) {
    return rules.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** Returns what the run says as a whole. A verdict that changes is a failure. */
  public Conclusion conclusion() {
    return complete
        ? Conclusion.of(
            !failures().isEmpty() || !changed.isEmpty(),
            count(Verdict.STALE) > 0,
            rules.stream().anyMatch(this::isKnownFailure))
        : Conclusion.INTERRUPTED;
  }

  private boolean isKnownFailure(RuleResult result) {
    return result.verdict() == Verdict.KNOWN && subject.decides(result.rule());
  }
}
