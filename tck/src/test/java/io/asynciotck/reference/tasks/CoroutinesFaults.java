package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.tck.harness.Boom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Faults in coroutines that are awaited. */
final class CoroutinesFaults {

  private CoroutinesFaults() {}

  @Fault(
      what = "A coroutine that nobody awaits is started by the loop after some iterations.",
      breaks = {"coroutine.create.not-run"})
  static final class UnawaitedCoroutinesStart extends ReferenceAsyncio {
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
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        protected void runOnce() {
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

      Watched(BaseAsyncio asyncio, CoroutineBody<T> body) {
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
      protected boolean resume(@Nullable Throwable exception) {
        begun = true;
        return super.resume(exception);
      }

      @Override
      protected T runInPlace() throws Exception {
        begun = true;
        return super.runInPlace();
      }
    }
  }

  @Fault(
      what = "iscoroutine is true for everything.",
      breaks = {"coroutine.iscoroutine.false"})
  static final class EverythingIsACoroutine extends ReferenceAsyncio {
    EverythingIsACoroutine(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean iscoroutine(@Nullable Object obj) {
      return true;
    }
  }

  @Fault(
      what = "iscoroutine is false for everything.",
      breaks = {"coroutine.iscoroutine.true"})
  static final class NothingIsACoroutine extends ReferenceAsyncio {
    NothingIsACoroutine(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean iscoroutine(@Nullable Object obj) {
      return false;
    }
  }

  /** A module that gives one answer to every question for coroutine functions. */
  abstract static class OneAnswer extends ReferenceAsyncio {
    private final boolean answer;

    OneAnswer(LoopClock clock, boolean answer) {
      super(clock);
      this.answer = answer;
    }

    @Override
    public boolean iscoroutinefunction(@Nullable Object func) {
      return answer;
    }
  }

  @Fault(
      what = "iscoroutinefunction is true for everything.",
      profile = "py3.10",
      breaks = {"iscoroutinefunction.other.false"})
  static final class EverythingMakesCoroutines extends OneAnswer {
    EverythingMakesCoroutines(LoopClock clock) {
      super(clock, true);
    }
  }

  @Fault(
      what = "iscoroutinefunction is false for everything.",
      profile = "py3.10",
      breaks = {"iscoroutinefunction.coroutine-function.true"})
  static final class NothingMakesCoroutines extends OneAnswer {
    NothingMakesCoroutines(LoopClock clock) {
      super(clock, false);
    }
  }

  @Fault(
      what = "iscoroutinefunction is true for coroutines as well.",
      breaks = {"iscoroutinefunction.undocumented.told"})
  static final class CoroutinesAreFunctions extends ReferenceAsyncio {
    CoroutinesAreFunctions(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean iscoroutinefunction(@Nullable Object func) {
      return iscoroutine(func) || super.iscoroutinefunction(func);
    }
  }

  @Fault(
      what = "What an awaited coroutine returns is lost.",
      breaks = {"coroutine.await.result"},
      ripples = {"run.*", "sleep.result.returned", "wait-for.*"})
  static final class AwaitedCoroutineGivesNothing<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    AwaitedCoroutineGivesNothing(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected T runInPlace() throws Exception {
      super.runInPlace();
      return nothing();
    }
  }

  @Fault(
      what = "What an awaited coroutine raises is lost.",
      breaks = {"coroutine.await.exception", "coroutine.throw.innermost"},
      ripples = {"wait-for.*"})
  static final class AwaitedCoroutineHidesItsFailure<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    AwaitedCoroutineHidesItsFailure(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected T runInPlace() throws Exception {
      try {
        return super.runInPlace();
      } catch (Boom lost) {
        return nothing();
      }
    }
  }

  @Fault(
      what = "A coroutine that yields is left to itself by its awaiter.",
      breaks = {
        "coroutine.await.busy",
        "coroutine.await.no-suspend",
        "coroutine.await.same-task",
        "coroutine.await.sequential"
      },
      ripples = {"sleep.result.returned", "wait-for.*"})
  static final class AwaitedCoroutineIsLeftBehind extends ReferenceAsyncio {
    AwaitedCoroutineIsLeftBehind(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
      BaseEventLoop loop = threads().here().running;
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

  @Fault(
      what = "An awaited coroutine is run by a task of its own.",
      breaks = {"coroutine.await.busy", "coroutine.await.no-suspend", "coroutine.await.same-task"},
      ripples = {"sleep.zero.one-iteration", "task.step.bare-yield", "wait-for.*"})
  static final class AwaitedCoroutineBecomesATask extends ReferenceAsyncio {
    AwaitedCoroutineBecomesATask(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
      BaseEventLoop loop = threads().here().running;
      return loop != null && awaitable instanceof Coroutine<T> coroutine
          ? super.await(loop.createTask(coroutine))
          : super.await(awaitable);
    }
  }

  @Fault(
      what = "Awaiting a finished coroutine gives nothing and is no error.",
      breaks = {"coroutine.await.finished"})
  static final class FinishedCoroutineCanBeAwaited<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean ended;

    FinishedCoroutineCanBeAwaited(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected T runInPlace() throws Exception {
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

  @Fault(
      what = "Awaiting a coroutine that another one is awaiting gives nothing and is no error.",
      breaks = {"coroutine.await.busy"})
  static final class BusyCoroutineCanBeAwaited<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean busy;

    BusyCoroutineCanBeAwaited(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected T runInPlace() throws Exception {
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
}
