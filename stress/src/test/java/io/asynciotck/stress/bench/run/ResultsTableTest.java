package io.asynciotck.stress.bench.run;

import static io.asynciotck.stress.bench.run.SampleResults.CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.asynciotck.stress.server.Load;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTableTest {

  @Test
  void aRowHasTheCostsTheRatioWithItsSpreadAndWhatWasExpected() {
    assertThat(table(measured()))
        .contains(
            "| a chain | 10.0 ns | – | floor | 8.0 ns | 0.80× (0.80 to 0.80) |  |  |  |",
            "|  |  |  | Netty | 15.0 ns | 1.50× (1.40 to 1.60) | ≥ 1.30 | ≥ 1.80 | met |");
  }

  @Test
  void whatIsMissedIsMarked() {
    Results results = measured().cost(CHAIN, Peer.NETTY, 12, 12, 12).get();
    assertThat(lineOf("| Netty |", ResultsTable.markdown(results, List.of(CHAIN))))
        .endsWith("| ≥ 1.30 | ≥ 1.80 | **MISSED** |");
  }

  @Test
  void whatIsMissedBesideAnAnchorThatMovedIsStillMarked() {
    Results results = measured().cost(CHAIN, Peer.NETTY, 12, 2, 12).get();
    assertThat(lineOf("| Netty |", ResultsTable.markdown(results, List.of(CHAIN))))
        .endsWith("| **MISSED** ~ |");
  }

  @Test
  void aPeerThatIsNotThereIsNamedWithTheReason() {
    SampleResults results =
        new SampleResults(Map.of("uvloop", "no Python that was found here has it"))
            .cost(CHAIN, Peer.REFERENCE, 10)
            .cost(CHAIN, Peer.FLOOR, 8)
            .cost(CHAIN, Peer.NETTY, 15);
    assertThat(table(results))
        .contains("- absent: uvloop, no Python that was found here has it")
        .contains("|  |  |  | uvloop | absent | – |  |  |  |")
        .contains("|  |  |  | CPython | absent | – | ≥ 10.0 |  | absent |");
  }

  @Test
  void growthIsToldBesideTheSmallestSizeAboveOne() {
    Case one = sized(1);
    Case many = sized(100_000);
    Results results =
        new SampleResults()
            .cost(one, Peer.REFERENCE, 100)
            .cost(CHAIN, Peer.REFERENCE, 10)
            .cost(many, Peer.REFERENCE, 31)
            .get();
    assertThat(ResultsTable.markdown(results, List.of(one, CHAIN, many)))
        .contains(
            "| callbacks | 1: 100 ns, 100: 10.0 ns, 100000: 31.0 ns | 3.10× | – | ≤ 3.00 |"
                + " **MISSED** |");
  }

  @Test
  void oneSizeAloneIsNoGrowth() {
    assertThat(table(measured())).doesNotContain("As the work grows");
  }

  @Test
  void aLimitIsARowOfItsOwn() {
    Case bytes =
        Case.of("bytes", "heap of a task", ResultsTableTest.class)
            .kind(Case.Kind.BYTES)
            .subject(Peer.REFERENCE, "reference")
            .limit(800, 600)
            .build();
    Results results = new SampleResults().cost(bytes, Peer.REFERENCE, 700).get();
    assertThat(ResultsTable.markdown(results, List.of(bytes)))
        .contains("| heap of a task | 700 B | – | – | – | – | ≤ 800 | ≤ 600 | met |");
  }

  @Test
  void latenciesAreInMicroseconds() {
    Case latency =
        Case.of("wake", "wake-up", ResultsTableTest.class)
            .kind(Case.Kind.LATENCY)
            .subject(Peer.REFERENCE, "reference")
            .build();
    Results results = new SampleResults().get();
    results.beginRound();
    Map<String, Double> percentiles =
        Map.of("p50", 4000.0, "p90", 11_000.0, "p99", 25_000.0, "p99.9", 250_000.0);
    results.add(latency, Peer.REFERENCE, new Sample(4000, null, percentiles, null));
    assertThat(ResultsTable.markdown(results, List.of(latency)))
        .contains("| wake-up | reference | 4.0 | 11.0 | 25.0 | 250 |");
  }

  @Test
  void serversHaveATableOfTheirOwnWithTheirRequests() {
    Case echo =
        Case.of("echo", "an echo", ResultsTableTest.class)
            .load(Load.echo(1024, 10))
            .servers("echo-protocol", Peer.REFERENCE)
            .servers("echo", Peer.C, Peer.NETTY)
            .gate(Gate.atMostTimes(Peer.C, 1.15, 1.1))
            .gate(Gate.atLeast(Peer.NETTY, 1.05))
            .build();
    Results results = new SampleResults().get();
    results.beginRound();
    results.add(echo, Peer.REFERENCE, Sample.ofRequests(6000, 160_000));
    results.add(echo, Peer.NETTY, Sample.ofRequests(6600, 150_000));
    assertThat(ResultsTable.markdown(results, List.of(echo)))
        .contains(
            "| an echo | 6.00 µs | 160000 | C, epoll | absent | – | – | ≥ 0.87 | ≥ 0.91 | absent |",
            "|  |  |  | Netty | 6.60 µs | 150000 | 1.10× (1.10 to 1.10) | ≥ 1.05 |  | met |")
        .doesNotContain("| an echo | 6000 ns");
  }

  @Test
  void theSectionBetweenTheCommentsIsReplaced() {
    assertThat(
            Section.replaced(
                "before\n<!-- benchmarks -->\nold\n<!-- end of benchmarks -->\nafter\n", "new\n"))
        .isEqualTo("before\n<!-- benchmarks -->\nnew\n<!-- end of benchmarks -->\nafter\n");
  }

  @Test
  void aFileWithoutTheCommentsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Section.replaced("no comments here", "new"))
        .withMessageContaining("<!-- benchmarks -->");
  }

  private static SampleResults measured() {
    return new SampleResults()
        .cost(CHAIN, Peer.REFERENCE, 10, 10, 10)
        .cost(CHAIN, Peer.FLOOR, 8, 8, 8)
        .cost(CHAIN, Peer.NETTY, 14, 15, 16);
  }

  private static Case sized(int size) {
    return Case.of("chain-" + size, "a chain of " + size, ResultsTableTest.class)
        .with("width", size)
        .growing("callbacks")
        .subject(Peer.REFERENCE, "reference")
        .build();
  }

  private static String table(SampleResults results) {
    return ResultsTable.markdown(results.get(), List.of(CHAIN));
  }

  private static String lineOf(String part, String text) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }
}
