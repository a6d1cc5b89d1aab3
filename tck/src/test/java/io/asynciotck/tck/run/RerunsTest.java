package io.asynciotck.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import java.util.List;
import java.util.Map;
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
    assertThat(reruns.worst().changed()).containsExactly(Map.entry(DECIDES, "2 PASS, 1 CRASH"));
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
    assertThat(reruns.worst().changed()).isEmpty();
    assertThat(reruns.worst().conclusion()).isEqualTo(Conclusion.DRIFTED);
  }

  private static KitResult run(String rule, Verdict verdict) {
    RuleResult result = new RuleResult(RuleBook.standard().get(rule), verdict, "", List.of());
    KitResult.Subject subject = new KitResult.Subject("odd", "1.0", "py3.14", 7, false);
    return new KitResult(subject, List.of(result), List.of(), true, Map.of());
  }
}
