package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.Timeout;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code timeout} and {@code timeout_at} do. Page: {@code timeouts.md}. */
@RestsOn(Ground.CALL_LATER)
@Operation("timeout")
final class TimeoutsTck extends RuleTest {

  /** Runs a block as {@code async with} does, with a manager that never ends an exception. */
  private void with(Timeout timeout, VoidBody block) throws Exception {
    await(timeout.enter());
    try {
      block.run();
    } catch (Throwable raised) {
      await(timeout.exit(null, raised, null));
      throw raised;
    }
    await(timeout.exit(null, null, null));
  }

  /** Runs such a block and traces how it ended. */
  private void tracing(String name, Timeout timeout, VoidBody block) {
    trace.outcome(
        name,
        () -> {
          with(timeout, block);
          return "ends";
        });
  }

  /** Waits longer than any limit that is to be felt. */
  private void waitLong() throws Exception {
    await(asyncio.sleep(ticks(500)));
  }

  /** Enough time that it does not run out, however slow the machine. */
  private Duration plenty() {
    return ticks(10_000);
  }

  private LoopTime in(int ticks) {
    return loop.time().plus(ticks(ticks));
  }

  private String isAt(Timeout timeout, LoopTime expected) {
    LoopTime when = timeout.when();
    return when == null ? "none" : when.equals(expected) ? "as given" : "another time";
  }

  // A block that ends in time

