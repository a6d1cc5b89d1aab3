package io.asynciotck.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The specification as shipped. */
class StandardRuleBookTest {

  private static final Path SOURCES =
      Path.of("src/main/resources/io/asynciotck/spec/rules").toAbsolutePath();

  private final RuleBook book = RuleBook.standard();

  @Test
  void everyFileOfTheDirectoryIsRead() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> rulePages =
          files
              .filter(Files::isRegularFile)
              .map(file -> SOURCES.relativize(file).toString())
              .filter(file -> !Appendix.FILES.contains(file))
              .toList();
      assertThat(book.pages())
          .extracting(RulePage::file)
          .containsExactlyInAnyOrderElementsOf(rulePages);
    }
  }

  @Test
  void everyPageThatIsNotAboutAnAreaIsThere() {
    assertThat(Appendix.FILES).allSatisfy(file -> assertThat(SOURCES.resolve(file)).exists());
    assertThat(book.terms()).isNotEmpty();
    assertThat(book.notes()).hasSize(Note.COUNT);
  }

  @Test
  void theAreasOfThisEditionHaveRules() {
    assertThat(book.classes())
        .containsAll(
            EnumSet.of(
                ConformanceClass.CORE,
                ConformanceClass.TIMERS,
                ConformanceClass.FUTURES,
                ConformanceClass.TASKS,
                ConformanceClass.GATHER,
                ConformanceClass.TIMEOUTS,
                ConformanceClass.RUNNER,
                ConformanceClass.THREADS,
                ConformanceClass.ERRORS,
                ConformanceClass.CPYTHON_DETAIL));
    assertThat(book.rules()).hasSizeGreaterThanOrEqualTo(200);
  }

  @Test
  void whatIsACPythonDetailIsOnlyObserved() {
    assertThat(book.rules())
        .filteredOn(rule -> rule.conformanceClass() == ConformanceClass.CPYTHON_DETAIL)
        .allSatisfy(rule -> assertThat(rule.level()).isEqualTo(Level.OBSERVED));
  }

  @Test
  void everyClassHasRulesFromSomeProfileOn() {
    for (ConformanceClass each : book.classes()) {
      List<Profile> with =
          Profile.known().stream()
              .filter(profile ->
                  book.inForce(profile).stream().anyMatch(rule -> rule.conformanceClass() == each))
              .toList();
      assertThat(with).as("%s", each).isNotEmpty();
      assertThat(Profile.known()).as("%s", each).endsWith(with.toArray(Profile[]::new));
    }
  }
}
