package io.asynciotck.tck.mutation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the mutants are called now that a list of survivors names as they were, before a line was
 * edited, or its method renamed or moved.
 */
final class Renewal {
  private static final Pattern WORD = Pattern.compile("\\w+");

  /** The places that are gone, each with the one that it has become, if that is certain. */
  private final Map<Place, Optional<Place>> gone = new LinkedHashMap<>();

  /**
   * Looks for the places that are gone.
   *
   * @param listed the places that a list names
   * @param made the places of all mutants
   */
  Renewal(Collection<Place> listed, Collection<Place> made) {
    Set<Place> there = Set.copyOf(made);
    Set<Place> unlisted = new HashSet<>(made);
    listed.forEach(unlisted::remove);
    for (Place place : listed) {
      if (!there.contains(place)) {
        Optional<Place> now = successor(place, unlisted);
        now.ifPresent(unlisted::remove);
        gone.put(place, now);
      }
    }
  }

  /** A line for each place that is gone; none if all are there. */
  List<String> complaints() {
    return gone.entrySet().stream()
        .map(entry ->
            entry.getKey() + entry.getValue().map(now -> "\n  is now " + now).orElse("\n  is gone"))
        .toList();
  }

  /**
   * Returns the text of a list in which each place has the name that it has now, if it is known.
   */
  String applied(String list) {
    String renewed = list;
    for (Map.Entry<Place, Optional<Place>> entry : gone.entrySet()) {
      if (entry.getValue().isPresent()) {
        renewed = renewed.replace(line(entry.getKey()), line(entry.getValue().get()));
      }
    }
    return renewed;
  }

  private static String line(Place place) {
    String escaped = place.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    return "mutant = \"" + escaped + "\"\n";
  }

  /** The most alike of those that it may have become; empty if there is none, or several. */
  private static Optional<Place> successor(Place gone, Set<Place> unlisted) {
    Map<Integer, List<Place>> byLikeness =
        unlisted.stream()
            .filter(place -> mayBe(place, gone))
            .collect(Collectors.groupingBy(place -> likeness(place, gone)));
    return byLikeness.keySet().stream()
        .max(Integer::compare)
        .map(byLikeness::get)
        .filter(best -> best.size() == 1)
        .map(List::getFirst);
  }

  /** At most one of class, method and line is another, and of the line no more than half. */
  private static boolean mayBe(Place place, Place gone) {
    long changes =
        Stream.<Function<Place, String>>of(Place::type, Place::method, Place::line)
            .filter(part -> !part.apply(place).equals(part.apply(gone)))
            .count();
    int most = Math.max(words(place).size(), words(gone).size());
    return place.operator().equals(gone.operator())
        && changes <= 1
        && 2 * wordsInCommon(place, gone) >= most;
  }

  /** Words first; of mutants of one line the one with the same number. */
  private static int likeness(Place place, Place gone) {
    return 2 * wordsInCommon(place, gone) + (place.ordinal() == gone.ordinal() ? 1 : 0);
  }

  private static int wordsInCommon(Place one, Place other) {
    Set<String> common = words(one);
    common.retainAll(words(other));
    return common.size();
  }

  private static Set<String> words(Place place) {
    return WORD.matcher(place.line())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
