package io.asynciotck.tck.model;

import io.asynciotck.tck.model.FutureProgram.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the documentation allows to happen in a program with futures.
 *
 * <p>There is one queue. A future that becomes done puts all of its callbacks at one place of it;
 * their order among themselves is undefined.
 */
final class FutureModel implements Model {
  private final FutureProgram program;

  /** What runs next, in groups of which each is in any order. */
  private final Deque<List<String>> queue = new ArrayDeque<>();

  /** The callbacks of each future; none once it is done. */
  private final List<List<String>> pending = new ArrayList<>();

  private final Set<Integer> done = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  FutureModel(FutureProgram program) {
    this.program = program;
    IntStream.range(0, FutureProgram.FUTURES).forEach(future -> pending.add(new ArrayList<>()));
    append(List.of(turn(0)));
  }

  static String turn(int number) {
    return "turn " + (number + 1);
  }

  @Override
  public SequencedMap<String, Runnable> legalNext() {
    SequencedMap<String, Runnable> legal = new LinkedHashMap<>();
    if (!queue.isEmpty()) {
      queue.getFirst().forEach(event -> legal.put(event, () -> take(event)));
    }
    return legal;
  }

  private void take(String event) {
    List<String> group = queue.getFirst();
    group.remove(event);
    seen.add(event);
    if (group.isEmpty()) {
      queue.removeFirst();
    }
    if (event.startsWith("turn ")) {
      play(Integer.parseInt(event.substring("turn ".length())) - 1);
    }
  }

  private void play(int turn) {
    if (turn == program.turns().size()) {
      return;
    }
    List<Step> steps = program.turns().get(turn);
    for (int step = 0; step < steps.size(); step++) {
      play(steps.get(step), FutureProgram.callbackOf(turn, step));
    }
    append(List.of(turn(turn + 1)));
  }

  private void play(Step step, String callback) {
    List<String> callbacks = pending.get(step.future());
    boolean isDone = done.contains(step.future());
    switch (step.kind()) {
      case CALL_SOON -> append(List.of(callback));
      case ADD -> {
        if (isDone) {
          append(List.of(callback));
        } else {
          callbacks.add(callback);
        }
      }
      case REMOVE -> {
        if (!isDone && !callbacks.isEmpty()) {
          removed.add(callbacks.remove(step.pick() % callbacks.size()));
        }
      }
      case RESULT, EXCEPTION, CANCEL -> {
        done.add(step.future());
        append(callbacks);
        callbacks.clear();
      }
    }
  }

  private void append(List<String> group) {
    if (!group.isEmpty()) {
      queue.add(new ArrayList<>(group));
    }
  }

  @Override
  public String ruleAgainst(String event, List<String> later) {
    if (removed.contains(event)) {
      return "future.remove-done-callback.not-run";
    }
    if (seen.contains(event)) {
      return "future.done-callback.on-result";
    }
    if (event.contains(LoopRun.INSIDE)) {
      return "future.done-callback.not-immediate";
    }
    return event.contains(FutureRun.WRONG)
        ? "future.done-callback.argument"
        : "future.done-callback.call-soon";
  }
}
