package io.asynciotck.stress.bench.run;

import java.util.OptionalDouble;

/**
 * What is expected of the reference compared with a peer: how many times its speed it is to have.
 *
 * @param peer the peer
 * @param must the least ratio
 * @param stretch the ratio that would be good, if there is one
 */
record Gate(Peer peer, double must, OptionalDouble stretch) {

  static Gate atLeast(Peer peer, double must) {
    return new Gate(peer, must, OptionalDouble.empty());
  }

  static Gate atLeast(Peer peer, double must, double stretch) {
    return new Gate(peer, must, OptionalDouble.of(stretch));
  }

  /** Expects a cost of at most this many times that of the peer. */
  static Gate atMostTimes(Peer peer, double must, double stretch) {
    return atLeast(peer, 1 / must, 1 / stretch);
  }

  Mark judge(double ratio) {
    if (ratio < must) {
      return Mark.MISSED;
    }
    return stretch.isPresent() && ratio >= stretch.getAsDouble() ? Mark.STRETCH : Mark.MET;
  }
}
