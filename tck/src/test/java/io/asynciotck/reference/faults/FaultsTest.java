package io.asynciotck.reference.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestRun;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Breaks the reference on purpose: each fault must be caught by the rules that it breaks, and by no
 * others of its page. A class for each chapter, or for a part of one, for several JVMs to share.
 * {@code -Dfault=NAME} runs one fault, or those of one class.
 *
 * <p>A fault is shown to the tests of the rules that it breaks or blocks, and to those of a sixth
 * of its page, another one for each fault; so the time that all this takes grows with the rules,
 * and not with rules times faults. {@code -Dfaults.shown=page} shows it to its whole page, as does
 * {@code -Dfault}. {@code -Dfaults.shown=all} shows each fault to all tests: then what fails on
 * other pages must be within its ripples, and each ripple must be felt.
 */
abstract class FaultsTest {

  /** What a fault is shown to. */
  private enum Shown {
    SAMPLE,
    PAGE,
    ALL
  }

  private static final String ONLY = System.getProperty("fault", "");
  private static final Shown SHOWN = shown();
  private final String chapter;
  private final int part;
  private final int parts;

  FaultsTest(String chapter) {
    this(chapter, 0, 1);
  }

  /** For a chapter that takes so long that several JVMs share it. */
  FaultsTest(String chapter, int part, int parts) {
    this.chapter = chapter;
    this.part = part;
    this.parts = parts;
  }

  @TestFactory
  Stream<DynamicTest> isCaughtByTheRulesThatItBreaks() {
    List<BrokenReference> chosen = ONLY.isEmpty() ? ownFaults() : named(ONLY);
    return chosen.stream().map(broken -> dynamicTest(broken.toString(), () -> check(broken)));
  }

  /** The faults that are this class's to run: each so many of its chapter. */
  List<BrokenReference> ownFaults() {
    List<BrokenReference> all = ofChapter(Faults.all());
    return IntStream.range(0, all.size())
        .filter(place -> place % parts == part)
        .mapToObj(all::get)
        .toList();
  }

  /** The faults of that name, which the first class of a chapter runs. */
  private List<BrokenReference> named(String name) {
    List<BrokenReference> named = Faults.named(name);
    List<BrokenReference> chosen = part == 0 ? ofChapter(named) : List.of();
    assumeFalse(chosen.isEmpty(), () -> "Not of the chapter " + chapter + ": " + named);
    return chosen;
  }

  private List<BrokenReference> ofChapter(List<BrokenReference> faults) {
    return faults.stream().filter(broken -> broken.tests().chapter().equals(chapter)).toList();
  }

  private static Shown shown() {
    String name = System.getProperty("faults.shown", "sample");
    Shown shown = Shown.valueOf(name.toUpperCase(Locale.ROOT));
    return shown == Shown.SAMPLE && !ONLY.isEmpty() ? Shown.PAGE : shown;
  }

  private static void check(BrokenReference broken) {
    if (broken.tests().hasProperties()) {
      checkProperties(new FaultProvider(broken), broken.breaks());
    } else {
      checkExamples(broken);
    }
  }

  private static void checkExamples(BrokenReference broken) {
    Set<String> rules =
        switch (SHOWN) {
          case SAMPLE -> broken.rulesOfSample();
          case PAGE -> broken.rulesToBeSeen();
          case ALL -> FaultRun.allRules();
        };
    Set<String> foreseen = new TreeSet<>(broken.mayFail());
    foreseen.removeAll(broken.rulesToBeSeen());
    foreseen.addAll(broken.breaks());
    Set<String> held = new TreeSet<>(broken.ownRules());
    held.removeAll(broken.breaks());
    held.removeAll(broken.blocks());
    FaultRun.Seen seen =
        FaultRun.examples(new FaultProvider(broken), broken.profile(), rules, foreseen, held);
    Map<String, TestResult> failures = seen.broken();
    Set<String> must = new TreeSet<>(failures.keySet());
    must.retainAll(broken.rulesToBeSeen());
    assertThat(must)
        .as("what fails of its page, with %s%n%s", broken, told(failures.values()))
        .containsExactlyElementsOf(broken.breaks());
    Map<String, TestResult> blocked = new TreeMap<>(seen.blocked());
    blocked.keySet().retainAll(broken.ownRules());
    assertThat(blocked.keySet())
        .as("what is blocked of its page, with %s%n%s", broken, told(blocked.values()))
        .containsExactlyElementsOf(broken.blocks());
    if (SHOWN == Shown.ALL) {
      checkRipples(broken, failures);
    }
  }

  private static void checkRipples(BrokenReference broken, Map<String, TestResult> failures) {
    Set<String> unforeseen = new TreeSet<>(failures.keySet());
    unforeseen.removeAll(broken.mayFail());
    // The reference does what the newest version documents, also where it is shown an older one.
    unforeseen.removeIf(rule -> !Profile.newest().selects(RuleBook.standard().get(rule)));
    assertThat(unforeseen)
        .as(
            "what fails of other pages, and no ripple fits it, with %s%n%s",
            broken, told(unforeseen.stream().map(failures::get).toList()))
        .isEmpty();
    assertThat(broken.fault().ripples())
        .as("ripples of %s", broken)
        .allSatisfy(ripple ->
            assertThat(BrokenReference.rulesThatFit(ripple))
                .containsAnyElementsOf(failures.keySet()));
  }

  private static String told(Collection<TestResult> failures) {
    return failures.stream().map(FaultsTest::told).collect(Collectors.joining("\n"));
  }

  private static String told(TestResult result) {
    Failure failure = result.failure();
    if (failure == null) {
      return result.test() + " " + result.reason();
    }
    return result.test()
        + " "
        + result.verdict()
        + (failure.expected().isEmpty()
            ? ": " + failure.text()
            : ": expected " + failure.expected() + ", saw " + failure.observed());
  }

  /** A property fails, and says which rule it is: one of these. */
  static void checkProperties(FaultProvider provider, Set<String> breaks) {
    List<TestResult> failures =
        FaultRun.properties(provider, breaks).stream()
            .filter(result -> result.verdict().isFailure())
            .toList();
    assertThat(failures)
        .as("%s", provider.name())
        .anySatisfy(failure -> {
          assertThat(failure.rules()).hasSize(1).isSubsetOf(breaks);
          assertThat(Objects.requireNonNull(failure.failure()).expected()).isNotEmpty();
        })
        .allSatisfy(failure ->
            assertThat(TestRun.find(Set.copyOf(failure.rules())))
                .as("the property is replayed by the rule that it names")
                .extracting(TestCase::name)
                .contains(failure.test()));
  }
}
