package io.asynciotck.reference.tasks;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Context;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Runner;
import io.asynciotck.reference.faults.BrokenRunner;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of a {@code Runner} when it is closed. */
final class RunnersCloseFaults {

  private RunnersCloseFaults() {}

  @Fault(
      what = "The end of a block of with does not close the runner.",
      breaks = {"runner.exit.closes", "runner.exit.closes-after-exception"})
  static final class ForgetsToClose extends BrokenRunner {
    ForgetsToClose(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return null;
    }
  }

  @Fault(
      what = "A block of with that raises leaves the runner open.",
      breaks = {"runner.exit.closes-after-exception"})
  static final class ClosesAfterSuccessOnly extends BrokenRunner {
    ClosesAfterSuccessOnly(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback)
        throws Exception {
      return exc == null ? super.exit(excType, null, traceback) : null;
    }
  }

  @Fault(
      what = "An exception of a block of with ends there.",
      breaks = {"runner.exit.exception"})
  static final class EndsExceptions extends BrokenRunner {
    EndsExceptions(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback)
        throws Exception {
      super.exit(excType, exc, traceback);
      return exc != null;
    }
  }

  @Fault(
      what = "A cancellation of a block of with ends there.",
      breaks = {"runner.exit.exception"})
  static final class EndsCancellations extends BrokenRunner {
    EndsCancellations(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback)
        throws Exception {
      super.exit(excType, exc, traceback);
      return exc instanceof CancelledError;
    }
  }

  @Fault(
      what = "close does not close the loop.",
      breaks = {
        "runner.close.loop",
        "runner.close.twice",
        "runner.exit.closes",
        "runner.exit.closes-after-exception"
      })
  static final class LeavesItsLoopOpen extends BrokenRunner {
    LeavesItsLoopOpen(Parts parts) {
      super(parts);
    }

    @Override
    protected void closeLoop(EventLoop mine) {
      // Left open.
    }
  }

  @Fault(
      what = "close does not wait for the default executor.",
      breaks = {"runner.close.executor"})
  static final class LeavesTheExecutorRunning extends BrokenRunner {
    LeavesTheExecutorRunning(Parts parts) {
      super(parts);
    }

    @Override
    protected void shutDownExecutor(EventLoop mine) {
      // Left alone.
    }
  }

  @Fault(
      what = "close does nothing about the tasks that are left.",
      breaks = {"runner.close.tasks", "runner.close.tasks-before-generators"})
  static final class LeavesTasks extends BrokenRunner {
    LeavesTasks(Parts parts) {
      super(parts);
    }

    @Override
    protected void cancelAllTasks(EventLoop mine) {
      // Left alone.
    }
  }

  @Fault(
      what = "To close a second time is refused.",
      breaks = {"runner.close.twice"})
  static final class ClosesOnlyOnce extends BrokenRunner {
    ClosesOnlyOnce(Parts parts) {
      super(parts);
    }

    private boolean isClosed;

    @Override
    public void close() throws Exception {
      if (isClosed) {
        throw new IllegalStateException("Closed already: " + this);
      }
      isClosed = true;
      super.close();
    }
  }

  @Fault(
      what = "close makes a loop, if there is none, and closes it.",
      breaks = {"runner.close.unused"})
  static final class MakesALoopToCloseIt extends BrokenRunner {
    MakesALoopToCloseIt(Parts parts) {
      super(parts);
    }

    private boolean isClosed;

    @Override
    public void close() throws Exception {
      if (!isClosed) {
        super.getLoop();
      }
      isClosed = true;
      super.close();
    }
  }

  @Fault(
      what = "A runner that is closed makes another loop.",
      breaks = {"runner.closed.run", "runner.closed.get-loop"})
  static final class RunsAfterClose extends BrokenRunner {
    RunsAfterClose(Parts parts) {
      super(parts);
    }

    private @Nullable Runner next;

    private boolean isClosed;

    @Override
    public void close() throws Exception {
      super.close();
      isClosed = true;
      if (next != null) {
        next.close();
      }
    }

    private Runner next() {
      next = next == null ? asyncio().newRunner() : next;
      return next;
    }

    @Override
    public EventLoop getLoop() {
      return isClosed ? next().getLoop() : super.getLoop();
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      return isClosed ? next().run(coro) : super.runIn(given, coro);
    }
  }
}
