package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.Arrays;
import java.util.List;

/**
 * A run, as the page shows it.
 *
 * @param key what the filters call it, such as {@code uvloop-0.23.0}
 * @param title implementation and version
 * @param profile the profile
 * @param seed the seed
 * @param verdict the conclusion, as {@code not conformant}
 * @param meaning what the conclusion means
 * @param style the name of the style that colours it
 * @param pass how many rules hold
 * @param fail how many do not, hangs, exits and crashes included
 * @param differs how many differ from CPython, where this is allowed
 * @param blocked how many rest on others that do not hold
 * @param known how many fail as expected
 * @param stale how many were expected to fail and pass
 * @param notClaimed how many were not checked
 * @param missing the documented members that are not there
 * @param causes the rules that count against it, by what they have in common
 */
record RunView(
    String key,
    String title,
    String profile,
    long seed,
    String verdict,
    String meaning,
    String style,
    long pass,
    long fail,
    long differs,
    long blocked,
    long known,
    long stale,
    long notClaimed,
    List<String> missing,
    List<CauseView> causes) {

  /** Whether there is something to say of what is missing. */
  boolean lacks() {
    return !missing.isEmpty();
  }

  /** Whether something counts against it. */
  boolean fails() {
    return !causes.isEmpty();
  }

  /** Returns how many faults there are, in words. */
  String faultCount() {
    int count = causes.stream().mapToInt(cause -> cause.faults().size()).sum();
    return count == 1 ? "1 fault" : count + " faults";
  }

  /** What the filters call a run: words that an address may have. */
  static String key(RunResult run) {
    return run.title().replaceAll("[^A-Za-z0-9._]+", "-").replaceFirst("-$", "");
  }

  static RunView of(RunResult run, RuleBook book) {
    return new RunView(
        key(run),
        run.title(),
        run.subject().profile(),
        run.subject().seed(),
        run.conclusion().key().replace('-', ' '),
        meaning(run.conclusion()),
        style(run.conclusion()),
        run.count(Verdict.PASS),
        Arrays.stream(Verdict.values()).filter(Verdict::isFailure).mapToLong(run::count).sum(),
        run.differences().size(),
        run.count(Verdict.BLOCKED),
        run.count(Verdict.KNOWN),
        run.count(Verdict.STALE),
        run.count(Verdict.NOT_CLAIMED),
        run.subject().missing(),
        CauseView.of(run, book));
  }

  private static String style(Conclusion conclusion) {
    return switch (conclusion) {
      case CONFORMANT -> "pass";
      case CONFORMANT_BUT_FOR_KNOWN_FAILURES -> "known";
      case NOT_CONFORMANT, DRIFTED, NOTHING_CHECKED, INTERRUPTED -> "fail";
    };
  }

  private static String meaning(Conclusion conclusion) {
    return switch (conclusion) {
      case CONFORMANT -> "every rule that decides, and was checked, holds";
      case CONFORMANT_BUT_FOR_KNOWN_FAILURES ->
          "no rule that decides fails, but for those that are listed as failing";
      case NOT_CONFORMANT ->
          "a rule that decides does not hold, or does not always get the same verdict";
      case DRIFTED -> "no rule fails, but one that is listed as failing holds: its entry must go";
      case NOTHING_CHECKED -> "every rule that was selected needs something that is not claimed";
      case INTERRUPTED -> "the run was ended early; this is what had been measured by then";
    };
  }
}
