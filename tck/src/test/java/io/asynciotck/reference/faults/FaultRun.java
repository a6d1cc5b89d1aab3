package io.asynciotck.reference.faults;

import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs the tests of some rules on a module in place of the reference. */
final class FaultRun {

  /** Only what hangs in spite of the virtual clock comes to this. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Properties take longer each. */
  private static final Duration PATIENCE_WITH_PROPERTIES = Duration.ofSeconds(5);

  private FaultRun() {}

  /** No machine is so busy that what ends at all does not end within this time. */
  private static final Duration PATIENCE_WITH_SURPRISES = Duration.ofSeconds(60);

  /** What tests show besides their own rules, or a test would accuse its own rule of it. */
  private static final Set<String> AFTERWARDS =
      Set.of(
          Ground.NO_REPORTS.rule(),
          "loop.base-exception.not-reported",
          Ground.CLOSE.rule(),
          Ground.TRANSPORT_SOCKET.rule(),
          Ground.DATAGRAM_SOCKET.rule());

  /**
   * What the tests of some rules say.
   *
   * @param broken the rules that fail, each with the test that said so
   * @param blocked the rules of which a test ended well, but for something that another rule is
   *     accused of, each with that test
   */
  record Seen(Map<String, TestResult> broken, Map<String, TestResult> blocked) {}

  /** The rules that fail, each with the test that said so. */
  static Map<String, TestResult> rulesBrokenBy(
      AsyncioProvider provider, Profile profile, Set<String> rules, Set<String> foreseen) {
    return examples(provider, profile, rules, foreseen, Set.of()).broken();
  }

  /**
   * What the tests of some rules say. A hang that nobody foresaw counts only if it is one with much
   * more time too, and so does what such a hang may have blocked: a busy machine makes no fault.
   *
   * @param foreseen the rules that should fail
   * @param held the rules that should be neither broken nor blocked
   */
  static Seen examples(
      AsyncioProvider provider,
      Profile profile,
      Set<String> rules,
      Set<String> foreseen,
      Set<String> held) {
    Target target = Target.of(new JvmImplementation(provider)).withProfile(profile).withSeed(1);
    Seen seen = examples(target.withTimeout(PATIENCE), rules);
    Map<String, TestResult> broken = seen.broken();
    Set<String> surprises =
        broken.entrySet().stream()
            .filter(entry -> entry.getValue().verdict() == Verdict.HANG)
            .map(Map.Entry::getKey)
            .filter(rule -> !foreseen.contains(rule))
            .collect(Collectors.toSet());
    Map<String, TestResult> blocked = seen.blocked();
    boolean hung = !surprises.isEmpty();
    blocked.keySet().stream().filter(rule -> hung || held.contains(rule)).forEach(surprises::add);
    if (surprises.isEmpty()) {
      return seen;
    }
    broken.keySet().removeAll(surprises);
    blocked.keySet().removeAll(surprises);
    Seen again = examples(target.withTimeout(PATIENCE_WITH_SURPRISES), surprises);
    broken.putAll(again.broken());
    blocked.putAll(again.blocked());
    return new Seen(broken, blocked);
  }

  private static Seen examples(Target target, Set<String> rules) {
    Map<String, TestResult> broken = new TreeMap<>();
    Map<String, TestResult> blocked = new TreeMap<>();
    TestRun.runExamples(
        target,
        rules,
        AFTERWARDS,
        result -> {
          if (result.verdict().isFailure()) {
            result.rules().forEach(rule -> broken.put(rule, result));
          } else if (result.verdict() == Verdict.BLOCKED) {
            result.rules().forEach(rule -> blocked.put(rule, result));
          }
        });
    blocked.keySet().removeAll(broken.keySet());
    return new Seen(broken, blocked);
  }

  /** What the properties of some rules say. */
  static List<TestResult> properties(AsyncioProvider provider, Set<String> rules) {
    Target target =
        Target.of(new JvmImplementation(provider))
            .withTimeout(PATIENCE_WITH_PROPERTIES)
            .withSeed(1);
    List<TestResult> results = new ArrayList<>();
    TestRun.runProperties(target, rules, results::add);
    return results;
  }

  static Set<String> allRules() {
    return RuleBook.standard().rules().stream().map(RuleText::id).collect(Collectors.toSet());
  }
}
