package io.asynciotck.tck.difference;

import io.asynciotck.tck.difference.TaskProgram.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where two runs of a program part. Each task is followed by itself, since the order of tasks may
 * well differ; the first that does something else is the one that counts, and what is different
 * further on may follow from that.
 */
final class Divergence {

  private static final Pattern EVENT = Pattern.compile("([A-Z])([0-9.]*)\\b.*");

  private final TaskProgram program;
  private final List<String> one;
  private final List<String> other;

  private Divergence(TaskProgram program, List<String> one, List<String> other) {
    this.program = program;
    this.one = one;
    this.other = other;
  }

  /**
   * The steps that differ: what the task was about when it did something else, what stands around
   * that, what others do with that task, and the requests that any task makes. All steps, if it
   * cannot be told.
   */
  static Set<Step> steps(TaskProgram program, List<String> one, List<String> other) {
    Divergence divergence = new Divergence(program, one, other);
    Set<Step> steps = new LinkedHashSet<>();
    divergence.firstOf(one, other).ifPresent(name -> divergence.addSteps(name, steps));
    divergence.firstOf(other, one).ifPresent(name -> divergence.addSteps(name, steps));
    boolean unknown = steps.isEmpty();
    program.steps().filter(step -> unknown || step.isRequest()).forEach(steps::add);
    return steps;
  }

  /** The task whose event is the first that the others have not in its place. */
  private Optional<Character> firstOf(List<String> events, List<String> others) {
    for (int i = 0; i < events.size(); i++) {
      String event = events.get(i);
      char name = event.charAt(0);
      List<String> own = of(name, events.subList(0, i + 1));
      List<String> there = of(name, others);
      if (there.size() < own.size() || !there.get(own.size() - 1).equals(event)) {
        return EVENT.matcher(event).matches() ? Optional.of(name) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<String> of(char name, List<String> events) {
    return events.stream().filter(event -> event.charAt(0) == name).toList();
  }

  private void addSteps(char name, Set<Step> steps) {
    List<String> mine = of(name, one);
    List<String> theirs = of(name, other);
    int common = 0;
    while (common < Math.min(mine.size(), theirs.size())
        && mine.get(common).equals(theirs.get(common))) {
      common++;
    }
    List<Integer> begin = common == 0 ? List.of() : numbers(mine.get(common - 1));
    List<Place> places = program.places(name - 'A');
    @Nullable List<Integer> end = later(eventAt(mine, common), eventAt(theirs, common));
    for (Place place : places) {
      boolean around = isAround(place, begin);
      boolean behind = compare(place.numbers(), begin) > 0;
      if (around || (behind && (end == null || compare(place.numbers(), end) <= 0))) {
        steps.add(place.step());
      }
    }
    program.steps().filter(step -> step.tasks().contains(name - 'A')).forEach(steps::add);
  }

  private static @Nullable String eventAt(List<String> events, int index) {
    return index < events.size() ? events.get(index) : null;
  }

  /**
   * Where the later of two events stands, if both stand somewhere; one that tells of the end does
   * not.
   */
  private static @Nullable List<Integer> later(@Nullable String one, @Nullable String other) {
    return Stream.of(one, other)
        .filter(Objects::nonNull)
        .map(Divergence::numbers)
        .filter(numbers -> !numbers.isEmpty())
        .max(Divergence::compare)
        .orElse(null);
  }

  private static List<Integer> numbers(String event) {
    Matcher matcher = EVENT.matcher(event);
    if (!matcher.matches() || matcher.group(2).isEmpty()) {
      return List.of();
    }
    return Arrays.stream(matcher.group(2).split("\\."))
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Whether what comes behind an event is inside of a step. */
  private static boolean isAround(Place place, List<Integer> event) {
    List<Integer> outer = place.numbers();
    return outer.size() <= event.size()
        && event.subList(0, outer.size()).equals(outer)
        && !(outer.size() == event.size() && place.step().inner().isEmpty());
  }

  /** What is inside of a step comes behind it. */
  private static int compare(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Integer.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
