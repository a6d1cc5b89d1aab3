package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether timers of an implementation fire at all. It is looked for when a generated program has
 * hung, which may have waited for one: the run that does not end is then no fault of its own.
 */
final class TimersFire {
  /** Many times what a slow machine needs for the delay. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration DELAY = Duration.ofMillis(20);

  private static final Map<Implementation, Boolean> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private TimersFire() {}

  static boolean in(Implementation implementation) {
    return KNOWN.computeIfAbsent(implementation, TimersFire::look);
  }

  private static boolean look(Implementation implementation) {
    AtomicReference<@Nullable Session> opened = new AtomicReference<>();
    try {
      TestThread.run(
          () -> {
            try (Session session =
                implementation.open(Conditions.ofKit("a look at whether timers fire", false))) {
              opened.set(session);
              EventLoop loop = session.asyncio().newEventLoop();
              loop.callLater(DELAY, loop::stop);
              loop.runForever();
              if (!implementation.leavesOpen()) {
                loop.close();
              }
            }
          },
          LIMIT,
          () -> {
            Session session = opened.get();
            return session == null ? "" : session.abort();
          });
      return true;
    } catch (HangError never) {
      return false;
    } catch (Throwable other) {
      return true; // the tests have more to say of it
    }
  }
}
