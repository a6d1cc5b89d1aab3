package io.asynciotck.tck.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.faults.BrokenReference;
import io.asynciotck.reference.faults.Faults;
import io.asynciotck.reference.faults.TestClass;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Page of rules, class of tests, class of faults and class of the reference lead to one another:
 * the first three have one chapter, the second and third one name, and the page names the last.
 */
final class PagesTest {
  private static final String RULES = "io.asynciotck.tck.rules.";
  private static final String REFERENCE = "> Reference: ";
  private static final Map<String, RulePage> PAGE_OF = pageOfEachRule();
  private static final Map<Class<?>, List<Method>> CLASSES =
      RuleTests.methods().stream().collect(groupingBy(Method::getDeclaringClass));
  private static final Map<Class<?>, List<BrokenReference>> FAULTS =
      Faults.all().stream().collect(groupingBy(broken -> broken.type().getDeclaringClass()));

  @Test
  void aClassOfTestsHasTheRulesOfOnePage() {
    assertThat(valuesOf(RulePage::file, method -> !RuleTests.isProperty(method)))
        .allSatisfy((type, pages) -> assertThat(pages).as("pages of %s", type).hasSize(1));
  }

  @Test
  void itsPackageIsTheChapterOfItsRules() {
    assertThat(valuesOf(RulePage::chapter, method -> true))
        .isNotEmpty()
        .allSatisfy((type, chapters) ->
            assertThat(chapters)
                .as("chapters of %s", type)
                .containsExactly(type.getPackageName().substring(RULES.length())));
  }

  @Test
  void classesOfDifferentChaptersDifferInTheirNames() {
    assertThat(CLASSES.keySet().stream().map(Class::getSimpleName).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyPageOfRulesStandsInTheFolderOfAChapter() {
    assertThat(RuleBook.standard().pages())
        .extracting(RulePage::chapter)
        .isSubsetOf("loop", "tasks", "sync", "io", "detail");
  }

  /** What no reference claims has its faults in loops in Python. */
  @Test
  void everyClassOfTestsHasAClassOfFaults() {
    assertThat(TestClass.bySubject().values())
        .filteredOn(tests -> !tests.type().isAnnotationPresent(NeedsOperatingSystem.class))
        .extracting(TestClass::subject)
        .as("classes of tests, or of properties, without a class of faults of their name")
        .isSubsetOf(
            FAULTS.keySet().stream()
                .map(faults -> faults.getSimpleName().replaceFirst("Faults$", ""))
                .toList());
  }

  @Test
  void aClassOfFaultsIsInTheChapterOfItsTests() {
    assertThat(FAULTS)
        .isNotEmpty()
        .allSatisfy((faults, broken) ->
            assertThat(faults.getPackageName())
                .as("package of %s", faults)
                .endsWith(".reference." + broken.getFirst().tests().chapter()));
  }

  @Test
  void aFaultBreaksARuleOfItsPage() {
    assertThat(Faults.all())
        .filteredOn(broken -> !broken.tests().hasProperties())
        .allSatisfy(broken ->
            assertThat(broken.breaks())
                .as("what %s breaks", broken)
                .containsAnyElementsOf(broken.ownRules()));
  }

  @Test
  void aPageNamesTheClassesOfTheReferenceThatPointAtItsRules() throws IOException {
    Map<String, Set<String>> named = new TreeMap<>();
    Map<String, Set<String>> pointing = new TreeMap<>();
    for (RulePage page : RuleBook.standard().pages()) {
      named.put(page.file(), classesNamedIn(page));
      pointing.put(page.file(), classesPointingAt(page));
    }
    assertThat(named)
        .as("what `> Reference: ClassName, ClassName` at the head of each page says")
        .isEqualTo(pointing);
  }

  private static Set<String> classesNamedIn(RulePage page) throws IOException {
    try (InputStream text = RuleBook.class.getResourceAsStream("rules/" + page.file())) {
      String head = new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n## ", 2)[0];
      return head.lines()
          .filter(line -> line.startsWith(REFERENCE))
          .flatMap(line -> Stream.of(line.substring(REFERENCE.length()).split(", ")))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Set<String> classesPointingAt(RulePage page) {
    Set<String> rules = page.rules().stream().map(RuleText::id).collect(Collectors.toSet());
    return ReferenceLines.byClass().entrySet().stream()
        .filter(lines -> lines.getValue().stream().anyMatch(rules::contains))
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }

  /** What the pages of each class of tests are: their files, or their chapters. */
  private static Map<Class<?>, Set<String>> valuesOf(
      Function<RulePage, String> value, Predicate<Method> which) {
    return CLASSES.values().stream()
        .flatMap(Collection::stream)
        .filter(which)
        .collect(
            groupingBy(
                Method::getDeclaringClass,
                Collectors.flatMapping(
                    method -> RuleTests.rulesOf(method).stream().map(PAGE_OF::get),
                    mapping(value, toCollection(TreeSet::new)))));
  }

  private static Map<String, RulePage> pageOfEachRule() {
    Map<String, RulePage> pages = new HashMap<>();
    for (RulePage page : RuleBook.standard().pages()) {
      for (RuleText rule : page.rules()) {
        pages.put(rule.id(), page);
      }
    }
    return pages;
  }
}
