package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.coroutines;
import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.Boom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Faults in coroutines that are awaited. */
final class CoroutinesFaults {

  private CoroutinesFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "unawaited-coroutines-start",
            "A coroutine that nobody awaits is started by the loop after some iterations.",
            UnawaitedCoroutinesStart::new,
            "coroutine.create.not-run"),
        fault(
            "everything-is-a-coroutine",
            "iscoroutine is true for everything.",
            EverythingIsACoroutine::new,
            "coroutine.iscoroutine.false"),
        fault(
            "nothing-is-a-coroutine",
            "iscoroutine is false for everything.",
            NothingIsACoroutine::new,
            "coroutine.iscoroutine.true"),
        fault(
            "awaited-coroutine-gives-nothing",
            "What an awaited coroutine returns is lost.",
            coroutines(AwaitedCoroutineGivesNothing::new),
            "coroutine.await.result",
            "run.clean-up.cancelled-once",
            "run.clean-up.result-kept",
            "run.result.returned",
            "sleep.result.returned",
            "wait-for.cancel.value-returned",
            "wait-for.no-limit.waits",
            "wait-for.race.completed-first",
            "wait-for.result.coroutine",
            "wait-for.result.future",
            "wait-for.timeout.caller-goes-on",
            "wait-for.timeout.cancelled-once",
            "wait-for.timeout.disarmed",
            "wait-for.timeout.value-returned",
            "wait-for.zero.done-future"),
        fault(
            "awaited-coroutine-hides-its-failure",
            "What an awaited coroutine raises is lost.",
            coroutines(AwaitedCoroutineHidesItsFailure::new),
            "coroutine.await.exception",
            "coroutine.throw.innermost",
            "wait-for.cancel.exception-propagated",
            "wait-for.result.exception",
            "wait-for.timeout.exception-propagated"),
        fault(
            "awaited-coroutine-is-left-behind",
            "A coroutine that yields is left to itself by its awaiter.",
            AwaitedCoroutineIsLeftBehind::new,
            "coroutine.await.busy",
            "coroutine.await.no-suspend",
            "coroutine.await.same-task",
            "coroutine.await.sequential",
            "sleep.result.returned",
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.cancel.exception-propagated",
            "wait-for.cancel.value-returned",
            "wait-for.cancel.waits",
            "wait-for.done-future.at-once",
            "wait-for.result.coroutine",
            "wait-for.task.caller",
            "wait-for.timeout.cancelled-once",
            "wait-for.timeout.exception-propagated",
            "wait-for.timeout.nested",
            "wait-for.timeout.value-returned",
            "wait-for.timeout.waits-for-cancellation"),
        fault(
            "awaited-coroutine-becomes-a-task",
            "An awaited coroutine is run by a task of its own.",
            AwaitedCoroutineBecomesATask::new,
            "coroutine.await.busy",
            "coroutine.await.no-suspend",
            "coroutine.await.same-task",
            "sleep.zero.one-iteration",
            "task.step.bare-yield",
            "wait-for.done-future.at-once",
            "wait-for.task.caller"),
        fault(
            "finished-coroutine-can-be-awaited",
            "Awaiting a finished coroutine gives nothing and is no error.",
            coroutines(FinishedCoroutineCanBeAwaited::new),
            "coroutine.await.finished"),
        fault(
            "busy-coroutine-can-be-awaited",
            "Awaiting a coroutine that another one is awaiting gives nothing and is no error.",
            coroutines(BusyCoroutineCanBeAwaited::new),
            "coroutine.await.busy"),
        fault(
            "await-always-suspends",
            "Awaiting a future that is done suspends.",
            coroutines(AwaitAlwaysSuspends::new),
            "future.await.done-no-suspend",
            "task.cancel.itself-done-future",
            "wait-for.done-future.at-once"),
        fault(
            "await-of-itself-is-nothing",
            "A task that awaits itself goes on.",
            coroutines(AwaitOfItselfIsNothing::new),
            "task.step.await-itself"));
  }

  /**
   * A module with one fault: a coroutine that nobody awaits is started by the loop after some
   * iterations.
   */
  private static final class UnawaitedCoroutinesStart extends ReferenceAsyncio {
    private final List<Watched<?>> watched = new CopyOnWriteArrayList<>();

    UnawaitedCoroutinesStart(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> coroutine(CoroutineBody<T> body) {
      Watched<T> made = new Watched<>(this, body);
      watched.add(made);
      return made;
    }

    @Override
    SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        void runOnce() {
          super.runOnce();
          watched.removeIf(each -> each.begun);
          watched.forEach(each -> each.grow(this));
        }
      };
    }

    private static final class Watched<T extends @Nullable Object> extends BodyCoroutine<T> {
      private final Thread maker = Thread.currentThread();
      private volatile boolean begun;
      private int age;

      Watched(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
        super(asyncio, body);
      }

      private void grow(SelectorEventLoop loop) {
        if (maker == Thread.currentThread()) {
          age++;
        }
        if (age == 8) {
          loop.createTask(this);
        }
      }

      @Override
      boolean resume(@Nullable Throwable exception) {
        begun = true;
        return super.resume(exception);
      }

      @Override
      T runInPlace() throws Exception {
        begun = true;
        return super.runInPlace();
      }
    }
  }

  /** A module with one fault: iscoroutine is true for everything. */
  private static final class EverythingIsACoroutine extends ReferenceAsyncio {
    EverythingIsACoroutine(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean iscoroutine(@Nullable Object obj) {
      return true;
    }
  }

  /** A module with one fault: iscoroutine is false for everything. */
  private static final class NothingIsACoroutine extends ReferenceAsyncio {
    NothingIsACoroutine(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean iscoroutine(@Nullable Object obj) {
      return false;
    }
  }

  /** Coroutines with one fault: what an awaited coroutine returns is lost. */
  private static final class AwaitedCoroutineGivesNothing<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    AwaitedCoroutineGivesNothing(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    T runInPlace() throws Exception {
      super.runInPlace();
      return nothing();
    }
  }

  /** Coroutines with one fault: what an awaited coroutine raises is lost. */
  private static final class AwaitedCoroutineHidesItsFailure<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    AwaitedCoroutineHidesItsFailure(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    T runInPlace() throws Exception {
      try {
        return super.runInPlace();
      } catch (Boom lost) {
        return nothing();
      }
    }
  }

  /** A module with one fault: a coroutine that yields is left to itself by its awaiter. */
  private static final class AwaitedCoroutineIsLeftBehind extends ReferenceAsyncio {
    AwaitedCoroutineIsLeftBehind(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
      SelectorEventLoop loop = threads().here().running;
      if (loop == null
          || loop.currentTask() == null
          || !(awaitable instanceof BodyCoroutine<T> awaited)) {
        return super.await(awaitable);
      }
      Task<T> task = loop.createTask(awaited);
      super.await(sleep(Duration.ZERO));
      return task.isDone() || awaited.waitsFor() != null ? super.await(task) : nothing();
    }
  }

  /** A module with one fault: an awaited coroutine is run by a task of its own. */
  private static final class AwaitedCoroutineBecomesATask extends ReferenceAsyncio {
    AwaitedCoroutineBecomesATask(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
      SelectorEventLoop loop = threads().here().running;
      return loop != null && awaitable instanceof Coroutine<T> coroutine
          ? super.await(loop.createTask(coroutine))
          : super.await(awaitable);
    }
  }

  /** Coroutines with one fault: awaiting a finished coroutine gives nothing and is no error. */
  private static final class FinishedCoroutineCanBeAwaited<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean ended;

    FinishedCoroutineCanBeAwaited(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    T runInPlace() throws Exception {
      if (ended) {
        return nothing();
      }
      try {
        return super.runInPlace();
      } finally {
        ended = true;
      }
    }
  }

  /**
   * Coroutines with one fault: awaiting a coroutine that another one is awaiting gives nothing and
   * is no error.
   */
  private static final class BusyCoroutineCanBeAwaited<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean busy;

    BusyCoroutineCanBeAwaited(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    T runInPlace() throws Exception {
      if (busy) {
        return nothing();
      }
      busy = true;
      try {
        return super.runInPlace();
      } finally {
        busy = false;
      }
    }
  }

  /** Coroutines with one fault: awaiting a future that is done suspends. */
  private static final class AwaitAlwaysSuspends<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    AwaitAlwaysSuspends(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    <R extends @Nullable Object> R awaitFuture(AsyncFuture<R> future) throws Exception {
      if (future.isDone()) {
        suspend(null);
      }
      return super.awaitFuture(future);
    }
  }

  /** Coroutines with one fault: a task that awaits itself goes on. */
  private static final class AwaitOfItselfIsNothing<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    AwaitOfItselfIsNothing(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    <R extends @Nullable Object> R awaitFuture(AsyncFuture<R> future) throws Exception {
      return future instanceof CoroutineTask<?> task && task.loop.currentTask() == task
          ? nothing()
          : super.awaitFuture(future);
    }
  }
}
