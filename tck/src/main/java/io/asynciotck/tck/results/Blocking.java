package io.asynciotck.tck.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells faults from what follows from them. A rule is blocked if nothing is known of it but by
 * tests that rest on rules that do not hold.
 *
 * <p>Three things block: a {@link Ground} that does not hold, a rule of which the failing one is
 * {@link Kin}, and what several failures have in common, of which one is accused: a member of the
 * API that is not there, or one and the same exception from one and the same place. None hides a
 * failure that counts behind one that does not. A test that ended well, but for something that
 * another rule is accused of, is blocked by that rule, and blocks nothing itself.
 *
 * <p>A program that was made by chance accuses a rule that its own tests say holds only while the
 * tests of the other rules that the program is about pass; and that blocks nothing.
 */
public final class Blocking {
  private static final Pattern SIGNAL = Pattern.compile("\\bended by (SIG\\w+)");

  /** What programs made by chance are about, and so what ends them. */
  private static final Pattern PAGES_OF_PROGRAMS = Pattern.compile("\\b(?:loop|tasks)/");

  /** A loop that has run can be run again. */
  private static final String AGAIN = Ground.RESTART.rule();

  /** What a task says that is given a future of another loop. */
  private static final Pattern OF_ANOTHER_LOOP = Pattern.compile("attached to a different loop");

  /** How what runs in a loop finds it. */
  private static final List<String> FINDING_THE_LOOP =
      List.of("loop.get-running.in-callback", "loop.get-current.set");

  /** Rules are named after what such a member makes. */
  private static final String MAKES = "create-";

  /** What raises where no loop can be made: then the rules of new loops fail for it as well. */
  private static final Set<String> MAKES_A_LOOP = Set.of("new-event-loop", "--init--", "--new--");

  private static final String NEW_LOOP = "loop.new.";

  /** What is not returned, where a handle is promised. */
  private static final String HANDLE = "Handle";

  private static final String HANDLE_CLASS = ".handle-class";

  /** What a member gives is not what is promised. */
  private static final Pattern GIVES = Pattern.compile("what (\\w+) gives");

  /** Which argument a member does not take, behind its name. */
  private static final Pattern ARGUMENT = Pattern.compile("\\(.*\\)$");

  /** What is not returned, and the member that should. */
  private static final Map<String, String> MAKER_OF =
      Map.of("a Task", "create_task", "an AsyncFuture", "create_future");

  private final List<RuleResult> rules;
  private final Map<String, RuleResult> byId = new HashMap<>();

  /** The rules that are blocked, each with those that block it. */
  private final Map<String, Set<String>> causes = new HashMap<>();

  /** The same of the tests of each rule: one may be blocked in one way, and one in another. */
  private final Map<String, Map<TestResult, Set<String>>> ofTests = new HashMap<>();

  private Blocking(List<RuleResult> rules) {
    this.rules = rules;
    rules.forEach(rule -> byId.put(rule.id(), rule));
  }

  /** Returns the results in the same order, in which what is blocked is judged so. */
  public static List<RuleResult> judge(List<RuleResult> rules) {
    Blocking blocking = new Blocking(rules);
    blocking.findBlockedByGrounds();
    blocking.findBlockedByTheSameSentence();
    blocking.findBlockedByTheSameCause();
    blocking.findBlockedByTheSameCrash();
    blocking.findBlockedAfterwards();
    return rules.stream().map(blocking::judged).toList();
  }

  /** Returns the ids of the rules on which the failing tests of a rule rest. */
  public static Set<String> beneath(RuleResult rule) {
    Set<String> beneath = new LinkedHashSet<>();
    Kin.of(rule.id()).map(Kin::rule).forEach(beneath::add);
    rule.tests().stream()
        .filter(test -> test.verdict().isFailure())
        .forEach(test -> {
          beneath.addAll(test.grounds());
          beneath.addAll(test.among());
        });
    return beneath;
  }

  private static boolean mayHide(@Nullable RuleResult other, RuleResult rule) {
    return other != null
        && other.isBroken()
        && isBrokenByATest(other)
        && (other.rule().decides() || !rule.rule().decides());
  }

  /** Whether a test says so whose program is always the same. */
  private static boolean isBrokenByATest(RuleResult rule) {
    return rule.tests().stream()
        .anyMatch(test -> test.verdict().isFailure() && test.among().isEmpty());
  }

  private void findBlockedByGrounds() {
    rules.stream()
        .sorted(Comparator.comparingInt(rule -> Ground.rank(rule.id())))
        .forEach(rule -> block(rule, test -> groundsMissing(rule, test)));
  }

