package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ON;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A callback that asks in each iteration whether a future is done, and schedules itself again until
 * it is: in how many iterations that is, is another matter on each loop.
 *
 * @param isDone what it asks
 * @param again what it does while that is not so
 * @param atLast what it does then
 */
record WaitingRound(Frame.Call isDone, Frame.Call again, Frame.Call atLast) {

  private static final Set<String> AGAIN = Set.of("call_soon", "call_later", "go_round");

  /** A function as such a callback, if it is one. */
  static Optional<WaitingRound> of(List<Frame> runs) {
    if (runs.size() < 2) {
      return Optional.empty();
    }
    Frame last = runs.getLast();
    boolean waits =
        runs.subList(0, runs.size() - 1).stream().allMatch(run -> asks(run, false))
            && asks(last, true)
            && runs.stream().map(run -> call(run, 0).request.path(ON)).distinct().count() == 1;
    return waits
        ? Optional.of(new WaitingRound(call(last, 0), call(runs.getFirst(), 1), call(last, 1)))
        : Optional.empty();
  }

  /** Whether all that a run did was to ask a future if it is done, and to make one other call. */
  private static boolean asks(Frame run, boolean isDone) {
    return run.items.size() == 2
        && run.items.stream().allMatch(Frame.Call.class::isInstance)
        && call(run, 0).name().equals("done")
        && call(run, 0).given().booleanValue(false) == isDone
        && (isDone ? call(run, 1).name().equals("stop") : AGAIN.contains(call(run, 1).name()));
  }

  private static Frame.Call call(Frame run, int place) {
    return (Frame.Call) run.items.get(place);
  }
}
