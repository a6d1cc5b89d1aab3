package io.asynciotck.reference;

import io.asynciotck.api.Task;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that are not done, linked through themselves: entering and leaving cost the
 * same for any number.
 */
public class TaskList {
  private @Nullable CoroutineTask<?> newest;

  /** Enters a task. */
  public void add(CoroutineTask<?> task) {
    CoroutineTask<?> older = newest;
    task.before = older;
    if (older != null) {
      older.after = task;
    }
    newest = task;
  }

  /** Whether a task is here. */
  boolean contains(CoroutineTask<?> task) {
    return task == newest || task.after != null;
  }

  /** Takes a task out, if it is here. */
  public void remove(CoroutineTask<?> task) {
    if (!contains(task)) {
      return;
    }
    CoroutineTask<?> older = task.before;
    CoroutineTask<?> younger = task.after;
    if (older != null) {
      older.after = younger;
    }
    if (younger != null) {
      younger.before = older;
    } else {
      newest = older;
    }
    task.before = null;
    task.after = null;
  }

  /** The tasks, the oldest first, in a set of its own. */
  public Set<Task<?>> snapshot() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (CoroutineTask<?> task = newest; task != null; task = task.before) {
      tasks.add(task);
    }
    return Collections.unmodifiableSet(((LinkedHashSet<Task<?>>) tasks).reversed());
  }
}
