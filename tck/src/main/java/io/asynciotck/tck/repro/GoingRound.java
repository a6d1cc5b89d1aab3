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
    boolean goesRound =
        runs.size() >= FEWEST
            && uses == runs.size()
            && runs.stream().allMatch(run -> run.arguments.isEmpty() && run.raised() == null)
            && runs.subList(0, runs.size() - 1).stream().allMatch(run -> schedules(run, function))
            && onlyCall(runs.getLast()).filter(call -> call.name().equals("stop")).isPresent();
    if (!goesRound) {
      return Optional.empty();
    }
    List<Integer> loops = runs.stream().map(GoingRound::loop).distinct().toList();
    return loops.size() == 1 && loops.getFirst() > 0
        ? Optional.of(
            new GoingRound(loops.getFirst(), 1 + runs.stream().mapToInt(GoingRound::rounds).sum()))
        : Optional.empty();
  }

  /** The number of the loop on which the one call of a run was made. */
  private static int loop(Frame run) {
    Frame.Call call = onlyCall(run).orElseThrow();
    return goesRound(call)
        ? call.request.path(ARGS).path(0).path(AGENT).asInt(0)
        : call.request.path(ON).asInt(0);
  }

  /** In how many iterations it is called again at the latest. */
  private static int rounds(Frame run) {
    Frame.Call call = onlyCall(run).orElseThrow();
    return goesRound(call)
        ? call.request.path(ARGS).path(2).asInt()
        : call.name().equals("call_soon") ? 1 : 0;
  }

  private static boolean goesRound(Frame.Call call) {
    return call.name().equals("go_round");
  }

  /** Whether all that a run did was to schedule a function for the next iteration. */
  private static boolean schedules(Frame run, int function) {
    return onlyCall(run)
        .flatMap(GoingRound::scheduled)
        .filter(callback -> callback.has(KIT) && Names.numberOf(callback) == function)
        .isPresent();
  }

  /** What a call schedules for an iteration, without arguments. */
  private static Optional<JsonNode> scheduled(Frame.Call call) {
    JsonNode arguments = call.request.path(ARGS);
    if (goesRound(call)) {
      return Optional.of(arguments.path(1));
    }
    return call.name().equals("call_soon") && arguments.size() == 1
        ? Optional.of(arguments.path(0))
        : Optional.empty();
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