  private Set<String> groundsMissing(RuleResult rule, TestResult test) {
    if (hungInLaterRun(test) && runsOnce()) {
      return rule.id().equals(AGAIN) ? Set.of() : Set.of(AGAIN);
    }
    Set<String> missing = new LinkedHashSet<>();
    test.among().stream().filter(id -> mayHide(byId.get(id), rule)).forEach(missing::add);
    if (meetsAnotherLoop(test)) {
      FINDING_THE_LOOP.stream()
          .filter(id -> !id.equals(rule.id()) && mayHide(byId.get(id), rule))
          .findFirst()
          .ifPresent(missing::add);
    }
    for (String id : test.grounds()) {
      Ground ground = Ground.ofRule(id).orElse(null);
      RuleResult result = byId.get(id);
      if (ground != null
          && result != null
          && Ground.rank(id) < Ground.rank(rule.id())
          && isMissing(result)
          && (result.counts() || result.rule().decides() || !rule.rule().decides())
          && (test.isGivenUp() || mayFollow(test, ground, result))) {
        missing.add(id);
      }
    }
    return missing;
  }

  /** Whoever asks for the running loop and is given another one makes futures of that. */
  private static boolean meetsAnotherLoop(TestResult test) {
    return test.verdict().isFailure()
        && test.failure() != null
        && OF_ANOTHER_LOOP.matcher(test.failure().text()).find();
  }

  /** What the test needs has worked in the run before, and so none of that is why it hung. */
  private static boolean hungInLaterRun(TestResult test) {
    return test.verdict() == Verdict.HANG
        && test.failure() != null
        && test.failure().text().contains(Failure.IN_LATER_RUN);
  }

  /** Whether loops hang in each run but their first. */
  private boolean runsOnce() {
    RuleResult again = byId.get(AGAIN);
    return again != null && again.tests().stream().anyMatch(Blocking::hungInLaterRun);
  }

  private boolean isMissing(RuleResult ground) {
    return ground.isBroken() ? isBrokenByATest(ground) : causes.containsKey(ground.id());
  }

  private static boolean mayFollow(TestResult test, Ground ground, RuleResult ofGround) {
    return ground.isVacuousWithout()
        || (test.verdict().isFailure() && ground.explains(test.verdict(), ofGround.verdict()));
  }

  private void findBlockedAfterwards() {
    Map<String, Set<String>> afterwards = new HashMap<>();
    for (RuleResult rule : rules) {
      if (rule.verdict() == Verdict.BLOCKED && !causes.containsKey(rule.id())) {
        Set<String> blockers = new LinkedHashSet<>();
        rule.tests().stream()
            .filter(test -> test.verdict() == Verdict.BLOCKED)
            .forEach(test -> blockers.addAll(test.grounds()));
        afterwards.put(rule.id(), blockers);
      }
    }
    causes.putAll(afterwards);
  }

  /** A rule that says the same as another one, of what the other's subject does, fails with it. */
  private void findBlockedByTheSameSentence() {
    for (RuleResult rule : rules) {
      List<Kin> failing =
          Kin.of(rule.id()).filter(kin -> mayHide(byId.get(kin.rule()), rule)).toList();
      block(
          rule,
          test ->
              failing.stream()
                  .filter(kin -> kin.explains(test))
                  .map(Kin::rule)
                  .collect(Collectors.toSet()));
    }
  }

  private void findBlockedByTheSameCause() {
    Map<String, List<RuleResult>> byCause = new LinkedHashMap<>();
    CommonCauses common = CommonCauses.of(rules);
    for (RuleResult rule : rules) {
      if (!causes.containsKey(rule.id())) {
        tellingTests(rule)
            .map(common::of)
            .filter(Predicate.not(String::isEmpty))
            .distinct()
            .forEach(cause -> byCause.computeIfAbsent(cause, none -> new ArrayList<>()).add(rule));
      }
    }
    Map<String, String> accused = new HashMap<>();
    byCause.forEach((cause, all) -> accused.put(cause, accused(cause, all, common).id()));
    rules.forEach(rule ->
        block(
            rule,
            test -> {
              String owner = accused.get(common.of(test));
              return owner == null || owner.equals(rule.id()) ? Set.of() : Set.of(owner);
            }));
  }

  /**
   * Programs that were made by chance contain whatever ends the process: where one ends by the same
   * signal as a test whose program is always the same, or as another one of them, that is one
   * fault.
   */
  private void findBlockedByTheSameCrash() {
    Map<String, String> accused = new HashMap<>();
    for (boolean byChance : List.of(false, true)) {
      for (RuleResult rule : rules) {
        rule.tests().stream()
            .filter(test -> byChance != test.among().isEmpty())
            .filter(_ -> byChance || PAGES_OF_PROGRAMS.matcher(rule.rule().page()).find())
            .forEach(test -> signal(test).ifPresent(name -> accused.putIfAbsent(name, rule.id())));
      }
    }
    rules.forEach(rule ->
        block(
            rule,
            test ->
                test.among().isEmpty()
                    ? Set.of()
                    : signal(test)
                        .map(accused::get)
                        .filter(owner -> !owner.equals(rule.id()))
                        .map(Set::of)
                        .orElse(Set.of())));
  }

  private static Optional<String> signal(TestResult test) {
    return test.verdict() == Verdict.CRASH && test.failure() != null
        ? SIGNAL.matcher(test.failure().text()).results().map(found -> found.group(1)).findFirst()
        : Optional.empty();
  }

