package io.asynciotck.tck.model;

import io.asynciotck.tck.harness.Reducible;
import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import io.asynciotck.tck.model.Action.Raise;
import io.asynciotck.tck.model.Action.RunNested;
import io.asynciotck.tck.model.Action.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is done with a loop: some actions, a run, some more, another run. When the actions are used
 * up, the loop is run on until everything is done.
 */
public final class LoopProgram implements Reducible<LoopProgram> {
  private final List<List<Action>> runs;
  private final List<Callback> callbacks = new ArrayList<>();

  /**
   * Creates a program, and names its callbacks in the order in which they stand in it.
   *
   * @param runs what is done before each run
   */
  public LoopProgram(List<List<Action>> runs) {
    this.runs = runs.stream().map(this::named).toList();
  }

  private List<Action> named(List<Action> actions) {
    return actions.stream().map(this::named).toList();
  }

  private Action named(Action action) {
    if (action instanceof Give(Door door, int ticks, Callback callback)) {
      return new Give(door, ticks, named(callback));
    }
    return action;
  }

  private Callback named(Callback callback) {
    int place = callbacks.size();
    String name = nameOf(place);
    callbacks.add(callback); // keeps the place, so that a callback is named before those in it
    Callback named = new Callback(name, named(callback.actions()));
    callbacks.set(place, named);
    return named;
  }

  /** Names are a to z, then a1 to z1, and so on. */
  private static String nameOf(int place) {
    String letter = Character.toString('a' + place % 26);
    return place < 26 ? letter : letter + place / 26;
  }

  /** Returns what is done before a run, the first being 0. */
  List<Action> before(int run) {
    return run < runs.size() ? runs.get(run) : List.of();
  }

  /** Returns the name of the callback whose handle is cancelled; empty if there is none at all. */
  String target(Cancel cancel) {
    return callbacks.isEmpty() ? "" : callbacks.get(cancel.pick() % callbacks.size()).name();
  }

  /** Returns whether it gives the loop any callback; else there is nothing to be seen. */
  boolean givesAny() {
    return !callbacks.isEmpty();
  }

  /** Returns how many runs it takes at most: each but the last is ended by a stop. */
  int mostRuns() {
    long stops =
        runs.stream().mapToLong(LoopProgram::stops).sum()
            + callbacks.stream().mapToLong(callback -> stops(callback.actions())).sum();
    return (int) stops + 1;
  }

  /** Returns whether a callback raises an exception. */
  boolean raises() {
    return callbacks.stream().anyMatch(callback -> callback.actions().contains(new Raise()));
  }

  private static long stops(List<Action> actions) {
    return actions.stream().filter(Stop.class::isInstance).count();
  }

  @Override
  public Stream<LoopProgram> smaller() {
    return new SmallerPrograms(runs, callbacks.stream().map(Callback::name).toList()).all();
  }

  /** Returns the program as people read it, a line for each part. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      String place = run == 0 ? "before the run" : "before the next run";
      lines.add(place + ": " + text(runs.get(run)));
    }
    for (Callback callback : callbacks) {
      if (!callback.actions().isEmpty()) {
        lines.add("in " + callback.name() + ": " + text(callback.actions()));
      }
    }
    return String.join("\n", lines);
  }

  private String text(List<Action> actions) {
    return actions.isEmpty()
        ? "nothing"
        : actions.stream().map(this::text).collect(Collectors.joining("; "));
  }

  private String text(Action action) {
    return switch (action) {
      case Give(Door door, int ticks, Callback callback) -> text(door, ticks, callback.name());
      case Cancel cancel -> "cancel " + target(cancel);
      case Stop() -> "stop()";
      case Raise() -> "raise";
      case RunNested() -> "run_forever(), which is refused";
      case Busy(int ticks) -> "take " + ticks + " ticks";
    };
  }

  private static String text(Door door, int ticks, String name) {
    return switch (door) {
      case SOON -> "call_soon(" + name + ")";
      case THREADSAFE -> "call_soon_threadsafe(" + name + ")";
      case OTHER_THREAD -> "in another thread call_soon_threadsafe(" + name + ")";
      case LATER -> "call_later(" + ticks + ", " + name + ")";
      case AT -> "call_at(" + ticks + ", " + name + ")";
    };
  }
}
