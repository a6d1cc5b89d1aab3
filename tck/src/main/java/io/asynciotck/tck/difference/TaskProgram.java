package io.asynciotck.tck.difference;

import io.asynciotck.tck.harness.Reducible;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program of tasks that share a lock, an event, a queue and what else there is one of.
 *
 * @param bodies what each task does; a task waits for later ones only, so that none waits for
 *     itself
 * @param roots how many of them are started by the program; the others by one another
 */
record TaskProgram(List<List<Step>> bodies, int roots) implements Reducible<TaskProgram> {

  TaskProgram {
    bodies = bodies.stream().map(List::copyOf).toList();
  }

  /** The name of a task. */
  static String name(int task) {
    return String.valueOf((char) ('A' + task));
  }

  /** A step, and where it stands. */
  record Place(List<Integer> numbers, Step step) {}

  /** The steps of a task, each in front of those inside of it. */
  List<Place> places(int task) {
    List<Place> places = new ArrayList<>();
    addPlaces(List.of(), bodies.get(task), places);
    return places;
  }

  private static void addPlaces(List<Integer> around, List<Step> steps, List<Place> places) {
    for (int i = 0; i < steps.size(); i++) {
      List<Integer> numbers = new ArrayList<>(around);
      numbers.add(i + 1);
      places.add(new Place(List.copyOf(numbers), steps.get(i)));
      addPlaces(numbers, steps.get(i).inner(), places);
    }
  }

  /** All steps. */
  Stream<Step> steps() {
    return IntStream.range(0, bodies.size())
        .boxed()
        .flatMap(task -> places(task).stream().map(Place::step));
  }

  /** Whether it has a step of a kind. */
  boolean has(Class<? extends Step> kind) {
    return steps().anyMatch(kind::isInstance);
  }

  @Override
  public Stream<TaskProgram> smaller() {
    Stream<TaskProgram> fewerTasks =
        IntStream.range(0, bodies.size()).filter(_ -> bodies.size() > 1).mapToObj(this::without);
    Stream<TaskProgram> emptyTasks =
        IntStream.range(0, bodies.size())
            .filter(task -> !bodies.get(task).isEmpty())
            .mapToObj(task -> with(task, List.of()));
    Stream<TaskProgram> fewerRoots =
        roots > 1 ? Stream.of(new TaskProgram(bodies, roots - 1)) : Stream.of();
    Stream<TaskProgram> fewerSteps =
        IntStream.range(0, bodies.size())
            .boxed()
            .flatMap(task -> smaller(bodies.get(task)).map(body -> with(task, body)));
    return Stream.of(fewerTasks, emptyTasks, fewerRoots, fewerSteps).flatMap(programs -> programs);
  }

  /** The same without a task, and without the steps that name it. */
  private TaskProgram without(int task) {
    List<List<Step>> others = new ArrayList<>(bodies);
    others.remove(task);
    List<List<Step>> renamed = others.stream().map(body -> without(task, body)).toList();
    return new TaskProgram(renamed, Math.max(1, task < roots ? roots - 1 : roots));
  }

  private static List<Step> without(int task, List<Step> steps) {
    return steps.stream()
        .filter(step -> !step.tasks().contains(task))
        .map(step -> step.with(without(task, step.inner())))
        .map(step -> step.renamed(other -> other > task ? other - 1 : other))
        .toList();
  }

  private TaskProgram with(int task, List<Step> body) {
    List<List<Step>> changed = new ArrayList<>(bodies);
    changed.set(task, body);
    return new TaskProgram(changed, roots);
  }

  /** The same steps without one of them, or with fewer inside of one. */
  private static Stream<List<Step>> smaller(List<Step> steps) {
    return IntStream.range(0, steps.size())
        .boxed()
        .flatMap(place -> {
          Step step = steps.get(place);
          Stream<List<Step>> without = Stream.of(replaced(steps, place, List.of()));
          if (step.inner().isEmpty()) {
            return without;
          }
          Stream<List<Step>> bare = Stream.of(replaced(steps, place, step.inner()));
          Stream<List<Step>> less =
              smaller(step.inner()).map(inner -> replaced(steps, place, List.of(step.with(inner))));
          return Stream.of(without, bare, less).flatMap(lists -> lists);
        });
  }

  private static List<Step> replaced(List<Step> steps, int place, List<Step> by) {
    List<Step> changed = new ArrayList<>(steps);
    changed.remove(place);
    changed.addAll(place, by);
    return changed;
  }

  /** The program in Python, which prints what happens. */
  @Override
  public String toString() {
    return new PythonText(this).text();
  }
}
