package io.asynciotck.stress.bench.run;

import static io.asynciotck.stress.bench.run.SampleResults.CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineCheckTest {
  private static final Case INSIDE = CHAIN.forBaseline();
  private static final Baseline BEFORE =
      new Baseline(Map.of("chain", Map.of("floor", 0.8, "netty", 1.5)));

  @Test
  void aRatioThatHasWorsenedByMoreThanHalfIsFound() {
    BaselineCheck check = check(costs(10, 8.0, 9.9));
    assertThat(check.worsened()).isEqualTo(1);
    assertThat(check.lines())
        .containsExactly(
            "ok      chain against floor: ratio 0.80, was 0.80",
            "WORSE   chain against netty: ratio 0.99, was 1.50");
  }

  @Test
  void aRatioThatHasWorsenedByHalfIsTolerated() {
    BaselineCheck check = check(costs(10, 8, 10));
    assertThat(List.of(check.worsened(), check.decided())).containsExactly(0, 2);
  }

  @Test
  void aSlowerMachineChangesNothing() {
    BaselineCheck check = check(costs(100, 80, 150));
    assertThat(List.of(check.worsened(), check.decided())).containsExactly(0, 2);
  }

  @Test
  void anAnchorThatMovedIsSkippedWithTheReason() {
    Results results =
        new SampleResults()
            .cost(INSIDE, Peer.REFERENCE, 10, 10, 10)
            .cost(INSIDE, Peer.FLOOR, 8, 8, 8)
            .cost(INSIDE, Peer.NETTY, 3, 2, 5)
            .get();
    BaselineCheck check = check(results);
    assertThat(List.of(check.worsened(), check.decided())).containsExactly(0, 1);
    assertThat(check.lines().getLast())
        .isEqualTo("skipped chain against netty: Netty itself moved by 67 % between rounds");
  }

  @Test
  void aRatioThatIsNotInTheBaselineIsAnError() {
    Baseline before = new Baseline(Map.of("chain", Map.of("floor", 0.8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaselineCheck.of(costs(10, 8, 15), List.of(INSIDE), before))
        .withMessageContaining("chain against netty")
        .withMessageContaining("--write-baseline");
  }

  @Test
  void aRatioThatWasNotMeasuredIsAnError() {
    Results results = new SampleResults().cost(INSIDE, Peer.REFERENCE, 10).get();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(results))
        .withMessageContaining("was not measured");
  }

  @Test
  void theBaselineOfSomeResultsHasTheirRatiosAndNoPython() {
    Results results =
        new SampleResults()
            .cost(CHAIN, Peer.REFERENCE, 10)
            .cost(CHAIN, Peer.FLOOR, 8)
            .cost(CHAIN, Peer.NETTY, 15)
            .cost(CHAIN, Peer.CPYTHON, 800)
            .get();
    assertThat(Baseline.of(results, List.of(CHAIN))).isEqualTo(BEFORE);
  }

  private static BaselineCheck check(Results results) {
    return BaselineCheck.of(results, List.of(INSIDE), BEFORE);
  }

  private static Results costs(double reference, double floor, double netty) {
    return new SampleResults()
        .cost(INSIDE, Peer.REFERENCE, reference, reference, reference)
        .cost(INSIDE, Peer.FLOOR, floor, floor, floor)
        .cost(INSIDE, Peer.NETTY, netty, netty, netty)
        .get();
  }
}
