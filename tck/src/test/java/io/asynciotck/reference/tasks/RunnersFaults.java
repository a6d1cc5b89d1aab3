package io.asynciotck.reference.tasks;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Runner;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenRunner;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.tck.harness.Boom;
import org.jspecify.annotations.Nullable;

/** Faults of a {@code Runner}, but for its context and its end. */
final class RunnersFaults {

  private RunnersFaults() {}

  @Fault(
      what = "A runner makes its loop when it is made.",
      breaks = {"runner.create.lazy", "runner.close.unused"})
  static final class MakesItsLoopAtOnce extends BrokenRunner {
    MakesItsLoopAtOnce(Parts parts) {
      super(parts);
      getLoop();
    }
  }

  @Fault(
      what = "The name behind as is another runner.",
      breaks = {"runner.enter.itself"})
  static final class EntersAnother extends BrokenRunner {
    EntersAnother(Parts parts) {
      super(parts);
    }

    @Override
    public Runner enter() {
      super.enter();
      return asyncio().newRunner();
    }
  }

  @Fault(
      what = "with makes no loop.",
      breaks = {"runner.context.at-creation", "runner.enter.loop"})
  static final class EntersWithoutALoop extends BrokenRunner {
    EntersWithoutALoop(Parts parts) {
      super(parts);
    }

    @Override
    public Runner enter() {
      return this;
    }
  }

  @Fault(
      what = "A runner takes the loop of the runner before, if that is open.",
      breaks = {"runner.context.at-creation", "runner.context.embedded", "runner.get-loop.new"})
  static final class TakesTheLoopOfAnother extends BrokenRunner {
    TakesTheLoopOfAnother(Parts parts) {
      super(parts);
    }

    private static final ThreadLocal<@Nullable EventLoop> LAST = new ThreadLocal<>();

    @Override
    protected EventLoop newLoop() {
      EventLoop last = LAST.get();
      EventLoop own = last == null || last.isClosed() ? super.newLoop() : last;
      LAST.set(own);
      return own;
    }
  }

  @Fault(
      what = "get_loop returns another loop than that of the runs.",
      breaks = {"runner.get-loop.same", "runner.get-loop.current"})
  static final class ShowsAnotherLoop extends BrokenRunner {
    ShowsAnotherLoop(Parts parts) {
      super(parts);
    }

    private @Nullable EventLoop shown;

    @Override
    public EventLoop getLoop() {
      super.getLoop();
      shown = shown == null ? asyncio().newEventLoop() : shown;
      return shown;
    }

    @Override
    protected void closeLoop(EventLoop mine) {
      super.closeLoop(mine);
      if (shown != null) {
        shown.close();
      }
    }
  }

  @Fault(
      what = "The loop is not the current one.",
      breaks = {"runner.get-loop.current"})
  static final class TellsNobody extends BrokenRunner {
    TellsNobody(Parts parts) {
      super(parts);
    }

    @Override
    protected EventLoop newLoop() {
      EventLoop before = asyncio().threadPolicy().current();
      EventLoop made = super.newLoop();
      asyncio().setEventLoop(before);
      return made;
    }
  }

  @Fault(
      what = "The loop factory is called, and another loop taken.",
      breaks = {"runner.loop-factory.used"})
  static final class IgnoresItsFactory extends BrokenRunner {
    IgnoresItsFactory(Parts parts) {
      super(parts);
    }

    @Override
    protected EventLoop newLoop() {
      EventLoop made = super.newLoop();
      if (parts().loopFactory() == null) {
        return made;
      }
      made.close();
      return asyncio().newEventLoop();
    }
  }

  @Fault(
      what = "The loop factory is called twice.",
      breaks = {
        "runner.loop-factory.once",
        "runner.create.lazy",
        "runner.enter.loop",
        "runner.close.twice"
      })
  static final class AsksItsFactoryTwice extends BrokenRunner {
    AsksItsFactoryTwice(Parts parts) {
      super(parts);
    }

    @Override
    protected EventLoop newLoop() {
      EventLoop first = super.newLoop();
      if (parts().loopFactory() == null) {
        return first;
      }
      EventLoop second = super.newLoop();
      if (first != second) {
        first.close();
      }
      return second;
    }
  }

  @Fault(
      what = "The loop of a factory is made the current one.",
      breaks = {"runner.loop-factory.not-current"})
  static final class MakesEachLoopCurrent extends BrokenRunner {
    MakesEachLoopCurrent(Parts parts) {
      super(parts);
    }

    @Override
    protected EventLoop newLoop() {
      EventLoop made = super.newLoop();
      asyncio().setEventLoop(made);
      return made;
    }
  }

  @Fault(
      what = "The loop is not in debug mode.",
      breaks = {"runner.debug.on", "runner.debug.inherited"})
  static final class NeverDebugs extends BrokenRunner {
    NeverDebugs(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      super.getLoop().setDebug(false);
      return super.runIn(given, coro);
    }

    @Override
    public EventLoop getLoop() {
      EventLoop loop = super.getLoop();
      loop.setDebug(false);
      return loop;
    }
  }

