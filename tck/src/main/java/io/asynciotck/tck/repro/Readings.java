package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.KWARGS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  /**
   * A time that is due.
   *
   * @param base the reading of a clock from which it is reckoned
   * @param at the time itself; not a number if only the test knows it
   */
  record Deadline(Frame.Call base, double seconds, double at) {}

  /** What takes a time as its first argument after which something is to happen. */
  private static final Set<String> TAKE_DELAYS = Set.of("call_later", "sleep");

  /** When functions of the test's are due, by their numbers. */
  private final Map<Integer, Deadline> due = new HashMap<>();

  /** What events that were traced after a look at a clock were compared with. */
  private final IdentityHashMap<Frame.Traced, Deadline> heldAgainst = new IdentityHashMap<>();

  private @Nullable Deadline last;

  void add(Frame.Call reading) {
    all.add(reading);
  }

  /** A call that may say when something is due. */
  private void delays(Frame.Call call) {
    JsonNode arguments = call.request.path(ARGS);
    JsonNode time =
        call.name().equals("wait_for")
            ? call.request.path(KWARGS).path("timeout")
            : arguments.path(0);
    if (call.isOfHarness() || !time.isNumber()) {
      return;
    }
    if (call.reading != null) {
      double at = time.doubleValue();
      last = new Deadline(call.reading, rounded(at - call.reading.read()), at);
    } else if (!all.isEmpty()
        && (TAKE_DELAYS.contains(call.name()) || call.name().equals("wait_for"))) {
      last = new Deadline(all.getLast(), time.doubleValue(), Double.NaN);
    } else {
      return;
    }
    JsonNode function = arguments.path(1);
    if (function.has(KIT)) {
      due.put(Names.numberOf(function), Objects.requireNonNull(last));
    }
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e9) / 1e9;
  }

  /** An event after a reading, in a function of the test's or elsewhere. */
  void held(Frame.Traced traced, @Nullable Integer function) {
    Deadline deadline = function == null ? last : due.get(function);
    boolean early = traced.event().contains("early");
    if (deadline != null && traced.after() != deadline.base() && (early || function != null)) {
      heldAgainst.put(traced, deadline);
      uses.merge(deadline.base(), 2, Integer::sum);
    }
  }

  /** An event after a call that gave a time: whether that is the one that was given last. */
  void heldEqual(Frame.Traced traced, double time) {
    boolean isSaid = traced.event().endsWith(": true");
    if (last != null
        && (isSaid || traced.event().endsWith(": false"))
        && (last.at() == time) == isSaid
        && Math.abs(last.at() - time) < 1) {
      heldAgainst.put(traced, last);
      uses.merge(last.base(), 2, Integer::sum);
    }
  }

  /** What an event that was traced after a look at a clock was compared with. */
  Optional<Deadline> deadline(Frame.Traced traced) {
    return Optional.ofNullable(heldAgainst.get(traced));
  }

  /** A call that may name a time: it was reckoned from the last reading that makes it round. */
  void used(Frame.Call call) {
    if (TAKE_TIMES.contains(call.name())) {
      findReading(call);
    }
    delays(call);
  }

  private void findReading(Frame.Call call) {
    for (JsonNode argument : call.request.path(ARGS)) {
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
