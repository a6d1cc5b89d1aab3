package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Recorded;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What was recorded of the tests that failed, by their names. Programs are made of it when all
 * tests have ended: each is run, and a test that runs meanwhile would be disturbed.
 */
public final class Recordings {
  private final Map<String, Recorded> byTest = new HashMap<>();
  private final Map<String, List<String>> before = new HashMap<>();

  Recordings() {}

  /**
   * Adds what is known of a test that failed.
   *
   * @param process the tests that ran in the same process, up to this one
   */
  synchronized void add(String test, Recorded recorded, List<String> process) {
    byTest.put(test, recorded);
    before.put(test, process.stream().filter(other -> !other.equals(test)).toList());
  }

  /** The tests that ran before a test that failed, in the same process. */
  List<String> before(String test) {
    return before.getOrDefault(test, List.of());
  }

  /** Returns the results with a program for each failure of which something was recorded. */
  RunResult withPrograms(RunResult run, Target target) {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService writers = Executors.newFixedThreadPool(atOnce)) {
      Map<Failure, Future<Program>> programs = new LinkedHashMap<>();
      for (RuleResult rule : run.rules()) {
        if (rule.verdict() == Verdict.BLOCKED) {
          continue; // What it rests on has a program.
        }
        rule.tests().forEach(test -> write(test, target, writers, programs));
      }
      return run.with(run.rules().stream().map(rule -> withPrograms(rule, programs)).toList());
    }
  }

  private void write(
      TestResult test, Target target, ExecutorService writers, Map<Failure, Future<Program>> all) {
    Failure failure = test.failure();
    Recorded recorded = byTest.get(test.test());
    if (failure != null && recorded != null) {
      all.computeIfAbsent(
          failure,
          _ ->
              writers.submit(
                  () -> recorded.program(target.timeout(), heading(test, failure, target))));
    }
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
