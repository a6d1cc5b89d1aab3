package io.asynciotck.tck.rules;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.RuleTest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of coroutines.md about coroutines in tasks. */
final class CoroutinesTck extends RuleTest {

  @Rule("coroutine.create.not-run")
  @Test
  void coroutineThatNobodyRunsDoesNotRun() throws Exception {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("body"));
    run(() -> {
      yieldOnce();
      yieldOnce();
      trace.add("loop ran");
    });
    coroutine.close();
    trace.shouldBe("loop ran");
  }

  @Rule("coroutine.iscoroutine.true")
  @Test
  void coroutineIsACoroutine() {
    Coroutine<String> coroutine = coroutine(() -> "value");
    trace.outcome("coroutine", () -> asyncio.iscoroutine(coroutine));
    coroutine.close();
    trace.shouldBe("coroutine: true");
  }

  @Rule("coroutine.iscoroutine.false")
  @Test
  void futuresAndTasksAreNotCoroutines() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"));
    trace.outcome("future", () -> asyncio.iscoroutine(loop.createFuture()));
    trace.outcome("task", () -> asyncio.iscoroutine(task));
    loop.runUntilComplete(task);
    trace.shouldBe("future: false", "task: false");
  }

  @Rule("coroutine.await.result")
  @Test
  void awaitGivesWhatTheCoroutineReturns() throws Exception {
    run(() -> trace.outcome("await", () -> await(coroutine(() -> "value"))));
    trace.shouldBe("await: value");
  }

  @Rule("coroutine.await.exception")
  @Test
  void awaitRaisesWhatTheCoroutineRaises() throws Exception {
    run(() -> trace.outcome("await", () -> await(raising("inside"))));
    trace.shouldBe("await: raises Boom(inside)");
  }

  @Rule("coroutine.await.sequential")
  @Test
  void oneCoroutineStartsWhenTheOtherHasFinished() throws Exception {
    run(() -> {
      await(twoSteps("a"));
      await(twoSteps("b"));
    });
    trace.shouldBe("a begins", "a ends", "b begins", "b ends");
  }

  @Rule("coroutine.await.same-task")
  @Test
  void awaitedCoroutineRunsInTheSameTask() throws Exception {
    run(() -> {
      Task<?> outer = asyncio.currentTask();
      Task<?> inner =
          await(
              coroutine(() -> {
                yieldOnce();
                return asyncio.currentTask();
              }));
      trace.outcome("same", () -> outer != null && outer == inner);
    });
    trace.shouldBe("same: true");
  }

  @Rule("coroutine.await.no-suspend")
  @Test
  void awaitOfACoroutineThatDoesNotSuspendDoesNotSuspend() throws Exception {
    run(() -> {
      loop.callSoon(trace.mark("callback"));
      trace.outcome("await", () -> await(coroutine(() -> "value")));
      yieldOnce();
    });
    trace.shouldBe("await: value", "callback");
  }

  @Rule("coroutine.await.finished")
  @Test
  void finishedCoroutineCannotBeAwaitedAgain() throws Exception {
    run(() -> {
      Coroutine<String> coroutine = coroutine(() -> "value");
      trace.outcome("first", () -> await(coroutine));
      trace.outcome("second", () -> await(coroutine));
    });
    trace.shouldBe("first: value", "second: raises IllegalStateException");
  }

  @Rule("coroutine.await.busy")
  @Test
  void coroutineThatIsAwaitedCannotBeAwaitedByAnother() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<String> shared = coroutine(() -> await(future));
    run(() -> {
      Task<?> first =
          asyncio.createTask(coroutine(() -> trace.outcome("first", () -> await(shared))));
      yieldOnce();
      trace.outcome("second", () -> await(shared));
      future.setResult("value");
      await(first);
    });
    trace.shouldBe("second: raises IllegalStateException", "first: value");
  }

  private Coroutine<@Nullable Void> twoSteps(String name) {
    return coroutine(() -> {
      trace.add(name + " begins");
      yieldOnce();
      trace.add(name + " ends");
    });
  }

  private <T> Coroutine<T> raising(String label) {
    Callable<T> body =
        () -> {
          throw new Boom(label);
        };
    return coroutine(body::call);
  }
}
