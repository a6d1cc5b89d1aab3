package io.asynciotck.stress.bench.run;

import java.util.OptionalDouble;

/**
 * What something may cost the reference, whatever it costs others.
 *
 * @param must the most
 * @param stretch what would be good, if there is such a number
 */
record Limit(double must, OptionalDouble stretch) {

  Mark judge(double cost) {
    if (cost > must) {
      return Mark.MISSED;
    }
    return stretch.isPresent() && cost <= stretch.getAsDouble() ? Mark.STRETCH : Mark.MET;
  }
}
