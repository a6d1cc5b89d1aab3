package io.asynciotck.tck.model;

import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The programs that are smaller than one by a step: without some runs, without some actions that
 * stand in a row, without the callback around some actions, or with a shorter time. A cancellation
 * keeps the callback that it is of, and goes with it.
 */
final class SmallerPrograms {
  private final List<List<Action>> runs;

  /** The names of the callbacks, in the order in which they stand in the program. */
  private final List<String> names;

  SmallerPrograms(List<List<Action>> runs, List<String> names) {
    this.runs = runs;
    this.names = names;
  }

  Stream<LoopProgram> all() {
    Stream<List<List<Action>>> fewerRuns =
        runs.size() > 1 ? Stream.concat(without(runs), Stream.of(inOneRun())) : Stream.empty();
    Stream<List<List<Action>>> smallerRuns =
        IntStream.range(0, runs.size())
            .boxed()
            .flatMap(run -> smaller(runs.get(run), false).map(actions -> with(runs, run, actions)));
    return Stream.concat(fewerRuns, smallerRuns).map(this::program).filter(LoopProgram::givesAny);
  }

  private List<List<Action>> inOneRun() {
    return List.of(runs.stream().flatMap(List::stream).toList());
  }

  /** Fewer actions, or the same number of which one is smaller. */
  private static Stream<List<Action>> smaller(List<Action> actions, boolean inCallback) {
    Stream<List<Action>> simpler =
        IntStream.range(0, actions.size())
            .boxed()
            .flatMap(
                place -> simpler(actions.get(place)).map(action -> with(actions, place, action)));
    return Stream.of(without(actions), unpacked(actions, inCallback), simpler)
        .flatMap(Function.identity());
  }

  /** In the place of a callback, what it does, if that can be done there. */
  private static Stream<List<Action>> unpacked(List<Action> actions, boolean inCallback) {
    return IntStream.range(0, actions.size())
        .boxed()
        .mapMulti((place, unpacked) -> {
          if (actions.get(place) instanceof Give(Door _, int _, Callback callback)
              && !callback.actions().isEmpty()
              && (inCallback || callback.actions().stream().allMatch(SmallerPrograms::isForAll))) {
            List<Action> inside = new ArrayList<>(actions.subList(0, place));
            inside.addAll(callback.actions());
            inside.addAll(actions.subList(place + 1, actions.size()));
            unpacked.accept(inside);
          }
        });
  }

  /** Whether an action may stand before a run too; some loops do not heed a stop there. */
  private static boolean isForAll(Action action) {
    return action instanceof Give || action instanceof Cancel || action instanceof Busy;
  }

  private static Stream<Action> simpler(Action action) {
    return switch (action) {
      case Give(Door door, int ticks, Callback callback) ->
          Stream.concat(
              smaller(callback.actions(), true)
                  .map(actions -> new Give(door, ticks, new Callback(callback.name(), actions))),
              shorter(door.isTimer() ? ticks : 0).map(less -> new Give(door, less, callback)));
      case Busy(int ticks) -> shorter(ticks).filter(less -> less > 0).map(Busy::new);
      default -> Stream.empty();
    };
  }

  private static Stream<Integer> shorter(int ticks) {
    return ticks == 0 ? Stream.empty() : Stream.of(0, ticks / 2).distinct();
  }

  /** Without a half, then without a quarter, and so on. */
  private static <T> Stream<List<T>> without(List<T> all) {
    return Stream.iterate(all.size(), length -> length > 0, length -> length / 2)
        .flatMap(length ->
            IntStream.iterate(0, from -> from < all.size(), from -> from + length)
                .mapToObj(from -> without(all, from, Math.min(all.size(), from + length))));
  }

  private static <T> List<T> without(List<T> all, int from, int to) {
    List<T> rest = new ArrayList<>(all.subList(0, from));
    rest.addAll(all.subList(to, all.size()));
    return rest;
  }

  private static <T> List<T> with(List<T> all, int place, T other) {
    List<T> changed = new ArrayList<>(all);
    changed.set(place, other);
    return changed;
  }

  private LoopProgram program(List<List<Action>> smaller) {
    List<String> left = new ArrayList<>();
    smaller.forEach(actions -> collectNames(actions, left));
    return new LoopProgram(smaller.stream().map(actions -> withTargets(actions, left)).toList());
  }

  private static void collectNames(List<Action> actions, List<String> names) {
    for (Action action : actions) {
      if (action instanceof Give give) {
        names.add(give.callback().name());
        collectNames(give.callback().actions(), names);
      }
    }
  }

  /** Counts anew which callback is cancelled. */
  private List<Action> withTargets(List<Action> actions, List<String> left) {
    return actions.stream()
        .<Action>mapMulti((action, kept) -> {
          switch (action) {
            case Cancel(int pick) -> {
              int place = left.indexOf(names.get(pick % names.size()));
              if (place >= 0) {
                kept.accept(new Cancel(place));
              }
            }
            case Give(Door door, int ticks, Callback callback) ->
                kept.accept(
                    new Give(
                        door,
                        ticks,
                        new Callback(callback.name(), withTargets(callback.actions(), left))));
            default -> kept.accept(action);
          }
        })
        .toList();
  }
}
