package io.asynciotck.tck.harness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A look at an implementation that is no test. It has a session of its own, and a time limit. */
@FunctionalInterface
interface Probe {

  /** Looks at a fresh session, which is closed behind it. */
  void look(Session session) throws Throwable;

  /**
   * Runs a probe in the thread of tests, which may be this one.
   *
   * @param name what is looked at, for those who hear which test begins
   * @param limit how long it may take, unless this is the thread of a test with a limit of its own
   * @throws HangError if it did not finish in time
   * @throws Throwable what it threw
   */
  static void run(Implementation implementation, String name, Duration limit, Probe probe)
      throws Throwable {
    AtomicReference<@Nullable Session> opened = new AtomicReference<>();
    TestBody body =
        () -> {
          try (Session session = implementation.open(Conditions.ofKit(name, false))) {
            opened.set(session);
            probe.look(session);
          }
        };
    if (TestThread.isCurrent()) {
      body.run();
    } else {
      TestThread.run(body, limit, () -> abort(opened.get()));
    }
  }

  private static String abort(@Nullable Session session) {
    return session == null ? "" : session.abort();
  }
}
