package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A callback that schedules itself again in each iteration, and stops its loop in the last: so a
 * test lets a loop come to rest. It does nothing else, and nobody else knows it.
 *
 * @param loop the number of the loop
 * @param times in how many iterations it is called
 */
record GoingRound(int loop, int times) {

  /** Fewer calls are no rounds. */
  private static final int FEWEST = 3;

  /**
   * A function as such a callback, if it is one.
   *
   * @param uses how often the function is named
   */
  static Optional<GoingRound> of(int function, List<Frame> runs, int uses) {
    if (runs.size() < FEWEST
        || uses != runs.size()
        || !runs.stream().allMatch(run -> run.arguments.isEmpty() && run.raised() == null)) {
      return Optional.empty();
    }
    List<Again> all =
        runs.subList(0, runs.size() - 1).stream()
            .flatMap(run -> onlyCall(run).flatMap(Again::of).stream())
            .filter(again -> again.isOf(function))
            .toList();
    int stopped =
        onlyCall(runs.getLast())
            .filter(call -> call.name().equals("stop"))
            .map(call -> call.request.path(ON).asInt(0))
            .orElse(0);
    return stopped > 0
            && all.size() == runs.size() - 1
            && all.stream().allMatch(again -> again.loop == stopped)
        ? Optional.of(
            new GoingRound(stopped, 1 + all.stream().mapToInt(again -> again.iterations).sum()))
        : Optional.empty();
  }

  /**
   * A call that does no more than to schedule something.
   *
   * @param loop the number of the loop
   * @param iterations in how many it is called at the latest
   */
  private record Again(int loop, JsonNode callback, int iterations) {

    static Optional<Again> of(Frame.Call call) {
      JsonNode args = call.request.path(ARGS);
      if (call.name().equals("go_round")) {
        int loop = args.path(0).path(AGENT).asInt(0);
        return Optional.of(new Again(loop, args.path(1), args.path(2).asInt()));
      }
      return call.name().equals("call_soon") && args.size() == 1
          ? Optional.of(new Again(call.request.path(ON).asInt(0), args.path(0), 1))
          : Optional.empty();
    }

    boolean isOf(int function) {
      return callback.has(KIT) && Names.numberOf(callback) == function;
    }
  }

  /** The one call that a run made, if it did nothing else and the call has returned. */
  private static Optional<Frame.Call> onlyCall(Frame run) {
    return run.items.size() == 1
            && run.items.getFirst() instanceof Frame.Call call
            && call.answer != null
            && call.answer.has(OK)
        ? Optional.of(call)
        : Optional.empty();
  }
}
