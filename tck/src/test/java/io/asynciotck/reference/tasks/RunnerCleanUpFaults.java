package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Task;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenRun;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.Report;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of what {@code run} does when its coroutine has ended. */
final class RunnerCleanUpFaults {

  private RunnerCleanUpFaults() {}

  @Fault(
      what = "run does not close its loop.",
      breaks = {
        "run.loop-factory.closed",
        "run.loop.closed",
        "run.loop.closed-after-exception",
        "run.loop.closed-though-clean-up-fails"
      })
  static final class LeavesItsLoopOpen extends BrokenRun {
    @Override
    protected void closeLoop(SelectorEventLoop loop, Runnable reference) {
      // Left open.
    }
  }

  @Fault(
      what = "run does not close its loop when the clean-up has raised.",
      breaks = {"run.loop.closed-though-clean-up-fails"})
  static final class GivesUpWhenTheCleanUpFails extends BrokenRun {
    @Override
    protected void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      cancelAll(asyncio(), loop);
      reportFailed(loop, left);
      reference.run();
    }
  }

  @Fault(
      what = "run does nothing about the tasks that are left.",
      breaks = {
        "run.clean-up.after-exception",
        "run.clean-up.cancelled-once",
        "run.clean-up.errors-reported",
        "run.clean-up.tasks-awaited",
        "run.clean-up.tasks-before-executor",
        "run.clean-up.tasks-before-generators",
        "run.clean-up.tasks-cancelled",
        "run.loop.closed-though-clean-up-fails"
      })
  static final class LeavesTasksUncancelled extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) {
      // Left alone.
    }
  }

  @Fault(
      what = "run cancels the tasks that are left, gives them one step, and closes its loop.",
      breaks = {
        "run.clean-up.after-exception",
        "run.clean-up.cancelled-once",
        "run.clean-up.executor-joined",
        "run.clean-up.generators-before-executor",
        "run.clean-up.generators-finalised",
        "run.clean-up.tasks-awaited",
        "run.clean-up.tasks-before-executor",
        "run.clean-up.tasks-before-generators",
        "run.loop.closed-though-clean-up-fails"
      })
  static final class DoesNotWait extends BrokenRun {
    @Override
    protected void cleanUp(SelectorEventLoop loop, CleanUp reference) {
      Set<Task<?>> left = loop.allTasks();
      left.forEach(AsyncFuture::cancel);
      loop.stop();
      loop.runForever();
      reportFailed(loop, left);
      asyncio().setEventLoop(null);
      loop.close();
    }
  }

  @Fault(
      what = "run cancels the tasks that are left only if the coroutine has returned.",
      breaks = {"run.clean-up.after-exception"})
  static final class CleansUpAfterSuccessOnly extends BrokenRun {
    private boolean succeeded;

    @Override
    protected <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
      return asyncio()
          .coroutine(() -> {
            T result = asyncio().await(main);
            succeeded = true;
            return result;
          });
    }

    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      if (succeeded) {
        reference.run();
      }
    }
  }

  @Fault(
      what = "run cancels the tasks that are left in each iteration until they are done.",
      breaks = {
        "run.clean-up.after-exception",
        "run.clean-up.cancelled-once",
        "run.clean-up.tasks-awaited",
        "run.clean-up.tasks-before-executor",
        "run.clean-up.tasks-before-generators"
      })
  static final class CancelsAgain extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      if (left.isEmpty()) {
        return;
      }
      AsyncFuture<?> all = asyncio().gather(true, left.toArray(Task<?>[]::new));
      for (Task<?> task : left) {
        cancelEachTime(loop, task);
      }
      loop.runUntilComplete(all);
      reportFailed(loop, left);
    }

    private static void cancelEachTime(SelectorEventLoop loop, Task<?> task) {
      if (task.cancel()) {
        loop.callSoon(() -> cancelEachTime(loop, task));
      }
    }
  }

  @Fault(
      what = "run does not report what tasks raise in the clean-up.",
      breaks = {"run.clean-up.errors-reported"})
  static final class KeepsErrorsToItself extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      cancelAll(asyncio(), loop);
    }
  }

  @Fault(
      what = "run reports tasks that ended the clean-up cancelled.",
      breaks = {"run.clean-up.cancellation-not-reported", "loop.default-handler.only-errors"},
      reason = "Tests that cancel tasks see a report that they did not ask for.",
      blocks = {
        "run.clean-up.after-exception",
        "run.clean-up.cancelled-once",
        "run.clean-up.tasks-awaited",
        "run.clean-up.tasks-before-executor",
        "run.clean-up.tasks-before-generators",
        "run.clean-up.tasks-cancelled"
      })
  static final class ReportsCancelledTasks extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      reference.run();
      left.stream()
          .filter(Task::isCancelled)
          .forEach(task -> loop.report(Report.of("Cancelled").with("task", task)));
    }
  }

  @Fault(
      what = "run raises what a task raised in the clean-up.",
      breaks = {"run.clean-up.result-kept"})
  static final class RaisesErrorsOfTasks extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      reference.run();
      for (Task<?> task : left) {
        if (!task.isCancelled()) {
          task.result();
        }
      }
    }
  }

  @Fault(
      what = "run raises the cancellation of a task that was left.",
      breaks = {"run.clean-up.tasks-before-generators", "run.result.returned"})
  static final class RaisesCancellations extends BrokenRun {
    @Override
    protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      reference.run();
      for (Task<?> task : left) {
        if (task.isCancelled()) {
          task.result();
        }
      }
    }
  }

  @Fault(
      what = "run does not wait for the work in the default executor.",
      breaks = {"run.clean-up.executor-joined"})
  static final class LeavesTheExecutorRunning extends BrokenRun {
    @Override
    protected void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      try {
        cancelAll(asyncio(), loop);
        reportFailed(loop, left);
        loop.runUntilComplete(loop.shutdownAsyncgens());
      } finally {
        asyncio().setEventLoop(null);
        loop.close();
      }
    }
  }

  @Fault(
      what = "run shuts the default executor down before it cancels the tasks that are left.",
      breaks = {"run.clean-up.generators-before-executor", "run.clean-up.tasks-before-executor"})
  static final class ClosesTheExecutorFirst extends BrokenRun {
    @Override
    protected void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      loop.runUntilComplete(loop.shutdownDefaultExecutor());
      reference.run();
    }
  }

  private static void cancelAll(Asyncio asyncio, SelectorEventLoop loop) throws Exception {
    Set<Task<?>> left = loop.allTasks();
    if (!left.isEmpty()) {
      left.forEach(AsyncFuture::cancel);
      loop.runUntilComplete(asyncio.gather(true, left.toArray(Task<?>[]::new)));
    }
  }

  private static void reportFailed(SelectorEventLoop loop, Set<Task<?>> tasks) {
    for (Task<?> task : tasks) {
      Throwable raised = task.isDone() && !task.isCancelled() ? task.exception() : null;
      if (raised != null) {
        loop.report(Report.of("Raised in the clean-up", raised).with("task", task));
      }
    }
  }
}
