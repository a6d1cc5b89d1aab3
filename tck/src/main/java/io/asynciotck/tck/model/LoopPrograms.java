package io.asynciotck.tck.model;

import io.asynciotck.tck.harness.Driver;
import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
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
  private static final int LATEST_TICK = 4;
  private static final int MOST_CALLBACKS = 100;

  private final List<Door> doors;
  private final List<Tuple2<Integer, Arbitrary<Action>>> others = new ArrayList<>();
  private boolean stopsInRun;
  private boolean stopsBeforeRun;
  private int runs = 1;

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

  /** Returns the programs; each gives the loop at least one callback. */
  public Arbitrary<LoopProgram> programs() {
    return actions(DEPTH, 5, stopsBeforeRun)
        .list()
        .ofMinSize(1)
        .ofMaxSize(runs)
        .map(LoopProgram::new)
        .filter(LoopProgram::givesAny);
  }

  private Arbitrary<List<Action>> actions(int depth, int most, boolean stops) {
    List<Tuple2<Integer, Arbitrary<Action>>> words = new ArrayList<>(others);
    if (stops) {
      words.add(Tuple.of(2, Arbitraries.just(new Stop())));
    }
    if (depth > 0) {
      words.add(Tuple.of(6, gives(depth)));
    }
    return words.isEmpty()
        ? Arbitraries.just(List.of())
        : Arbitraries.frequencyOf(words).list().ofMaxSize(most);
  }

  private Arbitrary<Action> gives(int depth) {
    return Combinators.combine(
            Arbitraries.of(doors),
            Arbitraries.integers().between(0, LATEST_TICK),
            actions(depth - 1, 2, stopsInRun))
        .as((door, ticks, actions) -> new Give(door, ticks, new Callback("", actions)));
  }
}
