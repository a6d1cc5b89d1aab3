package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import java.time.Duration;

/**
 * Whether timers of an implementation fire at all. It is looked for when a generated program has
 * hung, which may have waited for one: the run that does not end is then no fault of its own.
 */
final class TimersFire {
  /** Many times what a slow machine needs for the delay. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration DELAY = Duration.ofMillis(20);

  private static final Measured<Boolean> KNOWN = new Measured<>(TimersFire::look);

  private TimersFire() {}

  static boolean in(Implementation implementation) {
    return KNOWN.of(implementation);
  }

  private static boolean look(Implementation implementation) {
    try {
      Probe.run(
          implementation,
          "a look at whether timers fire",
          LIMIT,
          session -> {
            EventLoop loop = session.asyncio().newEventLoop();
            loop.callLater(DELAY, loop::stop);
            loop.runForever();
            if (!implementation.leavesOpen()) {
              loop.close();
            }
          });
      return true;
    } catch (HangError never) {
      return false;
    } catch (Throwable other) {
      return true; // the tests have more to say of it
    }
  }
}
