package io.asynciotck.stress.bench.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was measured, as Markdown. */
final class ResultsTable {
  private static final String DASH = "–";

  /** Per-item cost of a big size by that of a small one: what growth may cost. */
  private static final double TOLERATED_GROWTH = 3;

  private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9");

  private final Results results;
  private final List<Case> cases;
  private final StringBuilder text = new StringBuilder();

  private ResultsTable(Results results, List<Case> cases) {
    this.results = results;
    this.cases =
        cases.stream()
            .filter(benchmark -> !results.samples(benchmark, Peer.REFERENCE).isEmpty())
            .toList();
  }

  /** The whole text: heading, tables and notes. */
  static String markdown(Results results, List<Case> cases) {
    ResultsTable table = new ResultsTable(results, cases);
    table.addHeading();
    table.addMainTable();
    table.addServers();
    table.addGrowth();
    table.addLatency();
    table.addNotes();
    return table.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void row(Object... cells) {
    line(
        Arrays.stream(cells).map(Objects::toString).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void addHeading() {
    results.facts().forEach((name, fact) -> line("- " + name + ": " + fact));
    results.absent().forEach((id, reason) -> line("- absent: " + titleOf(id) + ", " + reason));
    line("");
  }

  private static String titleOf(String id) {
    return Peer.ofId(id).map(Peer::title).orElse(id);
  }

  // The main table: a line for each case and peer

  private void addMainTable() {
    row("what", "reference", "allocates", "against", "its cost", "ratio", "must", "stretch", "");
    line("|---|---:|---:|---|---:|---|---:|---:|---|");
    cases.stream()
        .filter(benchmark -> benchmark.kind() != Case.Kind.LATENCY)
        .filter(benchmark -> benchmark.kind() != Case.Kind.SERVER_TIME)
        .forEach(this::addCase);
    line("");
  }

  private void addCase(Case benchmark) {
    List<Sample> own = results.samples(benchmark, Peer.REFERENCE);
    double cost = median(own);
    String title = benchmark.title();
    String costText = Numbers.cost(cost) + " " + benchmark.kind().unit();
    String allocated = allocated(own);
    if (benchmark.limit().isPresent()) {
      Limit limit = benchmark.limit().get();
      row(
          title,
          costText,
          allocated,
          DASH,
          DASH,
          DASH,
          "≤ " + Numbers.cost(limit.must()),
          bound(limit.stretch()),
          limit.judge(cost));
      title = costText = allocated = "";
    }
    for (Subject subject : benchmark.subjects()) {
      if (subject.peer() != Peer.REFERENCE) {
        addPeer(benchmark, subject.peer(), List.of(title, costText, allocated));
        title = costText = allocated = "";
      }
    }
  }

  private void addPeer(Case benchmark, Peer peer, List<String> ahead) {
    Optional<Gate> gate = benchmark.gate(peer);
    String must = gate.map(Gate::mustText).orElse("");
    String stretch = gate.map(Gate::stretchText).orElse("");
    Optional<Comparison> found = results.compare(benchmark, peer);
    if (found.isEmpty()) {
      row(
          ahead.get(0),
          ahead.get(1),
          ahead.get(2),
          peer.title(),
          "absent",
          DASH,
          must,
          stretch,
          gate.isPresent() ? "absent" : "");
      return;
    }
    Comparison comparison = found.get();
    row(
        ahead.get(0),
        ahead.get(1),
        ahead.get(2),
        peer.title(),
        Numbers.cost(comparison.otherCost()) + " " + benchmark.kind().unit(),
        ratio(comparison),
        must,
        stretch,
        mark(gate, comparison));
  }

  private static String mark(Optional<Gate> gate, Comparison comparison) {
    String mark = gate.map(known -> known.judge(comparison).toString()).orElse("");
    return mark + (comparison.isSteady() ? "" : " ~");
  }

  private static String ratio(Comparison comparison) {
    return "%s× (%s to %s)"
        .formatted(
            Numbers.ratio(comparison.ratio()),
            Numbers.ratio(comparison.leastRatio()),
            Numbers.ratio(comparison.greatestRatio()));
  }

  private static String bound(OptionalDouble value) {
    return value.isEmpty() ? "" : "≤ " + Numbers.cost(value.getAsDouble());
  }

  private static double median(List<Sample> samples) {
    return Sample.median(samples.stream().map(Sample::cost).toList());
  }

  private static String allocated(List<Sample> samples) {
    List<Double> known = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.allocated() != null) {
        known.add(sample.allocated());
      }
    }
    return known.isEmpty() ? DASH : Numbers.cost(Sample.median(known)) + " B";
  }

  // Servers: a line for each case and peer, with how many requests they have answered

  private void addServers() {
    List<Case> servers = cases.stream().filter(one -> one.kind() == Case.Kind.SERVER_TIME).toList();
    if (servers.isEmpty()) {
      return;
    }
    line("Servers: the processor time that a request costs them, and how many they answer in a");
    line("second. Both are of processes of their own, and the client is the same for all.");
    line("");
    row(
        "what",
        "reference",
        "in a second",
        "against",
        "its cost",
        "in a second",
        "ratio",
        "must",
        "stretch",
        "");
    line("|---|---:|---:|---|---:|---:|---:|---:|---:|---|");
    servers.forEach(this::addServer);
    line("");
  }

  private void addServer(Case benchmark) {
    List<Sample> own = results.samples(benchmark, Peer.REFERENCE);
    String title = benchmark.title();
    String cost = microseconds(median(own));
    String rate = rate(own);
    for (Subject subject : benchmark.subjects()) {
      if (subject.peer() == Peer.REFERENCE) {
        continue;
      }
      Optional<Gate> gate = benchmark.gate(subject.peer());
      Optional<Comparison> found = results.compare(benchmark, subject.peer());
      row(
          title,
          cost,
          rate,
          subject.peer().title(),
          found.map(comparison -> microseconds(comparison.otherCost())).orElse("absent"),
          rate(results.samples(benchmark, subject.peer())),
          found.map(ResultsTable::ratio).orElse(DASH),
          gate.map(Gate::mustText).orElse(""),
          gate.map(Gate::stretchText).orElse(""),
          found.map(comparison -> mark(gate, comparison)).orElse(gate.isEmpty() ? "" : "absent"));
      title = cost = rate = "";
    }
  }

  private static String microseconds(double nanos) {
    return Numbers.ratio(nanos / 1000) + " µs";
  }

  private static String rate(List<Sample> samples) {
    List<Double> known = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.rate() != null) {
        known.add(sample.rate());
      }
    }
    return known.isEmpty() ? DASH : Numbers.cost(Sample.median(known));
  }

  // Growth: a line for each series

  private void addGrowth() {
    Map<String, List<Case>> series =
        cases.stream()
            .filter(benchmark -> !benchmark.series().isEmpty())
            .collect(Collectors.groupingBy(Case::series, LinkedHashMap::new, Collectors.toList()));
    series.values().removeIf(members -> members.size() < 2);
    if (series.isEmpty()) {
      return;
    }
    line("As the work grows: the cost of one, by how many there are.");
    line("");
    row("of", "reference", "grows", "floor grows", "must", "");
    line("|---|---|---:|---:|---:|---|");
    series.forEach(this::addSeries);
    line("");
  }

  private void addSeries(String name, List<Case> members) {
    String costs =
        members.stream()
            .map(member ->
                "%d: %s ns"
                    .formatted(
                        member.size(),
                        Numbers.cost(median(results.samples(member, Peer.REFERENCE)))))
            .collect(Collectors.joining(", "));
    OptionalDouble growth = growth(members, Peer.REFERENCE);
    row(
        name,
        costs,
        growthText(growth),
        growthText(growth(members, Peer.FLOOR)),
        "≤ " + Numbers.ratio(TOLERATED_GROWTH),
        growth.isEmpty()
            ? ""
            : new Limit(TOLERATED_GROWTH, OptionalDouble.empty()).judge(growth.getAsDouble()));
  }

  private static String growthText(OptionalDouble growth) {
    return growth.isEmpty() ? DASH : Numbers.ratio(growth.getAsDouble()) + "×";
  }

  /** The greatest cost by that of the smallest size above one, at which an iteration is not all. */
  private OptionalDouble growth(List<Case> members, Peer peer) {
    List<Double> costs =
        members.stream()
            .filter(member -> member.size() > 1)
            .map(member -> results.samples(member, peer))
            .filter(samples -> !samples.isEmpty())
            .map(ResultsTable::median)
            .toList();
    if (costs.size() < 2) {
      return OptionalDouble.empty();
    }
    double greatest = costs.stream().mapToDouble(cost -> cost).max().orElseThrow();
    return OptionalDouble.of(greatest / costs.getFirst());
  }

  // Latency: a line for each case and subject

  private void addLatency() {
    List<Case> latencies =
        cases.stream().filter(benchmark -> benchmark.kind() == Case.Kind.LATENCY).toList();
    if (latencies.isEmpty()) {
      return;
    }
    line("Latency, in microseconds. No target: the kernel dominates this.");
    line("");
    row("what", "who", "p50", "p90", "p99", "p99.9");
    line("|---|---|---:|---:|---:|---:|");
    for (Case latency : latencies) {
      latency.subjects().forEach(subject -> addLatency(latency, subject.peer()));
    }
    line("");
  }

  private void addLatency(Case benchmark, Peer peer) {
    List<Sample> samples = results.samples(benchmark, peer);
    if (samples.isEmpty()) {
      return;
    }
    List<String> cells = new ArrayList<>(List.of(benchmark.title(), peer.title()));
    for (String name : PERCENTILES) {
      List<Double> values =
          samples.stream()
              .map(sample -> sample.percentiles().getOrDefault(name, Double.NaN) / 1000)
              .toList();
      cells.add(Numbers.cost(Sample.median(values)));
    }
    row(cells.toArray());
  }

  private void addNotes() {
    for (Map.Entry<String, String> note : NOTES.entrySet()) {
      line("- " + note.getKey() + ": " + note.getValue());
    }
  }

  private static final Map<String, String> NOTES =
      new TreeMap<>(
          Map.of(
              "ratio",
              "the cost of the other by that of the reference, measured next to each other;"
                  + " the median of the rounds, and the least and the greatest",
              "~",
              "the other one's own cost moved by more than 25 % between rounds"));
}
