package io.asynciotck.tck.bridge.repro;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a test read from the clocks of loops, and what it reckoned from that. */
final class Readings {

  /** Methods that take a time of the loop's clock. */
  private static final Set<String> TAKE_TIMES = Set.of("call_at", "timeout_at", "reschedule");

  private static final double MILLI = 1e-3;

  private final List<Frame.Call> all = new ArrayList<>();

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
          call.reading.uses++;
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

  /** A reading after which the test has traced something: it was held against an earlier one. */
  void compared(Frame.Call reading) {
    Frame.Call first = first();
    if (first != null && first != reading) {
      first.uses += 2; // it has to have a name
    }
  }

  /** The first reading, from which time is counted; or null. */
  Frame.@Nullable Call first() {
    return all.isEmpty() ? null : all.getFirst();
  }
}
