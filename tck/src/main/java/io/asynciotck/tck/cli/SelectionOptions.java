package io.asynciotck.tck.cli;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.run.Selection;
import io.asynciotck.tck.run.TestFilter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that choose rules. */
final class SelectionOptions {

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      completionCandidates = Candidates.Classes.class,
      description = "Only rules of this conformance class. Repeatable.")
  private List<String> classes = List.of();

  @Option(
      names = "--rule",
      paramLabel = "GLOB",
      completionCandidates = Candidates.Rules.class,
      description = "Only rules whose id is, or fits, this: loop.call-soon.*. Repeatable.")
  private List<String> globs = List.of();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      completionCandidates = Candidates.Levels.class,
      description = "Only rules of this level: must, should, may or observed. Repeatable.")
  private List<String> levels = List.of();

  @Option(
      names = "--test",
      paramLabel = "TEST",
      description = "Only this test or class of tests: SleepTck, SleepTck.zeroYields. Repeatable.")
  private List<String> tests = List.of();

  /**
   * The rules that are selected.
   *
   * @throws IllegalArgumentException if something does not exist, or nothing is selected
   */
  List<RuleText> rules(RuleBook book) {
    List<RuleText> selected =
        new Selection(each(classes, ConformanceClass::of), globs, each(levels, Level::of)).of(book);
    return tests().shownBy(selected);
  }

  /** The tests that are selected. */
  TestFilter tests() {
    return new TestFilter(tests);
  }

  /** The options as they were given, in one order whatever order that was. */
  List<String> words() {
    return Stream.of(
            words("--class", classes),
            words("--rule", globs),
            words("--level", levels),
            words("--test", tests))
        .flatMap(option -> option)
        .toList();
  }

  private static Stream<String> words(String option, List<String> values) {
    return values.stream().distinct().sorted().flatMap(value -> Stream.of(option, value));
  }

  private static <T> Set<T> each(List<String> names, Function<String, T> lookUp) {
    return names.stream().map(lookUp).collect(Collectors.toSet());
  }
}
