package io.asynciotck.tck.difference;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** What a task of a program does. Tasks are named by their numbers. */
sealed interface Step {

  /** Lets others run once. */
  record Yield() implements Step {}

  /** Makes a task of a later body, unless that was done before. */
  record Start(int task) implements Step {}

  /** Waits for a task that was started. */
  record Await(int task) implements Step {}

  /** Waits for a task, and leaves it alone when the one who waits is cancelled. */
  record Shield(int task) implements Step {}

  /** Waits for a task with a limit that is never reached. */
  record WaitFor(int task) implements Step {}

  /** Waits for a task with a limit that has run out already. */
  record Overdue(int task) implements Step {}

  /** Waits until one of two tasks has ended, or both have. */
  record Wait(int one, int other, boolean both) implements Step {}

  /** Waits for two tasks, for whichever comes first before the other. */
  record AsCompleted(int one, int other) implements Step {}

  /** Waits for two tasks. */
  record Gather(int one, int other, boolean returnExceptions) implements Step {}

  /** Cancels a task that was started. */
  record Cancel(int task) implements Step {}

  /** Takes back a cancellation of the task that does so. */
  record Uncancel() implements Step {}

  /** Cancels a task that was started, and takes that back at once. */
  record TakeBack(int task) implements Step {}

  /** Counts the cancellations of the task that does so. */
  record Cancelling() implements Step {}

  /** Starts two tasks in a group, does some steps, and waits for the group. */
  record Group(int one, int other, List<Step> steps) implements Step {}

  /** Cancels the innermost group of a task. */
  record CancelGroup(int task) implements Step {}

  /** Does some steps until a limit that others can let run out. */
  record Limit(List<Step> steps) implements Step {}

  /** Lets the innermost limit of a task run out. */
  record Expire(int task) implements Step {}

  /** Does some steps while it has the lock. */
  record Hold(List<Step> steps) implements Step {}

  /** Does some steps while it has one of the two permits of the semaphore. */
  record Permit(List<Step> steps) implements Step {}

  /** Does some steps, and goes on whatever they raise. */
  record Guard(List<Step> steps) implements Step {}

  /** Sets the event. */
  record SetEvent() implements Step {}

  /** Waits for the event. */
  record WaitEvent() implements Step {}

  /** Puts its name into the queue, which has room for one. */
  record Put() implements Step {}

  /** Takes an item out of the queue. */
  record Get() implements Step {}

  /** Says that an item is dealt with that was taken out of the queue, if there is one. */
  record Done() implements Step {}

  /** Waits until all items are dealt with. */
  record Join() implements Step {}

  /** Waits for another one at the barrier, which lets two through. */
  record Meet() implements Step {}

  /** Waits to be notified, and takes that for its own: a task may be woken without it. */
  record WaitCondition() implements Step {}

  /** Notifies one that waits for that. */
  record Notify() implements Step {}

  /** Raises an exception. */
  record Raise() implements Step {}

  /** The steps inside of it. */
  default List<Step> inner() {
    return switch (this) {
      case Group(int _, int _, List<Step> steps) -> steps;
      case Limit(List<Step> steps) -> steps;
      case Hold(List<Step> steps) -> steps;
      case Permit(List<Step> steps) -> steps;
      case Guard(List<Step> steps) -> steps;
      default -> List.of();
    };
  }

  /** The same with other steps inside. */
  default Step with(List<Step> steps) {
    return switch (this) {
      case Group(int one, int other, List<Step> _) -> new Group(one, other, steps);
      case Limit _ -> new Limit(steps);
      case Hold _ -> new Hold(steps);
      case Permit _ -> new Permit(steps);
      case Guard _ -> new Guard(steps);
      default -> this;
    };
  }

  /** The tasks that it names. */
  default List<Integer> tasks() {
    return switch (this) {
      case Start(int task) -> List.of(task);
      case Await(int task) -> List.of(task);
      case Shield(int task) -> List.of(task);
      case WaitFor(int task) -> List.of(task);
      case Overdue(int task) -> List.of(task);
      case Cancel(int task) -> List.of(task);
      case TakeBack(int task) -> List.of(task);
      case CancelGroup(int task) -> List.of(task);
      case Expire(int task) -> List.of(task);
      case Wait(int one, int other, boolean _) -> List.of(one, other);
      case AsCompleted(int one, int other) -> List.of(one, other);
      case Group(int one, int other, List<Step> _) -> List.of(one, other);
      case Gather(int one, int other, boolean _) -> List.of(one, other);
      default -> List.of();
    };
  }

