package io.asynciotck.reference.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.module.ReferenceAsyncio;
import org.jspecify.annotations.Nullable;

/** A module that does something else where an eager task begins. */
abstract class BeginningAsyncio extends ReferenceAsyncio {

  BeginningAsyncio(LoopClock clock) {
    super(clock);
  }

  /** What is done where a task begins. */
  void begin(BeginningTask<?> task) {
    task.beginWell();
  }

  @Override
  protected SelectorEventLoop newLoop() {
    return new SelectorEventLoop(this, clock()) {
      @Override
      protected <T extends @Nullable Object> CoroutineTask<T> newTask(
          Coroutine<T> coroutine, @Nullable String name) {
        return new BeginningTask<>(this, coroutine, name);
      }
    };
  }

  /** A task that leaves to its module how it begins. */
  final class BeginningTask<T extends @Nullable Object> extends CoroutineTask<T> {
    private final Coroutine<T> coroutine;
    private final @Nullable String given;
    private final long number;
    private boolean begun;

    private BeginningTask(SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name) {
      this(loop, coroutine, name, nextTaskNumber());
    }

    private BeginningTask(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
      this.coroutine = coroutine;
      this.given = name;
      this.number = number;
    }

    @Override
    protected void begin() {
      begun = true;
      BeginningAsyncio.this.begin(this);
    }

    void beginWell() {
      super.begin();
    }

    /** Begins in the next turn, as other tasks do. */
    void beginLater() {
      loop.schedule(this);
    }

    void moveTo(@Nullable VariableContext context) {
      runIn(context);
    }

    /** Enters it in the list of tasks once more. */
    void list() {
      loop.tasks.add(this);
    }

    long number() {
      return number;
    }

    @Nullable String given() {
      return given;
    }

    @Override
    public @Nullable Coroutine<T> getCoro() {
      return begun ? coroOf(this, coroutine) : coroutine;
    }

    @Nullable Coroutine<T> coroWell() {
      return super.getCoro();
    }

    @Override
    public String getName() {
      return nameOf(this, super.getName());
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return begun ? cancelled(this, msg) : super.cancelWith(msg);
    }

    boolean cancelWell(@Nullable String msg) {
      return super.cancelWith(msg);
    }
  }

  /** What {@code get_coro} of a task that has begun at once returns. */
  <T extends @Nullable Object> @Nullable Coroutine<T> coroOf(
      BeginningTask<T> task, Coroutine<T> coroutine) {
    return task.coroWell();
  }

  /** What {@code get_name} of a task returns. */
  String nameOf(BeginningTask<?> task, String name) {
    return name;
  }

  /** What {@code cancel} of a task that has begun at once does. */
  boolean cancelled(BeginningTask<?> task, @Nullable String msg) {
    return task.cancelWell(msg);
  }
}
