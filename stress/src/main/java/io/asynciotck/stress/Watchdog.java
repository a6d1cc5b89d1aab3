package io.asynciotck.stress;

import io.asynciotck.api.EventLoop;
import java.time.Duration;

/**
 * Ends a run of a loop that nobody else has ended for a long time, and knows that it did. Used by
 * the loop's thread.
 */
final class Watchdog {
  /**
   * Far longer than any machine keeps a thread waiting that could run. Shorter only for a loop that
   * is known to be broken.
   */
  static final Duration PATIENCE = Duration.parse(System.getProperty("stress.patience", "PT20S"));

  private boolean barked;

  /** Runs a loop until it is stopped, by what it is given or in the end by the watchdog. */
  void run(EventLoop loop) {
    loop.callLater(
        PATIENCE,
        () -> {
          barked = true;
          loop.stop();
        });
    loop.runForever();
  }

  boolean barked() {
    return barked;
  }
}
