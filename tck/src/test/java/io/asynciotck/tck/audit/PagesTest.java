package io.asynciotck.tck.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Page of rules and class of tests have one chapter and one order, so that a reader finds one from
 * the other.
 */
final class PagesTest {
  private static final String RULES = "io.asynciotck.tck.rules.";
  private static final Map<String, RulePage> PAGE_OF = pageOfEachRule();
  private static final Map<Class<?>, List<Method>> CLASSES =
      RuleTests.methods().stream().collect(groupingBy(Method::getDeclaringClass));

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