  /**
   * The rule that is named after the member that is missing, or in which it was raised, else the
   * first of the candidates.
   */
  private RuleResult accused(String cause, List<RuleResult> rules, CommonCauses common) {
    List<RuleResult> candidates = candidates(cause, rules, common);
    return (cause.contains("\n") ? RaisedPlace.functions(cause) : Stream.of(member(cause)))
        .map(function -> function.replace('_', '-'))
        .flatMap(name -> candidates.stream().filter(rule -> isNamedAfter(name, rule.id())))
        .findFirst()
        .orElseGet(candidates::getFirst);
  }

  /**
   * One that decides goes first, one that was broken by more than programs made by chance, one that
   * fails for nothing else, and one that names the cause itself.
   */
  private List<RuleResult> candidates(String cause, List<RuleResult> rules, CommonCauses common) {
    List<RuleResult> left = thoseIfAny(rules, rule -> rule.rule().decides());
    left = thoseIfAny(left, Blocking::isBrokenByATest);
    left = thoseIfAny(left, rule -> fails(rule, cause, common));
    return thoseIfAny(left, rule -> says(rule, cause));
  }

  /** Those of some rules of which something is true; all of them, if it is true of none. */
  private static List<RuleResult> thoseIfAny(List<RuleResult> rules, Predicate<RuleResult> what) {
    List<RuleResult> those = rules.stream().filter(what).toList();
    return those.isEmpty() ? rules : those;
  }

  private static String member(String cause) {
    Matcher gives = GIVES.matcher(cause);
    return gives.matches()
        ? gives.group(1)
        : MAKER_OF.getOrDefault(cause, ARGUMENT.matcher(cause).replaceFirst(""));
  }

  /** Whether a rule fails for this, and not only for what follows from it. */
  private boolean says(RuleResult rule, String cause) {
    return tellingTests(rule)
        .anyMatch(test -> test.cause().equals(cause) || test.missing().startsWith(cause + "("));
  }

  /** Whether a rule fails for this and for nothing else. */
  private boolean fails(RuleResult rule, String cause, CommonCauses common) {
    return tellingTests(rule)
        .filter(test -> test.verdict().isFailure())
        .allMatch(test -> common.of(test).equals(cause));
  }

  private static boolean isNamedAfter(String member, String rule) {
    return rule.contains("." + member + ".")
        || (member.startsWith(MAKES) && rule.startsWith(member + "."))
        || (member.startsWith(MAKES) && rule.startsWith(member.substring(MAKES.length()) + "."))
        || (MAKES_A_LOOP.contains(member) && rule.startsWith(NEW_LOOP))
        || (member.endsWith(HANDLE) && rule.endsWith(HANDLE_CLASS));
  }

  /** What blocks a test: the ids of rules; none if nothing does. */
  @FunctionalInterface
  private interface Blockers {
    Set<String> of(TestResult test);
  }

  private void block(RuleResult rule, Blockers blockers) {
    boolean maybe =
        rule.isBroken() || rule.verdict() == Verdict.PASS || rule.verdict() == Verdict.BLOCKED;
    if (causes.containsKey(rule.id()) || !maybe) {
      return;
    }
    Map<TestResult, Set<String>> blocked = blocked(rule);
    for (TestResult test : rule.tests()) {
      Set<String> ofTest = blocked.containsKey(test) ? Set.of() : blockers.of(test);
      if (!ofTest.isEmpty()) {
        blocked.put(test, ofTest);
      }
    }
    if (!blocked.isEmpty() && rule.tests().stream().allMatch(test -> isSilent(rule, test))) {
      Set<String> all = new LinkedHashSet<>();
      blocked.values().forEach(all::addAll);
      causes.put(rule.id(), all);
    }
  }

  /** The tests that are not blocked, as far as that is known. */
  private Stream<TestResult> tellingTests(RuleResult rule) {
    return rule.tests().stream().filter(test -> !blocked(rule).containsKey(test));
  }

  private Map<TestResult, Set<String>> blocked(RuleResult rule) {
    return ofTests.computeIfAbsent(rule.id(), none -> new LinkedHashMap<>());
  }

  /** Whether a test says nothing of its rule, or nothing but what follows from others. */
  private boolean isSilent(RuleResult rule, TestResult test) {
    boolean tells = test.verdict().isFailure() || !rule.isBroken();
    return !tells || test.verdict() == Verdict.NOT_CLAIMED || blocked(rule).containsKey(test);
  }

  private RuleResult judged(RuleResult rule) {
    if (!causes.containsKey(rule.id()) || rule.verdict() == Verdict.KNOWN) {
      return rule;
    }
    Set<String> roots = new LinkedHashSet<>();
    addRoots(rule.id(), new HashSet<>(), roots);
    return roots.isEmpty() ? rule : rule.blockedBy(List.copyOf(roots));
  }

  /** A rule that blocks may be blocked itself: then it is what blocks that one. */
  private void addRoots(String id, Set<String> seen, Set<String> roots) {
    Set<String> direct = causes.get(id);
    if (direct == null) {
      roots.add(id);
    } else if (seen.add(id)) {
      direct.forEach(cause -> addRoots(cause, seen, roots));
    }
  }
}
