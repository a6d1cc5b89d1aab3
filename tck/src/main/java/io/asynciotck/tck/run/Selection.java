package io.asynciotck.tck.run;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rules a run is about. What is empty selects all.
 *
 * @param classes the conformance classes
 * @param globs patterns of rule ids, of which one must fit
 * @param levels the levels
 */
public record Selection(Set<ConformanceClass> classes, List<String> globs, Set<Level> levels) {

  /** Copies what is given. */
  public Selection {
    classes = Set.copyOf(classes);
    globs = List.copyOf(globs);
    levels = Set.copyOf(levels);
  }

  /** Returns the selection of every rule. */
  public static Selection everything() {
    return new Selection(Set.of(), List.of(), Set.of());
  }

  /**
   * Returns the rules that are selected, in the order of the book.
   *
   * @throws IllegalArgumentException if a pattern fits no rule, or if nothing is selected
   */
  public List<RuleText> of(RuleBook book) {
    Set<RuleText> named = new LinkedHashSet<>();
    for (String glob : globs) {
      named.addAll(
          glob.contains("*") || glob.contains("?") ? fitting(book, glob) : List.of(book.get(glob)));
    }
    List<RuleText> selected =
        book.rules().stream()
            .filter(rule -> globs.isEmpty() || named.contains(rule))
            .filter(rule -> classes.isEmpty() || classes.contains(rule.conformanceClass()))
            .filter(rule -> levels.isEmpty() || levels.contains(rule.level()))
            .toList();
    if (selected.isEmpty()) {
      throw new IllegalArgumentException("Nothing is selected: no rule " + describe());
    }
    return selected;
  }

  private static List<RuleText> fitting(RuleBook book, String glob) {
    List<RuleText> fitting = book.matching(glob);
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException("No rule fits `" + glob + "`");
    }
    return fitting;
  }

  private String describe() {
    List<String> wanted = new ArrayList<>();
    if (!classes.isEmpty()) {
      wanted.add("is of class " + oneOf(classes.stream().map(ConformanceClass::label)));
    }
    if (!levels.isEmpty()) {
      wanted.add("is " + oneOf(levels.stream().map(Level::name)));
    }
    if (!globs.isEmpty()) {
      wanted.add("fits " + oneOf(globs.stream().map(glob -> "`" + glob + "`")));
    }
    return String.join(" and ", wanted);
  }

  private static String oneOf(Stream<String> names) {
    return names.sorted().collect(Collectors.joining(" or "));
  }
}
