package io.asynciotck.tck.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Makes programs by chance; the same numbers make the same program. */
final class TaskPrograms {
  private static final int MOST_TASKS = 6;
  private static final int MOST_STEPS = 5;
  private static final int DEEPEST = 2;

  /** Of how many groups the kinds of one program are at most: few, so that they meet. */
  private static final int MOST_GROUPS = 3;

  /** Makes a step of a kind. */
  @FunctionalInterface
  private interface Kind {
    Step in(TaskPrograms programs, int task, int depth);
  }

  private static final Kind GUARD =
      (programs, task, depth) -> new Step.Guard(programs.steps(task, depth + 1));

  /** The kinds of which every program has steps: what is cancelled is what it is all about. */
  private static final List<Kind> ALWAYS =
      List.of(
          (programs, _, _) -> new Step.Cancel(programs.any()),
          (programs, task, _) -> new Step.Start(programs.later(task)));

  /** All others, with those that they need; who waits for a task waits for a later one. */
  private static final List<List<Kind>> GROUPS =
      List.of(
          List.of((programs, task, _) -> new Step.Await(programs.later(task))),
          List.of((programs, task, _) -> new Step.Shield(programs.later(task))),
          List.of(
              (programs, task, _) -> new Step.WaitFor(programs.later(task)),
              (programs, task, _) -> new Step.Overdue(programs.later(task))),
          List.of((programs, task, _) ->
              new Step.Wait(
                  programs.later(task), programs.later(task), programs.numbers.nextBoolean())),
          List.of((programs, task, _) ->
              new Step.AsCompleted(programs.later(task), programs.later(task))),
          List.of((programs, task, _) ->
              new Step.Gather(
                  programs.later(task), programs.later(task), programs.numbers.nextBoolean())),
          List.of(
              GUARD,
              (_, _, _) -> new Step.Uncancel(),
              (_, _, _) -> new Step.Cancelling(),
              (programs, _, _) -> new Step.TakeBack(programs.any())),
          List.of(GUARD, (_, _, _) -> new Step.Raise()),
          List.of(
              (programs, task, depth) ->
                  new Step.Group(
                      programs.later(task), programs.later(task), programs.steps(task, depth + 1)),
              (programs, _, _) -> new Step.CancelGroup(programs.any())),
          List.of(
              (programs, task, depth) -> new Step.Limit(programs.steps(task, depth + 1)),
              (programs, _, _) -> new Step.Expire(programs.any())),
          List.of((programs, task, depth) -> new Step.Hold(programs.steps(task, depth + 1))),
          List.of((programs, task, depth) -> new Step.Permit(programs.steps(task, depth + 1))),
          List.of((_, _, _) -> new Step.SetEvent(), (_, _, _) -> new Step.WaitEvent()),
          List.of(
              (_, _, _) -> new Step.Put(),
              (_, _, _) -> new Step.Get(),
              (_, _, _) -> new Step.Done(),
              (_, _, _) -> new Step.Join()),
          List.of((_, _, _) -> new Step.Meet()),
          List.of((_, _, _) -> new Step.Notify(), (_, _, _) -> new Step.WaitCondition()));

  private final RandomGenerator numbers;
  private final int tasks;
  private final List<Kind> kinds;
  private final Predicate<Step> isKnown;

  private TaskPrograms(RandomGenerator numbers, Predicate<Step> isKnown) {
    this.numbers = numbers;
    this.isKnown = isKnown;
    this.tasks = 2 + numbers.nextInt(MOST_TASKS - 1);
    this.kinds = new ArrayList<>(ALWAYS);
    int groups = 1 + numbers.nextInt(MOST_GROUPS);
    for (int i = 0; i < groups; i++) {
      kinds.addAll(GROUPS.get(numbers.nextInt(GROUPS.size())));
    }
  }

  /**
   * Makes one.
   *
   * @param isKnown whether those that are to run it know a step
   */
  static TaskProgram next(RandomGenerator numbers, Predicate<Step> isKnown) {
    return new TaskPrograms(numbers, isKnown).program();
  }

  private TaskProgram program() {
    List<List<Step>> bodies = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      bodies.add(steps(task, 0));
    }
    return new TaskProgram(bodies, 1 + numbers.nextInt(tasks));
  }

  private List<Step> steps(int task, int depth) {
    List<Step> steps = new ArrayList<>();
    int count = depth > DEEPEST ? 0 : 1 + numbers.nextInt(MOST_STEPS - depth);
    for (int i = 0; i < count; i++) {
      steps.add(step(task, depth));
    }
    return steps;
  }

  private Step step(int task, int depth) {
    int kind = numbers.nextInt(kinds.size() + 1);
    if (kind == kinds.size()) {
      return new Step.Yield();
    }
    Step step = kinds.get(kind).in(this, task, depth);
    return isKnown.test(step) && step.tasks().stream().allMatch(named -> named < tasks)
        ? step
        : new Step.Yield();
  }

  private int any() {
    return numbers.nextInt(tasks);
  }

  /** A later task; there is none behind the last. */
  private int later(int task) {
    return task == tasks - 1 ? tasks : task + 1 + numbers.nextInt(tasks - task - 1);
  }
}