  @Fault(
      what = "The loop is in debug mode.",
      breaks = {"runner.debug.off", "runner.debug.inherited"})
  static final class AlwaysDebugs extends BrokenRunner {
    AlwaysDebugs(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      super.getLoop().setDebug(true);
      return super.runIn(given, coro);
    }

    @Override
    public EventLoop getLoop() {
      EventLoop loop = super.getLoop();
      loop.setDebug(true);
      return loop;
    }
  }

  @Fault(
      what = "Only the first run returns what its coroutine has returned.",
      breaks = {
        "runner.run.result",
        "runner.run.is-task",
        "runner.run.after-exception",
        "runner.run.any-awaitable"
      })
  static final class ForgetsLaterResults extends BrokenRunner {
    ForgetsLaterResults(Parts parts) {
      super(parts);
    }

    private boolean hasRun;

    @Override
    @SuppressWarnings("NullAway") // A fault may well return something else.
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      T result = super.runIn(given, coro);
      boolean isFirst = !hasRun;
      hasRun = true;
      return isFirst ? result : null;
    }
  }

  @Fault(
      what = "run returns normally when the coroutine raised an exception.",
      breaks = {"runner.run.exception"})
  static final class SwallowsExceptions extends BrokenRunner {
    SwallowsExceptions(Parts parts) {
      super(parts);
    }

    @Override
    @SuppressWarnings("NullAway") // A fault may well return something else.
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      try {
        return super.runIn(given, coro);
      } catch (IllegalStateException misuse) {
        throw misuse;
      } catch (Exception raised) {
        return null;
      }
    }
  }

  @Fault(
      what = "All runs are in one task.",
      breaks = {"runner.run.is-task"})
  static final class SharesATask extends BrokenRunner {
    SharesATask(Parts parts) {
      super(parts);
    }

    private @Nullable Task<?> first;

    @Override
    @SuppressWarnings("unchecked")
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      T result = super.runIn(given, coro);
      if (result instanceof Task<?> task) {
        first = first == null ? task : first;
        return (T) first;
      }
      return result;
    }
  }

  @Fault(
      what = "run refuses a future, as it did up to 3.13.",
      breaks = {"runner.run.any-awaitable"})
  static final class TakesCoroutinesOnly extends BrokenRunner {
    TakesCoroutinesOnly(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      if (!(coro instanceof Coroutine)) {
        throw new IllegalArgumentException("Not a coroutine: " + coro);
      }
      return super.runIn(given, coro);
    }
  }

  @Fault(
      what = "A run that has raised closes the runner.",
      breaks = {"runner.run.after-exception"})
  static final class IsUsedUpByAFailure extends BrokenRunner {
    IsUsedUpByAFailure(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      try {
        return super.runIn(given, coro);
      } catch (Boom | CancelledError raised) {
        close();
        throw raised;
      }
    }
  }

  @Fault(
      what = "The tasks that a run has left are cancelled when it ends.",
      breaks = {"runner.run.leaves-tasks", "runner.close.tasks"})
  static final class CleansUpAfterEachRun extends BrokenRunner {
    CleansUpAfterEachRun(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      T result = super.runIn(given, coro);
      cancelAllTasks(super.getLoop());
      return result;
    }
  }

  @Fault(
      what = "run starts inside a running loop.",
      breaks = {"runner.nested.refused", "runner.nested.runtime-error"})
  static final class AllowsNesting extends BrokenRunner {
    AllowsNesting(Parts parts) {
      super(parts);
    }

    @Override
    protected void checkNotNested() {}

    @Override
    @SuppressWarnings("unchecked")
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      if (asyncio().runningLoopOrNull() != null && coro instanceof Coroutine<T> coroutine) {
        coroutine.close();
        return (T) Integer.valueOf(7);
      }
      return super.runIn(given, coro);
    }
  }

  @Fault(
      what = "A nested run is refused with the exception for a wrong argument.",
      breaks = {"runner.nested.runtime-error"})
  static final class RefusesAsArgument extends BrokenRunner {
    RefusesAsArgument(Parts parts) {
      super(parts);
    }

    @Override
    protected void checkNotNested() {
      try {
        super.checkNotNested();
      } catch (IllegalStateException nested) {
        throw new IllegalArgumentException(nested);
      }
    }
  }

  @Fault(
      what = "From the tenth run on, each run is in a loop of its own.",
      breaks = {"runner.run.same-loop"})
  static final class ChangesItsLoop extends BrokenRunner {
    private int runs;

    ChangesItsLoop(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      runs++;
      return runs < 10 ? super.runIn(given, coro) : asyncio().run(coro);
    }
  }

  @Fault(
      what = "A runner of which one run was refused runs no more.",
      breaks = {"runner.run.after-exception"})
  static final class TakesARefusalForTheEnd extends BrokenRunner {
    private boolean refused;

    TakesARefusalForTheEnd(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      if (refused) {
        throw new IllegalStateException("It was refused before");
      }
      try {
        return super.runIn(given, coro);
      } catch (IllegalStateException refusal) {
        refused = true;
        throw refusal;
      }
    }
  }
}
