package io.asynciotck.tck.cli;

import static java.util.function.Predicate.not;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.tck.harness.Gap;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.KitVersion;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Subject;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.KitListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run says on the console, while it goes on and at its end. */
final class ConsoleReport implements KitListener, AutoCloseable {
  /** Nothing on a terminal stays as it is for longer. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final PrintWriter console;
  private final Progress progress;
  private final Paint paint;
  private final FailureText failures;
  private final Subject subject;

  /** How many failures the lines of the classes have told of. */
  private long told;

  ConsoleReport(PrintWriter console, Display display, Subject subject) {
    this.console = console;
    this.progress = new Progress(console, display, INTERVAL);
    this.paint = Paint.onTerminal(display == Display.TERMINAL);
    this.failures = new FailureText(paint);
    this.subject = subject;
  }

  /**
   * Says what is tested.
   *
   * @param notes what a reader has to know of it, a sentence each
   */
  void begin(List<String> notes) {
    console.printf("%s, %s, seed %d%n", KitVersion.text(), tested(), subject.seed());
    notes.forEach(console::println);
    if (!subject.missing().isEmpty()) {
      console.println("Missing here, though documented:");
      subject.missing().forEach(member -> console.println("  " + member));
    }
    console.println();
    progress.begin();
  }

  @Override
  public void close() {
    progress.close();
  }

  private String tested() {
    return subject.title() + ", profile " + subject.profile();
  }

  @Override
  public void planned(int tests) {
    progress.planned(tests);
  }

  @Override
  public void testStarted(String test) {
    progress.started(test);
  }

  @Override
  public void testEnded(TestResult test) {
    progress.ended();
  }

  @Override
  public void classEnded(ConformanceClass name, List<RuleResult> rules) {
    progress.clear();
    console.printf("  %-16s %s%n", name, new Counts(rules).text(paint));
    told += rules.stream().filter(RuleResult::counts).count();
  }

  /** Prints the results. */
  void end(RunResult result) {
    progress.clear();
    printClassesWithoutTests(result);
    printConsequences(result);
    console.println();
    List<RuleResult> notThere = notThere(result);
    result.failures().stream()
        .filter(failure -> !notThere.contains(failure))
        .forEach(failure -> console.println(failures.of(failure, result)));
    printMissing(result, notThere);
    printDifferences(result);
    printBlocked(result);
    printExpected(result);
    printReasons(result);
    printSummary(result);
    console.flush();
  }

  /** What follows from a fault of another class is known only at the end. */
  private void printConsequences(RunResult result) {
    long consequences = told - result.failures().size();
    if (consequences > 0) {
      console.printf(
          "%s of these %s from others, and %s BLOCKED in the end.%n",
          Plural.of(consequences, "failure"),
          consequences == 1 ? "follows" : "follow",
          consequences == 1 ? "is" : "are");
    }
  }

  private void printClassesWithoutTests(RunResult result) {
    Map<ConformanceClass, List<RuleResult>> classes =
        result.rules().stream()
            .collect(
                Collectors.groupingBy(
                    rule -> rule.rule().conformanceClass(), TreeMap::new, Collectors.toList()));
    classes.forEach((name, rules) -> {
      if (rules.stream().allMatch(rule -> rule.tests().isEmpty())) {
        classEnded(name, rules);
      }
    });
  }

  private void printDifferences(RunResult result) {
    printSection(
        "What differs from CPython, as the documentation allows",
        result.differences().stream().map(FailureText::difference));
  }

  /** Lines with a heading; nothing if there are none. */
  private void printSection(String heading, Stream<String> lines) {
    List<String> all = lines.toList();
    if (!all.isEmpty()) {
      console.println(heading + ":");
      all.forEach(line -> console.println("  " + line));
      console.println();
    }
  }

  /** What a line each says enough of: what is not there, where that is more than one thing. */
  private static List<RuleResult> notThere(RunResult result) {
    List<RuleResult> all =
        result.failures().stream()
            .filter(rule -> rule.failure().filter(Failure::isOfMissing).isPresent())
            .toList();
    return all.size() > 1 ? all : List.of();
  }

