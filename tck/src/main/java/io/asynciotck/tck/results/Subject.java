package io.asynciotck.tck.results;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run is about.
 *
 * @param implementation the name of the implementation
 * @param version its version; empty if it has none
 * @param profile the profile that it is checked against
 * @param seed the seed that replays the properties
 * @param missing the documented members that it has not
 * @param label what tells it from another run of the same implementation; empty for nothing
 */
public record Subject(
    String implementation,
    String version,
    String profile,
    long seed,
    List<String> missing,
    String label) {

  /** Copies the list. */
  public Subject {
    missing = List.copyOf(missing);
  }

  /** A subject without a label that has all there is. */
  public Subject(String implementation, String version, String profile, long seed) {
    this(implementation, version, profile, seed, List.of(), "");
  }

  /** Returns how people call it: implementation and version, and what tells it from another. */
  public String title() {
    return Stream.of(implementation, version, label.isEmpty() ? "" : "(" + label + ")")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Returns the same without some documented members. */
  public Subject without(List<String> members) {
    return new Subject(implementation, version, profile, seed, members, label);
  }

  Subject labelled(String other) {
    return new Subject(implementation, version, profile, seed, missing, other);
  }
}
