package io.asynciotck.stress.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that was measured in a run of the command. As a file it is JSON of this shape.
 *
 * @param facts what was measured where, by what it is called in the heading of the table
 * @param absent the peers that are not there, by id, each with the reason
 * @param rounds the samples of each round, by the id of the case and then of the peer
 */
record Results(
    Map<String, String> facts,
    Map<String, String> absent,
    List<Map<String, Map<String, Sample>>> rounds) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static Results empty(Map<String, String> facts, Map<String, String> absent) {
    return new Results(new LinkedHashMap<>(facts), new LinkedHashMap<>(absent), new ArrayList<>());
  }

  void beginRound() {
    rounds.add(new LinkedHashMap<>());
  }

  /** Adds a sample to the newest round. */
  void add(Case benchmark, Peer peer, Sample sample) {
    rounds
        .getLast()
        .computeIfAbsent(benchmark.id(), _ -> new LinkedHashMap<>())
        .put(peer.id(), sample);
  }

  /** The samples of a peer in a case, a round each. */
  List<Sample> samples(Case benchmark, Peer peer) {
    return rounds.stream()
        .map(round -> round.getOrDefault(benchmark.id(), Map.of()))
        .flatMap(peers -> Optional.ofNullable(peers.get(peer.id())).stream())
        .toList();
  }

  /** The reference compared with a peer, if there is a round that measured both. */
  Optional<Comparison> compare(Case benchmark, Peer peer) {
    List<Double> own = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (Map<String, Map<String, Sample>> round : rounds) {
      Map<String, Sample> peers = round.getOrDefault(benchmark.id(), Map.of());
      Sample mine = peers.get(Peer.REFERENCE.id());
      Sample other = peers.get(peer.id());
      if (mine != null && other != null) {
        own.add(mine.cost());
        others.add(other.cost());
      }
    }
    return own.isEmpty() ? Optional.empty() : Optional.of(new Comparison(own, others));
  }

  void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IllegalArgumentException if that is not what the file has
   */
  static Results read(Path file) {
    try {
      Results results = JSON.readValue(Files.readString(file), Results.class);
      if (results == null
          || results.facts() == null
          || results.absent() == null
          || results.rounds() == null) {
        throw new IllegalArgumentException("Not results of the benchmarks: " + file);
      }
      return results;
    } catch (IOException | JacksonException unreadable) {
      throw new IllegalArgumentException(
          "Cannot read the results `" + file + "`: " + unreadable.getMessage(), unreadable);
    }
  }
}
