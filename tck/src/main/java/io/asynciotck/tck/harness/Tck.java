package io.asynciotck.tck.harness;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the test classes of this JVM are about just now. JUnit makes them by itself, so that nobody
 * can hand it to them; all other code is handed its {@link Target}. May be used in any thread.
 */
public final class Tck {
  private static volatile @Nullable Target target;

  private Tck() {}

  /** Chooses what the tests are about. */
  public static void use(Target chosen) {
    target = chosen;
  }

  /** Does something about a target, and goes back to what was chosen before. */
  public static void about(Target other, Runnable work) {
    @Nullable Target before = target;
    target = other;
    try {
      work.run();
    } finally {
      target = before;
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

  /** Returns the implementation. */
  public static Implementation implementation() {
    return target().implementation();
  }
}
