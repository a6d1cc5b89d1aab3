package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenRun.runs;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Task;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of what {@code run} does when its coroutine has ended. */
final class RunnerCleanUpFaults {

  private RunnerCleanUpFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "run-leaves-its-loop-open",
            "run does not close its loop.",
            runs(LeavesItsLoopOpen::new),
            "run.loop.closed",
            "run.loop.closed-after-exception",
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "run-gives-up-when-the-clean-up-fails",
            "run does not close its loop when the clean-up has raised.",
            runs(GivesUpWhenTheCleanUpFails::new),
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "run-leaves-tasks-uncancelled",
            "run does nothing about the tasks that are left.",
            runs(LeavesTasksUncancelled::new),
            "run.clean-up.after-exception",
            "run.clean-up.cancelled-once",
            "run.clean-up.errors-reported",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.clean-up.tasks-cancelled",
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "run-does-not-wait",
            "run cancels the tasks that are left, gives them one step, and closes its loop.",
            runs(DoesNotWait::new),
            "run.clean-up.after-exception",
            "run.clean-up.cancelled-once",
            "run.clean-up.executor-joined",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "run-cleans-up-after-success-only",
            "run cancels the tasks that are left only if the coroutine has returned.",
            runs(CleansUpAfterSuccessOnly::new),
            "run.clean-up.after-exception"),
        fault(
            "run-cancels-again",
            "run cancels the tasks that are left in each iteration until they are done.",
            runs(CancelsAgain::new),
            "run.clean-up.after-exception",
            "run.clean-up.cancelled-once",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor"),
        fault(
            "run-keeps-errors-to-itself",
            "run does not report what tasks raise in the clean-up.",
            runs(KeepsErrorsToItself::new),
            "run.clean-up.errors-reported"),
        fault(
            "run-reports-cancelled-tasks",
            "run reports tasks that ended the clean-up cancelled.",
            runs(ReportsCancelledTasks::new),
            "run.clean-up.cancellation-not-reported"),
        fault(
            "run-raises-errors-of-tasks",
            "run raises what a task raised in the clean-up.",
            runs(RaisesErrorsOfTasks::new),
            "run.clean-up.result-kept"),
        fault(
            "run-leaves-the-executor-running",
            "run does not wait for the work in the default executor.",
            runs(LeavesTheExecutorRunning::new),
            "run.clean-up.executor-joined"),
        fault(
            "run-closes-the-executor-first",
            "run shuts the default executor down before it cancels the tasks that are left.",
            runs(ClosesTheExecutorFirst::new),
            "run.clean-up.tasks-before-executor"));
  }

  private static final class LeavesItsLoopOpen extends BrokenRun {
    @Override
    void closeLoop(SelectorEventLoop loop, Runnable reference) {
      // Left open.
    }
  }

  private static final class GivesUpWhenTheCleanUpFails extends BrokenRun {
    @Override
    void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      cancelAll(asyncio(), loop);
      reportFailed(loop, left);
      reference.run();
    }
  }

  private static final class LeavesTasksUncancelled extends BrokenRun {
    @Override
    void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) {
      // Left alone.
    }
  }

  private static final class DoesNotWait extends BrokenRun {
    @Override
    void cleanUp(SelectorEventLoop loop, CleanUp reference) {
      Set<Task<?>> left = loop.allTasks();
      left.forEach(AsyncFuture::cancel);
      loop.stop();
      loop.runForever();
      reportFailed(loop, left);
      asyncio().setEventLoop(null);
      loop.close();
    }
  }

  private static final class CleansUpAfterSuccessOnly extends BrokenRun {
    private boolean succeeded;

    @Override
    <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
      return asyncio()
          .coroutine(() -> {
            T result = asyncio().await(main);
            succeeded = true;
            return result;
          });
    }

    @Override
    void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      if (succeeded) {
        reference.run();
      }
    }
  }

  private static final class CancelsAgain extends BrokenRun {
    @Override
    void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      AsyncFuture<?> all = asyncio().gather(true, left.toArray(Task<?>[]::new));
      for (Task<?> task : left) {
        cancelEachTime(loop, task);
      }
      if (!left.isEmpty()) {
        loop.runUntilComplete(all);
      }
      reportFailed(loop, left);
    }

    private static void cancelEachTime(SelectorEventLoop loop, Task<?> task) {
      if (task.cancel()) {
        loop.callSoon(() -> cancelEachTime(loop, task));
      }
    }
  }

  private static final class KeepsErrorsToItself extends BrokenRun {
    @Override
    void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      cancelAll(asyncio(), loop);
    }
  }

  private static final class ReportsCancelledTasks extends BrokenRun {
    @Override
    void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      reference.run();
      left.stream()
          .filter(Task::isCancelled)
          .forEach(task -> loop.report(Report.of("Cancelled").with("task", task)));
    }
  }

  private static final class RaisesErrorsOfTasks extends BrokenRun {
    @Override
    void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      reference.run();
      for (Task<?> task : left) {
        if (!task.isCancelled()) {
          task.result();
        }
      }
    }
  }

  private static final class LeavesTheExecutorRunning extends BrokenRun {
    @Override
    void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      Set<Task<?>> left = loop.allTasks();
      try {
        cancelAll(asyncio(), loop);
        reportFailed(loop, left);
      } finally {
        asyncio().setEventLoop(null);
        loop.close();
      }
    }
  }

  private static final class ClosesTheExecutorFirst extends BrokenRun {
    @Override
    void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
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
