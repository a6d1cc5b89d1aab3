package io.asynciotck.tck.model;

import io.asynciotck.tck.harness.Driver;
import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import io.asynciotck.tck.model.Action.Raise;
import io.asynciotck.tck.model.Action.RunNested;
import io.asynciotck.tck.model.Action.Stop;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Makes programs from the words that it is given. */
public final class LoopPrograms {
  private static final int DEPTH = 3;
  private static final int EARLIEST_TICK = -1;
  private static final int LATEST_TICK = 4;
  private static final int MOST_CALLBACKS = 1_000;
  private static final int LATEST_OF_MANY = 100;
  private static final Range HANDFUL = new Range(0, 5);
  private static final Range DOZENS = new Range(20, 50);
  private static final Range HUNDREDS = new Range(100, 300);

  private final List<Door> doors;
  private final List<Tuple2<Integer, Arbitrary<Action>>> others = new ArrayList<>();

  /** What is done in callbacks only. */
  private final List<Tuple2<Integer, Arbitrary<Action>>> inCallbacks = new ArrayList<>();

  private boolean stopsInRun;
  private boolean stopsBeforeRun;
  private int runs = 1;

  /** How many actions there are, at least and at most. */
  private record Range(int least, int most) {}

  private LoopPrograms(List<Door> doors) {
    this.doors = doors;
  }

  /** Programs that give callbacks through these doors. */
  public static LoopPrograms through(Door... doors) {
    return new LoopPrograms(List.of(doors));
  }

  /** Programs that also cancel. */
  public LoopPrograms withCancel() {
    others.add(Tuple.of(2, Arbitraries.integers().between(0, MOST_CALLBACKS).map(Cancel::new)));
    return this;
  }

  /**
   * Programs that also stop, and run again.
   *
   * @param driver how the loops are driven: before a run they are stopped only if they heed that
   */
  public LoopPrograms withStop(Driver driver) {
    stopsInRun = true;
    stopsBeforeRun = driver.heedsStopBeforeRun();
    runs = 3;
    return this;
  }

  /** Programs that also take time. */
  public LoopPrograms withBusyCallbacks() {
    others.add(Tuple.of(1, Arbitraries.integers().between(1, LATEST_TICK).map(Busy::new)));
    return this;
  }

  /** Programs of which callbacks raise exceptions. */
  public LoopPrograms withExceptions() {
    inCallbacks.add(Tuple.of(2, Arbitraries.just(new Raise())));
    return this;
  }

  /** Programs of which callbacks try to run the loop. */
  public LoopPrograms withNestedRuns() {
    inCallbacks.add(Tuple.of(2, Arbitraries.just(new RunNested())));
    return this;
  }

  /**
   * Returns the programs; each gives the loop at least one callback. Most have a handful, in which
   * everything stands in everything; some have dozens and few have hundreds, for what goes wrong
   * from a size on.
   */
  public Arbitrary<LoopProgram> programs() {
    return Arbitraries.frequencyOf(
            Tuple.of(16, runsOf(actions(DEPTH, HANDFUL))),
            Tuple.of(3, runsOf(actions(2, DOZENS))),
            Tuple.of(1, actions(1, HUNDREDS).map(actions -> new LoopProgram(List.of(actions)))))
        .filter(LoopProgram::givesAny);
  }

  private Arbitrary<LoopProgram> runsOf(Arbitrary<List<Action>> actions) {
    return actions.list().ofMinSize(1).ofMaxSize(runs).map(LoopProgram::new);
  }

  /**
   * Returns programs that make timers and cancel a part of them, few or nearly all: among hundreds
   * a loop may clean up, and must not touch the order, the time or the number of the others.
   */
  public static Arbitrary<LoopProgram> cleanUps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, timers(new Range(1, 5))),
                Tuple.of(3, timers(DOZENS)),
                Tuple.of(1, timers(new Range(100, MOST_CALLBACKS)))),
            Arbitraries.integers().between(0, 100),
            Arbitraries.of(true, false))
        .as(LoopPrograms::cleanUp);
  }

  /** Of each timer its tick, and a number from which follows whether it is among those that go. */
  private static Arbitrary<List<Tuple2<Integer, Integer>>> timers(Range size) {
    return Combinators.combine(
            Arbitraries.integers().between(0, LATEST_OF_MANY),
            Arbitraries.integers().between(1, 100))
        .as(Tuple::of)
        .list()
        .ofMinSize(size.least())
        .ofMaxSize(size.most());
  }

  private static LoopProgram cleanUp(
      List<Tuple2<Integer, Integer>> timers, int percentCancelled, boolean inCallback) {
    List<Action> gives = new ArrayList<>();
    List<Action> cancels = new ArrayList<>();
    for (Tuple2<Integer, Integer> timer : timers) {
      if (timer.get2() <= percentCancelled) {
        cancels.add(new Cancel(gives.size()));
      }
      gives.add(new Give(Door.AT, timer.get1(), new Callback("", List.of())));
    }
    if (inCallback) {
      gives.add(new Give(Door.SOON, 0, new Callback("", cancels)));
    } else {
      gives.addAll(cancels);
    }
    return new LoopProgram(List.of(gives));
  }

  /** What is done before a run. */
  private Arbitrary<List<Action>> actions(int depth, Range size) {
    return listOf(words(depth, stopsBeforeRun), size);
  }

  private Arbitrary<List<Action>> inCallback(int depth) {
    List<Tuple2<Integer, Arbitrary<Action>>> words = words(depth, stopsInRun);
    words.addAll(inCallbacks);
    return listOf(words, new Range(0, 2));
  }

  private static Arbitrary<List<Action>> listOf(
      List<Tuple2<Integer, Arbitrary<Action>>> words, Range size) {
    return words.isEmpty()
        ? Arbitraries.just(List.of())
        : Arbitraries.frequencyOf(words).list().ofMinSize(size.least()).ofMaxSize(size.most());
  }

  private List<Tuple2<Integer, Arbitrary<Action>>> words(int depth, boolean stops) {
    List<Tuple2<Integer, Arbitrary<Action>>> words = new ArrayList<>(others);
    if (stops) {
      words.add(Tuple.of(2, Arbitraries.just(new Stop())));
    }
    if (depth > 0) {
      words.add(Tuple.of(6, gives(depth)));
    }
    return words;
  }

  private Arbitrary<Action> gives(int depth) {
    return Combinators.combine(
            Arbitraries.of(doors),
            Arbitraries.integers().between(EARLIEST_TICK, LATEST_TICK),
            inCallback(depth - 1))
        .as((door, ticks, actions) -> new Give(door, ticks, new Callback("", actions)));
  }
}
