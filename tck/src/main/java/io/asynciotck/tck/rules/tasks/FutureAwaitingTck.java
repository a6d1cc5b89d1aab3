package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.AwaitableObject;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of futures.md about awaiting futures, and about the functions that make them. */
final class FutureAwaitingTck extends RuleTest {

  @Rule("future.await.result")
  @Test
  void awaitGivesTheResult() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    run(() -> {
      loop.callSoon(() -> settle("set", () -> future.setResult("value")));
      trace.outcome("await", () -> await(future));
    });
    trace.shouldBe("set", "await: value");
  }

  @Rule("future.await.exception")
  @Test
  void awaitRaisesTheException() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    run(() -> {
      loop.callSoon(() -> settle("set", () -> future.setException(new Boom("set"))));
      trace.outcome("await", () -> await(future));
    });
    trace.shouldBe("set", "await: raises Boom(set)");
  }

  @Rule("future.await.cancelled")
  @Test
  void awaitOfACancelledFutureRaisesCancelledError() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    run(() -> {
      loop.callSoon(() -> settle("cancel", future::cancel));
      trace.outcome("await", () -> await(future));
    });
    trace.shouldBe("cancel", "await: raises CancelledError");
  }

  @Rule("future.await.message")
  @Test
  void awaitRaisesTheMessageOfTheCancellation() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    run(() -> {
      loop.callSoon(() -> future.cancel("why"));
      try {
        await(future);
      } catch (CancelledError raised) {
        trace.add(raised.getMessage());
      }
    });
    trace.shouldBe("why");
  }

  @Rule("future.await.repeatable")
  @Test
  void everyAwaitGivesTheSameResult() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    run(() -> {
      loop.callSoon(() -> future.setResult("value"));
      trace.outcome("first", () -> await(future));
      trace.outcome("second", () -> await(future));
      trace.outcome("third", () -> await(future));
    });
    trace.shouldBe("first: value", "second: value", "third: value");
  }

  @Rule("future.await.many-waiters")
  @Test
  void everyWaiterIsResumed() {
    AsyncFuture<String> future = loop.createFuture();
    startWaiters(future, "a", "b", "c");
    future.setResult("value");
    settle();
    trace.shouldBeInAnyOrder("a", "b", "c");
  }

  @Rule("future.await.many-waiters")
  @Test
  void eachOfManyWaitersIsResumed() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      AsyncFuture<String> future = loop.createFuture();
      int[] resumed = {0};
      Task<?>[] waiters = new Task<?>[size];
      for (int i = 0; i < size; i++) {
        waiters[i] =
            loop.createTask(
                coroutine(() -> {
                  await(future);
                  resumed[0]++;
                }));
      }
      settle();
      trace.add(resumed[0] + " of " + size + " before");
      future.setResult("value");
      run(() -> await(asyncio.gather(waiters)));
      trace.add(resumed[0] + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .flatMap(size -> Stream.of("0 of " + size + " before", size + " of " + size))
            .toArray(String[]::new));
  }

  @Rule("future.await.waiter-order")
  @Test
  void waitersAreResumedInTheOrderOfTheirWaiting() {
    AsyncFuture<String> future = loop.createFuture();
    startWaiters(future, "a", "b", "c");
    future.setResult("value");
    settle();
    trace.shouldBe("a", "b", "c");
  }

  @Rule("future.await.same-exception")
  @Test
  void everyAwaitRaisesTheSameException() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Boom set = new Boom();
    future.setException(set);
    run(() -> {
      for (int i = 0; i < 2; i++) {
        try {
          await(future);
        } catch (Boom raised) {
          trace.outcome("same", () -> raised == set);
        }
      }
    });
    trace.shouldBe("same: true", "same: true");
  }

  @Rule("future.await.done-no-suspend")
  @Test
  void awaitOfADoneFutureDoesNotSuspend() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    run(() -> {
      loop.callSoon(trace.mark("callback"));
      trace.add("scheduled");
      await(future);
      trace.add("awaited");
      yieldOnce();
    });
    trace.shouldBeOneOf(
        List.of("scheduled", "awaited", "callback"), List.of("callback", "scheduled", "awaited"));
  }

  @Rule("isfuture.future.true")
  @Test
  void futuresAndTasksAreFutures() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"));
    trace.outcome("future", () -> asyncio.isfuture(loop.createFuture()));
    trace.outcome("task", () -> asyncio.isfuture(task));
    loop.runUntilComplete(task);
    trace.shouldBe("future: true", "task: true");
  }

  @Rule("isfuture.future-like.true")
  @Test
  void whatLooksLikeAFutureIsOne() {
    Object futureLike = bench.surroundings().futureLike();
    trace.outcome("made by somebody else", () -> asyncio.isfuture(futureLike));
    trace.shouldBe("made by somebody else: true");
  }

  @Rule("isfuture.other.false")
  @Test
  void otherThingsAreNotFutures() throws Exception {
    Coroutine<String> coroutine = coroutine(() -> "value");
    trace.outcome("coroutine", () -> asyncio.isfuture(coroutine));
    trace.outcome("text", () -> asyncio.isfuture("text"));
    coroutine.close();
    trace.shouldBe("coroutine: false", "text: false");
  }

  @Rule("isfuture.other.false")
  @UsesThreads
  @Test
  void aConcurrentFutureIsNotAFuture() {
    ConcurrentFuture<String> concurrent =
        asyncio.runCoroutineThreadsafe(coroutine(() -> "value"), loop);
    trace.outcome("concurrent", () -> asyncio.isfuture(concurrent));
    settle();
    trace.shouldBe("concurrent: false");
  }

  @Rule("ensure-future.future.same")
  @Test
  void futuresAndTasksAreReturnedAsTheyAre() throws Exception {
    run(() -> {
      AsyncFuture<String> future = loop.createFuture();
      Task<String> task = asyncio.createTask(coroutine(() -> "value"));
      trace.outcome("future", () -> asyncio.ensureFuture(future) == future);
      trace.outcome("task", () -> asyncio.ensureFuture(task) == task);
      await(task);
    });
    trace.shouldBe("future: true", "task: true");
  }

  @Rule("ensure-future.coroutine.task")
  @RestsOn(Ground.TASK_CLASS)
  @Test
  void coroutineIsWrappedInATask() throws Exception {
    Coroutine<String> coroutine = coroutine(() -> "value");
    AsyncFuture<String> future = asyncio.ensureFuture(coroutine, loop);
    trace.outcome("task", () -> future instanceof Task<String> t && t.getCoro() == coroutine);
    trace.outcome("result", () -> loop.runUntilComplete(future));
    trace.shouldBe("task: true", "result: value");
  }

  @Rule("ensure-future.coroutine.scheduled")
  @Test
  void coroutineRunsThoughNobodyAwaitsIt() throws Exception {
    AsyncFuture<String> finished = loop.createFuture();
    run(() -> {
      AsyncFuture<?> task =
          asyncio.ensureFuture(coroutine(() -> settle("ran", () -> finished.setResult("value"))));
      await(finished);
      trace.outcome("other", () -> task == finished);
    });
    trace.shouldBe("ran", "other: false");
  }

  @Rule("ensure-future.awaitable.task")
  @Test
  void anyOtherObjectThatCanBeAwaitedIsAwaitedByATask() throws Exception {
    AwaitableObject<String> object = () -> coroutine(() -> await(asyncio.sleep(ticks(1), "value")));
    AsyncFuture<String> future = asyncio.ensureFuture(object, loop);
    trace.add("task: " + (future instanceof Task<String>));
    trace.outcome("result", () -> loop.runUntilComplete(future));
    trace.shouldBe("task: true", "result: value");
  }

  @Rule("ensure-future.other.refused")
  @Test
  void whatCannotBeAwaitedIsRefused() {
    Awaitable<String> nothingToAwait = new Awaitable<>() {};
    trace.outcome("ensure_future", () -> asyncio.ensureFuture(nothingToAwait, loop));
    trace.shouldBe("ensure_future: raises IllegalArgumentException");
  }

  @Rule("ensure-future.loop.given")
  @Test
  void taskIsMadeInTheLoopThatWasGiven() throws Exception {
    EventLoop other = bench.newLoop();
    List<AsyncFuture<String>> made = new ArrayList<>();
    run(() -> {
      if (takesCallbacks(other)) {
        made.add(asyncio.ensureFuture(coroutine(() -> "value"), other));
      }
    });
    if (made.isEmpty()) {
      throw new NotClaimedError("a loop takes no callbacks while another one runs");
    }
    trace.add("its loop: " + (made.getFirst().getLoop() == other));
    trace.outcome("result", () -> other.runUntilComplete(made.getFirst()));
    trace.shouldBe("its loop: true", "result: value");
  }

  /** No document asks it of a loop that does not run where another one does. */
  private static boolean takesCallbacks(EventLoop loop) {
    try {
      loop.callSoon(() -> {});
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  @Rule("ensure-future.future.other-loop")
  @Test
  void futureOfAnotherLoopIsRefused() {
    EventLoop other = bench.newLoop();
    AsyncFuture<String> future = loop.createFuture();
    trace.outcome("other", () -> asyncio.ensureFuture(future, other) == future);
    trace.outcome("own", () -> asyncio.ensureFuture(future, loop) == future);
    trace.shouldBe("other: raises IllegalArgumentException", "own: true");
  }

  @Rule("wrap-future.concurrent.result")
  @Test
  void wrapperGetsTheResult() throws Exception {
    ConcurrentFuture<String> concurrent =
        asyncio.runCoroutineThreadsafe(coroutine(() -> "value"), loop);
    run(() -> trace.outcome("await", () -> await(asyncio.wrapFuture(concurrent))));
    trace.shouldBe("await: value");
  }

  @Rule("wrap-future.concurrent.exception")
  @Test
  void wrapperGetsTheException() throws Exception {
    ConcurrentFuture<String> concurrent =
        asyncio.runCoroutineThreadsafe(
            coroutine(() -> {
              throw Boom.raise(new Boom("there"));
            }),
            loop);
    run(() -> trace.outcome("await", () -> await(asyncio.wrapFuture(concurrent))));
    trace.shouldBe("await: raises Boom(there)");
  }

  @Rule("wrap-future.loop.given")
  @Test
  void wrapperBelongsToTheLoopThatWasGiven() throws Exception {
    EventLoop other = bench.newLoop();
    ConcurrentFuture<String> concurrent =
        asyncio.runCoroutineThreadsafe(coroutine(() -> "value"), loop);
    List<AsyncFuture<String>> wrappers = new ArrayList<>();
    run(() -> {
      wrappers.add(asyncio.wrapFuture(concurrent, other));
      await(asyncio.wrapFuture(concurrent));
    });
    trace.add("its loop: " + (wrappers.getFirst().getLoop() == other));
    trace.outcome("result", () -> other.runUntilComplete(wrappers.getFirst()));
    trace.shouldBe("its loop: true", "result: value");
  }

  @Rule("wrap-future.concurrent.thread")
  @UsesThreads
  @Test
  void callbacksOfAWrapperRunInItsLoop() throws Exception {
    Thread mine = Thread.currentThread();
    ConcurrentFuture<String> concurrent = endless();
    run(() -> {
      AsyncFuture<String> wrapper = asyncio.wrapFuture(concurrent);
      AsyncFuture<Boolean> called = loop.createFuture();
      wrapper.addDoneCallback(done -> {
        trace.add("in the loop's thread: " + (Thread.currentThread() == mine));
        called.setResult(true);
      });
      trace.outcome("completed elsewhere", () -> bench.inThread(concurrent::cancel).get());
      await(called);
    });
    trace.shouldBe("completed elsewhere: true", "in the loop's thread: true");
  }

  @Rule("wrap-future.cancel.forward")
  @Test
  void cancellingTheWrapperCancelsTheConcurrentFuture() throws Exception {
    ConcurrentFuture<String> concurrent = endless();
    run(() -> {
      AsyncFuture<String> wrapper = asyncio.wrapFuture(concurrent);
      wrapper.cancel();
      trace.outcome("await", () -> await(wrapper));
      yieldOnce();
      trace.outcome("concurrent cancelled", concurrent::isCancelled);
    });
    trace.shouldBe("await: raises CancelledError", "concurrent cancelled: true");
  }

  @Rule("wrap-future.cancel.backward")
  @Test
  void cancellingTheConcurrentFutureCancelsTheWrapper() throws Exception {
    ConcurrentFuture<String> concurrent = endless();
    run(() -> {
      AsyncFuture<String> wrapper = asyncio.wrapFuture(concurrent);
      concurrent.cancel();
      trace.outcome("await", () -> await(wrapper));
      trace.outcome("cancelled", wrapper::isCancelled);
    });
    trace.shouldBe("await: raises CancelledError", "cancelled: true");
  }

  private void settle(String event, Runnable call) {
    trace.add(event);
    call.run();
  }

  /** Starts tasks that wait for the future, one after the other. */
  private void startWaiters(AsyncFuture<String> future, String... names) {
    for (String name : List.of(names)) {
      loop.createTask(
          coroutine(() -> {
            await(future);
            trace.add(name);
          }));
      settle();
    }
  }

  private ConcurrentFuture<String> endless() {
    return asyncio.runCoroutineThreadsafe(
        coroutine(() -> await(loop.<String>createFuture())), loop);
  }
}
