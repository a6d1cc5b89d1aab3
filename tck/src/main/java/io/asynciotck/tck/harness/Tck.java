package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.Rule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What this run of the kit is about: the implementation, the profile, the deadline of a test. One
 * choice for the whole JVM, because JUnit makes test classes by itself. May be used in any thread.
 */
public final class Tck {
  /** How long a test may take, unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static volatile @Nullable Choice choice;

  private Tck() {}

  private record Choice(
      Implementation implementation, Profile profile, Duration timeout, long seed) {}

  /**
   * Chooses an implementation of this JVM by its name, held against the newest profile it claims.
   */
  public static void use(String name) {
    use(Implementations.named(name));
  }

  /** Chooses the implementation, held against the newest profile it claims. */
  public static void use(Implementation implementation) {
    use(implementation, implementation.profile(), DEFAULT_TIMEOUT, freshSeed());
  }

  /**
   * Chooses the implementation, the profile, how long a test may take, and the seed of properties.
   */
  public static void use(
      Implementation implementation, Profile profile, Duration timeout, long seed) {
    choice = new Choice(implementation, profile, timeout, seed);
  }

  /** Returns a seed for a run that replays no other. */
  public static long freshSeed() {
    return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  }

  /** Returns the implementation: what was chosen, else the only one there is. */
  public static Implementation implementation() {
    return chosen().implementation();
  }

  /** Returns the profile. */
  public static Profile profile() {
    return chosen().profile();
  }

  /** Returns how long a test may take. */
  public static Duration timeout() {
    return chosen().timeout();
  }

  /** Returns the seed from which every property takes its own. */
  public static long seed() {
    return chosen().seed();
  }

  /**
   * Returns whether a failure of a rule decides: OBSERVED rules do only if CPython's detail is
   * claimed.
   */
  public static boolean decides(RuleText rule) {
    return rule.level() != Level.OBSERVED
        || implementation().classes().contains(ConformanceClass.CPYTHON_DETAIL);
  }

  /** Why a test is not run on this implementation; empty if it is. */
  static Optional<String> whyNot(Method test) {
    Rule rules = test.getAnnotation(Rule.class);
    if (rules != null) {
      Optional<String> reason =
          Arrays.stream(rules.value())
              .map(RuleBook.standard()::get)
              .flatMap(rule -> whyNot(rule).stream())
              .findFirst();
      if (reason.isPresent()) {
        return reason;
      }
    }
    return needs(test, NeedsVirtualTime.class, Capability.VIRTUAL_TIME)
        .or(() -> needs(test, NeedsLogging.class, Capability.LOGGING))
        .or(() -> needs(test, NeedsIntrospection.class, Capability.INTROSPECTION));
  }

  /** Why a rule is not held against this implementation; empty if it is. */
  public static Optional<String> whyNot(RuleText rule) {
    if (!profile().selects(rule)) {
      return Optional.of("not in force in " + profile() + " (" + rule.versions() + ")");
    }
    if (!implementation().classes().contains(rule.conformanceClass())) {
      String reason = implementation().notClaimed().get(rule.conformanceClass());
      return Optional.of(
          notClaimed(rule.conformanceClass()) + (reason == null ? "" : ": " + reason));
    }
    return Optional.empty();
  }

  /** What is said of a class that is not claimed, if there is no reason. */
  public static String notClaimed(ConformanceClass name) {
    return "class " + name + " is not claimed";
  }

  private static Optional<String> needs(
      Method test, Class<? extends Annotation> mark, Capability capability) {
    boolean needed =
        test.isAnnotationPresent(mark) || test.getDeclaringClass().isAnnotationPresent(mark);
    return needed && !implementation().capabilities().contains(capability)
        ? Optional.of("needs the capability " + capability)
        : Optional.empty();
  }

  private static Choice chosen() {
    Choice made = choice;
    if (made == null) {
      use(Implementations.only());
      made = choice;
    }
    return java.util.Objects.requireNonNull(made);
  }
}
