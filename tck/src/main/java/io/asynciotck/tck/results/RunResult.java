package io.asynciotck.tck.results;

import java.util.List;
import java.util.Optional;

/**
 * What a run said of an implementation.
 *
 * @param subject what was tested, and against what
 * @param origin when, where and by which kit
 * @param invocation how the run was asked for
 * @param rules the result of each rule that is in force, in the order of the book
 * @param notTestable the ids of the rules in force that no black-box test can show
 * @param complete whether the run was completed; if not, rules that it had not reached are missing
 */
public record RunResult(
    Subject subject,
    Origin origin,
    Invocation invocation,
    List<RuleResult> rules,
    List<String> notTestable,
    boolean complete) {

  /** Copies what is given. */
  public RunResult {
    rules = List.copyOf(rules);
    notTestable = List.copyOf(notTestable);
  }

  /** Returns how people call what was tested. */
  public String title() {
    return subject.title();
  }

  /** Returns the same about something else. */
  public RunResult about(Subject other) {
    return new RunResult(other, origin, invocation, rules, notTestable, complete);
  }

  /** Returns the same with other results. */
  public RunResult with(List<RuleResult> others) {
    return new RunResult(subject, origin, invocation, others, notTestable, complete);
  }

  /** Returns the result of a rule, if there is one. */
  public Optional<RuleResult> find(String rule) {
    return rules.stream().filter(result -> result.id().equals(rule)).findFirst();
  }

  /** Returns the faults: the failures that count, without what follows from them. */
  public List<RuleResult> failures() {
    return rules.stream().filter(RuleResult::counts).toList();
  }

  /** Returns the rules that are blocked by one. */
  public List<RuleResult> blockedBy(String rule) {
    return rules.stream().filter(result -> result.blockers().contains(rule)).toList();
  }

  /**
   * Returns what blocks others without being a failure that counts: what is known, or may differ.
   */
  public List<RuleResult> otherBlockers() {
    return rules.stream()
        .filter(rule -> !rule.counts() && !blockedBy(rule.id()).isEmpty())
        .toList();
  }

  /** Returns the rules that differ from CPython where this is allowed. */
  public List<RuleResult> differences() {
    return rules.stream().filter(RuleResult::isDifference).toList();
  }

  /** Returns what was expected to fail and passes. */
  public List<RuleResult> stale() {
    return rules.stream().filter(rule -> rule.verdict() == Verdict.STALE).toList();
  }

  /** Returns how many rules have this verdict; what differs where it may is no failure. */
  public long count(Verdict verdict) {
    return rules.stream().filter(rule -> rule.verdict() == verdict && !rule.isDifference()).count();
  }

  /** Returns how many rules were checked. */
  public long checked() {
    return rules.size() - count(Verdict.NOT_CLAIMED);
  }

  /** Returns what the run says as a whole. */
  public Conclusion conclusion() {
    if (!complete) {
      return Conclusion.INTERRUPTED;
    }
    return checked() == 0
        ? Conclusion.NOTHING_CHECKED
        : Conclusion.of(
            rules.stream().anyMatch(RuleResult::counts),
            !stale().isEmpty(),
            rules.stream().anyMatch(RuleResult::isKnownFailure));
  }
}
