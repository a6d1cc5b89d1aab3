package io.asynciotck.tck.mutation;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.mutation.Mutants.Mutant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run of the mutants says: by class, by rule, and whether it is good enough. */
final class MutationReport {
  private static final double SHARE_OF_ALL = 0.95;
  private static final double SHARE_OF_CLASS = 0.90;

  /** A class with fewer mutants that a rule could see is counted among all only. */
  private static final int ENOUGH = 10;

  private final Survivors survivors;
  private final Tally all = new Tally();
  private final Map<String, Tally> classes = new TreeMap<>();
  private final Map<String, List<Place>> killers = new TreeMap<>();
  private final List<Place> unknown = new ArrayList<>();
  private final List<Place> holes = new ArrayList<>();
  private final List<Place> killedAfterAll = new ArrayList<>();
  private final List<String> killedByOthers = new ArrayList<>();
  private int killedByOwn;

  MutationReport(Survivors survivors) {
    this.survivors = survivors;
  }

  void add(Mutant mutant, Trial trial) {
    Place place = mutant.place();
    Tally ofClass = classes.computeIfAbsent(place.outermost(), type -> new Tally());
    Optional<Survivors.Entry> known = survivors.of(place);
    if (trial.isKilled()) {
      all.killed();
      ofClass.killed();
      trial
          .rules()
          .forEach(rule -> killers.computeIfAbsent(rule, id -> new ArrayList<>()).add(place));
      known.ifPresent(entry -> killedAfterAll.add(place));
      noteWhoKilled(mutant, trial);
    } else if (known.isEmpty()) {
      all.unknown();
      ofClass.unknown();
      unknown.add(place);
    } else {
      all.survived(known.get().reason());
      ofClass.survived(known.get().reason());
      if (known.get().reason() == Survivors.Reason.HOLE) {
        holes.add(place);
      }
    }
  }

  /** A mutant of lines that name rules should be killed by one of those. */
  private void noteWhoKilled(Mutant mutant, Trial trial) {
    if (mutant.rules().isEmpty() || trial.rules().isEmpty()) {
      return;
    }
    if (Collections.disjoint(mutant.rules(), trial.rules())) {
      killedByOthers.add(mutant.place() + "`, by `" + String.join(" ", trial.rules()));
    } else {
      killedByOwn++;
    }
  }

  /** What is not good enough, a sentence for each; empty if all is. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    unknown.forEach(place ->
        complaints.add("A new survivor: write a test that kills it, or list it: " + place));
    killedAfterAll.forEach(place ->
        complaints.add("Listed as a survivor, but killed: take it off the list: " + place));
    if (!all.reaches(SHARE_OF_ALL)) {
      complaints.add("Of all mutants that a rule could see fewer than 95 % were killed");
    }
    classes.forEach((type, tally) -> {
      if (tally.visible() >= ENOUGH && !tally.reaches(SHARE_OF_CLASS)) {
        complaints.add(
            "Of the mutants of " + type + " that a rule could see fewer than 90 % were killed");
      }
    });
    return complaints;
  }

  String text(RuleBook book) {
    StringBuilder text = new StringBuilder("# Mutants of the reference\n\n");
    text.append("| class | mutants | killed | ought to be seen | others that survive | share |\n");
    text.append("|---|--:|--:|--:|---|--:|\n");
    classes.forEach((type, tally) -> row(text, type, tally));
    row(text, "**all**", all);
    text.append(
        "\nOf the killed ones whose lines name rules, %d were killed by one of these, %d by others.\n"
            .formatted(killedByOwn, killedByOthers.size()));
    list(text, "New survivors", unknown);
    list(text, "Ought to be seen by a rule", holes);
    list(text, "Killed by other rules than those that the lines name", killedByOthers);
    text.append("\n## Rules and the mutants that they kill\n\n| rule | mutants |\n|---|--:|\n");
    for (RuleText rule : book.rules()) {
      int killed = killers.getOrDefault(rule.id(), List.of()).size();
      text.append("| `").append(rule.id()).append("` | ").append(killed).append(" |\n");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Tally tally) {
    text.append("| ").append(name).append(" | ").append(tally.cells()).append(" |\n");
  }

  private static void list(StringBuilder text, String title, List<?> places) {
    if (!places.isEmpty()) {
      text.append("\n## ").append(title).append("\n\n");
      places.stream()
          .map(Object::toString)
          .sorted()
          .forEach(place -> text.append("- `").append(place).append("`\n"));
    }
  }
}
