package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Task;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** What a loop is told of tasks: of those of another make, and of who awaits whom. */
final class OtherTasks {
  private final BaseEventLoop loop;
  private final Set<Task<?>> registered = new LinkedHashSet<>();
  private final Map<AsyncFuture<?>, Set<AsyncFuture<?>>> waiters = new WeakHashMap<>();
  private @Nullable Task<?> entered;

  OtherTasks(BaseEventLoop loop) {
    this.loop = loop;
  }

  /** Enters a task among those of the loop. */
  void register(Task<?> task) {
    // Rule: register-task.task.listed
    if (!(task instanceof CoroutineTask<?> own)) {
      registered.add(task);
      // Rule: register-task.task.done
    } else if (!own.isDone() && !loop.tasks.contains(own)) {
      loop.tasks.add(own);
    }
  }

  /** Takes a task out of those of the loop. */
  void unregister(Task<?> task) {
    // Rule: unregister-task.task.absent
    if (task instanceof CoroutineTask<?> own) {
      loop.tasks.remove(own);
    } else {
      registered.remove(task);
    }
  }

  /** Makes a task the current one. */
  void enter(Task<?> task) {
    Task<?> other = current();
    if (other != null) {
      throw new IllegalStateException(
          "A step of " + task + " cannot begin while " + other + " is running");
    }
    // Rule: enter-task.task.current
    entered = task;
  }

  /** Makes no task the current one. */
  void leave(Task<?> task) {
    if (entered != task) {
      throw new IllegalStateException("Left " + task + " while " + current() + " is running");
    }
    // Rule: leave-task.task.none
    entered = null;
  }

  /** The current task, which may be one of the loop's own. */
  @Nullable Task<?> current() {
    return entered == null ? loop.currentTask() : entered;
  }

  /** The loop's own tasks, and those of which it was told that are not done. */
  Set<Task<?>> with(Set<Task<?>> own) {
    if (registered.isEmpty()) {
      return own;
    }
    Set<Task<?>> all = new LinkedHashSet<>(own);
    registered.stream().filter(task -> !task.isDone()).forEach(all::add);
    return Collections.unmodifiableSet(all);
  }

  /** Keeps that a future is awaited by another one. */
  void addWaiter(AsyncFuture<?> future, AsyncFuture<?> waiter) {
    // Rule: future-add-to-awaited-by.future.recorded
    waiters
        .computeIfAbsent(future, _ -> Collections.newSetFromMap(new WeakHashMap<>()))
        .add(waiter);
  }

  /** Forgets that a future is awaited by another one. */
  void removeWaiter(AsyncFuture<?> future, AsyncFuture<?> waiter) {
    // Rule: future-discard-from-awaited-by.future.forgotten
    waiters.getOrDefault(future, new HashSet<>()).remove(waiter);
  }

  /** Those of which it was told that they await a future. */
  Set<AsyncFuture<?>> waitersOf(AsyncFuture<?> future) {
    return waiters.getOrDefault(future, Set.of());
  }
}
