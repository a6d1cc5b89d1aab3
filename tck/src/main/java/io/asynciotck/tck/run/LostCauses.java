package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Attempts;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is not tried any more: what rests on a {@link Ground} that was shown not to hold, where
 * several tests that rest on it have hung, or ended the process. One more of them takes seconds,
 * and its failure would be blocked by the ground all the same. What rests elsewhere is tried.
 *
 * <p>For that the tests of the grounds come first, in the order in which they rest on one another.
 * May be used in any thread.
 */
final class LostCauses implements Attempts {

  /** How many tests have to hang, or end the process, before the others are given up. */
  private static final int ENOUGH = 3;

  /** On a ground that fails only where another does, so many tests that hang count as one. */
  private static final int HANGS_THAT_COUNT = 3;

  private final RuleBook book;
  private final List<Failed> failed = new ArrayList<>();
  private final Map<Ground, Integer> passes = new EnumMap<>(Ground.class);
  private Set<Ground> lost = EnumSet.noneOf(Ground.class);

  /** A test that failed: the grounds that it shows, those that it rests on, and whether it hung. */
  private record Failed(Set<Ground> own, Set<Ground> rests, boolean harmful) {

    /** The grounds among those that do not hold from which it follows; else its own. */
    Set<Ground> causesAmong(Set<Ground> broken) {
      Set<Ground> causes = EnumSet.copyOf(rests);
      causes.retainAll(broken);
      if (causes.isEmpty()) {
        causes.addAll(own);
        causes.retainAll(broken);
      }
      return causes;
    }

    boolean isHarmOn(Ground ground) {
      return harmful && rests.contains(ground);
    }
  }

  LostCauses(RuleBook book) {
    this.book = book;
  }

  /** Learns from a test that was run. */
  synchronized void learn(TestCase test, TestResult result) {
    Set<Ground> rests = grounds(test.grounds());
    if (result.verdict() == Verdict.PASS) {
      rests.forEach(ground -> passes.merge(ground, 1, Integer::sum));
    } else if (result.verdict().isFailure()) {
      boolean harmful = result.verdict() != Verdict.FAIL;
      failed.add(new Failed(grounds(result.rules()), rests, harmful));
      lost = lost();
    }
  }

  private Set<Ground> lost() {
    Set<Ground> broken = broken();
    Map<Ground, Integer> harm = new EnumMap<>(Ground.class);
    failed.stream()
        .filter(Failed::harmful)
        .flatMap(test -> test.causesAmong(broken).stream())
        .forEach(ground -> harm.merge(ground, 1, Integer::sum));
    for (Ground ground : alsoFailed(broken)) {
      long hangs = failed.stream().filter(test -> test.isHarmOn(ground)).count();
      harm.put(ground, (int) hangs / HANGS_THAT_COUNT);
    }
    return harm.entrySet().stream()
        .filter(of -> of.getValue() >= ENOUGH)
        .filter(of -> of.getValue() > passes.getOrDefault(of.getKey(), 0))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ground.class)));
  }

  /**
   * The grounds that fail only where another one does. What rests on such a one may be lost though
   * most of what rests on the other goes on.
   */
  private Set<Ground> alsoFailed(Set<Ground> broken) {
    Set<Ground> also = EnumSet.noneOf(Ground.class);
    failed.forEach(test -> also.addAll(test.own()));
    also.removeAll(broken);
    return also;
  }

  /** The grounds that do not hold, but for those that rest on one of the others. */
  private Set<Ground> broken() {
    Set<Ground> broken = EnumSet.noneOf(Ground.class);
    for (Ground ground : Ground.values()) {
      boolean byItself =
          failed.stream()
              .filter(test -> test.own().contains(ground))
              .anyMatch(test -> test.rests().stream().noneMatch(broken::contains));
      if (byItself) {
        broken.add(ground);
      }
    }
    return broken;
  }

  @Override
  public Optional<String> whyNot(Method test) {
    List<String> blockers = blockersOf(TestMethods.caseOf(test));
    return blockers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not tried: %d tests that rest on %s have hung, or ended the process"
                .formatted(ENOUGH, String.join(", ", blockers)));
  }

  /** The ids of the rules for which a test is given up; none if it is tried. */
  synchronized List<String> blockersOf(TestCase test) {
    Optional<Ground> own = grounds(test.rules()).stream().findFirst();
    return grounds(test.grounds()).stream()
        .filter(lost::contains)
        .filter(ground -> own.isEmpty() || ground.compareTo(own.get()) < 0)
        .filter(ground -> mayBlock(ground, test))
        .map(Ground::rule)
        .toList();
  }

  /** No rule that counts hides behind one that does not. */
  private boolean mayBlock(Ground ground, TestCase test) {
    return book.get(ground.rule()).decides()
        || test.rules().stream().noneMatch(rule -> book.get(rule).decides());
  }

  private static Set<Ground> grounds(List<String> rules) {
    return rules.stream()
        .flatMap(rule -> Ground.ofRule(rule).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ground.class)));
  }
}
