package io.asynciotck.stress.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ratios that are committed: what the short form is compared with.
 *
 * @param ratios by the id of the case and then of the peer
 */
record Baseline(Map<String, Map<String, Double>> ratios) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final TypeReference<Map<String, Map<String, Double>>> SHAPE =
      new TypeReference<>() {};

  /** The ratios to the peers that run in the JVM; the others depend on what is installed. */
  static Baseline of(Results results, List<Case> cases) {
    Map<String, Map<String, Double>> ratios = new TreeMap<>();
    for (Case benchmark : cases) {
      for (Subject subject : benchmark.subjects()) {
        if (isComparable(subject.peer())) {
          results
              .compare(benchmark, subject.peer())
              .ifPresent(comparison ->
                  ratios
                      .computeIfAbsent(benchmark.id(), _ -> new TreeMap<>())
                      .put(subject.peer().id(), rounded(comparison.ratio())));
        }
      }
    }
    return new Baseline(ratios);
  }

  /**
   * Not the wheel: its own thread makes it too unsteady to be compared with. Not
   * kotlinx.coroutines: what others have made of it says nothing of a change here.
   */
  static boolean isComparable(Peer peer) {
    return peer.isInJvm() && peer != Peer.REFERENCE && peer != Peer.WHEEL && peer != Peer.KOTLINX;
  }

  private static double rounded(double ratio) {
    return Math.round(ratio * 1000) / 1000.0;
  }

  /**
   * Reads a file of ratios.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Baseline read(Path file) {
    Map<String, Map<String, Double>> ratios;
    try {
      ratios = JSON.readValue(Files.readString(file), SHAPE);
    } catch (IOException | JacksonException unreadable) {
      throw new IllegalArgumentException(
          "Cannot read the baseline `" + file + "`: " + unreadable.getMessage(), unreadable);
    }
    if (ratios == null || ratios.isEmpty()) {
      throw new IllegalArgumentException("The baseline `" + file + "` has no ratios");
    }
    for (Map.Entry<String, Map<String, Double>> entry : ratios.entrySet()) {
      check(file, entry.getKey(), entry.getValue());
    }
    return new Baseline(ratios);
  }

  private static void check(Path file, String benchmark, Map<String, Double> peers) {
    for (Map.Entry<String, Double> entry : peers.entrySet()) {
      Double ratio = entry.getValue();
      if (Peer.ofId(entry.getKey()).isEmpty() || ratio == null || !(ratio > 0)) {
        throw new IllegalArgumentException(
            "The baseline `%s` has `%s: %s` in the case %s, which is no ratio to a known peer"
                .formatted(file, entry.getKey(), ratio, benchmark));
      }
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(ratios) + "\n");
  }
}
