package io.asynciotck.stress.bench.run;

import java.util.OptionalDouble;

/**
 * What is expected of the reference compared with a peer: how many times its speed it is to have,
 * or how much more than the peer it may cost.
 *
 * @param peer the peer
 * @param must the least ratio, or the greatest difference
 * @param stretch the ratio that would be good, if there is one
 * @param isDifference whether it is about the difference
 */
record Gate(Peer peer, double must, OptionalDouble stretch, boolean isDifference) {

  static Gate atLeast(Peer peer, double must) {
    return new Gate(peer, must, OptionalDouble.empty(), false);
  }

  static Gate atLeast(Peer peer, double must, double stretch) {
    return new Gate(peer, must, OptionalDouble.of(stretch), false);
  }

  /** Expects a cost of at most this many times that of the peer. */
  static Gate atMostTimes(Peer peer, double must, double stretch) {
    return atLeast(peer, 1 / must, 1 / stretch);
  }

  /** Expects a cost of at most that of the peer and this much more. */
  static Gate atMostMore(Peer peer, double must) {
    return new Gate(peer, must, OptionalDouble.empty(), true);
  }

  /** The least that must be, for people. */
  String mustText() {
    return isDifference ? "≤ +" + Numbers.cost(must) : "≥ " + Numbers.ratio(must);
  }

  /** What would be good, for people; empty if nobody has said. */
  String stretchText() {
    return stretch.isEmpty() ? "" : "≥ " + Numbers.ratio(stretch.getAsDouble());
  }

  Mark judge(Comparison comparison) {
    if (isDifference) {
      return comparison.difference() > must ? Mark.MISSED : Mark.MET;
    }
    return judge(comparison.ratio());
  }

  Mark judge(double ratio) {
    if (ratio < must) {
      return Mark.MISSED;
    }
    return stretch.isPresent() && ratio >= stretch.getAsDouble() ? Mark.STRETCH : Mark.MET;
  }
}
