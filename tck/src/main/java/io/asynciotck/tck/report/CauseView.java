package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules that fail for one reason, as the page shows them.
 *
 * @param cause the reason
 * @param faults the rules
 */
record CauseView(String cause, List<Fault> faults) {

  /**
   * A rule that counts against the implementation.
   *
   * @param id its id
   * @param mark what the run says of it
   * @param sentence its sentence, as HTML
   * @param blocked the rules of which nothing is known as long as it does not hold
   */
  record Fault(String id, Mark mark, String sentence, List<String> blocked) {

    /** Returns whether there are some. */
    boolean blocks() {
      return !blocked.isEmpty();
    }

    /** Returns how many they are, in words. */
    String blockedCount() {
      return blocked.size() == 1 ? "1 rule" : blocked.size() + " rules";
    }
  }

  /** The faults of a run: first what is not there, then what ends everything, then area by area. */
  static List<CauseView> of(RunResult run, RuleBook book) {
    Map<String, List<Fault>> causes = new LinkedHashMap<>();
    List<RuleResult> faults = Stream.concat(run.failures().stream(), run.stale().stream()).toList();
    for (boolean first : List.of(true, false)) {
      for (RuleResult fault : faults) {
        String cause = ownCause(fault);
        if (cause.isEmpty() != first) {
          causes
              .computeIfAbsent(
                  cause.isEmpty() ? area(fault, book) : cause, none -> new ArrayList<>())
              .add(fault(fault, run));
        }
      }
    }
    return causes.entrySet().stream()
        .map(entry -> new CauseView(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static Fault fault(RuleResult rule, RunResult run) {
    return new Fault(
        rule.id(),
        Mark.of(rule),
        Html.ofMarkdown(rule.rule().sentence()),
        run.blockedBy(rule.id()).stream().map(RuleResult::id).toList());
  }

  /** What says more of the cause than the area does; empty if nothing does. */
  private static String ownCause(RuleResult rule) {
    if (rule.isChanged()) {
      return "The verdict is not always the same";
    }
    String missing = rule.failure().map(Failure::missing).orElse("");
    if (!missing.isEmpty()) {
      return missing + " is not there";
    }
    return switch (rule.verdict()) {
      case HANG -> "The loop does not finish";
      case CRASH -> "The process dies";
      case EXIT -> "The process ends itself";
      case STALE -> "Listed as known to fail, and holds";
      default -> "";
    };
  }

  private static String area(RuleResult rule, RuleBook book) {
    return book.pages().stream()
        .filter(page -> page.file().equals(rule.rule().page()))
        .map(RulePage::title)
        .findFirst()
        .orElse(rule.rule().page());
  }
}
