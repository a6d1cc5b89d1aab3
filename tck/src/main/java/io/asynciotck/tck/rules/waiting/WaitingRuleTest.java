package io.asynciotck.tck.rules.waiting;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What tests of tasks that wait for one another share. The test itself is a task that does not wait
 * for what it tests: it starts others that do, lets them run, and looks how far they have come.
 */
public abstract class WaitingRuleTest extends RuleTest {

  /** How many turns are enough for whatever can go on to have gone on. */
  private static final int TURNS = 25;

  private final List<Task<?>> started = new ArrayList<>();
  private boolean over;

  /** For rule tests. */
  protected WaitingRuleTest() {}

  /** Runs a test in a task, and ends the tasks that it has started. */
  protected final void inTask(VoidBody body) throws Exception {
    over = false;
    started.clear(); // a test is run once more by the real clock
    run(() -> {
      try {
        body.run();
      } finally {
        over = true;
        started.stream().filter(task -> !task.isDone()).forEach(Task::cancel);
        letOthersRun();
      }
    });
  }

  /** Starts a task that does something, and traces what came of it. */
  protected final Task<?> start(String who, CoroutineBody<?> body) {
    Task<?> task =
        asyncio.createTask(
            coroutine(() -> {
              String outcome = Outcome.of(body::run);
              if (!over) {
                trace.add(who + ": " + outcome);
              }
            }));
    started.add(task);
    return task;
  }

  /** Starts a task of which nothing is traced. */
  protected final Task<?> startQuietly(VoidBody body) {
    Task<?> task =
        asyncio.createTask(
            coroutine(() -> {
              try {
                body.run();
              } catch (CancelledError cancelled) {
                // As the test has asked for.
              }
            }));
    started.add(task);
    return task;
  }

  /** Starts a task that does something, and lets it come to where it waits. */
  protected final Task<?> startWaiting(String who, CoroutineBody<?> body) throws Exception {
    Task<?> task = start(who, body);
    letOthersRun();
    return task;
  }

  /** Starts a task that waits for something, and traces when it gets on. */
  protected final Task<?> startPassing(String who, Supplier<? extends Awaitable<?>> operation)
      throws Exception {
    return startWaiting(
        who,
        () -> {
          await(operation.get());
          return "gets on";
        });
  }

  /** Lets all other tasks go on as far as they can. */
  protected final void letOthersRun() throws Exception {
    yieldTimes(TURNS);
  }

  /** Lets all other tasks go on until something holds, or for so long that it will not. */
  protected final void letOthersRunUntil(BooleanSupplier condition, int tasks) throws Exception {
    yieldUntil(condition, TURNS + 4 * tasks);
  }
}
