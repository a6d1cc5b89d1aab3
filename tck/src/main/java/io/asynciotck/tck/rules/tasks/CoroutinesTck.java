package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineFunction;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.RuleTest;
import java.util.List;
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
      yieldTimes(10);
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

  private void tellsCoroutineFunction() {
    CoroutineFunction<String> function = () -> coroutine(() -> "value");
    trace.outcome("coroutine function", () -> asyncio.iscoroutinefunction(function));
  }

  private void tellsOthers() {
    Coroutine<String> coroutine = coroutine(() -> "value");
    Runnable function = () -> trace.add("called");
    trace.outcome("function", () -> asyncio.iscoroutinefunction(function));
    trace.outcome("coroutine", () -> asyncio.iscoroutinefunction(coroutine));
    trace.outcome("number", () -> asyncio.iscoroutinefunction(7));
    trace.outcome("None", () -> asyncio.iscoroutinefunction((@Nullable Object) null));
    coroutine.close();
  }

  @Rule("iscoroutinefunction.coroutine-function.true")
  @Test
  void aCoroutineFunctionIsOne() {
    tellsCoroutineFunction();
    trace.shouldBe("coroutine function: true");
  }

  @Rule("iscoroutinefunction.other.false")
  @Test
  void othersAreNoCoroutineFunctions() {
    tellsOthers();
    trace.shouldBe("function: false", "coroutine: false", "number: false", "None: false");
  }

  @Rule("iscoroutinefunction.undocumented.told")
  @Test
  void coroutineFunctionsAreToldFromOthersWithoutADocument() {
    tellsCoroutineFunction();
    tellsOthers();
    trace.shouldBe(
        "coroutine function: true",
        "function: false",
        "coroutine: false",
        "number: false",
        "None: false");
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
      await(slowly("a"));
      await(slowly("b"));
    });
    trace.shouldBe("a begins", "a ends", "b begins", "b ends");
  }

  @Rule("coroutine.await.same-task")
  @Test
  void awaitedCoroutineRunsInTheSameTask() throws Exception {
    Task<?>[] seen = new Task<?>[1];
    Task<?> task =
        loop.createTask(
            coroutine(() ->
                await(
                    coroutine(() -> {
                      yieldOnce();
                      seen[0] = asyncio.currentTask();
                    }))));
    loop.runUntilComplete(task);
    trace.outcome("same", () -> seen[0] == task);
    trace.shouldBe("same: true");
  }

  @Rule("coroutine.await.no-suspend")
  @Test
  void awaitOfACoroutineThatDoesNotSuspendDoesNotSuspend() throws Exception {
    run(() -> {
      loop.callSoon(trace.mark("callback"));
      trace.add("scheduled");
      await(coroutine(() -> "value"));
      trace.add("awaited");
      yieldOnce();
    });
    trace.shouldBeOneOf(
        List.of("scheduled", "awaited", "callback"), List.of("callback", "scheduled", "awaited"));
  }

  @Rule("coroutine.await.finished")
  @Test
  void finishedCoroutineCannotBeAwaitedAgain() throws Exception {
    run(() -> {
      Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("body"));
      await(coroutine);
      trace.outcome("again", () -> await(coroutine));
    });
    trace.shouldBe("body", "again: raises IllegalStateException");
  }

  @Rule("coroutine.await.busy")
  @Test
  void coroutineThatIsAwaitedCannotBeAwaitedByAnother() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<@Nullable Void> shared =
        coroutine(() -> {
          trace.add("begins");
          await(future);
          trace.add("ends");
        });
    Task<?> first = loop.createTask(coroutine(() -> await(shared)));
    settle();
    run(() -> trace.outcome("second", () -> await(shared)));
    future.setResult("value");
    loop.runUntilComplete(first);
    trace.shouldBe("begins", "second: raises IllegalStateException", "ends");
  }

  private Coroutine<@Nullable Void> slowly(String name) {
    return coroutine(() -> {
      trace.add(name + " begins");
      yieldOnce();
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
