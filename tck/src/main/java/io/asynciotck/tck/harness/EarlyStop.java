package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Whether the loops of an implementation heed a stop before the run, measured once. Those that do
 * not break a rule of its own; all other rules are shown to them in another way.
 */
final class EarlyStop {
  private static final Map<Implementation, Boolean> HEEDED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private EarlyStop() {}

  static boolean isHeededBy(Implementation implementation) {
    Boolean known = HEEDED.get(implementation);
    if (known == null) {
      // A loop that hangs here does so once.
      HEEDED.put(implementation, true);
      known = isOneIteration(implementation);
      HEEDED.put(implementation, known);
    }
    return known;
  }

  /** Schedules two iterations, stops early, and looks whether there was one. */
  private static boolean isOneIteration(Implementation implementation) {
    Probe probe = new Probe();
    try (Session session = implementation.open(false)) {
      EventLoop loop = session.asyncio().newEventLoop();
      loop.callSoon(() -> probe.first(loop));
      loop.stop();
      loop.runForever();
      loop.close();
    } catch (RuntimeException | Error broken) {
      // What else is wrong with the loop is for the tests to say.
      return true;
    }
    return !probe.hadSecond;
  }

  private static final class Probe {
    private boolean inFirst;
    private boolean hadSecond;

    void first(EventLoop loop) {
      inFirst = true;
      loop.callSoon(() -> second(loop));
      inFirst = false;
    }

    void second(EventLoop loop) {
      hadSecond = !inFirst;
      loop.stop();
    }
  }
}
