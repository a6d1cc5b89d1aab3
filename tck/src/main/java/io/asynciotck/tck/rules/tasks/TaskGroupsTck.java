package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a block with a group of tasks does. Page: {@code task-groups.md}. */
@RestsOn(Ground.TASK_CANCEL)
final class TaskGroupsTck extends RuleTest {

  /** After so many turns nobody cancels any more what waits to be cancelled. */
  private static final int TURNS = 200;

  private final List<AsyncFuture<@Nullable Void>> waited = new ArrayList<>();
  private boolean isWatched;

  /** What is done in the block of a group. */
  @FunctionalInterface
  private interface Block {
    void run(TaskGroup group) throws Exception;
  }

  /** Runs a block as {@code async with} does. */
  private void with(TaskGroup group, Block block) throws Exception {
    await(group.enter());
    try {
      block.run(group);
    } catch (Throwable raised) {
      if (!Boolean.TRUE.equals(await(group.exit(null, raised, null)))) {
        throw raised;
      }
      return;
    }
    await(group.exit(null, null, null));
  }

  /** Runs a block and traces how it ended. */
  private void tracing(String name, Block block) {
    trace.outcome(
        name,
        () -> {
          with(asyncio.newTaskGroup(), block);
          return "ends";
        });
  }

  /** Waits to be cancelled, but not for ever. */
  private void waitToBeCancelled() throws Exception {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    waited.add(future);
    if (!isWatched) {
      isWatched = true;
      watch(TURNS);
    }
    await(future);
  }

  private void watch(int turns) {
    if (turns > 0) {
      loop.callSoon(() -> watch(turns - 1));
      return;
    }
    isWatched = false;
    waited.stream().filter(future -> !future.isDone()).forEach(future -> future.setResult(null));
    waited.clear();
  }

  /** A task that waits to be cancelled, and traces whether it was. */
  private Coroutine<@Nullable Void> waiting(String name) {
    return coroutine(() -> {
      trace.outcome(
          name,
          () -> {
            waitToBeCancelled();
            return "was left alone";
          });
    });
  }

  private Coroutine<@Nullable Void> failing(String label) {
    return coroutine(() -> {
      throw new Boom(label);
    });
  }

  /** A task that fails when it is cancelled. */
  private Coroutine<@Nullable Void> failingInTheEnd(String label) {
    return coroutine(() -> {
      try {
        waitToBeCancelled();
      } catch (CancelledError cancelled) {
        throw new Boom(label);
      }
    });
  }

  /** A task that takes some turns to end when it is cancelled. */
  private Coroutine<@Nullable Void> cleaningUp(String name) {
    return coroutine(() -> {
      try {
        waitToBeCancelled();
        trace.add(name + ": was left alone");
      } catch (CancelledError cancelled) {
        for (int i = 0; i < 5; i++) {
          yieldOnce();
        }
        trace.add(name + ": cleaned up");
        throw cancelled;
      }
    });
  }

  /** A task that begins, and then a failure by which it is cancelled. */
  private void startAndFail(TaskGroup group, Coroutine<?> begun) throws Exception {
    AsyncFuture<@Nullable Void> hasBegun = loop.createFuture();
    group.createTask(
        coroutine(() -> {
          hasBegun.setResult(null);
          await(begun);
        }));
    group.createTask(
        coroutine(() -> {
          await(hasBegun);
          throw new Boom("child");
        }));
  }

  // A block and its tasks