  @Rule("timeout.enter.itself")
  @Test
  void theNameBehindAsIsTheTimeout() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(plenty());
      Timeout entered = await(timeout.enter());
      trace.add("the same: " + (entered == timeout));
      await(timeout.exit(null, null, null));
    });
    trace.shouldBe("the same: true");
  }

  @Rule("timeout.block.in-time")
  @Test
  void aBlockThatEndsInTimeIsNotDisturbed() throws Exception {
    run(() -> {
      tracing("at once", asyncio.timeout(plenty()), () -> {});
      tracing("waits", asyncio.timeout(plenty()), () -> await(asyncio.sleep(ticks(1))));
      tracing("until", asyncio.timeoutAt(in(10_000)), () -> await(asyncio.sleep(ticks(1))));
    });
    trace.shouldBe("at once: ends", "waits: ends", "until: ends");
  }

  @Rule("timeout.block.disarmed")
  @Test
  void behindTheBlockTheTimeMayPass() throws Exception {
    run(() -> {
      tracing("block", asyncio.timeout(ticks(1)), () -> {});
      trace.outcome("later", () -> await(asyncio.sleep(ticks(3), "is over")));
    });
    trace.shouldBe("block: ends", "later: is over");
  }

  @Rule("timeout.error.propagated")
  @Test
  void anExceptionOfTheBlockIsRaised() throws Exception {
    run(() ->
        tracing(
            "block",
            asyncio.timeout(plenty()),
            () -> {
              throw new Boom("block");
            }));
    trace.shouldBe("block: raises Boom(block)");
  }

  // A block that is late

  @Rule("timeout.error.late")
  @Test
  void anExceptionOfALateBlockIsRaised() throws Exception {
    run(() ->
        tracing(
            "block",
            asyncio.timeout(ticks(1)),
            () -> {
              try {
                waitLong();
              } catch (CancelledError late) {
                throw new Boom("clean-up");
              }
            }));
    trace.shouldBe("block: raises Boom(clean-up)");
  }

  @Rule("timeout.delay.cancels")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aLateBlockIsCancelled() throws Exception {
    run(() ->
        Outcome.of(() -> {
          with(
              asyncio.timeout(ticks(1)),
              () -> {
                try {
                  waitLong();
                } catch (CancelledError cancelled) {
                  trace.add("cancelled");
                  throw cancelled;
                }
              });
          return null;
        }));
    trace.shouldBe("cancelled");
  }

  @Rule("timeout.delay.cancels")
  @RestsOn(Ground.TASK_CANCEL)
  @Test
  void aLateBlockIsCancelledThoughItHasHeardOfACancellationBefore() throws Exception {
    run(() -> {
      int[] heard = {0};
      Task<@Nullable Void> task =
          asyncio.createTask(
              coroutine(() ->
                  with(
                      asyncio.timeout(ticks(2)),
                      () -> {
                        for (int time = 0; time < 2; time++) {
                          try {
                            waitLong();
                          } catch (CancelledError cancelled) {
                            heard[0]++;
                          }
                        }
                      })));
      yieldOnce();
      yieldOnce();
      task.cancel();
      await(asyncio.waiting(List.of(task)));
      trace.add("cancelled: " + heard[0] + " times");
      if (!task.isCancelled()) {
        task.exception();
      }
    });
    trace.shouldBe("cancelled: 2 times");
  }

  @Rule("timeout.delay.raises")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aLateBlockRaisesATimeout() throws Exception {
    run(() -> {
      tracing("block", asyncio.timeout(ticks(1)), this::waitLong);
      tracing("named", byKeyword(asyncio, "delay").timeout(ticks(1)), this::waitLong);
    });
    trace.shouldBe("block: raises TimeoutException", "named: raises TimeoutException");
  }

  @Rule("timeout.delay.raises")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theDelayMayBeAWholeNumber() throws Exception {
    bench.surroundings().giveWholeSeconds();
    run(() -> tracing("block", asyncio.timeout(Duration.ofSeconds(1)), this::waitLong));
    trace.shouldBe("block: raises TimeoutException");
  }

  @Rule("timeout.delay.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void aBlockHasAllItsTime() throws Exception {
    run(() ->
        traceEarly(delay -> {
          LoopTime end = loop.time().plus(delay);
          Outcome.of(() -> {
            with(asyncio.timeout(delay), this::waitLong);
            return null;
          });
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("timeout.delay.raises")
  @Test
  void aBlockRaisesThoughItsTaskHasDeniedCancellationsBefore() throws Exception {
    for (int times : new int[] {1, 2, 17}) {
      afterDenying(times, () -> tracing("block", asyncio.timeout(ticks(1)), this::waitLong));
    }
    trace.shouldBe(
        "block: raises TimeoutException",
        "block: raises TimeoutException",
        "block: raises TimeoutException");
  }

  /** Has a task be cancelled this many times, catch each of the errors, and go on. */
  private void afterDenying(int times, VoidBody body) throws Exception {
    run(() -> {
      List<AsyncFuture<@Nullable Void>> waiting = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        waiting.add(loop.createFuture());
      }
      Task<@Nullable Void> task =
          loop.createTask(
              coroutine(() -> {
                for (AsyncFuture<@Nullable Void> waits : waiting) {
                  waits.setResult(null);
                  Outcome.of(() -> {
                    waitLong();
                    return null;
                  });
                }
                body.run();
              }));
      for (AsyncFuture<@Nullable Void> waits : waiting) {
        await(waits);
        task.cancel();
      }
      return await(task);
    });
  }

  @Rule("timeout.count.kept")
  @Test
  void aLateBlockLeavesTheRequestsOfOthersAsTheyWere() throws Exception {
    for (int times : new int[] {0, 1, 2, 17}) {
      afterDenying(
          times,
          () -> {
            Task<?> task = Objects.requireNonNull(asyncio.currentTask());
            for (int i = 0; i < 2; i++) {
              Outcome.of(() -> {
                with(asyncio.timeout(ticks(1)), this::waitLong);
                return null;
              });
              trace.add("cancelling: " + task.cancelling());
            }
          });
    }
    trace.shouldBe(
        "cancelling: 0",
        "cancelling: 0",
        "cancelling: 1",
        "cancelling: 1",
        "cancelling: 2",
        "cancelling: 2",
        "cancelling: 17",
        "cancelling: 17");
  }

  @Rule("timeout.count.kept")
  @Test
  void howALateBlockEndsIsNoMatterForTheCount() throws Exception {
    run(() -> {
      countAfter(() -> {});
      countAfter(() -> {
        throw new Boom("clean-up");
      });
    });
    trace.shouldBe("cancelling: 0", "cancelling: 0");
  }

  /** Traces how many requests are left behind a block that does this when it is cancelled. */
  private void countAfter(VoidBody whenCancelled) {
    Task<?> task = Objects.requireNonNull(asyncio.currentTask());
    Outcome.of(() -> {
      with(
          asyncio.timeout(ticks(1)),
          () -> {
            try {
              waitLong();
            } catch (CancelledError cancelled) {
              whenCancelled.run();
            }
          });
      return null;
    });
    trace.add("cancelling: " + task.cancelling());
  }

  @Rule("timeout.delay.goes-on")
  @Test
  void theTaskGoesOnBehindALateBlock() throws Exception {
    run(() -> {
      Task<?> task = Objects.requireNonNull(asyncio.currentTask());
      for (int i = 0; i < 3; i++) {
        tracing("block", asyncio.timeout(ticks(1)), this::waitLong);
        trace.add("cancelling: " + task.cancelling());
        trace.outcome("then", () -> await(asyncio.sleep(ticks(1), "slept")));
      }
    });
    String[] round = {"block: raises TimeoutException", "cancelling: 0", "then: slept"};
    trace.shouldBe(
        round[0], round[1], round[2], round[0], round[1], round[2], round[0], round[1], round[2]);
  }

  @Rule("timeout.delay.none")
  @Test
  void withoutADelayThereIsNoLimit() throws Exception {
    run(() -> tracing("block", asyncio.timeout(null), () -> await(asyncio.sleep(ticks(3)))));
    trace.shouldBe("block: ends");
  }

  // Until a time

  @Rule("timeout.at.raises")
  @Test
  void aBlockThatIsLateForATimeRaisesATimeout() throws Exception {
    run(() -> {
      tracing("block", asyncio.timeoutAt(in(1)), this::waitLong);
      tracing("named", byKeyword(asyncio, "when").timeoutAt(in(1)), this::waitLong);
    });
    trace.shouldBe("block: raises TimeoutException", "named: raises TimeoutException");
  }

  @Rule("timeout.at.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void aBlockRunsUntilTheTime() throws Exception {
    run(() ->
        traceEarly(delay -> {
          LoopTime end = loop.time().plus(delay);
          Outcome.of(() -> {
            with(asyncio.timeoutAt(end), this::waitLong);
            return null;
          });
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("timeout.at.none")
  @Test
  void withoutATimeThereIsNoLimit() throws Exception {
    run(() -> tracing("block", asyncio.timeoutAt(null), () -> await(asyncio.sleep(ticks(3)))));
    trace.shouldBe("block: ends");
  }

  @Rule("timeout.at.past")
  @Test
  void aTimeThatHasPassedIsUpInTheNextIteration() throws Exception {
    run(() -> {
      LoopTime past = loop.time().plus(ticks(2).negated());
      tracing("does not wait", asyncio.timeoutAt(past), () -> {});
      tracing(
          "waits",
          asyncio.timeoutAt(past),
          () -> {
            trace.add("begins");
            waitLong();
          });
    });
    trace.shouldBe("does not wait: ends", "begins", "waits: raises TimeoutException");
  }

  @Rule("timeout.at.past")
  @Test
  void aDelayOfNothingOrLessIsUpInTheNextIteration() throws Exception {
    run(() -> {
      for (Duration delay : new Duration[] {Duration.ZERO, ticks(2).negated()}) {
        tracing("does not wait", asyncio.timeout(delay), () -> {});
        tracing(
            "waits",
            asyncio.timeout(delay),
            () -> {
              trace.add("begins");
              await(asyncio.sleep(ticks(100)));
            });
      }
    });
    trace.shouldBe(
        "does not wait: ends",
        "begins",
        "waits: raises TimeoutException",
        "does not wait: ends",
        "begins",
        "waits: raises TimeoutException");
  }

  // What it tells

  @Rule("timeout.when.at")
  @Test
  void whenIsTheTimeThatWasGiven() throws Exception {
    run(() -> {
      LoopTime end = in(10_000);
      trace.add(isAt(asyncio.timeoutAt(end), end));
      Timeout timeout = asyncio.timeoutAt(end);
      with(timeout, () -> trace.add(isAt(timeout, end)));
    });
    trace.shouldBe("as given", "as given");
  }

  @Rule("timeout.when.delay")
  @Test
  void whenIsTheDelayFromNow() throws Exception {
    run(() -> {
      LoopTime least = in(10_000);
      Timeout timeout = asyncio.timeout(plenty());
      with(
          timeout,
          () -> {
            LoopTime when = Objects.requireNonNull(timeout.when());
            trace.add("too early: " + (when.plus(bench.clockResolution()).compareTo(least) < 0));
            LoopTime most = in(10_000).plus(bench.clockResolution());
            trace.add("too late: " + (when.compareTo(most) > 0));
          });
    });
    trace.shouldBe("too early: false", "too late: false");
  }

  @Rule("timeout.when.none")
  @Test
  void withoutALimitWhenIsNone() throws Exception {
    run(() -> {
      trace.outcome("delay", () -> asyncio.timeout(null).when());
      trace.outcome("time", () -> asyncio.timeoutAt(null).when());
    });
    trace.shouldBe("delay: null", "time: null");
  }

  @Rule("timeout.expired.late")
  @Test
  void aTimeoutTellsThatItHasExpired() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(ticks(1));
      tracing("block", timeout, this::waitLong);
      trace.add("expired: " + timeout.isExpired());
    });
    trace.shouldBe("block: raises TimeoutException", "expired: true");
  }

  @Rule("timeout.expired.late")
  @Test
  void aTimeoutTellsInItsBlockThatItHasExpired() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(ticks(1));
      tracing(
          "block",
          timeout,
          () -> {
            try {
              waitLong();
            } finally {
              trace.add("inside: " + timeout.isExpired());
            }
          });
    });
    trace.shouldBe("inside: true", "block: raises TimeoutException");
  }

  @Rule("timeout.expired.in-time")
  @Test
  void aTimeoutTellsThatItHasNotExpired() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(ticks(1));
      tracing("block", timeout, () -> trace.add("inside: " + timeout.isExpired()));
      await(asyncio.sleep(ticks(2)));
      trace.add("expired: " + timeout.isExpired());
    });
    trace.shouldBe("inside: false", "block: ends", "expired: false");
  }

  // Another time

  @Rule("timeout.reschedule.when")
  @Test
  void whenIsTheNewTime() throws Exception {
    run(() -> {
      LoopTime end = in(20_000);
      Timeout timeout = asyncio.timeout(plenty());
      with(
          timeout,
          () -> {
            timeout.reschedule(end);
            trace.add(isAt(timeout, end));
            timeout.reschedule(null);
            trace.add(isAt(timeout, end));
            byKeyword(timeout, "when").reschedule(end);
            trace.add(isAt(timeout, end));
          });
    });
    trace.shouldBe("as given", "none", "as given");
  }

  @Rule("timeout.reschedule.later")
  @Test
  void aBlockCanHaveMoreTime() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(ticks(1));
      tracing(
          "block",
          timeout,
          () -> {
            timeout.reschedule(in(10_000));
            await(asyncio.sleep(ticks(3)));
          });
    });
    trace.shouldBe("block: ends");
  }

  @Rule("timeout.reschedule.later")
  @Test
  void aBlockCanHaveMoreTimeAgainAndAgain() throws Exception {
    run(() -> {
      for (int times : new int[] {2, 3, 17}) {
        Timeout timeout = asyncio.timeout(ticks(1));
        tracing(
            "block",
            timeout,
            () -> {
              for (int i = 1; i < times; i++) {
                timeout.reschedule(in(1));
              }
              timeout.reschedule(in(10_000));
              await(asyncio.sleep(ticks(3)));
            });
      }
    });
    trace.shouldBe("block: ends", "block: ends", "block: ends");
  }

  @Rule("timeout.reschedule.earlier")
  @Test
  void whoeverGivesABlockLessTimeItIsEndedThen() throws Exception {
    run(() -> {
      for (boolean byATask : List.of(true, false)) {
        Timeout timeout = asyncio.timeout((Duration) null);
        tracing(
            byATask ? "a task" : "a callback",
            timeout,
            () -> {
              if (byATask) {
                asyncio.createTask(coroutine(() -> timeout.reschedule(in(1))));
              } else {
                loop.callSoon(() -> timeout.reschedule(in(1)));
              }
              waitLong();
            });
      }
    });
    trace.shouldBe("a task: raises TimeoutException", "a callback: raises TimeoutException");
  }

  @Rule("timeout.reschedule.earlier")
  @Test
  void aBlockCanHaveLessTime() throws Exception {
    run(() -> {
      for (Timeout timeout : new Timeout[] {asyncio.timeout(plenty()), asyncio.timeout(null)}) {
        tracing(
            "block",
            timeout,
            () -> {
              timeout.reschedule(in(1));
              await(asyncio.sleep(ticks(100)));
            });
      }
    });
    trace.shouldBe("block: raises TimeoutException", "block: raises TimeoutException");
  }

  @Rule("timeout.reschedule.none")
  @Test
  void aLimitCanBeTakenAway() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(ticks(1));
      tracing(
          "block",
          timeout,
          () -> {
            timeout.reschedule(null);
            await(asyncio.sleep(ticks(3)));
          });
    });
    trace.shouldBe("block: ends");
  }

  @Rule("timeout.reschedule.past")
  @Test
  void theNewTimeMayHavePassed() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(plenty());
      tracing(
          "block",
          timeout,
          () -> {
            timeout.reschedule(loop.time().plus(ticks(2).negated()));
            trace.add("goes on");
            await(asyncio.sleep(ticks(100)));
          });
    });
    trace.shouldBe("goes on", "block: raises TimeoutException");
  }

  // One in another

  @Rule("timeout.nested.inner")
  @At(Moment.OUT_OF_TIME)
  @Test
  void anInnerTimeoutLeavesTheOuterBlockAlone() throws Exception {
    run(() ->
        tracing(
            "outer",
            asyncio.timeout(plenty()),
            () -> {
              tracing("inner", asyncio.timeout(ticks(1)), this::waitLong);
              await(asyncio.sleep(ticks(1)));
            }));
    trace.shouldBe("inner: raises TimeoutException", "outer: ends");
  }

  @Rule("timeout.nested.outer")
  @At(Moment.OUT_OF_TIME)
  @Test
  void anOuterTimeoutIsRaisedByTheOuterBlock() throws Exception {
    run(() ->
        tracing(
            "outer",
            asyncio.timeout(ticks(1)),
            () -> {
              Timeout inner = asyncio.timeout(plenty());
              try {
                with(inner, this::waitLong);
              } catch (CancelledError cancelled) {
                trace.add("inner is cancelled, expired: " + inner.isExpired());
                throw cancelled;
              }
            }));
    trace.shouldBe("inner is cancelled, expired: false", "outer: raises TimeoutException");
  }

  @Rule("timeout.nested.outer")
  @At(Moment.OUT_OF_TIME)
  @Test
  void ofManyWhoseTimeIsUpTogetherTheOutermostRaises() throws Exception {
    run(() -> {
      Task<?> task = Objects.requireNonNull(asyncio.currentTask());
      for (int depth : new int[] {2, 3, 17}) {
        tracing("outermost of " + depth, asyncio.timeout(ticks(1)), () -> waitInside(depth - 1));
        trace.add("cancelling: " + task.cancelling());
        trace.outcome("then", () -> await(asyncio.sleep(ticks(1), "slept")));
      }
    });
    trace.shouldBe(
        "outermost of 2: raises TimeoutException",
        "cancelling: 0",
        "then: slept",
        "outermost of 3: raises TimeoutException",
        "cancelling: 0",
        "then: slept",
        "outermost of 17: raises TimeoutException",
        "cancelling: 0",
        "then: slept");
  }

  /** Waits in a block in a block, of which each is late before it begins to wait. */
  private void waitInside(int depth) throws Exception {
    if (depth == 0) {
      bench.blockFor(2);
      waitLong();
    } else {
      with(asyncio.timeout(ticks(1)), () -> waitInside(depth - 1));
    }
  }

  // Cancelled by others

  @Rule("timeout.cancel.raised")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancellationByOthersIsNoTimeout() throws Exception {
    run(() -> {
      Timeout timeout = asyncio.timeout(plenty());
      Task<?> task = asyncio.createTask(coroutine(() -> tracing("block", timeout, this::waitLong)));
      await(asyncio.sleep(ticks(1)));
      task.cancel();
      await(asyncio.sleep(ticks(1)));
      trace.add("expired: " + timeout.isExpired());
    });
    trace.shouldBe("block: raises CancelledError", "expired: false");
  }

  @Rule("timeout.cancel.same-moment")
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  @Test
  void aCancellationIsNotLostInATimeout() throws Exception {
    for (boolean isFirst : new boolean[] {true, false}) {
      run(() -> {
        Timeout timeout = asyncio.timeout(plenty());
        Task<?> task =
            asyncio.createTask(coroutine(() -> tracing("block", timeout, this::waitLong)));
        await(asyncio.sleep(ticks(1)));
        if (isFirst) {
          loop.callSoon(() -> task.cancel());
        }
        timeout.reschedule(loop.time().plus(ticks(2).negated()));
        if (!isFirst) {
          loop.callSoon(() -> task.cancel());
        }
        await(asyncio.sleep(ticks(2)));
      });
    }
    trace.shouldBe("block: raises CancelledError", "block: raises CancelledError");
  }
}