  /** The same with other names for the tasks; what is inside is left as it is. */
  default Step renamed(IntUnaryOperator names) {
    return switch (this) {
      case Start(int task) -> new Start(names.applyAsInt(task));
      case Await(int task) -> new Await(names.applyAsInt(task));
      case Shield(int task) -> new Shield(names.applyAsInt(task));
      case WaitFor(int task) -> new WaitFor(names.applyAsInt(task));
      case Overdue(int task) -> new Overdue(names.applyAsInt(task));
      case Cancel(int task) -> new Cancel(names.applyAsInt(task));
      case TakeBack(int task) -> new TakeBack(names.applyAsInt(task));
      case CancelGroup(int task) -> new CancelGroup(names.applyAsInt(task));
      case Expire(int task) -> new Expire(names.applyAsInt(task));
      case Wait(int one, int other, boolean both) ->
          new Wait(names.applyAsInt(one), names.applyAsInt(other), both);
      case AsCompleted(int one, int other) ->
          new AsCompleted(names.applyAsInt(one), names.applyAsInt(other));
      case Group(int one, int other, List<Step> steps) ->
          new Group(names.applyAsInt(one), names.applyAsInt(other), steps);
      case Gather(int one, int other, boolean exceptions) ->
          new Gather(names.applyAsInt(one), names.applyAsInt(other), exceptions);
      default -> this;
    };
  }

  /** The name of what it uses, as in the list of what is left open. */
  default String name() {
    return switch (this) {
      case Yield(), Raise(), Guard _ -> "";
      case Start(int _), Await(int _) -> "Task";
      case Cancel(int _), Uncancel(), TakeBack(int _), Cancelling() -> "Task.cancel";
      case Shield(int _) -> "shield";
      case WaitFor(int _), Overdue(int _) -> "wait_for";
      case Wait _ -> "wait";
      case AsCompleted _ -> "as_completed";
      case Gather _ -> "gather";
      case Group _, CancelGroup(int _) -> "TaskGroup";
      case Limit _, Expire(int _) -> "timeout";
      case Hold _ -> "Lock";
      case Permit _ -> "Semaphore";
      case WaitCondition(), Notify() -> "Condition";
      case SetEvent(), WaitEvent() -> "Event";
      case Put(), Get(), Done(), Join() -> "Queue";
      case Meet() -> "Barrier";
    };
  }

  /** Whether it is a request to end something, which another task feels. */
  default boolean isRequest() {
    return switch (this) {
      case Cancel _, TakeBack _, CancelGroup _, Expire _ -> true;
      default -> false;
    };
  }

  /**
   * The rules that say what a program shows of it: ids, in which {@code *} stands for any text.
   * What no program looks at is not among them: numbers of a barrier, messages, times, other ways
   * to do the same.
   */
  default List<String> rules() {
    return switch (this) {
      case Yield() -> List.of("sleep.zero.*");
      case Start(int _) -> List.of("create-task.start.*");
      case Await(int _) -> List.of("task.await.*", "task.cancelled.*", "task.step.*");
      case Shield(int _) ->
          List.of("shield.cancel.*", "shield.inner-cancelled.*", "shield.result.*");
      case WaitFor(int _), Overdue(int _) ->
          List.of("wait-for.cancel.*", "wait-for.race.*", "wait-for.result.*", "wait-for.zero.*");
      case Wait _ ->
          List.of("wait.all.*", "wait.cancel.*", "wait.done.*", "wait.first-completed.*");
      case AsCompleted _ ->
          List.of("as-completed.cancel.*", "as-completed.plain.*", "as-completed.results.*");
      case Gather _ ->
          List.of(
              "gather.cancel.*",
              "gather.child-cancelled.*",
              "gather.exception.*",
              "gather.results.*",
              "gather.return-exceptions.*");
      case Cancel(int _) -> List.of("task.cancel.*", "task.cancelled.*");
      case Uncancel() -> List.of("task.uncancel.*");
      case TakeBack(int _) -> List.of("task.uncancel.rescinded");
      case Cancelling() -> List.of("task.cancelling.*");
      case Group _ ->
          List.of(
              "task-group.block-raises.*",
              "task-group.cancelled.*",
              "task-group.child-cancelled.*",
              "task-group.count.*",
              "task-group.exit.*",
              "task-group.failure.*",
              "task-group.nested.*");
      case CancelGroup(int _) -> List.of("task-group.cancel.*");
      case Limit _, Expire _ ->
          List.of(
              "timeout.block.*",
              "timeout.cancel.*",
              "timeout.count.*",
              "timeout.error.*",
              "timeout.nested.*",
              "timeout.reschedule.past");
      case Hold _ ->
          List.of("lock.acquire.*", "lock.cancel.*", "lock.release.unlocks", "lock.with.*");
      case Permit _ -> List.of("semaphore.acquire.*", "semaphore.cancel.*", "semaphore.release.*");
      case WaitCondition(), Notify() ->
          List.of(
              "condition.acquire.*",
              "condition.cancel.*",
              "condition.notify.*",
              "condition.wait.*",
              "condition.wait-for.*");
      case Guard _, Raise() -> List.of("task.await.exception", "task.done.raised");
      case SetEvent(), WaitEvent() -> List.of("event.cancel.*", "event.set.*", "event.wait.*");
      case Put() -> List.of("queue.cancelled-put.*", "queue.items.*", "queue.put.*");
      case Get() -> List.of("queue.cancelled-get.*", "queue.get.*", "queue.items.*");
      case Done(), Join() -> List.of("queue.cancelled-join.*", "queue.join.*");
      case Meet() -> List.of("barrier.cancel.*", "barrier.wait.*");
    };
  }
}
