package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.BaseExceptionGroup;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.reference.CoroutineExit;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.InPlaceOfTask;
import io.asynciotck.reference.seams.Seam;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that belong to a block of their parent, which waits for them behind the block. */
public class ReferenceTaskGroup implements TaskGroup {

  /** From NEW to ACTIVE while the block runs, LEAVING while its tasks are waited for, to ENDED. */
  private enum State {
    NEW,
    ACTIVE,
    LEAVING,
    ENDED
  }

  private final Asyncio asyncio;
  private final Set<Task<?>> running = new LinkedHashSet<>();
  private final List<Throwable> failures = new ArrayList<>();
  private State state = State.NEW;
  private @Nullable Task<?> parent;
  private int requestsBefore;

  /** Whether the tasks were cancelled, since one of them or the block has failed, or by wish. */
  private boolean aborting;

  /** Whether one of the requests to cancel the parent is the group's. */
  private boolean cancelsParent;

  private boolean cancelledEarly;
  private @Nullable Throwable exit;
  private @Nullable AsyncFuture<@Nullable Void> allDone;

  /** A group that is to be entered. */
  public ReferenceTaskGroup(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  @Override
  public Coroutine<TaskGroup> enter() {
    return asyncio.coroutine(() -> {
      begin();
      // Rule: task-group.enter.itself
      return this;
    });
  }

  private void begin() {
    Task<?> current = asyncio.currentTask();
    if (current == null || state != State.NEW) {
      throw new IllegalStateException("A task group is entered once, inside a task: " + this);
    }
    parent = current;
    requestsBefore = requestsHeard(current);
    state = State.ACTIVE;
    if (cancelledEarly) {
      // Rule: task-group.cancel.before-entry
      aborting = true;
      cancelParent();
    }
  }

  /** How many requests to cancel a task there are of which it knows: they are over. */
  @Seam
  protected int requestsHeard(Task<?> task) {
    // Rule: task-group.cancel.others-kept
    boolean knowsNotOfAll = task instanceof CoroutineTask<?> own && own.isToBeCancelled();
    return task.cancelling() - (knowsNotOfAll ? 1 : 0);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    // Rule: task-group.create-task.factory
    return create(coro, () -> loop().createTask(coro));
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, String name) {
    // Rule: task-group.create-task.name
    return create(coro, () -> loop().createTask(coro, name));
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
    // Rule: task-group.create-task.context
    return create(coro, () -> loop().createTask(context, coro));
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
    // Rule: task-group.create-task.eager-start
    return create(coro, () -> loop().createTask(coro, eagerStart));
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, Map<String, ? extends @Nullable Object> kwargs) {
    // Rule: task-group.create-task.keywords
    return create(coro, () -> loop().createTask(coro, kwargs));
  }

  private <T extends @Nullable Object> Task<T> create(Coroutine<T> coro, Supplier<Task<T>> maker) {
    if (!isOpen()) {
      refuse(coro);
      throw new IllegalStateException("The task group takes no tasks: " + this);
    }
    // Rule: task-group.create-task.result
    Task<T> task = maker.get();
    adopt(task);
    joinLate(task);
    return task;
  }

  private EventLoop loop() {
    return asyncio.getRunningLoop();
  }

  /** Whether a task can be added. */
  @Seam
  protected boolean isOpen() {
    // Rule: task-group.create-task.{not-entered, finished, shutting-down, while-waiting}
    return !aborting && (state == State.ACTIVE || (state == State.LEAVING && !running.isEmpty()));
  }

  /** What becomes of a coroutine for which there is no task. */
  @Seam
  protected void refuse(Coroutine<?> coro) {
    // Rule: task-group.create-task.closes
    coro.close();
  }

  /** Makes a task one of the group. */
  @Seam
  protected void adopt(Task<?> task) {
    // Rule: eager-task.task-group.{done, failed, goes-on}
    running.add(task);
    task.addDoneCallback(new ChildDone());
  }

  private final class ChildDone implements Consumer<AsyncFuture<?>>, InPlaceOfTask {
    @Override
    public void accept(AsyncFuture<?> child) {
      childDone((Task<?>) child);
    }

    @Override
    public @Nullable AsyncFuture<?> awaited() {
      return allDone;
    }
  }

  /** Cancels a task that was not there yet when the others were cancelled. */
  @Seam
  protected void joinLate(Task<?> task) {
    if (aborting && !task.isDone()) {
      // Rule: eager-task.task-group.{being-made, cancels-itself}
      task.cancel();
    }
  }

  /** A task of the group has ended. */
  private void childDone(Task<?> task) {
    running.remove(task);
    Throwable failure = failureOf(task);
    if (failure != null) {
      fail(failure);
    }
    AsyncFuture<@Nullable Void> waiting = allDone;
    if (waiting != null && running.isEmpty() && !waiting.isDone()) {
      waiting.setResult(null);
    }
  }

  /** The failure of a task that has ended; a cancellation is none. */
  @Seam
  protected @Nullable Throwable failureOf(Task<?> task) {
    // Rule: task-group.child-cancelled.no-failure
    return task.isCancelled() ? null : task.exception();
  }

  private void fail(Throwable failure) {
    failures.add(failure);
    // Rule: task-group.exit-request.of-task
    noteExit(failure);
    if (!aborting) {
      // Rule: task-group.failure.cancels-others
      abort();
      if (state == State.ACTIVE) {
        // Rule: task-group.failure.cancels-block
        cancelParent();
      }
    }
  }

  private void noteExit(Throwable raised) {
    if (exit == null && (raised instanceof SystemExit || raised instanceof KeyboardInterrupt)) {
      exit = raised;
    }
  }

  /** Cancels the tasks that have not ended. */
  @Seam
  protected void abort() {
    aborting = true;
    List.copyOf(running).forEach(Task::cancel);
  }

  /** Interrupts the block. */
  @Seam
  protected void cancelParent() {
    cancelsParent = true;
    parent().cancel();
  }

  @Override
  public void cancel() {
    switch (state) {
      case NEW -> cancelledEarly = true;
      case ACTIVE -> {
        if (!aborting) {
          // Rule: task-group.cancel.{tasks, block, idempotent}
          abort();
          cancelParent();
        }
      }
      case LEAVING -> abort();
      case ENDED -> {} // Rule: task-group.cancel.afterwards
    }
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    return asyncio.coroutine(() -> leave(exc));
  }

  private boolean leave(@Nullable Throwable raised) throws Exception {
    state = State.LEAVING;
    CancelledError cancelled = raised instanceof CancelledError ours ? ours : null;
    if (raised != null) {
      noteExit(raised);
      if (!aborting) {
        // Rule: task-group.block-raises.cancels, task-group.cancelled.cancels
        abort();
      }
    }
    CancelledError later = waitForTasks();
    cancelled = later == null ? cancelled : later;
    state = State.ENDED;
    if (cancelsParent && takeBack() <= requestsBefore) {
      // Rule: task-group.failure.no-cancellation, task-group.cancel.quiet
      cancelled = null;
    }
    if (exit != null) {
      // Rule: task-group.exit-request.raised
      throw asException(exit);
    }
    boolean closes = raised instanceof CoroutineExit && failures.isEmpty();
    if (raised != null && !(raised instanceof CancelledError) && !closes) {
      // Rule: task-group.block-raises.grouped
      failures.add(raised);
    }
    if (cancelled != null && failures.isEmpty()) {
      // Rule: task-group.cancelled.{raised, message, again}, task-group.timeout.cancels
      throw cancelled;
    }
    if (closes) {
      // Rule: task-group.block-raises.generator-exit
      throw asException(Objects.requireNonNull(raised));
    }
    if (!failures.isEmpty()) {
      keepCancellation();
      throw asException(grouped(failures));
    }
    return raised != null;
  }

  /**
   * Waits until all tasks have ended.
   *
   * @return a cancellation by others that came meanwhile, if one did
   */
  @Seam
  protected @Nullable CancelledError waitForTasks() throws Exception {
    CancelledError cancelled = null;
    // Rule: task-group.exit.{waits, empty}, task-group.failure.waits
    while (!running.isEmpty()) {
      AsyncFuture<@Nullable Void> waiting = loop().createFuture();
      allDone = waiting;
      try {
        asyncio.await(waiting);
      } catch (CancelledError interrupted) {
        // Nobody but others cancels while all is well, perhaps before the group was entered.
        if (!aborting || isCancelledByOthers()) {
          cancelled = interrupted;
        }
        if (!aborting) {
          // Rule: task-group.cancelled.{while-waiting, others}
          abort();
        }
      }
    }
    allDone = null;
    return cancelled;
  }

  private boolean isCancelledByOthers() {
    return parent().cancelling() > requestsBefore + (cancelsParent ? 1 : 0);
  }

  /** Takes back the group's request to cancel the parent, and returns how many there are. */
  @Seam
  protected int takeBack() {
    // Rule: task-group.count.kept, task-group.cancel.others-later
    return parent().uncancel();
  }

  /** Lets the parent feel a cancellation by others that the group's failure takes the place of. */
  @Seam
  protected void keepCancellation() {
    // Rule: task-group.cancelled.with-failure, task-group.nested.both
    if (parent().cancelling() > requestsBefore) {
      parent().uncancel();
      parent().cancel();
    }
  }

  /** What is raised for failures. */
  @Seam
  protected Throwable grouped(List<Throwable> all) {
    String message = "Tasks of a group have failed";
    // Rule: task-group.failure.{group, base-group}
    return all.stream().allMatch(Exception.class::isInstance)
        ? new ExceptionGroup(message, all)
        : new BaseExceptionGroup(message, all);
  }

  private static Exception asException(Throwable raised) {
    if (raised instanceof Error error) {
      throw error;
    }
    return (Exception) raised;
  }

  /** The task whose block it is. */
  protected final Task<?> parent() {
    return Objects.requireNonNull(parent);
  }

  /** The module. */
  protected final Asyncio asyncio() {
    return asyncio;
  }

  @Override
  public String toString() {
    return "<TaskGroup tasks=" + running.size() + " " + state + (aborting ? " aborting>" : ">");
  }
}
