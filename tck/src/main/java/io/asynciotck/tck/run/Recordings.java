package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Recorded;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.Program.Telling;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was recorded of the tests that failed, by their names. Programs are made of it when all
 * tests have ended: each is run, and a test that runs meanwhile would be disturbed.
 */
public final class Recordings {
  /** How long programs may take altogether; those that run then are waited for. */
  private static final Duration TIME = Duration.ofSeconds(45);

  /** What programs decide, what counts, what may differ, and what is known. */
  private static final int KINDS = 4;

  private final Duration time;
  private final Map<String, Recorded> byTest = new HashMap<>();
  private final Map<String, List<String>> before = new HashMap<>();

  Recordings() {
    this(TIME);
  }

  /**
   * Has no recordings yet.
   *
   * @param time how long programs may take altogether
   */
  Recordings(Duration time) {
    this.time = time;
  }

  /**
   * Adds what is known of a test that failed.
   *
   * @param process the tests that ran in the same process, up to this one
   */
  synchronized void add(String test, Recorded recorded, List<String> process) {
    byTest.put(test, recorded);
    before.put(test, process.stream().filter(other -> !other.equals(test)).toList());
  }

  /** Takes what was recorded of tests that were run again, in the place of what there was. */
  synchronized void addAll(Recordings again) {
    byTest.putAll(again.byTest);
    before.putAll(again.before);
  }

  /** The tests that ran before a test that failed, in the same process. */
  List<String> before(String test) {
    return before.getOrDefault(test, List.of());
  }

  /**
   * Returns the results with a program for each failure of which something was recorded, while
   * there is time: first for what programs decide, then for one test of each fault, for what
   * differs, and for other tests.
   *
   * @param decided whether the verdict on a rule rests on what its programs do
   */
  RunResult withPrograms(RunResult run, Target target, Predicate<RuleResult> decided) {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors());
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService writers = Executors.newFixedThreadPool(atOnce)) {
      Map<Failure, Future<Program>> programs = new LinkedHashMap<>();
      for (TestResult test : mostImportantFirst(run, decided)) {
        Failure failure = Objects.requireNonNull(test.failure());
        Recorded recorded = byTest.get(test.test());
        if (recorded != null) {
          programs.computeIfAbsent(
              failure,
              _ ->
                  writers.submit(() ->
                      System.nanoTime() - end > 0
                          ? notRun(failure)
                          : recorded.program(target.timeout(), heading(test, failure, target))));
        }
      }
      return run.with(run.rules().stream().map(rule -> withPrograms(rule, programs)).toList());
    }
  }

  /** A test that needs a program; the lowest ranks are written first. */
  private record Wanted(TestResult test, int rank) {}

  /** The tests that failed, but for those of rules that are blocked: what blocks them has one. */
  static List<TestResult> mostImportantFirst(RunResult run, Predicate<RuleResult> decided) {
    return run.rules().stream()
        .filter(rule -> rule.verdict() != Verdict.BLOCKED)
        .flatMap(rule -> wanted(rule, decided.test(rule)))
        .sorted(Comparator.comparingInt(Wanted::rank))
        .map(Wanted::test)
        .toList();
  }

  private static Stream<Wanted> wanted(RuleResult rule, boolean decided) {
    int kind = decided ? 0 : rule.counts() ? 1 : rule.isDifference() ? 2 : 3;
    List<TestResult> failed = rule.tests().stream().filter(test -> test.failure() != null).toList();
    return IntStream.range(0, failed.size())
        .mapToObj(i -> new Wanted(failed.get(i), i == 0 || decided ? kind : KINDS + kind));
  }

  private Program notRun(Failure failure) {
    return new Program(
        """
        # There is no program: it was not run, for those of other failures have taken the %d s
        # that a run has for programs. One of this rule alone has it: --rule %s
        """
            .formatted(time.toSeconds(), failure.rule()),
        Telling.NONE);
  }

  private static RuleResult withPrograms(RuleResult rule, Map<Failure, Future<Program>> programs) {
    List<TestResult> tests = new ArrayList<>();
    for (TestResult test : rule.tests()) {
      Failure failure = test.failure();
      Future<Program> program = failure == null ? null : programs.get(failure);
      tests.add(
          failure == null || program == null
              ? test
              : test.withFailure(failure.withProgram(written(program))));
    }
    return rule.with(tests);
  }

  private static Program written(Future<Program> program) {
    try {
      return program.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Program.NOTHING;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("A program could not be written", failed.getCause());
    }
  }

  /** What a reader of the program has to know. */
  private static List<String> heading(TestResult test, Failure failure, Target target) {
    RuleText rule = target.book().get(failure.rule());
    List<String> heading = new ArrayList<>();
    heading.add("Rule %s of asyncio-tck: %s".formatted(rule.id(), rule.sentence()));
    if (test.verdict() == Verdict.FAIL && !failure.expected().isEmpty()) {
      heading.add("Expected: " + String.join(" | ", failure.expected()));
      heading.add("But saw:  " + failure.observed());
    }
    return heading;
  }
}
