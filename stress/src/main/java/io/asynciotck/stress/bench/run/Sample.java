package io.asynciotck.stress.bench.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one subject in one round, in a process of its own.
 *
 * @param cost nanoseconds for an operation, or bytes for an item: the median of the iterations
 * @param allocated bytes allocated by an operation; null where that is not known
 * @param percentiles of a latency, by their names; empty for anything else
 * @param rate requests in a second; null of what is not a server
 */
record Sample(
    double cost,
    @Nullable Double allocated,
    Map<String, Double> percentiles,
    @Nullable Double rate) {

  static Sample of(double cost) {
    return new Sample(cost, null, Map.of(), null);
  }

  /** That of a server. */
  static Sample ofRequests(double cost, double rate) {
    return new Sample(cost, null, Map.of(), rate);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
