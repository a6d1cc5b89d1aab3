package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reference with one fault.
 *
 * @param type the class of the part that is broken
 * @param fault what the fault is
 * @param tests the class of rule tests, or of properties, that it is for
 */
public record BrokenReference(Class<?> type, Fault fault, TestClass tests) {
  private static final int ONE_IN = 6;

  /** The name of the fault. */
  public String name() {
    return type.getSimpleName();
  }

  /** The name of the fault, behind that of the class of faults that it stands in. */
  String fullName() {
    return type.getDeclaringClass().getSimpleName() + "." + name();
  }

  Profile profile() {
    return fault.profile().isEmpty() ? Profile.newest() : Profile.of(fault.profile());
  }

  /** The rules that fail. */
  public Set<String> breaks() {
    return new TreeSet<>(List.of(fault.breaks()));
  }

  /** The rules of its page that are blocked by what fails; empty if that is not said. */
  Set<String> blocks() {
    return new TreeSet<>(List.of(fault.blocks()));
  }

  /** The rules of its own page. */
  public Set<String> ownRules() {
    return tests.page().rules().stream()
        .map(RuleText::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rules that a pattern fits. */
  static Set<String> rulesThatFit(String pattern) {
    return RuleBook.standard().matching(pattern).stream()
        .map(RuleText::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rules that may fail: those that it breaks, and those that its ripples reach. */
  Set<String> mayFail() {
    Set<String> may = breaks();
    Stream.of(fault.ripples()).map(BrokenReference::rulesThatFit).forEach(may::addAll);
    return may;
  }

  /**
   * The rules of which this fault shows whether they fail: those of its page, and what it breaks.
   */
  Set<String> rulesToBeSeen() {
    Set<String> seen = ownRules();
    seen.addAll(breaks());
    return seen;
  }

  /** Of these what it breaks and blocks, and a sample of the rest, by the name of the fault. */
  Set<String> rulesOfSample() {
    List<String> own = List.copyOf(ownRules());
    int first = Math.floorMod(fullName().hashCode(), ONE_IN);
    Set<String> some = breaks();
    some.addAll(blocks());
    IntStream.range(0, own.size())
        .filter(place -> place % ONE_IN == first)
        .mapToObj(own::get)
        .forEach(some::add);
    return some;
  }

  Function<LoopClock, Asyncio> module() {
    return BrokenModules.brokenBy(type);
  }

  /** The page of its rules. */
  public RulePage page() {
    return tests.page();
  }

  @Override
  public String toString() {
    return fullName() + ": " + fault.what();
  }
}
