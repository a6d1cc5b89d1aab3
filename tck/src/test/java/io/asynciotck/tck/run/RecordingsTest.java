package io.asynciotck.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Origin;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.Program.Telling;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.Subject;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which failures get programs. */
final class RecordingsTest {
  private static final Target TARGET = Target.of(Implementations.named("reference"));
  private static final Program PROGRAM = new Program("print('ran')\n", Telling.TELLS);
  private static final RuleResult FAULT = failed("loop.call-soon.fifo", "a", "b");
  private static final RuleResult OTHER_FAULT = failed("loop.stop.batch", "c", "d");
  private static final RuleResult DIFFERENCE = failed("handle.cancel.itself", "e");

  @Test
  void eachFaultHasOneBeforeAnyHasTwo() {
    assertThat(Recordings.mostImportantFirst(run(DIFFERENCE, FAULT, OTHER_FAULT), rule -> false))
        .extracting(TestResult::test)
        .containsExactly("a", "c", "e", "b", "d");
  }

  @Test
  void whatProgramsDecideComesFirst() {
    assertThat(
            Recordings.mostImportantFirst(
                run(DIFFERENCE, FAULT, OTHER_FAULT), rule -> rule == OTHER_FAULT))
        .extracting(TestResult::test)
        .containsExactly("c", "d", "a", "e", "b");
  }

  @Test
  void whatIsBlockedHasNone() {
    RuleResult blocked = new RuleResult(FAULT.rule(), Verdict.BLOCKED, "", FAULT.tests());
    assertThat(Recordings.mostImportantFirst(run(blocked), rule -> false)).isEmpty();
  }

  @Test
  void whatThereIsNoTimeForSaysSo() {
    assertThat(programs(Duration.ofHours(1))).containsExactly(PROGRAM);
    assertThat(programs(Duration.ZERO))
        .singleElement()
        .satisfies(program -> {
          assertThat(program.text())
              .startsWith("# There is no program: it was not run")
              .endsWith("--rule handle.cancel.itself\n");
          assertThat(program.telling()).isEqualTo(Telling.NONE);
        });
  }

  private static List<Program> programs(Duration time) {
    Recordings recordings = new Recordings(time);
    recordings.add("e", (limit, heading) -> PROGRAM, List.of());
    return recordings.withPrograms(run(DIFFERENCE), TARGET, rule -> false).rules().stream()
        .flatMap(rule -> rule.tests().stream())
        .map(TestResult::failure)
        .map(Failure::program)
        .toList();
  }

  private static RuleResult failed(String rule, String... tests) {
    return new RuleResult(
        RuleBook.standard().get(rule),
        Verdict.FAIL,
        "",
        List.of(tests).stream()
            .map(test ->
                TestResult.failed(
                    test, Verdict.FAIL, Failure.ofText(rule, test), Duration.ofMillis(1)))
            .toList());
  }

  private static RunResult run(RuleResult... rules) {
    return new RunResult(
        new Subject("odd", "1.0", "py3.14", 7),
        Origin.here(),
        new Invocation("asyncio-tck run", "", Shard.ALL),
        List.of(rules),
        List.of(),
        true);
  }
}