  @Rule("task-group.enter.itself")
  @Test
  void theNameBehindAsIsTheGroup() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      TaskGroup entered = await(group.enter());
      trace.add("the same: " + (entered == group));
      await(group.exit(null, null, null));
    });
    trace.shouldBe("the same: true");
  }

  @Rule("task-group.exit.waits")
  @Test
  void theBlockEndsWhenAllTasksHaveEnded() throws Exception {
    for (int size : Numbers.sizes()) {
      Numbers ended = new Numbers();
      run(() ->
          with(
              asyncio.newTaskGroup(),
              group -> {
                for (int i = 0; i < size; i++) {
                  int number = i;
                  group.createTask(
                      coroutine(() -> {
                        int turns = number == size - 1 ? 9 : number % 3;
                        for (int turn = 0; turn < turns; turn++) {
                          yieldOnce();
                        }
                        ended.add(number);
                      }));
                }
              }));
      trace.add(ended.count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("task-group.exit.waits")
  @Test
  void theLastTaskIsWaitedForThoughTheOthersHaveEnded() throws Exception {
    run(() -> {
      tracing(
          "block",
          group -> {
            group.createTask(
                coroutine(() -> {
                  for (int i = 0; i < 20; i++) {
                    yieldOnce();
                  }
                  trace.add("last task");
                }));
            group.createTask(coroutine(() -> trace.add("first task")));
          });
    });
    trace.shouldBe("first task", "last task", "block: ends");
  }

  @Rule("task-group.exit.empty")
  @Test
  void aGroupWithoutTasksIsNotWaitedFor() throws Exception {
    run(() -> {
      tracing("empty", group -> {});
      tracing("with a wait", group -> yieldOnce());
    });
    trace.shouldBe("empty: ends", "with a wait: ends");
  }

  @Rule("task-group.create-task.result")
  @Test
  void tasksHaveTheirResultsBehindTheBlock() throws Exception {
    run(() -> {
      List<Task<Integer>> tasks = new ArrayList<>();
      with(
          asyncio.newTaskGroup(),
          group -> {
            for (int i = 0; i < 3; i++) {
              int number = i;
              tasks.add(group.createTask(coroutine(() -> number)));
            }
          });
      for (Task<Integer> task : tasks) {
        trace.outcome("result", task::result);
      }
    });
    trace.shouldBe("result: 0", "result: 1", "result: 2");
  }

  @Rule("task-group.create-task.name")
  @Test
  void aTaskHasTheNameThatWasGiven() throws Exception {
    run(() ->
        with(
            asyncio.newTaskGroup(),
            group ->
                trace.add("name: " + group.createTask(coroutine(() -> {}), "worker").getName())));
    trace.shouldBe("name: worker");
  }

  @Rule("task-group.create-task.while-waiting")
  @Test
  void aTaskThatATaskAddsIsWaitedFor() throws Exception {
    run(() ->
        tracing(
            "block",
            group -> {
              group.createTask(
                  coroutine(() -> {
                    yieldOnce();
                    group.createTask(
                        coroutine(() -> {
                          yieldOnce();
                          group.createTask(coroutine(() -> trace.add("grandchild")));
                        }));
                    trace.add("child");
                  }));
            }));
    trace.shouldBe("child", "grandchild", "block: ends");
  }

  // When a group takes no tasks

  private String refusal(TaskGroup group, Coroutine<?> coroutine) {
    String outcome =
        Outcome.of(() -> {
          group.createTask(coroutine);
          return "is made";
        });
    Outcome.of(() -> {
      coroutine.close();
      return "closed";
    });
    return outcome;
  }

  @Rule("task-group.create-task.not-entered")
  @Test
  void aGroupThatWasNotEnteredTakesNoTasks() throws Exception {
    run(() ->
        trace.add("a task " + refusal(asyncio.newTaskGroup(), coroutine(() -> trace.add("runs")))));
    settle();
    trace.shouldBe("a task raises IllegalStateException");
  }

  @Rule("task-group.create-task.finished")
  @Test
  void aGroupWhoseBlockHasEndedTakesNoTasks() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      with(group, inside -> inside.createTask(coroutine(() -> {})));
      trace.add("a task " + refusal(group, coroutine(() -> trace.add("runs"))));
    });
    settle();
    trace.shouldBe("a task raises IllegalStateException");
  }

  @Rule("task-group.create-task.shutting-down")
  @Test
  void aGroupThatHasFailedTakesNoTasks() throws Exception {
    run(() ->
        Outcome.of(() -> {
          with(
              asyncio.newTaskGroup(),
              group ->
                  startAndFail(
                      group,
                      coroutine(() -> {
                        try {
                          waitToBeCancelled();
                        } finally {
                          trace.add("a task " + refusal(group, coroutine(() -> trace.add("runs"))));
                        }
                      })));
          return "ends";
        }));
    trace.shouldBe("a task raises IllegalStateException");
  }

  @Rule("task-group.create-task.closes")
  @Test
  void aCoroutineThatIsRefusedIsClosed() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("runs"));
      Outcome.of(() -> group.createTask(coroutine));
      trace.outcome("await", () -> await(coroutine));
    });
    trace.shouldBe("await: raises IllegalStateException");
  }

  // A task fails

  @Rule("task-group.failure.cancels-others")
  @Test
  void aFailureCancelsTheOthers() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      Numbers begun = new Numbers();
      Numbers cancelled = new Numbers();
      run(() ->
          Outcome.of(() -> {
            with(
                asyncio.newTaskGroup(),
                group -> {
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
                });
            return "ends";
          }));
      trace.add(cancelled.count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("task-group.failure.cancels-block")
  @Test
  void aFailureInterruptsTheBlock() throws Exception {
    run(() ->
        Outcome.of(() -> {
          with(
              asyncio.newTaskGroup(),
              group -> {
                group.createTask(failing("child"));
                try {
                  waitToBeCancelled();
                  trace.add("the block was left alone");
                } catch (CancelledError interrupted) {
                  trace.add("the block is interrupted");
                  throw interrupted;
                }
              });
          return "ends";
        }));
    trace.shouldBe("the block is interrupted");
  }

  @Rule("task-group.failure.no-cancellation")
  @Test
  void theInterruptionDoesNotLeaveTheBlock() throws Exception {
    run(() -> {
      String outcome =
          Outcome.of(() -> {
            with(
                asyncio.newTaskGroup(),
                group -> {
                  group.createTask(failing("child"));
                  waitToBeCancelled();
                });
            return "ends";
          });
      trace.add("a cancellation: " + outcome.equals("raises CancelledError"));
      trace.outcome(
          "then",
          () -> {
            yieldOnce();
            return "goes on";
          });
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
            group.createTask(
                coroutine(() -> {
                  begun.setResult(null);
                  await(failingInTheEnd("b"));
                }));
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
      Outcome.of(() -> {
        with(asyncio.newTaskGroup(), group -> startAndFail(group, cleaningUp("task")));
        return "ends";
      });
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
                        for (int i = 0; i < 20; i++) {
                          yieldOnce();
                        }
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
      Outcome.of(() -> {
        with(
            asyncio.newTaskGroup(),
            group -> {
              AsyncFuture<@Nullable Void> begun = loop.createFuture();
              group.createTask(
                  coroutine(() -> {
                    begun.setResult(null);
                    await(cleaningUp("a"));
                  }));
              group.createTask(waiting("b"));
              await(begun);
              throw new Boom("block");
            });
        return "ends";
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
            group.createTask(
                coroutine(() -> {
                  begun.setResult(null);
                  await(failingInTheEnd("task"));
                }));
            await(begun);
            throw new Boom("block");
          });
    });
    trace.shouldBe(
        "alone: raises ExceptionGroup[Boom(block)]",
        "with a task's: raises ExceptionGroup[Boom(block), Boom(task)]");
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
              group.createTask(
                  coroutine(() -> {
                    begun.setResult(null);
                    await(cleaningUp("task"));
                  }));
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

  // Others cancel

  /** Runs a block in a task, cancels that when it has begun, and traces what came of it. */
  private void cancelFromOutside(Block block, @Nullable AsyncFuture<?> begun) throws Exception {
    run(() -> {
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                tracing("block", block);
                trace.outcome(
                    "then",
                    () -> {
                      yieldOnce();
                      return "goes on";
                    });
              }));
      await(Objects.requireNonNull(begun));
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
          group.createTask(
              coroutine(() -> {
                begun.setResult(null);
                await(cleaningUp("task"));
              }));
          waitToBeCancelled();
        },
        begun);
    trace.shouldBe("task: cleaned up", "block: raises CancelledError", "then: goes on");
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
  @Test
  void aCancellationWhileTasksAreWaitedForCancelsThem() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    cancelFromOutside(
        group ->
            group.createTask(
                coroutine(() -> {
                  for (int i = 0; i < 5; i++) {
                    yieldOnce();
                  }
                  begun.setResult(null);
                  await(cleaningUp("task"));
                })),
        begun);
    trace.shouldBe("task: cleaned up", "block: raises CancelledError", "then: goes on");
  }

  @Rule("task-group.cancelled.with-failure")
  @Test
  void aCancellationIsNotLostBehindAFailure() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    cancelFromOutside(
        group -> {
          group.createTask(
              coroutine(() -> {
                begun.setResult(null);
                await(failingInTheEnd("task"));
              }));
          waitToBeCancelled();
        },
        begun);
    trace.shouldBe("block: raises ExceptionGroup[Boom(task)]", "then: raises CancelledError");
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
      Outcome.of(() -> {
        with(
            asyncio.newTaskGroup(),
            group -> {
              group.createTask(failing("child"));
              waitToBeCancelled();
            });
        return "ends";
      });
      trace.add("requests: " + itself.cancelling());
      Outcome.of(() -> {
        with(asyncio.newTaskGroup(), group -> group.createTask(failing("child")));
        return "ends";
      });
      trace.add("requests: " + itself.cancelling());
    });
    trace.shouldBe("requests: 0", "requests: 0");
  }

  @Rule("task-group.count.kept")
  @Test
  void aRequestThatWasThereBeforeIsStillCounted() throws Exception {
    run(() -> {
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
                itself.cancel();
                trace.outcome(
                    "before",
                    () -> {
                      yieldOnce();
                      return "goes on";
                    });
                Outcome.of(() -> {
                  with(asyncio.newTaskGroup(), group -> group.createTask(failing("child")));
                  return "ends";
                });
                trace.add("requests: " + itself.cancelling());
                itself.uncancel();
              }));
      Outcome.of(() -> await(task));
    });
    trace.shouldBe("before: raises CancelledError", "requests: 1");
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
              group.createTask(
                  coroutine(() -> {
                    begun.setResult(null);
                    await(cleaningUp("task"));
                  }));
              await(begun);
              group.cancel();
            }));
    trace.shouldBe("task: cleaned up", "block: ends");
  }

  @Rule("task-group.cancel.block")
  @Test
  void aCancelledGroupInterruptsItsBlock() throws Exception {
    run(() ->
        Outcome.of(() -> {
          with(
              asyncio.newTaskGroup(),
              group -> {
                group.createTask(coroutine(group::cancel));
                try {
                  waitToBeCancelled();
                  trace.add("the block was left alone");
                } catch (CancelledError interrupted) {
                  trace.add("the block is interrupted");
                  throw interrupted;
                }
              });
          return "ends";
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
      trace.outcome(
          "then",
          () -> {
            yieldOnce();
            return "goes on";
          });
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
      trace.outcome(
          "then",
          () -> {
            yieldOnce();
            return "goes on";
          });
    });
    trace.shouldBe("then: goes on");
  }
}
