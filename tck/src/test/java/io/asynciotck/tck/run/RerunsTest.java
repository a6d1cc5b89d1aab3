package io.asynciotck.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Origin;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.Subject;
import io.asynciotck.tck.results.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several runs say together. */
final class RerunsTest {
  private static final String DECIDES = "loop.call-soon.fifo";
  private static final String OBSERVED = "handle.cancel.itself";

  @Test
  void theWorstOfEachRuleCounts() {
    Reruns reruns = new Reruns();
    reruns.add(run(DECIDES, Verdict.PASS));
    reruns.add(run(DECIDES, Verdict.CRASH));
    reruns.add(run(DECIDES, Verdict.PASS));
    assertThat(reruns.worst().rules())
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.CRASH);
    assertThat(reruns.worst().rules())
        .extracting(RuleResult::changed)
        .containsExactly("2 PASS, 1 CRASH");
    assertThat(reruns.worst().conclusion()).isEqualTo(Conclusion.NOT_CONFORMANT);
  }

  @Test
  void aVerdictThatChangesCountsEvenWhereAFailureWouldNot() {
    Reruns reruns = new Reruns();
    reruns.add(run(OBSERVED, Verdict.FAIL));
    assertThat(reruns.worst().conclusion()).isEqualTo(Conclusion.CONFORMANT);
    reruns.add(run(OBSERVED, Verdict.PASS));
    assertThat(reruns.worst().conclusion()).isEqualTo(Conclusion.NOT_CONFORMANT);
  }

  @Test
  void whatStaysIsLeftAsItIs() {
    Reruns reruns = new Reruns();
    reruns.add(run(DECIDES, Verdict.STALE));
    reruns.add(run(DECIDES, Verdict.STALE));
    assertThat(reruns.worst().rules()).noneMatch(RuleResult::isChanged);
    assertThat(reruns.worst().conclusion()).isEqualTo(Conclusion.DRIFTED);
  }

  private static RunResult run(String rule, Verdict verdict) {
    RuleResult result = new RuleResult(RuleBook.standard().get(rule), verdict, "", List.of());
    return new RunResult(
        new Subject("odd", "1.0", "py3.14", 7),
        Origin.here(),
        new Invocation("asyncio-tck run", "", Shard.ALL),
        List.of(result),
        List.of(),
        true);
  }
}
