package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.Rule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is tested, and against what.
 *
 * @param implementation the implementation
 * @param profile the profile that it is checked against
 * @param timeout how long a test may take
 * @param seed the seed from which every property takes its own
 * @param tries how many programs a property tries
 * @param book the rules
 * @param realClockToo whether what rests on clock, poll and wake-up is also shown by the real
 *     clock, if it is shown by virtual time
 */
public record Target(
    Implementation implementation,
    Profile profile,
    Duration timeout,
    long seed,
    int tries,
    RuleBook book,
    boolean realClockToo) {
  /** How many programs a property tries, unless told otherwise. */
  public static final int DEFAULT_TRIES = 200;

  /** How long a test may take, unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Returns an implementation, checked against the newest profile that it claims. */
  public static Target of(Implementation implementation) {
    return new Target(
        implementation,
        implementation.profile(),
        DEFAULT_TIMEOUT,
        freshSeed(),
        DEFAULT_TRIES,
        RuleBook.standard(),
        false);
  }

  /** Returns a seed for a run that replays no other. */
  public static long freshSeed() {
    return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  }

  /** Returns the same for another of the same implementation. */
  public Target withImplementation(Implementation other) {
    return new Target(other, profile, timeout, seed, tries, book, realClockToo);
  }

  /** Returns the same with another limit for a test. */
  public Target withTimeout(Duration limit) {
    return new Target(implementation, profile, limit, seed, tries, book, realClockToo);
  }

  /** Returns the same with another seed. */
  public Target withSeed(long other) {
    return new Target(implementation, profile, timeout, other, tries, book, realClockToo);
  }

  /** Returns the same with another number of programs for each property. */
  public Target withTries(int other) {
    return new Target(implementation, profile, timeout, seed, other, book, realClockToo);
  }

  /** Returns the same, checked against another profile. */
  public Target withProfile(Profile other) {
    return new Target(implementation, other, timeout, seed, tries, book, realClockToo);
  }

  /** Returns the same, with tests by the real clock too. */
  public Target withRealClockToo() {
    return new Target(implementation, profile, timeout, seed, tries, book, true);
  }

  /** Why a rule is not checked on this implementation; empty if it is. */
  public Optional<String> whyNot(RuleText rule) {
    if (!profile.selects(rule)) {
      return Optional.of("not in force in " + profile + " (" + rule.versions() + ")");
    }
    if (!implementation.classes().contains(rule.conformanceClass())) {
      String reason = implementation.notClaimed().get(rule.conformanceClass());
      return Optional.of(
          notClaimed(rule.conformanceClass()) + (reason == null ? "" : ": " + reason));
    }
    return Optional.empty();
  }

  /** Returns whether one of some rules decides whether an implementation conforms. */
  public boolean decides(List<String> rules) {
    return rules.stream().anyMatch(rule -> book.get(rule).decides());
  }

  /** Returns whether one of some rules is of a class. */
  boolean isAbout(ConformanceClass name, List<String> rules) {
    return rules.stream().anyMatch(rule -> book.get(rule).conformanceClass() == name);
  }

  /** What is said of a class that is not claimed, if there is no reason. */
  public static String notClaimed(ConformanceClass name) {
    return "class " + name + " is not claimed";
  }

  /** Why a test is not run on this implementation; empty if it is. */
  public Optional<String> whyNot(Method test) {
    Rule rules = test.getAnnotation(Rule.class);
    if (rules != null) {
      Optional<String> reason =
          Arrays.stream(rules.value())
              .map(book::get)
              .flatMap(rule -> whyNot(rule).stream())
              .findFirst();
      if (reason.isPresent()) {
        return reason;
      }
    }
    return needs(test, NeedsVirtualTime.class, Capability.VIRTUAL_TIME)
        .or(() -> needs(test, NeedsLogging.class, Capability.LOGGING))
        .or(() -> needs(test, InEnvironment.class, Capability.ENVIRONMENT))
        .or(() -> needs(test, NeedsIntrospection.class, Capability.INTROSPECTION))
        .or(() -> needs(test, NeedsOperatingSystem.class, Capability.OPERATING_SYSTEM));
  }

  private Optional<String> needs(
      Method test, Class<? extends Annotation> mark, Capability capability) {
    boolean needed =
        test.isAnnotationPresent(mark) || test.getDeclaringClass().isAnnotationPresent(mark);
    return needed && !implementation.capabilities().contains(capability)
        ? Optional.of("needs the capability " + capability)
        : Optional.empty();
  }
}
