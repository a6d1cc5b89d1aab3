package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.ON;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The runs of loops that a test has asked for.
 *
 * @param lines what was said in the test
 */
record Runs(Iterable<Recording.Line> lines) {
  private static final Set<String> MEMBERS = Set.of("run_forever", "run_until_complete");

  /** What the kit asks for that is no run. */
  private static final int NONE = -1;

  /** Whether a loop is in a run that has not ended, and had run before. */
  boolean wasInLaterOne() {
    Set<Integer> haveRun = new HashSet<>();
    Map<String, Deque<Integer>> asked = new HashMap<>();
    for (Recording.Line line : lines) {
      Deque<Integer> open = asked.computeIfAbsent(line.thread(), _ -> new ArrayDeque<>());
      boolean asks = line.message().has(DO);
      if (line.speaker() == Speaker.KIT && asks) {
        open.push(loopOf(line.message()));
      } else if (line.speaker() == Speaker.AGENT && !asks && !open.isEmpty()) {
        haveRun.add(open.pop());
      }
    }
    return asked.values().stream()
        .flatMap(Deque::stream)
        .anyMatch(loop -> loop != NONE && haveRun.contains(loop));
  }

  /** The number of the loop that is asked to run. */
  private static int loopOf(JsonNode request) {
    return MEMBERS.contains(request.path(NAME).asString("")) ? request.path(ON).asInt() : NONE;
  }
}
