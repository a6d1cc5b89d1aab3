package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenAwaitables.WholeTasksLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Faults in starting and stepping tasks. */
final class TasksFaults {

  private TasksFaults() {}

  @Fault(
      what = "A task made while the loop is not running starts inside create_task.",
      breaks = {
        "all-tasks.loop.own",
        "create-task.loop.not-running",
        "create-task.start.call-soon",
        "create-task.start.not-immediate",
        "task.cancel.itself",
        "task.cancel.itself-future",
        "task.cancel.itself-return",
        "task.cancel.message-awaiter",
        "task.cancel.unstarted",
        "task.cancelling.count",
        "task.cancelling.not-cancelled",
        "task.exit-request.leaves-loop",
        "task.remove-done-callback.not-run",
        "task.step.await-itself",
        "task.uncancel.none",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      },
      ripples = {"loop.close.create-task", "loop.debug.slow-step", "sleep.zero.one-iteration"})
  static final class TasksStartAtOnce extends WholeTasksLoop {
    TasksStartAtOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      if (isWhole() || isRunning() || asyncio.threadPolicy().current() == this) {
        return super.createTask(coro, name);
      }
      CoroutineTask<T> task = newTask(coro, name);
      tasks.add(task);
      enterRunning();
      try {
        task.run(this);
      } finally {
        leaveRunning();
      }
      return task;
    }
  }

  @Fault(
      what = "A task starts when it is awaited.",
      breaks = {"all-tasks.pending.listed", "create-task.start.by-itself"},
      ripples = {"run.*"})
  static final class TasksStartWhenAwaited extends ReferenceAsyncio {
    TasksStartWhenAwaited(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      SelectorEventLoop loop = (SelectorEventLoop) getRunningLoop();
      return new CoroutineTask<>(loop, coro, null, nextTaskNumber()) {
        private boolean started;

        @Override
        public void addWaiting(ReadyEntry entry) {
          if (!started) {
            started = true;
            loop.schedule(this);
            loop.tasks.add(this);
          }
          super.addWaiting(entry);
        }
      };
    }
  }

  /** A loop that does something else with the first step of a task, and all else as it should. */
  abstract static class StartsOtherwise extends SelectorEventLoop {
    private boolean creates;

    StartsOtherwise(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    abstract void start(ReadyEntry task);

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      return create(() -> super.createTask(coro, name));
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
      return create(() -> super.createTask(context, coro));
    }

    private <T> T create(Supplier<T> task) {
      creates = true;
      try {
        return task.get();
      } finally {
        creates = false;
      }
    }

    @Override
    public void schedule(ReadyEntry entry) {
      if (creates) {
        creates = false;
        start(entry);
      } else {
        super.schedule(entry);
      }
    }
  }

  @Fault(
      what = "A task is put into the queue one iteration late.",
      breaks = {"create-task.start.call-soon"},
      ripples = {"loop.debug.slow-step", "sleep.*"})
  static final class TasksStartLate extends StartsOtherwise {
    TasksStartLate(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void start(ReadyEntry task) {
      callSoon(() -> schedule(task));
    }
  }

  @Fault(
      what = "Tasks that were created in one iteration start newest-first.",
      breaks = {"create-task.start.call-soon", "create-task.start.order"},
      ripples = {
        "gather.arguments.start-order",
        "loop.debug.slow-step",
        "run-coroutine-threadsafe.order",
        "sleep.*"
      })
  static final class NewestTaskStartsFirst extends StartsOtherwise {
    private final List<ReadyEntry> created = new ArrayList<>();

    NewestTaskStartsFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void start(ReadyEntry task) {
      if (created.isEmpty()) {
        callSoon(this::start);
      }
      created.add(task);
    }

    private void start() {
      created.reversed().forEach(this::schedule);
      created.clear();
    }
  }

  @Fault(
      what = "create_task makes a task of the loop that was set, running or not.",
      breaks = {"create-task.loop.none", "create-task.loop.running"})
  static final class CreateTaskTakesTheCurrentLoop extends ReferenceAsyncio {
    CreateTaskTakesTheCurrentLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      EventLoop current = threadPolicy().current();
      return current == null ? super.createTask(coro) : current.createTask(coro);
    }
  }

  @Fault(
      what = "get_coro returns another coroutine.",
      breaks = {"task.get-coro.same"})
  static final class TaskNamesAnotherCoroutine<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskNamesAnotherCoroutine(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public Coroutine<T> getCoro() {
      return loop.asyncio.coroutine(() -> nothing());
    }
  }

  @Fault(
      what = "A task that is done forgets its coroutine.",
      breaks = {"task.get-coro.same"})
  static final class TaskForgetsItsCoroutine<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskForgetsItsCoroutine(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public @Nullable Coroutine<T> getCoro() {
      return isDone() ? null : super.getCoro();
    }
  }

  @Fault(
      what = "No task starts while another one waits for a future.",
      breaks = {
        "all-tasks.pending.listed",
        "create-task.start.by-itself",
        "task.await.cancelled",
        "task.await.cancelled-caught",
        "task.cancel.awaited-task",
        "task.cancel.awaited-task-others",
        "task.cancel.chain",
        "task.cancel.lets-go",
        "task.step.exclusive",
        "task.step.others-run"
      },
      ripples = {
        "coroutine.await.busy",
        "ensure-future.coroutine.scheduled",
        "gather.*",
        "run.*",
        "wait-for.*"
      })
  static final class WaitingTaskHoldsUpTheOthers extends SelectorEventLoop {
    private final Set<@Nullable Object> made = new HashSet<>();
    private final List<ReadyEntry> held = new ArrayList<>();

    WaitingTaskHoldsUpTheOthers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      LoopFuture<T> future = newFuture();
      made.add(future);
      return future;
    }

    @Override
    protected <T extends @Nullable Object> CoroutineTask<T> newTask(
        Coroutine<T> coroutine, @Nullable String name) {
      return new CoroutineTask<>(this, coroutine, name, asyncio.nextTaskNumber()) {
        private boolean begun;

        @Override
        public void run(RunningLoop running) {
          if (!begun && someoneWaits()) {
            held.add(this);
            return;
          }
          begun = true;
          super.run(running);
          List<ReadyEntry> released = someoneWaits() ? List.of() : List.copyOf(held);
          held.removeAll(released);
          released.forEach(loop::schedule);
        }
      };
    }

    private boolean someoneWaits() {
      return allTasks().stream()
          .anyMatch(task ->
              task.getCoro() instanceof BodyCoroutine<?> coroutine
                  && made.contains(coroutine.waitsFor()));
    }
  }

  @Fault(
      what = "A task is woken once, and never again.",
      breaks = {"task.cancel.again", "task.cancel.cleanup", "task.step.resumes"},
      ripples = {"gather.cancel.return-exceptions-waits", "run.*", "wait-for.*"})
  static final class SecondWakeUpIsLost<T extends @Nullable Object> extends CoroutineTask<T> {
    private boolean woken;

    SecondWakeUpIsLost(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void wakeUp(AsyncFuture<?> awaited) {
      if (!woken) {
        woken = true;
        super.wakeUp(awaited);
      }
    }
  }

  @Fault(
      what = "call_soon runs the callback at once if a task calls it.",
      breaks = {"current-task.callback.none", "task.step.bare-yield", "task.step.exclusive"},
      ripples = {"detail.run-until-complete.last-iteration", "wait-for.done-future.at-once"})
  static final class CallbacksInterruptTasks extends SelectorEventLoop {
    CallbacksInterruptTasks(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoon(Runnable callback) {
      if (currentTask() == null) {
        return super.callSoon(callback);
      }
      LoopHandle handle = newHandle(callback);
      handle.run(this);
      return handle;
    }
  }

  @Fault(
      what = "A bare yield lasts two iterations.",
      breaks = {"task.step.bare-yield"},
      ripples = {"sleep.zero.one-iteration"})
  static final class BareYieldLastsLonger extends ReferenceAsyncio {
    BareYieldLastsLonger(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      if (!delay.isPositive()) {
        super.sleepNow(delay, result);
      }
      return super.sleepNow(delay, result);
    }
  }

  @Fault(
      what = "A task that awaits itself goes on.",
      breaks = {"task.step.await-itself"})
  static final class AwaitOfItselfIsNothing<T extends @Nullable Object> extends BodyCoroutine<T> {
    AwaitOfItselfIsNothing(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected <R extends @Nullable Object> R awaitFuture(AsyncFuture<R> future) throws Exception {
      return future instanceof CoroutineTask<?> task
              && ((SelectorEventLoop) task.getLoop()).currentTask() == task
          ? nothing()
          : super.awaitFuture(future);
    }
  }
}
