package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Origin;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.Subject;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs as they are read, for tests of what is made of them. */
final class Runs {
  static final RuleBook BOOK = RuleBook.standard();
  static final String FIFO = "loop.call-soon.fifo";
  static final String ONCE = "loop.call-soon.once";
  static final String OBSERVED = "handle.cancel.itself";

  private static final String TEST = "CallbacksTck.fifo";
  private static final Duration TOOK = Duration.ofMillis(1234);

  private Runs() {}

  /** A run with these results, whose conclusion follows from them. */
  static RunResult run(String title, RuleResult... results) {
    return new RunResult(
        new Subject(title, "", "py3.13.0", 7),
        new Origin("asyncio-tck 1", Instant.EPOCH, "an os", 2, "a jdk"),
        new Invocation("asyncio-tck run --seed 7", "", Shard.ALL),
        List.of(results),
        List.of(),
        true);
  }

  static RuleResult pass(String rule) {
    return result(rule, Verdict.PASS, "", List.of(TestResult.passed(TEST, List.of(rule), TOOK)));
  }

  /** A rule whose test compared traces. */
  static RuleResult broken(String rule, Verdict verdict) {
    return failed(verdict, Failure.ofComparison(rule, "trace", List.of("a, b", "b, a"), "c"));
  }

  /** A rule whose test says this. */
  static RuleResult broken(String rule, Verdict verdict, String message) {
    return failed(verdict, Failure.ofText(rule, message));
  }

  private static RuleResult failed(Verdict verdict, Failure failure) {
    Failure shown =
        failure
            .withSource("@Test void fifo() { shouldBe(\"a, b\"); }")
            .withProgram(new Program("print('from Python')", Program.Telling.TELLS));
    return result(
        failure.rule(), verdict, "", List.of(TestResult.failed(TEST, verdict, shown, TOOK)));
  }

  /** A rule for whose verdict there is a reason: an expectation, a class that is not claimed. */
  static RuleResult because(String rule, Verdict verdict, String reason) {
    return result(rule, verdict, reason, List.of());
  }

  /** A rule of which nothing is known because of another. */
  static RuleResult blocked(String rule, String by) {
    return new RuleResult(
        BOOK.get(rule), Verdict.BLOCKED, "rests on " + by, "", List.of(by), List.of());
  }

  /** A rule whose verdict changed from run to run. */
  static RuleResult changed(String rule) {
    return result(rule, Verdict.PASS, "", List.of()).changing("2 PASS, 1 FAIL");
  }

  private static RuleResult result(
      String rule, Verdict verdict, String reason, List<TestResult> tests) {
    return new RuleResult(BOOK.get(rule), verdict, reason, tests);
  }
}
