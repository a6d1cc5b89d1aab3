package io.asynciotck.stress.bench.run;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The reference compared with one peer, over some rounds.
 *
 * @param own what it cost the reference, a round each
 * @param others what it cost the peer, in the same rounds
 */
record Comparison(List<Double> own, List<Double> others) {
  /** How far the peer's own cost may be from its median before ratios to it say nothing. */
  static final double STEADY = 0.25;

  /** How many times the reference's cost the peer has, a round each. */
  List<Double> ratios() {
    return IntStream.range(0, own.size()).mapToObj(i -> others.get(i) / own.get(i)).toList();
  }

  double ratio() {
    return Sample.median(ratios());
  }

  /** How much more than the peer the reference costs. */
  double difference() {
    return Sample.median(
        IntStream.range(0, own.size()).mapToObj(i -> own.get(i) - others.get(i)).toList());
  }

  double leastRatio() {
    return Collections.min(ratios());
  }

  double greatestRatio() {
    return Collections.max(ratios());
  }

  double otherCost() {
    return Sample.median(others);
  }

  /** How far the peer's own cost was from its median, as a part of it. */
  double anchorMoved() {
    double median = otherCost();
    return others.stream().mapToDouble(cost -> Math.abs(cost - median) / median).max().orElse(0);
  }

  boolean isSteady() {
    return anchorMoved() <= STEADY;
  }
}
