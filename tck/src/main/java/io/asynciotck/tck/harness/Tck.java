package io.asynciotck.tck.harness;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the test classes are about just now. JUnit makes them by itself, so that nobody can hand it
 * to them; all other code is handed its {@link Target}. Several runs may go on side by side, each
 * in a thread of its own and in those that this one starts. May be used in any thread.
 */
public final class Tck {

  /**
   * What a run is about.
   *
   * @param threads the threads of its tests, which inherit it
   */
  record Subject(Target target, Attempts attempts, TestThreads threads) {}

  private static final InheritableThreadLocal<@Nullable Subject> HERE =
      new InheritableThreadLocal<>();

  /** What tests are about that are run by nobody of ours: an IDE, a build. */
  private static volatile @Nullable Target target;

  private static final TestThreads THREADS = new TestThreads();

  private Tck() {}

  /** Chooses what the tests are about. */
  public static void use(Target chosen) {
    target = chosen;
  }

  /** Does something about a target, and goes back to what was chosen before. */
  public static void about(Target other, Attempts worthwhile, Runnable work) {
    @Nullable Subject before = HERE.get();
    TestThreads threads = new TestThreads();
    HERE.set(new Subject(other, worthwhile, threads));
    try {
      work.run();
    } finally {
      threads.end();
      HERE.set(before);
    }
  }

  /** What the run of this thread is about; null if nobody of ours runs the tests. */
  static @Nullable Subject subject() {
    return HERE.get();
  }

  /** Does a part of the work of a run in a thread that may belong to anybody. */
  static void as(@Nullable Subject subject, TestBody work) throws Throwable {
    @Nullable Subject before = HERE.get();
    HERE.set(subject);
    try {
      work.run();
    } finally {
      HERE.set(before);
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
    @Nullable Subject here = HERE.get();
    if (here != null) {
      return here.target();
    }
    if (target == null) {
      use(Implementations.only());
    }
    return Objects.requireNonNull(target);
  }

  /** Returns why a test is not run; empty if it is. */
  static Optional<String> whyNot(Method test) {
    @Nullable Subject here = HERE.get();
    Attempts attempts = here == null ? Attempts.ALL : here.attempts();
    return target().whyNot(test).or(() -> attempts.whyNot(test));
  }

  /** The threads in which tests run here. */
  static TestThreads threads() {
    @Nullable Subject here = HERE.get();
    return here == null ? THREADS : here.threads();
  }

  /** Returns the implementation. */
  public static Implementation implementation() {
    return target().implementation();
  }
}
