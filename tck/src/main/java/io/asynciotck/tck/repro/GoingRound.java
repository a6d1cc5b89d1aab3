package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A callback that schedules itself again in each iteration, and stops its loop in the last: so a
 * test lets a loop come to rest. It does nothing else, and nobody else knows it.
 *
 * @param loop the number of the loop
 * @param times how often it is called
 */
record GoingRound(int loop, int times) {

  /** Fewer times are no rounds. */
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
    List<JsonNode> loops = runs.stream().flatMap(GoingRound::on).distinct().toList();
    return goesRound && loops.size() == 1 && loops.getFirst().isInt()
        ? Optional.of(new GoingRound(loops.getFirst().asInt(), runs.size()))
        : Optional.empty();
  }

  private static Stream<JsonNode> on(Frame run) {
    return onlyCall(run).map(call -> call.request.path(ON)).stream();
  }

  /** Whether all that a run did was to schedule a function for the next iteration. */
  private static boolean schedules(Frame run, int function) {
    return onlyCall(run)
        .filter(call -> call.name().equals("call_soon"))
        .map(call -> call.request.path(ARGS))
        .filter(args -> args.size() == 1 && args.path(0).has(KIT))
        .filter(args -> Names.numberOf(args.path(0)) == function)
        .isPresent();
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
