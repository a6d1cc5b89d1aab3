package io.asynciotck.tck.harness;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the test classes of this JVM are about just now. JUnit makes them by itself, so that nobody
 * can hand it to them; all other code is handed its {@link Target}. May be used in any thread.
 */
public final class Tck {
  private static volatile @Nullable Target target;
  private static volatile Attempts attempts = Attempts.ALL;

  private Tck() {}

  /** Chooses what the tests are about. */
  public static void use(Target chosen) {
    target = chosen;
  }

  /** Does something about a target, and goes back to what was chosen before. */
  public static void about(Target other, Attempts worthwhile, Runnable work) {
    @Nullable Target before = target;
    Attempts attemptsBefore = attempts;
    target = other;
    attempts = worthwhile;
    try {
      work.run();
    } finally {
      target = before;
      attempts = attemptsBefore;
    }
  }

  /** Chooses an implementation of this JVM by its name. */
  public static void use(String name) {
    use(Implementations.named(name));
  }

  /** Chooses an implementation, checked against the newest profile that it claims. */
  public static void use(Implementation implementation) {
    use(Target.of(implementation));
  }

  /** Returns what was chosen, else the only implementation that there is. */
  public static Target target() {
    if (target == null) {
      use(Implementations.only());
    }
    return Objects.requireNonNull(target);
  }

  /** Returns why a test is not run; empty if it is. */
  static Optional<String> whyNot(Method test) {
    return target().whyNot(test).or(() -> attempts.whyNot(test));
  }

  /** Returns the implementation. */
  public static Implementation implementation() {
    return target().implementation();
  }
}
