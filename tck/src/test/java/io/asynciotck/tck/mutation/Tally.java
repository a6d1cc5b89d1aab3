package io.asynciotck.tck.mutation;

import io.asynciotck.tck.mutation.Survivors.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many mutants of a class, or of all, were killed, and why the others were not. */
final class Tally {
  private int killed;
  private int unknown;
  private final Map<Reason, Integer> survived = new EnumMap<>(Reason.class);

  void killed() {
    killed++;
  }

  /** A survivor that the list does not have counts as one that a rule ought to see. */
  void unknown() {
    unknown++;
  }

  void survived(Reason reason) {
    survived.merge(reason, 1, Integer::sum);
  }

  int all() {
    return killed + unknown + survived.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many a rule could see. */
  int visible() {
    return killed + unseen();
  }

  /** How many a rule ought to see, and none does. */
  int unseen() {
    return unknown + survived.getOrDefault(Reason.HOLE, 0);
  }

  /** Whether at least this share of what a rule could see was killed. */
  boolean reaches(double share) {
    return killed >= share * visible();
  }

  String cells() {
    String others =
        survived.entrySet().stream()
            .filter(entry -> entry.getKey() != Reason.HOLE)
            .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String share =
        visible() == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100.0 * killed / visible());
    return "%d | %d | %d | %s | %s".formatted(all(), killed, unseen(), others, share);
  }
}
