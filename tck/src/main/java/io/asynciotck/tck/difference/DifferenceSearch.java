package io.asynciotck.tck.difference;

import io.asynciotck.spec.OpenPoint;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.Reducible;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.harness.Trial;
import io.asynciotck.tck.run.TestRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for programs that two implementations run differently. Each is made as small as it can be;
 * then the tests of the rules about what is left of it say whether one of the two is wrong.
 */
public final class DifferenceSearch {

  /** How many smaller programs are tried for each difference. */
  private static final int MOST_REDUCTIONS = 400;

  /** How many differences are looked at; each takes as long as a hundred programs. */
  private static final int MOST_EXAMINED = 12;

  /** How often a program is run on both before the two are said to differ. */
  private static final int RUNS = 4;

  /** What programs do not look at, whatever the step: messages, times, numbers, what is kept. */
  private static final Pattern NOT_SHOWN =
      Pattern.compile("message|not-early|numbers|position|lets-go");

  private final Target one;
  private final Target other;
  private final int tries;
  private final int most;
  private final Map<String, Difference> found = new LinkedHashMap<>();
  private int examined;
  private int same;
  private int otherOrder;
  private int unsettled;

  /**
   * A search.
   *
   * @param one an implementation
   * @param other the one that it is compared with
   * @param tries how many programs are tried
   * @param most after how many differences, that are not known to be left open, the search ends
   */
  public DifferenceSearch(Target one, Target other, int tries, int most) {
    this.one = one;
    this.other = other;
    this.tries = tries;
    this.most = most;
  }

  /** How many programs had the same outcome. */
  public int same() {
    return same;
  }

  /** How many had several outcomes on one of the two, and one that both had. */
  public int unsettled() {
    return unsettled;
  }

  /** How many of {@link #same} had it in another order of the tasks. */
  public int otherOrder() {
    return otherOrder;
  }

  /** Searches, and returns the differences. */
  public List<Difference> run() {
    Random numbers = new Random(one.seed());
    for (int i = 0; i < tries && news() < most && examined < MOST_EXAMINED; i++) {
      compare(TaskPrograms.next(numbers, this::isKnown));
    }
    return List.copyOf(found.values());
  }

  private long news() {
    return found.values().stream().filter(difference -> !difference.isKnown()).count();
  }

  private boolean isKnown(Step step) {
    return isKnown(step, one) && isKnown(step, other);
  }

  /** Whether there are such steps for an implementation, as far as the rules of its version say. */
  static boolean isKnown(Step step, Target target) {
    return step.rules().stream()
        .flatMap(glob -> target.book().matching(glob).stream())
        .anyMatch(rule -> target.whyNot(rule).isEmpty());
  }

  private void compare(TaskProgram program) {
    List<String> left = events(program, one);
    List<String> right = events(program, other);
    if (Difference.onlyInOrder(left, right)) {
      same++;
      otherOrder += left.equals(right) ? 0 : 1;
    } else if (isDifferent(program)) {
      examine(program);
    } else {
      unsettled++;
    }
  }

  /** Keeps the smallest such program; of those that break the same rules, the first. */
  private void examine(TaskProgram program) {
    examined++;
    TaskProgram smallest = smallest(program);
    List<String> left = events(smallest, one);
    List<String> right = events(smallest, other);
    Set<Step> steps = Divergence.steps(smallest, left, right);
    Set<String> asked = rulesAbout(steps);
    Set<String> brokenByOne = broken(one, asked);
    Set<String> brokenByOther = broken(other, asked);
    Difference difference =
        new Difference(
            smallest.toString(),
            left,
            right,
            without(brokenByOther, brokenByOne),
            without(brokenByOne, brokenByOther),
            asked.size(),
            openPoints(steps));
    found.putIfAbsent(difference.kind(), difference);
  }

  /**
   * Whether no run on the one is like a run on the other. What is not the same twice on one of them
   * is no difference: which of two tasks that are done {@code as_completed} gives first, say.
   */
  private boolean isDifferent(TaskProgram program) {
    List<List<String>> left = new ArrayList<>();
    List<List<String>> right = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      left.add(events(program, one));
      right.add(events(program, other));
      if (left.stream().anyMatch(run -> isAmong(right, run))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAmong(List<List<String>> runs, List<String> events) {
    return runs.stream().anyMatch(run -> Difference.onlyInOrder(run, events));
  }

  private TaskProgram smallest(TaskProgram program) {
    AtomicInteger tried = new AtomicInteger();
    return Reducible.smallest(
        program,
        smaller -> {
          tried.incrementAndGet();
          return isDifferent(smaller);
        },
        () -> tried.get() == MOST_REDUCTIONS);
  }

  private static List<String> events(TaskProgram program, Target target) {
    List<String> events = new ArrayList<>();
    try {
      Trial.run(target, "a program of tasks", bench -> TaskRun.run(program, bench, events));
    } catch (HarnessError end) {
      events.add("does not end");
    } catch (Throwable raised) {
      events.add("main raises " + Outcome.nameOf(raised));
    }
    return List.copyOf(events);
  }

  /** What is known to be left open of what these steps do. */
  private List<OpenPoint> openPoints(Set<Step> steps) {
    Set<String> names = steps.stream().map(Step::name).collect(Collectors.toSet());
    return one.book().openPoints().stream()
        .filter(point -> point.steps().stream().anyMatch(names::contains))
        .toList();
  }

  /** The rules that can decide what these steps do: what no program shows is not among them. */
  private Set<String> rulesAbout(Set<Step> steps) {
    return Stream.concat(
            Stream.of("loop.call-soon.fifo"), steps.stream().flatMap(step -> step.rules().stream()))
        .distinct()
        .flatMap(glob -> one.book().matching(glob).stream())
        .filter(rule -> one.profile().selects(rule) && other.profile().selects(rule))
        .map(RuleText::id)
        .filter(id -> !NOT_SHOWN.matcher(id).find())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What both break makes no difference. */
  private static List<String> without(Set<String> those, Set<String> rules) {
    return rules.stream().filter(rule -> !those.contains(rule)).toList();
  }

  private static Set<String> broken(Target target, Set<String> rules) {
    Set<String> broken = new TreeSet<>();
    TestRun.runExamples(
        target.withTimeout(Target.DEFAULT_TIMEOUT),
        rules,
        result -> {
          if (result.verdict().isFailure() && target.decides(result.rules())) {
            broken.addAll(result.rules());
          }
        });
    return broken;
  }
}
