package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.BrokenAwaitables.taskLoops;
import static io.asynciotck.reference.BrokenAwaitables.tasks;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BrokenAwaitables.WholeTasksLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in starting and stepping tasks. */
final class TasksFaults {

  private TasksFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "tasks-start-at-once",
            "A task made while the loop is not running starts inside create_task.",
            taskLoops(TasksStartAtOnce::new),
            "all-tasks.loop.own",
            "create-task.loop.not-running",
            "create-task.start.call-soon",
            "create-task.start.not-immediate",
            "loop.close.create-task",
            "loop.debug.slow-step",
            "sleep.zero.one-iteration",
            "task.cancel.itself",
            "task.cancel.itself-future",
            "task.cancel.itself-return",
            "task.cancel.unstarted",
            "task.remove-done-callback.not-run",
            "task.step.await-itself"),
        fault(
            "tasks-start-when-awaited",
            "A task starts when it is awaited.",
            TasksStartWhenAwaited::new,
            "create-task.start.by-itself",
            "run.clean-up.after-exception",
            "run.clean-up.cancellation-not-reported",
            "run.clean-up.cancelled-once",
            "run.clean-up.errors-reported",
            "run.clean-up.result-kept",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.clean-up.tasks-cancelled",
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "tasks-start-late",
            "A task is put into the queue one iteration late.",
            loops(TasksStartLate::new),
            "create-task.start.call-soon",
            "loop.debug.slow-step",
            "sleep.cancel.at-once",
            "sleep.suspends.always",
            "sleep.zero.one-iteration"),
        fault(
            "newest-task-starts-first",
            "Tasks that were created in one iteration start newest-first.",
            loops(NewestTaskStartsFirst::new),
            "create-task.start.call-soon",
            "create-task.start.order",
            "gather.arguments.start-order",
            "loop.debug.slow-step",
            "run-coroutine-threadsafe.order",
            "sleep.cancel.at-once",
            "sleep.suspends.always",
            "sleep.suspends.only-its-task",
            "sleep.zero.one-iteration"),
        fault(
            "create-task-takes-the-current-loop",
            "create_task makes a task of the loop that was set, running or not.",
            CreateTaskTakesTheCurrentLoop::new,
            "create-task.loop.none",
            "create-task.loop.running"),
        fault(
            "task-names-another-coroutine",
            "get_coro returns another coroutine.",
            tasks(TaskNamesAnotherCoroutine::new),
            "task.get-coro.same"),
        fault(
            "waiting-task-holds-up-the-others",
            "No task starts while another one waits for a future.",
            loops(WaitingTaskHoldsUpTheOthers::new),
            "all-tasks.pending.listed",
            "coroutine.await.busy",
            "create-task.start.by-itself",
            "ensure-future.coroutine.scheduled",
            "gather.arguments.coroutines-scheduled",
            "gather.cancel.return-exceptions-waits",
            "gather.cancel.swallowed",
            "gather.results.concurrent",
            "run.clean-up.after-exception",
            "run.clean-up.cancellation-not-reported",
            "run.clean-up.cancelled-once",
            "run.clean-up.errors-reported",
            "run.clean-up.result-kept",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.clean-up.tasks-cancelled",
            "run.loop.closed-though-clean-up-fails",
            "task.await.cancelled",
            "task.await.cancelled-caught",
            "task.cancel.awaited-task",
            "task.step.exclusive",
            "task.step.others-run",
            "wait-for.cancel.raised",
            "wait-for.cancel.waits",
            "wait-for.timeout.waits-for-cancellation",
            "wait-for.zero.negative",
            "wait-for.zero.not-started",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "second-wake-up-is-lost",
            "A task is woken once, and never again.",
            tasks(SecondWakeUpIsLost::new),
            "gather.cancel.return-exceptions-waits",
            "run.clean-up.after-exception",
            "run.clean-up.cancelled-once",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "task.cancel.again",
            "task.cancel.cleanup",
            "task.step.resumes",
            "wait-for.cancel.waits",
            "wait-for.timeout.caller-goes-on",
            "wait-for.timeout.waits-for-cancellation",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "callbacks-interrupt-tasks",
            "call_soon runs the callback at once if a task calls it.",
            loops(CallbacksInterruptTasks::new),
            "current-task.callback.none",
            "detail.run-until-complete.last-iteration",
            "task.step.exclusive",
            "wait-for.done-future.at-once"),
        fault(
            "bare-yield-lasts-longer",
            "A bare yield lasts two iterations.",
            BareYieldLastsLonger::new,
            "sleep.zero.one-iteration",
            "task.step.bare-yield"));
  }

  /** A loop with one fault: a task made while the loop is not running starts inside create_task. */
  private static final class TasksStartAtOnce extends WholeTasksLoop {
    TasksStartAtOnce(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      if (isWhole() || isRunning() || asyncio.threads().here().current == this) {
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

  /** A module with one fault: a task starts when it is awaited. */
  private static final class TasksStartWhenAwaited extends ReferenceAsyncio {
    TasksStartWhenAwaited(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      SelectorEventLoop loop = (SelectorEventLoop) getRunningLoop();
      return new CoroutineTask<>(loop, coro, null, nextTaskNumber()) {
        private boolean started;

        @Override
        void addWaiting(ReadyEntry entry) {
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

  /** A loop with one fault: a task is put into the queue one iteration late. */
  private static final class TasksStartLate extends SelectorEventLoop {
    TasksStartLate(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      checkClosed();
      CoroutineTask<T> task = newTask(coro, name);
      callSoon(() -> schedule(task));
      tasks.add(task);
      return task;
    }
  }

  /** A loop with one fault: tasks that were created in one iteration start newest-first. */
  private static final class NewestTaskStartsFirst extends SelectorEventLoop {
    private final List<ReadyEntry> created = new ArrayList<>();

    NewestTaskStartsFirst(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(
        Coroutine<T> coro, @Nullable String name) {
      checkClosed();
      CoroutineTask<T> task = newTask(coro, name);
      if (created.isEmpty()) {
        callSoon(this::start);
      }
      created.add(task);
      tasks.add(task);
      return task;
    }

    private void start() {
      created.reversed().forEach(this::schedule);
      created.clear();
    }
  }

  /** A module with one fault: create_task makes a task of the loop that was set, running or not. */
  private static final class CreateTaskTakesTheCurrentLoop extends ReferenceAsyncio {
    CreateTaskTakesTheCurrentLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      EventLoop current = threads().here().current;
      return current == null ? super.createTask(coro) : current.createTask(coro);
    }
  }

  /** Tasks with one fault: get_coro returns another coroutine. */
  private static final class TaskNamesAnotherCoroutine<T extends @Nullable Object>
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

  /** A loop with one fault: no task starts while another one waits for a future. */
  private static final class WaitingTaskHoldsUpTheOthers extends SelectorEventLoop {
    private final Set<@Nullable Object> made = new HashSet<>();
    private final List<ReadyEntry> held = new ArrayList<>();

    WaitingTaskHoldsUpTheOthers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      LoopFuture<T> future = newFuture();
      made.add(future);
      return future;
    }

    @Override
    <T extends @Nullable Object> CoroutineTask<T> newTask(
        Coroutine<T> coroutine, @Nullable String name) {
      return new CoroutineTask<>(this, coroutine, name, asyncio.nextTaskNumber()) {
        private boolean begun;

        @Override
        void run(SelectorEventLoop running) {
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

  /** Tasks with one fault: a task is woken once, and never again. */
  private static final class SecondWakeUpIsLost<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private boolean woken;

    SecondWakeUpIsLost(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void wakeUp(AsyncFuture<?> awaited) {
      if (!woken) {
        woken = true;
        super.wakeUp(awaited);
      }
    }
  }

  /** A loop with one fault: call_soon runs the callback at once if a task calls it. */
  private static final class CallbacksInterruptTasks extends SelectorEventLoop {
    CallbacksInterruptTasks(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A module with one fault: a bare yield lasts two iterations. */
  private static final class BareYieldLastsLonger extends ReferenceAsyncio {
    BareYieldLastsLonger(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      if (!delay.isPositive()) {
        super.sleepNow(delay, result);
      }
      return super.sleepNow(delay, result);
    }
  }
}
