package io.asynciotck.tck.audit;

import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule does not have yet, and where it belongs: beside what the nearest rule of its page
 * has.
 */
final class MissingParts {
  /** What a rule needs. */
  enum Part {
    TEST,
    LINE,
    FAULT
  }

  private final RulePage page;
  private final Map<String, Method> tests;
  private final Map<String, Set<String>> linesByClass;

  /**
   * For the rules of a page.
   *
   * @param page the page
   * @param tests the test of each rule that has one
   * @param linesByClass the rules that the lines of each class of the reference point at
   */
  MissingParts(RulePage page, Map<String, Method> tests, Map<String, Set<String>> linesByClass) {
    this.page = page;
    this.tests = tests;
    this.linesByClass = linesByClass;
  }

  /** What to add for a rule that lacks some parts. */
  String advice(RuleText rule, Set<Part> missing) {
    return missing.stream()
        .sorted()
        .map(part -> "\n  " + advice(rule, part))
        .collect(Collectors.joining("", rule.id() + " (" + rule.location() + ") has", ""));
  }

  private String advice(RuleText rule, Part part) {
    Optional<Method> neighbour = nearest(rule, id -> Optional.ofNullable(tests.get(id)));
    String testClass =
        neighbour
            .map(test -> test.getDeclaringClass().getSimpleName())
            .orElseGet(() -> nameOfPage() + "Tck in tck.rules." + page.chapter());
    return switch (part) {
      case TEST ->
          "no test        -> add one to "
              + testClass
              + neighbour.map(test -> ", next to " + test.getName()).orElse("");
      case LINE ->
          "no line        -> // Rule: "
              + rule.id()
              + nearest(rule, this::classWithLine).map(name -> ", probably in " + name).orElse("");
      case FAULT ->
          "no broken loop -> add one to " + testClass.replaceFirst("Tck( in tck.*)?$", "Faults");
    };
  }

  private Optional<String> classWithLine(String id) {
    return linesByClass.entrySet().stream()
        .filter(lines -> lines.getValue().contains(id))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What the nearest rule has that has it: of those before, or else of those behind. */
  private <P> Optional<P> nearest(RuleText rule, Function<String, Optional<P>> part) {
    List<String> ids = page.rules().stream().map(RuleText::id).toList();
    int place = ids.indexOf(rule.id());
    List<String> nearestFirst = new ArrayList<>(ids.subList(0, place).reversed());
    nearestFirst.addAll(ids.subList(place + 1, ids.size()));
    return nearestFirst.stream().map(part).flatMap(Optional::stream).findFirst();
  }

  /** The name of the page as a class would have it: {@code WaitFor} for {@code wait-for}. */
  private String nameOfPage() {
    return Arrays.stream(page.name().split("-"))
        .flatMap(
            word -> Stream.of(word.substring(0, 1).toUpperCase(Locale.ROOT), word.substring(1)))
        .collect(Collectors.joining());
  }
}
