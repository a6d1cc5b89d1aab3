package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cancelling a {@code gather} does. Page: {@code gather.md}. */
@Operation("gather")
final class GatherCancellationTck extends RuleTest {

  @Rule("gather.cancel.children-cancelled")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void cancellingTheGroupCancelsItsChildren() throws Exception {
    AsyncFuture<String> a = loop.createFuture();
    AsyncFuture<String> b = loop.createFuture();
    var group = asyncio.gather(a, b);
    group.cancel();
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.outcome("a cancelled", a::isCancelled);
    trace.outcome("b cancelled", b::isCancelled);
    trace.shouldBe("a cancelled: true", "b cancelled: true");
  }

  @Rule("gather.cancel.children-cancelled")
  @RestsOn(Ground.GATHER_CANCELLED)
  @Test
  void howeverManyChildrenThereAreAllAreCancelled() {
    for (int size : Numbers.sizesTo(101)) {
      List<AsyncFuture<String>> children = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        children.add(loop.createFuture());
      }
      var group = asyncio.gather(children.toArray(AsyncFuture<?>[]::new));
      group.cancel();
      Outcome.of(() -> loop.runUntilComplete(group));
      long cancelled = children.stream().filter(AsyncFuture::isCancelled).count();
      trace.add("cancelled: " + cancelled + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> "cancelled: " + size + " of " + size)
            .toArray(String[]::new));
  }

  @Rule("gather.cancel.done-children-kept")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void whatIsDoneStaysAsItIs() throws Exception {
    AsyncFuture<String> done = loop.createFuture();
    var group = asyncio.gather(done, loop.createFuture());
    done.setResult("kept");
    run(this::yieldOnce);
    group.cancel();
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.outcome("done", done::result);
    trace.shouldBe("done: kept");
  }

  @Rule("gather.cancel.by-awaiter")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void cancellingTheAwaiterCancelsTheChildren() throws Exception {
    AsyncFuture<String> child = loop.createFuture();
    AsyncFuture<Boolean> begun = loop.createFuture();
    Task<?> awaiter =
        loop.createTask(
            coroutine(() -> {
              begun.setResult(true);
              await(asyncio.gather(child));
            }));
    loop.runUntilComplete(begun);
    awaiter.cancel();
    Outcome.of(() -> loop.runUntilComplete(awaiter));
    trace.outcome("child cancelled", child::isCancelled);
    trace.shouldBe("child cancelled: true");
  }

  @Rule("gather.cancel.raised")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancelledGroupRaises() throws Exception {
    var group = asyncio.gather(loop.createFuture(), loop.createFuture());
    group.cancel();
    run(() -> trace.outcome("gather", () -> await(group)));
    trace.shouldBe("gather: raises CancelledError");
  }

  @Rule("gather.cancel.return-exceptions")
  @RestsOn({Ground.GATHER_CANCELLED, Ground.GATHER_COLLECTED})
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancelledGroupRaisesThoughExceptionsAreCollected() throws Exception {
    var group = asyncio.gather(true, loop.createFuture(), loop.createFuture());
    group.cancel();
    run(() -> trace.outcome("gather", () -> await(group)));
    trace.shouldBe("gather: raises CancelledError");
  }

  @Rule("gather.cancel.return-exceptions-waits")
  @RestsOn({Ground.GATHER_CANCELLED, Ground.GATHER_COLLECTED})
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancelledGroupThatCollectsWaitsForAll() throws Exception {
    Task<?> slow = begin(answering(this::cleanUpAndGiveIn));
    run(() -> {
      var group = asyncio.gather(true, loop.createFuture(), slow);
      group.cancel();
      Outcome.of(() -> await(group));
      trace.add("gather is over");
    });
    trace.shouldBe("cleaned up", "gather is over");
  }

  private int cleanUpAndGiveIn() throws Exception {
    await(asyncio.sleep(ticks(1)));
    trace.add("cleaned up");
    throw new CancelledError();
  }

  @Rule("gather.cancel.deferred")
  @RestsOn(Ground.GATHER_CANCELLED)
  @Test
  void theGroupIsNotDoneAtOnce() {
    var group = asyncio.gather(loop.createFuture(), loop.createFuture());
    group.cancel();
    trace.outcome("done", group::isDone);
    trace.shouldBe("done: false");
  }

  @Rule("gather.cancel.true")
  @Test
  void whoCancelsInTimeIsToldSo() {
    AsyncFuture<Integer> done = loop.createFuture();
    done.setResult(7);
    var group = asyncio.gather(done, loop.createFuture(), loop.createFuture());
    trace.outcome("cancel", group::cancel);
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.shouldBe("cancel: true");
  }

  @Rule("gather.cancel.not-cancelled-state")
  @RestsOn(Ground.GATHER_CANCELLED)
  @Test
  void theGroupHasTheCancellationAsItsException() {
    var group = asyncio.gather(loop.createFuture(), loop.createFuture());
    group.cancel();
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.outcome("cancelled", group::isCancelled);
    trace.outcome("exception", () -> Outcome.nameOf(group.exception()));
    trace.shouldBe("cancelled: false", "exception: CancelledError");
  }

  @Rule("gather.cancel.swallowed")
  @RestsOn(Ground.GATHER_CANCELLED)
  @Test
  void resultsInAnswerDoNotUndoTheCancellation() throws Exception {
    Task<?> a = begin(answering(() -> 1));
    Task<?> b = begin(answering(() -> 2));
    run(() -> {
      var group = asyncio.gather(a, b);
      group.cancel();
      trace.outcome("gather", () -> await(group));
    });
    trace.shouldBe("gather: raises CancelledError");
  }

  @Rule("gather.cancel.all-children-done")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.AFTER_THE_WAKE)
  @Test
  void aCancellationAfterTheLastResultIsTooLate() throws Exception {
    AsyncFuture<String> child = loop.createFuture();
    var group = asyncio.gather(child);
    child.setResult("in time");
    trace.outcome("cancel", group::cancel);
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.outcome("exception", group::exception);
    trace.shouldBe("cancel: false", "exception: null");
  }

  @Rule("gather.cancel.after-done-refused")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.AFTERWARDS)
  @Test
  void aDoneGroupCannotBeCancelled() throws Exception {
    AsyncFuture<String> child = loop.createFuture();
    var group = asyncio.gather(child);
    child.setResult("in time");
    Outcome.of(() -> loop.runUntilComplete(group));
    trace.outcome("cancel", group::cancel);
    trace.shouldBe("cancel: false");
  }

  @Rule("gather.cancel.after-done-no-effect")
  @RestsOn(Ground.GATHER_CANCELLED)
  @At(Moment.AFTERWARDS)
  @Test
  void cancellingAFailedGroupLeavesTheOthers() throws Exception {
    AsyncFuture<String> failed = loop.createFuture();
    Task<String> other = loop.createTask(asyncio.sleep(ticks(1), "slept"));
    var group = asyncio.gather(failed, other);
    failed.setException(new Boom());
    run(() -> {
      Outcome.of(() -> await(group));
      group.cancel();
      trace.outcome("other", () -> await(other));
    });
    trace.shouldBe("other: slept");
  }

  /** Runs the loop until a task of the coroutine waits. */
  private Task<Integer> begin(Coroutine<Integer> waiting) throws Exception {
    Task<Integer> task = loop.createTask(waiting);
    settle();
    return task;
  }

  /** A coroutine that waits until it is cancelled, and then ends as the answer does. */
  private Coroutine<Integer> answering(CoroutineBody<Integer> answer) {
    return coroutine(() -> {
      try {
        return await(loop.<Integer>createFuture());
      } catch (CancelledError cancelled) {
        return answer.run();
      }
    });
  }
}
