package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a block with a group if a task or the block fails. Page: {@code task-groups.md}.
 */
@RestsOn(Ground.TASK_CANCEL)
final class TaskGroupsFailureTck extends TaskGroupRuleTest {

  // A task fails

  @Rule("task-group.failure.cancels-others")
  @Test
  void aFailureCancelsTheOthers() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      Numbers begun = new Numbers();
      Numbers cancelled = new Numbers();
      run(() ->
          outcomeOf(group -> {
            AsyncFuture<@Nullable Void> allHaveBegun = loop.createFuture();
            for (int i = 0; i < size; i++) {
              int number = i;
              group.createTask(
                  coroutine(() -> {
                    begun.add(number);
                    if (begun.count() == size) {
                      allHaveBegun.setResult(null);
                    }
                    try {
                      waitToBeCancelled();
                    } catch (CancelledError asked) {
                      cancelled.add(number);
                      throw asked;
                    }
                  }));
            }
            group.createTask(
                coroutine(() -> {
                  await(allHaveBegun);
                  throw new Boom("child");
                }));
          }));
      trace.add(cancelled.count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("task-group.failure.cancels-others")
  @Test
  void aFailureCancelsWhatATaskHasAdded() throws Exception {
    run(() ->
        outcomeOf(group ->
            group.createTask(
                coroutine(() -> {
                  yieldOnce();
                  startAndFail(group, waiting("added"));
                }))));
    trace.shouldBe("added: raises CancelledError");
  }

  @Rule("task-group.failure.cancels-block")
  @Test
  void aFailureInterruptsTheBlock() throws Exception {
    run(() ->
        outcomeOf(group -> {
          group.createTask(failing("child"));
          traceInterruption();
        }));
    trace.shouldBe("the block is interrupted");
  }

  @Rule("task-group.failure.cancels-block")
  @Test
  void whoHasAddedTheTaskThatFailsIsLeftAlone() throws Exception {
    run(() -> {
      List<Task<?>> added = new ArrayList<>();
      outcomeOf(group -> {
        added.add(
            asyncio.createTask(
                coroutine(() -> {
                  group.createTask(failing("child"));
                  await(asyncio.sleep(ticks(1)));
                })));
        traceInterruption();
      });
      trace.outcome("who has added it", () -> await(added.getFirst()));
    });
    trace.shouldBe("the block is interrupted", "who has added it: null");
  }

  @Rule("task-group.failure.no-cancellation")
  @Test
  void theInterruptionDoesNotLeaveTheBlock() throws Exception {
    run(() -> {
      String outcome =
          outcomeOf(group -> {
            group.createTask(failing("child"));
            waitToBeCancelled();
          });
      trace.add("a cancellation: " + outcome.equals("raises CancelledError"));
      traceGoingOn();
    });
    trace.shouldBe("a cancellation: false", "then: goes on");
  }

  @Rule("task-group.failure.group")
  @Test
  void theExceptionsOfAllTasksAreRaisedTogether() throws Exception {
    run(() -> {
      tracing("one", group -> group.createTask(failing("a")));
      tracing(
          "three",
          group -> {
            AsyncFuture<@Nullable Void> begun = loop.createFuture();
            group.createTask(failingInTheEnd("a"));
            group.createTask(telling(begun, failingInTheEnd("b")));
            group.createTask(
                coroutine(() -> {
                  await(begun);
                  throw new Boom("c");
                }));
          });
    });
    trace.shouldBe(
        "one: raises ExceptionGroup[Boom(a)]",
        "three: raises ExceptionGroup[Boom(a), Boom(b), Boom(c)]");
  }

  @Rule("task-group.failure.group")
  @Test
  void theExceptionIsTheOneThatWasRaised() throws Exception {
    run(() -> {
      Boom raised = new Boom("a");
      try {
        with(
            asyncio.newTaskGroup(),
            group ->
                group.createTask(
                    coroutine(() -> {
                      throw raised;
                    })));
      } catch (ExceptionGroup group) {
        trace.add("the same: " + (group.exceptions().getFirst() == raised));
      }
    });
    trace.shouldBe("the same: true");
  }

  @Rule("task-group.failure.group")
  @Test
  void noneOfManyExceptionsIsMissing() throws Exception {
    List<Integer> sizes = List.of(2, 17, 65, 101, 1000);
    for (int size : sizes) {
      run(() -> {
        try {
          with(
              asyncio.newTaskGroup(),
              group -> {
                for (int i = 0; i < size; i++) {
                  group.createTask(failing("same"));
                }
              });
        } catch (ExceptionGroup raised) {
          trace.add(raised.exceptions().size() + " of " + size);
        }
      });
    }
    trace.shouldBe(sizes.stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("task-group.failure.base-group")
  @Test
  void anErrorMakesItABaseExceptionGroup() throws Exception {
    run(() -> {
      tracing(
          "error",
          group ->
              group.createTask(
                  coroutine(() -> {
                    throw new BoomError();
                  })));
      tracing(
          "both",
          group ->
              startAndFail(
                  group,
                  coroutine(() -> {
                    try {
                      waitToBeCancelled();
                    } catch (CancelledError cancelled) {
                      throw new BoomError();
                    }
                  })));
    });
    trace.shouldBe(
        "error: raises BaseExceptionGroup[BoomError]",
        "both: raises BaseExceptionGroup[Boom(child), BoomError]");
  }

  @Rule("task-group.failure.waits")
  @Test
  void theOthersHaveCleanedUpWhenTheFailureIsRaised() throws Exception {
    run(() -> {
      outcomeOf(group -> startAndFail(group, cleaningUp("task")));
      trace.add("behind the block");
    });
    trace.shouldBe("task: cleaned up", "behind the block");
  }

  @Rule("task-group.child-cancelled.no-failure")
  @Test
  void aTaskThatIsCancelledIsNoFailure() throws Exception {
    run(() ->
        tracing(
            "block",
            group -> {
              await(group.createTask(coroutine(() -> yieldOnce()))); // One has ended before.
              AsyncFuture<@Nullable Void> begun = loop.createFuture();
              Task<?> given =
                  group.createTask(
                      coroutine(() -> {
                        begun.setResult(null);
                        waitToBeCancelled();
                      }));
              Task<?> other =
                  group.createTask(
                      coroutine(() -> {
                        yieldTimes(20);
                        trace.add("the other ends");
                      }));
              await(begun);
              given.cancel();
              Outcome.of(() -> await(other));
              trace.add("the block goes on");
            }));
    trace.shouldBe("the other ends", "the block goes on", "block: ends");
  }

  // The block fails

  @Rule("task-group.block-raises.cancels")
  @Test
  void aBlockThatRaisesCancelsTheTasks() throws Exception {
    run(() -> {
      outcomeOf(group -> {
        AsyncFuture<@Nullable Void> begun = loop.createFuture();
        group.createTask(telling(begun, cleaningUp("a")));
        group.createTask(waiting("b"));
        await(begun);
        throw new Boom("block");
      });
      trace.add("behind the block");
    });
    trace.shouldBe("b: raises CancelledError", "a: cleaned up", "behind the block");
  }

  @Rule("task-group.block-raises.grouped")
  @Test
  void theExceptionOfTheBlockIsInTheGroup() throws Exception {
    run(() -> {
      tracing(
          "alone",
          group -> {
            throw new Boom("block");
          });
      tracing(
          "with a task's",
          group -> {
            AsyncFuture<@Nullable Void> begun = loop.createFuture();
            group.createTask(telling(begun, failingInTheEnd("task")));
            await(begun);
            throw new Boom("block");
          });
    });
    trace.shouldBe(
        "alone: raises ExceptionGroup[Boom(block)]",
        "with a task's: raises ExceptionGroup[Boom(block), Boom(task)]");
  }

  @Rule("task-group.block-raises.grouped")
  @Test
  void theExceptionOfTheBlockIsInTheGroupWhateverItIs() throws Exception {
    run(() ->
        tracing(
            "block",
            group -> {
              AsyncFuture<@Nullable Void> begun = loop.createFuture();
              group.createTask(telling(begun, failingInTheEnd("task")));
              await(begun);
              throw new IllegalStateException();
            }));
    trace.shouldBe("block: raises ExceptionGroup[Boom(task), IllegalStateException]");
  }

  @Rule("task-group.exit-request.raised")
  @Test
  void aRequestToExitIsRaisedAsItIs() throws Exception {
    run(() -> {
      for (Error request : List.of(new SystemExit(), new KeyboardInterrupt())) {
        tracing(
            "block",
            group -> {
              AsyncFuture<@Nullable Void> begun = loop.createFuture();
              group.createTask(telling(begun, cleaningUp("task")));
              await(begun);
              throw request;
            });
      }
    });
    trace.shouldBe(
        "task: cleaned up",
        "block: raises SystemExit",
        "task: cleaned up",
        "block: raises KeyboardInterrupt");
  }

  @Rule("task-group.exit-request.of-task")
  @ExpectsReports // of a loop that goes on
  @Test
  void aRequestToExitOfATaskIsRaisedAsItIs() {
    for (Error request : List.of(new SystemExit(), new KeyboardInterrupt())) {
      int before = trace.events().size();
      Outcome.of(() -> asyncio.run(coroutine(() -> tracing("block", exiting(request)))));
      if (trace.events().size() == before) {
        throw new NotClaimedError("a run that is left does not clean up its tasks");
      }
    }
    trace.shouldBe(
        "other: cancelled",
        "block: raises SystemExit",
        "other: cancelled",
        "block: raises KeyboardInterrupt");
  }

  /** The block of a group of which one task exits while another one waits. */
  private Block exiting(Error request) {
    return group -> {
      EventLoop running = asyncio.getRunningLoop();
      AsyncFuture<@Nullable Void> begun = running.createFuture();
      group.createTask(
          telling(
              begun,
              coroutine(() -> {
                try {
                  await(running.createFuture());
                } catch (CancelledError cancelled) {
                  trace.add("other: cancelled");
                  throw cancelled;
                }
              })));
      await(begun);
      group.createTask(
          coroutine(() -> {
            throw request;
          }));
      await(running.createFuture());
    };
  }
}
