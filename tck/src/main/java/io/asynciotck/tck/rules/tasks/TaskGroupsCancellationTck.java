package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a block with a group that is cancelled. Page: {@code task-groups.md}. */
@RestsOn(Ground.TASK_CANCEL)
@Operation("the end of a TaskGroup")
final class TaskGroupsCancellationTck extends TaskGroupRuleTest {
  // Others cancel

  /** Does something in a task, and waits until that has ended, however it does. */
  private void inTask(VoidBody body) throws Exception {
    run(() -> {
      Task<?> task = loop.createTask(coroutine(body));
      Outcome.of(() -> await(task));
    });
  }

  /** Runs a block in a task, cancels that when it has begun, and traces what came of it. */
  private void cancelFromOutside(Block block, AsyncFuture<?> begun) throws Exception {
    run(() -> {
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                tracing("block", block);
                traceGoingOn();
              }));
      await(begun);
      task.cancel();
      Outcome.of(() -> await(task));
    });
  }

  @Rule("task-group.cancelled.cancels")
  @Test
  void aCancellationOfTheBlockCancelsItsTasks() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    cancelFromOutside(
        group -> {
          group.createTask(telling(begun, cleaningUp("task")));
          waitToBeCancelled();
        },
        begun);
    trace.shouldBe("task: cleaned up", "block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.cancels")
  @At(Moment.TWICE)
  @Test
  void aSecondCancellationLeavesNoTaskBehind() throws Exception {
    run(() -> {
      AsyncFuture<@Nullable Void> begun = loop.createFuture();
      Task<?> task =
          loop.createTask(
              coroutine(() ->
                  tracing(
                      "block",
                      group -> {
                        group.createTask(telling(begun, endingLate()));
                        waitToBeCancelled();
                      })));
      await(begun);
      for (int time = 0; time < 2; time++) {
        task.cancel();
        yieldOnce();
        yieldOnce();
      }
      Outcome.of(() -> await(task));
    });
    trace.shouldBe("the task has ended", "block: raises CancelledError");
  }

  /** A task that ends some time after it was cancelled. */
  private Coroutine<@Nullable Void> endingLate() {
    return coroutine(() -> {
      try {
        waitToBeCancelled();
      } finally {
        yieldTimes(20);
        trace.add("the task has ended");
      }
    });
  }

  @Rule("task-group.cancelled.raised")
  @Test
  void aCancellationOfTheBlockIsRaised() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    cancelFromOutside(
        group -> {
          begun.setResult(null);
          waitToBeCancelled();
        },
        begun);
    trace.shouldBe("block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.while-waiting")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancellationWhileTasksAreWaitedForCancelsThem() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    cancelFromOutside(
        group ->
            group.createTask(
                coroutine(() -> {
                  yieldTimes(5);
                  begun.setResult(null);
                  await(cleaningUp("task"));
                })),
        begun);
    trace.shouldBe("task: cleaned up", "block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.while-waiting")
  @At(Moment.ON_ENTRY)
  @Test
  void aCancellationThatWasAskedForBeforeTheBlockIsRaisedAtItsEnd() throws Exception {
    inTask(() -> {
      Objects.requireNonNull(asyncio.currentTask()).cancel();
      tracing("block", group -> group.createTask(coroutine(this::waitToBeCancelled)));
      traceGoingOn();
    });
    trace.shouldBe("block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.while-waiting")
  @At(Moment.BEFORE_THE_WAKE)
  @Test
  void aCancellationThatComesWhenTheLastTaskHasEndedIsRaised() throws Exception {
    inTask(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      tracing(
          "block",
          group ->
              group.createTask(
                  coroutine(() -> {
                    yieldOnce();
                    loop.callSoon(itself::cancel);
                  })));
      traceGoingOn();
    });
    trace.shouldBe("block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.while-waiting")
  @At(Moment.AFTER_THE_WAKE)
  @Test
  void aCancellationThatComesWhenTheGroupKnowsOfThatIsRaised() throws Exception {
    inTask(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      tracing(
          "block",
          group ->
              group.createTask(coroutine(() -> yieldOnce())).addDoneCallback(_ -> itself.cancel()));
      traceGoingOn();
    });
    trace.shouldBe("block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.with-failure")
  @At(Moment.AFTER_THE_WAKE)
  @Test
  void aCancellationIsNotLostBehindAFailure() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    cancelFromOutside(
        group -> {
          group.createTask(telling(begun, failingInTheEnd("task")));
          waitToBeCancelled();
        },
        begun);
    trace.shouldBe("block: raises ExceptionGroup[Boom(task)]", "then: raises CancelledError");
  }

  @Rule("task-group.cancelled.with-failure")
  @At(Moment.ON_ENTRY)
  @Test
  void aCancellationThatWasAskedForBeforeTheBlockIsNotLostBehindAFailure() throws Exception {
    inTask(() -> {
      Objects.requireNonNull(asyncio.currentTask()).cancel();
      tracing(
          "block",
          group -> {
            group.createTask(coroutine(this::waitToBeCancelled));
            throw new Boom("block");
          });
      traceGoingOn();
    });
    trace.shouldBe("block: raises ExceptionGroup[Boom(block)]", "then: raises CancelledError");
  }

  @Rule("task-group.cancelled.with-failure")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancellationWhileAFailedBlockWaitsIsNotLost() throws Exception {
    inTask(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      AsyncFuture<@Nullable Void> begun = loop.createFuture();
      tracing(
          "block",
          group -> {
            group.createTask(telling(begun, cancellingInTheEnd(itself)));
            await(begun);
            throw new Boom("block");
          });
      traceGoingOn();
    });
    trace.shouldBe("block: raises ExceptionGroup[Boom(block)]", "then: raises CancelledError");
  }

  /** A task that cancels another one when it is cancelled, and ends some time after that. */
  private Coroutine<@Nullable Void> cancellingInTheEnd(Task<?> other) {
    return coroutine(() -> {
      try {
        waitToBeCancelled();
      } finally {
        other.cancel();
        yieldTimes(5);
      }
    });
  }

  @Rule("task-group.cancel.others-kept")
  @At(Moment.ON_ENTRY)
  @Test
  void aCancellationThatWasAskedForBeforeACancelledGroupIsRaisedAtItsEnd() throws Exception {
    inTask(() -> {
      Objects.requireNonNull(asyncio.currentTask()).cancel();
      tracing(
          "block",
          group -> {
            group.createTask(coroutine(this::waitToBeCancelled));
            group.cancel();
          });
      traceGoingOn();
    });
    trace.shouldBe("block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancel.others-later")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancellationInTheSameIterationAsThatOfTheGroupIsRaisedAtItsEnd() throws Exception {
    for (boolean groupFirst : new boolean[] {true, false}) {
      inTask(() -> {
        Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
        tracing(
            "block",
            group -> {
              Runnable own = group::cancel;
              Runnable others = itself::cancel;
              loop.callSoon(groupFirst ? own : others);
              loop.callSoon(groupFirst ? others : own);
              waitToBeCancelled();
            });
        traceGoingOn();
      });
    }
    trace.shouldBe(
        "block: raises CancelledError",
        "then: goes on",
        "block: raises CancelledError",
        "then: goes on");
  }

  @Rule("task-group.cancel.others-later")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancellationWhileTheTasksOfACancelledGroupEndIsRaisedAtItsEnd() throws Exception {
    inTask(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      AsyncFuture<@Nullable Void> begun = loop.createFuture();
      tracing(
          "block",
          group -> {
            group.createTask(telling(begun, cancellingInTheEnd(itself)));
            await(begun);
            group.cancel();
          });
      traceGoingOn();
    });
    trace.shouldBe("block: raises CancelledError", "then: goes on");
  }

  /** Lets tasks of two groups fail, one right after the other. */
  private void failInBoth(boolean innerFirst) throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    AsyncFuture<@Nullable Void> goInner = loop.createFuture();
    AsyncFuture<@Nullable Void> goOuter = loop.createFuture();
    tracing(
        "outer",
        outer -> {
          outer.createTask(
              coroutine(() -> {
                await(goOuter);
                throw new Boom("outer");
              }));
          tracing(
              "inner",
              inner -> {
                inner.createTask(
                    coroutine(() -> {
                      begun.setResult(null);
                      await(goInner);
                      throw new Boom("inner");
                    }));
                await(begun);
                (innerFirst ? goInner : goOuter).setResult(null);
                (innerFirst ? goOuter : goInner).setResult(null);
                waitToBeCancelled();
              });
          trace.outcome(
              "between",
              () -> {
                waitToBeCancelled();
                return "was left alone";
              });
        });
  }

  @Rule("task-group.nested.both")
  @Test
  void twoGroupsRaiseTheirOwnFailures() throws Exception {
    run(() -> {
      failInBoth(true);
      failInBoth(false);
    });
    trace.shouldBe(
        "inner: raises ExceptionGroup[Boom(inner)]",
        "between: raises CancelledError",
        "outer: raises ExceptionGroup[Boom(outer)]",
        "inner: raises ExceptionGroup[Boom(inner)]",
        "between: raises CancelledError",
        "outer: raises ExceptionGroup[Boom(outer)]");
  }

  @Rule("task-group.count.kept")
  @Test
  void theCountOfRequestsIsWhatItWas() throws Exception {
    run(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      outcomeOf(group -> {
        group.createTask(failing("child"));
        waitToBeCancelled();
      });
      trace.add("requests: " + itself.cancelling());
      outcomeOf(group -> group.createTask(failing("child")));
      trace.add("requests: " + itself.cancelling());
    });
    trace.shouldBe("requests: 0", "requests: 0");
  }

  @Rule("task-group.count.kept")
  @Test
  void soItIsWhenTheBlockFailsAsWell() throws Exception {
    run(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      outcomeOf(group -> {
        group.createTask(failing("child"));
        try {
          waitToBeCancelled();
        } catch (CancelledError cancelled) {
          throw new Boom("block");
        }
      });
      trace.add("requests: " + itself.cancelling());
    });
    trace.shouldBe("requests: 0");
  }

  @Rule("task-group.count.kept")
  @Test
  void aRequestThatWasThereBeforeIsStillCounted() throws Exception {
    inTask(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      itself.cancel();
      trace.outcome(
          "before",
          () -> {
            yieldOnce();
            return "goes on";
          });
      outcomeOf(group -> group.createTask(failing("child")));
      trace.add("requests: " + itself.cancelling());
      itself.uncancel();
    });
    trace.shouldBe("before: raises CancelledError", "requests: 1");
  }

  @Rule("task-group.count.kept")
  @Test
  void allRequestsOfOthersAreStillCounted() throws Exception {
    run(() -> {
      AsyncFuture<@Nullable Void> begun = loop.createFuture();
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
                outcomeOf(group -> {
                  begun.setResult(null);
                  waitToBeCancelled();
                });
                trace.add("requests: " + itself.cancelling());
              }));
      await(begun);
      task.cancel();
      task.cancel();
      Outcome.of(() -> await(task));
    });
    trace.shouldBe("requests: 2");
  }

  // A group is cancelled

  @Rule("task-group.cancel.tasks")
  @Test
  void aCancelledGroupCancelsItsTasks() throws Exception {
    run(() ->
        tracing(
            "block",
            group -> {
              AsyncFuture<@Nullable Void> begun = loop.createFuture();
              group.createTask(telling(begun, cleaningUp("task")));
              await(begun);
              group.cancel();
            }));
    trace.shouldBe("task: cleaned up", "block: ends");
  }

  @Rule("task-group.cancel.block")
  @Test
  void aCancelledGroupInterruptsItsBlock() throws Exception {
    run(() ->
        outcomeOf(group -> {
          group.createTask(coroutine(group::cancel));
          traceInterruption();
        }));
    trace.shouldBe("the block is interrupted");
  }

  @Rule("task-group.cancel.quiet")
  @Test
  void behindACancelledGroupTheTaskGoesOn() throws Exception {
    run(() -> {
      tracing(
          "block",
          group -> {
            group.createTask(coroutine(group::cancel));
            waitToBeCancelled();
          });
      traceGoingOn();
    });
    trace.shouldBe("block: ends", "then: goes on");
  }

  @Rule("task-group.cancel.before-entry")
  @Test
  void aGroupThatIsCancelledBeforeIsCancelledUponEntry() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      group.cancel();
      trace.outcome(
          "block",
          () -> {
            with(
                group,
                inside -> {
                  waitToBeCancelled();
                  trace.add("the block was left alone");
                });
            return "ends";
          });
    });
    trace.shouldBe("block: ends");
  }

  @Rule("task-group.cancel.idempotent")
  @Test
  void aSecondCancelDoesNothing() throws Exception {
    run(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      tracing(
          "block",
          group -> {
            group.createTask(
                coroutine(() -> {
                  group.cancel();
                  group.cancel();
                }));
            waitToBeCancelled();
          });
      trace.add("requests: " + itself.cancelling());
    });
    trace.shouldBe("block: ends", "requests: 0");
  }

  @Rule("task-group.cancel.afterwards")
  @Test
  void aCancelBehindTheBlockDoesNothing() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      with(group, inside -> inside.createTask(coroutine(() -> {})));
      group.cancel();
      traceGoingOn();
    });
    trace.shouldBe("then: goes on");
  }
}
