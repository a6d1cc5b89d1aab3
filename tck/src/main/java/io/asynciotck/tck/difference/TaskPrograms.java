package io.asynciotck.tck.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes programs by chance; the same numbers make the same program. */
final class TaskPrograms {
  private static final int MOST_TASKS = 6;
  private static final int MOST_STEPS = 5;
  private static final int KINDS = 14;
  private static final int DEEPEST = 2;

  private final RandomGenerator numbers;
  private final int tasks;

  private TaskPrograms(RandomGenerator numbers) {
    this.numbers = numbers;
    this.tasks = 1 + numbers.nextInt(MOST_TASKS);
  }

  static TaskProgram next(RandomGenerator numbers) {
    return new TaskPrograms(numbers).program();
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
    int count = numbers.nextInt(MOST_STEPS - depth);
    for (int i = 0; i < count; i++) {
      steps.add(step(task, depth));
    }
    return steps;
  }

  private Step step(int task, int depth) {
    int kind = numbers.nextInt(KINDS);
    boolean isLast = task == tasks - 1;
    boolean isDeep = depth == DEEPEST;
    return switch (kind) {
      case 0 -> isLast ? new Step.Yield() : new Step.Start(later(task));
      case 1 -> isLast ? new Step.Yield() : new Step.Await(later(task));
      case 2 -> isLast ? new Step.Yield() : new Step.Shield(later(task));
      case 3 -> isLast ? new Step.Yield() : new Step.WaitFor(later(task));
      case 4 ->
          isLast
              ? new Step.Yield()
              : new Step.Gather(later(task), later(task), numbers.nextBoolean());
      case 5, 6 -> new Step.Cancel(numbers.nextInt(tasks));
      case 7 -> isDeep ? new Step.Yield() : new Step.Hold(steps(task, depth + 1));
      case 8 -> isDeep ? new Step.Yield() : new Step.Guard(steps(task, depth + 1));
      case 9 -> new Step.SetEvent();
      case 10 -> new Step.WaitEvent();
      case 11 -> new Step.Put();
      case 12 -> new Step.Get();
      default -> numbers.nextInt(3) == 0 ? new Step.Raise() : new Step.Yield();
    };
  }

  private int later(int task) {
    return task + 1 + numbers.nextInt(tasks - task - 1);
  }
}
