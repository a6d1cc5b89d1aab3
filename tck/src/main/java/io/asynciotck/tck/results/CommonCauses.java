package io.asynciotck.tck.results;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the failures of a run may have in common with one another. */
final class CommonCauses {
  /** A method of the loop gives nothing, where something is promised. */
  private static final Pattern GAVE_NOTHING =
      Pattern.compile("\\b(?!ensure_future )\\w+ (?:gave None|returned None,) where ");

  /** Somebody trips over nothing: code in Python that has asked for it, or handed it on. */
  private static final Pattern NOTHING =
      Pattern.compile(
          "'NoneType' object|no handle was returned|\\bensure_future gave None where "
              + "|An asyncio.Future, a coroutine or an awaitable is required"
              + "|A future is required for source argument");

  /** The same of a test, which has traced what came of it. */
  private static final Pattern TRACED_NOTHING =
      Pattern.compile("\\braises (?:NullPointerException|AttributeError|TypeError \\()");

  /** Somebody awaits what is no awaitable. */
  private static final String AWAITED = "can't be used in 'await' expression";

  /** What is missing where a test asks no more of the handle of a timer than of any. */
  private static final String HANDLE = "a Handle";

  private static final String TIMER_HANDLE = "a TimerHandle";

  /** A method of the loop gives what is no coroutine, where one is promised. */
  private static final Pattern GAVE_NO_COROUTINE =
      Pattern.compile("\\bwhere an? (?:Coroutine|AsyncFuture) is promised");

  private final Set<String> known;

  /** The cause of those that trip over nothing, where it is known from where they have it. */
  private final Optional<String> nothing;

  /** The same of those that await what cannot be awaited. */
  private final Optional<String> noCoroutine;

  private CommonCauses(List<TestResult> failed) {
    this.known = failed.stream().map(TestResult::cause).collect(Collectors.toSet());
    this.nothing = missing(failed, GAVE_NOTHING).map(this::narrowed);
    this.noCoroutine = missing(failed, GAVE_NO_COROUTINE);
  }

  static CommonCauses of(List<RuleResult> rules) {
    List<TestResult> failed =
        rules.stream()
            .flatMap(rule -> rule.tests().stream())
            .filter(test -> !test.cause().isEmpty())
            .toList();
    return new CommonCauses(failed);
  }

  /** What is missing in the first of the tests that say so. */
  private static Optional<String> missing(List<TestResult> failed, Pattern said) {
    return failed.stream()
        .filter(test -> says(test, said))
        .map(TestResult::missing)
        .filter(Predicate.not(String::isEmpty))
        .findFirst();
  }

  /**
   * The cause of a test; empty if it has none in common. An argument is missing because its member
   * is, where that one is not there at all; who trips over nothing does so for the member that has
   * given it; and who has called what raises does not matter where it does so when a test itself
   * calls it.
   */
  String of(TestResult test) {
    String cause = narrowed(test.cause());
    if (nothing.isPresent() && tripsOverNothing(test)) {
      return nothing.get();
    }
    if (noCoroutine.isPresent() && cause.contains(AWAITED)) {
      return noCoroutine.get();
    }
    String missing = narrowed(test.missing());
    int argument = missing.indexOf('(');
    String wider =
        missing.isEmpty()
            ? RaisedPlace.innermost(cause)
            : argument < 0 ? missing : missing.substring(0, argument);
    return known.contains(wider) ? wider : cause;
  }

  /** Where timers have no handle, that is what is missing. */
  private String narrowed(String cause) {
    return cause.equals(HANDLE) && known.contains(TIMER_HANDLE) ? TIMER_HANDLE : cause;
  }

  private static boolean tripsOverNothing(TestResult test) {
    return (says(test, NOTHING) && !says(test, GAVE_NOTHING))
        || (test.verdict().isFailure()
            && test.failure() != null
            && test.missing().isEmpty()
            && TRACED_NOTHING.matcher(test.failure().observed()).find()
            && !TRACED_NOTHING.matcher(test.failure().expected().toString()).find());
  }

  private static boolean says(TestResult test, Pattern what) {
    return test.failure() != null && what.matcher(test.failure().text()).find();
  }
}
