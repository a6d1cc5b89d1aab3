package io.asynciotck.tck.repro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a test read from the clocks of loops, and what it reckoned from that. */
final class Readings {

  /** Methods that take a time of the loop's clock. */
  private static final Set<String> TAKE_TIMES = Set.of("call_at", "timeout_at", "reschedule");

  private static final double MILLI = 1e-3;

  private final List<Frame.Call> all = new ArrayList<>();

  /** How often what comes later is reckoned from a reading. */
  private final Map<Frame.Call, Integer> uses = new HashMap<>();

  /** The readings that are written within the one call that is reckoned from them. */
  private final Set<Frame.Call> within = new HashSet<>();

  void add(Frame.Call reading) {
    all.add(reading);
  }

  /** A call that may name a time: it was reckoned from the last reading that makes it round. */
  void used(Frame.Call call) {
    if (!TAKE_TIMES.contains(call.name())) {
      return;
    }
    for (JsonNode argument : call.request.path("args")) {
      if (argument.isFloatingPointNumber()) {
        call.reading = readingFor(argument.doubleValue());
        if (call.reading != null) {
          uses.merge(call.reading, 1, Integer::sum);
        }
      }
    }
  }

  private Frame.@Nullable Call readingFor(double time) {
    return all.reversed().stream()
        .filter(reading -> isRound(time - reading.read()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isRound(double seconds) {
    double millis = seconds / MILLI;
    return Math.abs(millis - Math.rint(millis)) < 1e-3;
  }

  /** A reading after which the test has traced something: it was compared with an earlier one. */
  void compared(Frame.Call reading) {
    Frame.Call first = first();
    if (first != null && first != reading) {
      uses.merge(first, 2, Integer::sum); // it has to have a name
    }
  }

  /** The first reading, from which time is counted; or null. */
  Frame.@Nullable Call first() {
    return all.isEmpty() ? null : all.getFirst();
  }

  /** Looks, once all has been read, for readings that stand before the one call that uses them. */
  void place(List<Frame.Item> items) {
    for (int i = 0; i + 1 < items.size(); i++) {
      if (items.get(i) instanceof Frame.Call reading
          && items.get(i + 1) instanceof Frame.Call call
          && call.reading == reading
          && uses.getOrDefault(reading, 0) == 1) {
        within.add(reading);
      }
    }
  }

  /** Whether a reading is written within the call that is reckoned from it. */
  boolean isWithin(Frame.Call reading) {
    return within.contains(reading);
  }

  /** Whether a reading has to have a name, because what comes later is reckoned from it. */
  boolean isNamed(Frame.Call reading) {
    return uses.containsKey(reading) && !isWithin(reading);
  }
}
