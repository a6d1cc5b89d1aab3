package io.asynciotck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the coroutine of a task is, or has raised. */
final class TaskStack {

  private TaskStack() {}

  /** The places of a task, the oldest first. */
  static List<Object> of(CoroutineTask<?> task) {
    if (!task.isDone()) {
      // Rule: task.get-stack.suspended
      List<Object> calls = places(callsOf(task));
      return calls.isEmpty() ? calls : List.of(calls.getFirst());
    }
    // Rule: task.get-stack.{returned, raised}
    Throwable raised = task.raisedQuietly();
    return raised == null ? List.of() : places(raised.getStackTrace());
  }

  /** At most this many of them: of a coroutine that waits the newest, else the oldest. */
  static List<Object> of(CoroutineTask<?> task, int limit) {
    List<Object> all = of(task);
    int count = Math.min(Math.max(limit, 0), all.size());
    // Rule: task.get-stack.{limit, limit-oldest}
    return task.isDone() ? all.subList(0, count) : all.subList(all.size() - count, all.size());
  }

  /** What is being called in a task: the innermost first. */
  static StackTraceElement[] callsOf(CoroutineTask<?> task) {
    if (task == task.loop.currentTask()) {
      return Thread.currentThread().getStackTrace();
    }
    return task.coroutine instanceof BodyCoroutine<?> own ? own.calls() : new StackTraceElement[0];
  }

  private static List<Object> places(StackTraceElement[] calls) {
    List<Object> newestFirst =
        CallGraphCapture.callsOfProgram(calls).collect(Collectors.toCollection(ArrayList::new));
    return List.copyOf(newestFirst.reversed());
  }

  /** What is printed of the places of a task. */
  static String text(String what, List<Object> places, @Nullable Throwable raised) {
    StringBuilder text = new StringBuilder();
    if (places.isEmpty()) {
      text.append("No stack for ").append(what).append('\n');
    } else {
      text.append(raised == null ? "Stack for " : "Traceback for ").append(what).append(":\n");
    }
    places.forEach(place -> text.append("  at ").append(place).append('\n'));
    return raised == null ? text.toString() : text.append(raised).append('\n').toString();
  }
}