  /** What is not there at all, each member by the rule that is accused of it. */
  private void printMissing(RunResult result, List<RuleResult> notThere) {
    Stream<String> members =
        result.failures().stream()
            .flatMap(rule ->
                rule.failure().map(Failure::missing).filter(not(String::isEmpty)).stream()
                    .map(member -> "%s (%s)%s".formatted(member, rule.id(), blocked(rule, result))))
            .sorted();
    Stream<String> example =
        notThere.stream()
            .limit(1)
            .map(rule ->
                "With test and program, one of them: " + result.invocation().replayOf(rule.id()));
    printSection("NOT IMPLEMENTED", Stream.concat(members, example));
  }

  private static String blocked(RuleResult rule, RunResult result) {
    int followers = result.blockedBy(rule.id()).size();
    return followers == 0 ? "" : ", which blocks " + Plural.of(followers, "rule");
  }

  /** What rests on something that is known to fail, or may differ. */
  private void printBlocked(RunResult result) {
    printSection(
        Verdict.BLOCKED.label(),
        result.otherBlockers().stream()
            .map(rule -> "by " + rule.id() + ": " + Followers.of(rule, result)));
  }

  /** What failed as expected, and what was expected to fail and does not. */
  private void printExpected(RunResult result) {
    for (Verdict verdict : List.of(Verdict.KNOWN, Verdict.STALE)) {
      printSection(
          paint.of(verdict, verdict.label()),
          result.rules().stream()
              .filter(rule -> rule.verdict() == verdict)
              .map(rule -> rule.id() + ": " + rule.reason()));
    }
  }

  /** Why something is not claimed, where its line does not say it. */
  private void printReasons(RunResult result) {
    Map<String, Long> reasons =
        result.rules().stream()
            .filter(rule -> rule.verdict() == Verdict.NOT_CLAIMED)
            .filter(
                rule -> !rule.reason().equals(Target.notClaimed(rule.rule().conformanceClass())))
            .collect(
                Collectors.groupingBy(RuleResult::reason, TreeMap::new, Collectors.counting()));
    printSection(
        Verdict.NOT_CLAIMED.label(),
        reasons.entrySet().stream()
            .map(reason ->
                "%s (%s)".formatted(reason.getKey(), Plural.of(reason.getValue(), "rule"))));
  }

  /** What the implementation is not meant to do: a conclusion does not speak of that. */
  private static String except(RunResult result) {
    List<String> words =
        result.rules().stream()
            .filter(rule -> rule.verdict() == Verdict.NOT_CLAIMED)
            .flatMap(rule -> Gap.wordOf(rule.reason()).stream())
            .toList();
    return words.isEmpty()
        ? ""
        : " except %s (%s)"
            .formatted(
                words.stream().distinct().sorted().collect(Collectors.joining(", ")),
                Plural.of(words.size(), "rule"));
  }

  private void printSummary(RunResult result) {
    console.printf(
        "%s: %s%n",
        Plural.of(result.rules().size(), "rule"), new Counts(result.rules()).text(paint));
    if (!result.notTestable().isEmpty()) {
      console.printf(
          "%s cannot be shown by a black-box test%n",
          Plural.of(result.notTestable().size(), "more rule"));
    }
    if (result.conclusion() == Conclusion.INTERRUPTED) {
      console.printf("%s after %s: %s%n", paint.of(result.conclusion()), progress, tested());
    } else {
      console.printf(
          "%s%s: %s (%s checked%s)%n",
          paint.of(result.conclusion()),
          except(result),
          tested(),
          Plural.of(result.checked(), "rule"),
          result.failures().isEmpty() ? "" : ", " + faults(result));
    }
  }

  private static String faults(RunResult result) {
    String all = Plural.of(result.failures().size(), "fault");
    int notThere = notThere(result).size();
    return notThere == 0 ? all : "%s, %d of them not implemented".formatted(all, notThere);
  }
}
