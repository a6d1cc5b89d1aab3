package io.asynciotck.stress.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Results that nobody measured. */
final class SampleResults {
  /** A case with the floor, Netty and CPython next to the reference. */
  static final Case CHAIN =
      Case.of("chain", "a chain", SampleResults.class)
          .with("width", 100)
          .growing("callbacks")
          .subject(Peer.REFERENCE, "reference")
          .subject(Peer.FLOOR, "floor")
          .subject(Peer.NETTY, "netty")
          .pythons("chain")
          .gate(Gate.atLeast(Peer.NETTY, 1.3, 1.8))
          .gate(Gate.atLeast(Peer.CPYTHON, 10))
          .build();

  private final Results results;

  SampleResults() {
    this(Map.of());
  }

  SampleResults(Map<String, String> absent) {
    results = Results.empty(Map.of("Machine", "2 cores"), absent);
  }

  /** The costs of a subject, a round each. */
  SampleResults cost(Case benchmark, Peer peer, double... costs) {
    List<Sample> samples = DoubleStream.of(costs).mapToObj(Sample::of).toList();
    for (int round = 0; round < samples.size(); round++) {
      if (results.rounds().size() == round) {
        results.beginRound();
      }
      results
          .rounds()
          .get(round)
          .computeIfAbsent(benchmark.id(), _ -> new LinkedHashMap<>())
          .put(peer.id(), samples.get(round));
    }
    return this;
  }

  Results get() {
    return results;
  }
}
