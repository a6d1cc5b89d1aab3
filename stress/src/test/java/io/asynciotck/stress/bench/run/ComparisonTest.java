package io.asynciotck.stress.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void ratiosAreTakenWithinARound() {
    // The machine was ten times slower in the second round.
    Comparison comparison = new Comparison(List.of(10.0, 100.0, 10.0), List.of(20.0, 220.0, 21.0));
    assertThat(List.of(comparison.ratio(), comparison.leastRatio(), comparison.greatestRatio()))
        .containsExactly(2.1, 2.0, 2.2);
  }

  @Test
  void anAnchorMayMoveByAQuarter() {
    Comparison comparison = new Comparison(List.of(1.0, 1.0, 1.0), List.of(75.0, 100.0, 125.0));
    assertThat(comparison.isSteady()).isTrue();
  }

  @Test
  void anAnchorThatMovesMoreIsNotSteady() {
    Comparison comparison = new Comparison(List.of(1.0, 1.0, 1.0), List.of(70.0, 100.0, 101.0));
    assertThat(comparison.isSteady()).isFalse();
    assertThat(comparison.anchorMoved()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Sample.median(List.of(4.0, 1.0, 3.0, 100.0))).isEqualTo(3.5);
  }

  @Test
  void aGateIsMissedBelowWhatMustBe() {
    Gate gate = Gate.atLeast(Peer.NETTY, 1.3, 1.8);
    assertThat(List.of(gate.judge(1.29), gate.judge(1.3), gate.judge(1.8)))
        .containsExactly(Mark.MISSED, Mark.MET, Mark.STRETCH);
  }

  @Test
  void aGateOnTimesTheCostOfThePeerIsTheInverse() {
    Gate gate = Gate.atMostTimes(Peer.FLOOR, 1.25, 1.0);
    assertThat(List.of(gate.judge(0.79), gate.judge(0.8), gate.judge(1)))
        .containsExactly(Mark.MISSED, Mark.MET, Mark.STRETCH);
  }

  @Test
  void aGateOnTheDifferenceIsMissedAboveIt() {
    Gate gate = Gate.atMostMore(Peer.FLOOR, 25);
    Comparison near = new Comparison(List.of(240.0, 900.0, 230.0), List.of(215.0, 300.0, 210.0));
    Comparison far = new Comparison(List.of(240.0, 900.0, 240.0), List.of(214.0, 300.0, 210.0));
    assertThat(List.of(gate.judge(near), gate.judge(far))).containsExactly(Mark.MET, Mark.MISSED);
    assertThat(gate.mustText()).isEqualTo("≤ +25.0");
  }

  @Test
  void aLimitIsMissedAboveWhatMustBe() {
    Limit limit = new Limit(800, OptionalDouble.of(600));
    assertThat(List.of(limit.judge(801), limit.judge(800), limit.judge(600)))
        .containsExactly(Mark.MISSED, Mark.MET, Mark.STRETCH);
  }
}
