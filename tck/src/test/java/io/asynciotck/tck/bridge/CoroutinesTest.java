package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Step;
import io.asynciotck.api.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The kit's coroutines are coroutines for Python, and the other way round. */
class CoroutinesTest extends BridgeTest {

  /** A coroutine that yields what it is told to, and notes what it gets. */
  private final class Scripted implements Coroutine<String> {
    private final List<@Nullable AsyncFuture<?>> yields;
    private int next;

    Scripted(List<@Nullable AsyncFuture<?>> yields) {
      this.yields = yields;
    }

    @Override
    public Step<String> send(@Nullable Object value) {
      trace.add("send " + value);
      return next < yields.size()
          ? new Step.Suspended<>(yields.get(next++))
          : new Step.Returned<>("end");
    }

    @Override
    public Step<String> throwInto(Throwable exception) {
      trace.add("throw " + exception.getClass().getSimpleName());
      return new Step.Returned<>("caught");
    }

    @Override
    public void close() {
      trace.add("close");
    }
  }

  private Coroutine<String> suspendedFor(Duration delay) {
    return asyncio.coroutine(() -> {
      try {
        asyncio.await(asyncio.sleep(delay));
        trace.add("slept");
        return "result";
      } finally {
        trace.add("finally");
      }
    });
  }

  @Test
  void aTaskGivesBackTheCoroutineItself() throws Exception {
    Coroutine<String> body = suspendedFor(Duration.ZERO);
    Coroutine<String> scripted = new Scripted(List.of());
    Task<String> first = loop.createTask(body);
    Task<String> second = loop.createTask(scripted);
    loop.runUntilComplete(asyncio.coroutine(() -> asyncio.await(asyncio.gather(first, second))));
    assertThat(first.getCoro()).isSameAs(body);
    assertThat(second.getCoro()).isSameAs(scripted);
    assertThat(asyncio.iscoroutine(body)).isTrue();
  }

  @Test
  void aCoroutineOfTheTestsOwnIsDriven() throws Exception {
    List<@Nullable AsyncFuture<?>> yields = new ArrayList<>();
    AsyncFuture<String> future = loop.createFuture();
    yields.add(null);
    yields.add(future);
    loop.callLater(Duration.ofSeconds(1), () -> future.setResult("ignored"));
    assertThat(loop.runUntilComplete(new Scripted(yields))).isEqualTo("end");
    assertThat(trace).containsExactly("send null", "send null", "send null");
  }

  @Test
  void aCoroutineOfTheTestsOwnIsAwaitedInABody() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task =
        loop.createTask(asyncio.coroutine(() -> asyncio.await(new Scripted(List.of(future)))));
    runOnce();
    task.cancel();
    assertThat(loop.runUntilComplete(task)).isEqualTo("caught");
    assertThat(trace).containsExactly("send null", "throw CancelledError");
  }

  @Test
  void anInnerCoroutineRunsInPlace() throws Exception {
    Coroutine<String> inner = suspendedFor(Duration.ofSeconds(1));
    assertThat(loop.runUntilComplete(asyncio.coroutine(() -> asyncio.await(inner) + "!")))
        .isEqualTo("result!");
    assertThatThrownBy(() -> loop.runUntilComplete(asyncio.coroutine(() -> asyncio.await(inner))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCoroutineThatPythonKnowsCannotBeAwaitedTwice() throws Exception {
    Coroutine<String> coroutine = suspendedFor(Duration.ZERO);
    loop.runUntilComplete(coroutine);
    assertThatThrownBy(
            () -> loop.runUntilComplete(asyncio.coroutine(() -> asyncio.await(coroutine))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.runUntilComplete(coroutine))
        .isInstanceOf(IllegalStateException.class);
    assertThat(trace).containsExactly("slept", "finally");
  }

  @Test
  void awaitOutsideOfACoroutineIsRefused() {
    assertThatThrownBy(() -> asyncio.await(loop.createFuture()))
        .isInstanceOf(IllegalStateException.class);
    loop.callSoon(() -> {
      try {
        trace.add(asyncio.await(loop.createFuture()));
      } catch (Exception refused) {
        trace.add(refused.getClass());
      }
    });
    runOnce();
    assertThat(trace).containsExactly(IllegalStateException.class);
  }

  @Test
  void whatIsThrownInIsRaisedAtTheAwait() throws Exception {
    Task<String> task = loop.createTask(suspendedFor(Duration.ofSeconds(1)));
    runOnce();
    task.cancel();
    assertThatThrownBy(() -> loop.runUntilComplete(task)).isInstanceOf(CancelledError.class);
    assertThat(trace).containsExactly("finally");
  }

  @Test
  void aCancelledCoroutineThatHadNotBegunNeverRuns() {
    Coroutine<String> coroutine = suspendedFor(Duration.ZERO);
    Task<String> task = loop.createTask(coroutine);
    task.cancel();
    assertThatThrownBy(() -> loop.runUntilComplete(task)).isInstanceOf(CancelledError.class);
    assertThatThrownBy(
            () -> loop.runUntilComplete(asyncio.coroutine(() -> asyncio.await(coroutine))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(trace).isEmpty();
  }

  @Test
  void aCoroutineCanBeDrivenByHand() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<String> coroutine = asyncio.coroutine(() -> "got " + asyncio.await(future));
    assertThat(coroutine.send(null)).isEqualTo(new Step.Suspended<>(future));
    future.setResult("it");
    assertThat(coroutine.send(null)).isEqualTo(new Step.Returned<>("got it"));
    assertThatThrownBy(() -> coroutine.send(null)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingRunsFinallyBlocks() throws Exception {
    Coroutine<String> coroutine = suspendedFor(Duration.ofSeconds(1));
    Task<String> awaiter =
        loop.createTask(
            asyncio.coroutine(() -> {
              coroutine.send(null);
              coroutine.close();
              coroutine.close();
              return "closed";
            }));
    assertThat(loop.runUntilComplete(awaiter)).isEqualTo("closed");
    assertThat(trace).containsExactly("finally");
  }

  @Test
  void closingACoroutineThatGoesOnIsAnError() throws Exception {
    AsyncFuture<String> never = loop.createFuture();
    Coroutine<String> stubborn =
        asyncio.coroutine(() -> {
          try {
            return asyncio.await(never);
          } finally {
            trace.add(asyncio.await(asyncio.sleep(Duration.ofSeconds(1), "more")));
          }
        });
    stubborn.send(null);
    assertThatThrownBy(stubborn::close).isInstanceOf(IllegalStateException.class);
    assertThat(trace).isEmpty();
  }

  @Test
  void theEndOfATestEndsItsCoroutines() {
    Agent agent = python.running();
    loop.createTask(suspendedFor(Duration.ofSeconds(1)));
    loop.createTask(suspendedFor(Duration.ofSeconds(2)));
    runOnce();
    assertThat(agent.bodies().size()).isEqualTo(2);
    session.close();
    assertThat(agent.bodies().size()).isZero();
    assertThat(trace).containsExactly("finally", "finally");
  }

  @Test
  void manyCoroutinesCanBeSuspendedAtOnce() throws Exception {
    List<Task<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      tasks.add(loop.createTask(suspendedFor(Duration.ofSeconds(1))));
    }
    loop.runUntilComplete(
        asyncio.coroutine(() -> asyncio.await(asyncio.gather(tasks.toArray(Task<?>[]::new)))));
    assertThat(trace.stream().filter("slept"::equals)).hasSize(300);
  }

  @Test
  void awaitsNestDeeply() throws Exception {
    assertThat(loop.runUntilComplete(nested(1000))).isEqualTo(1000);
  }

  private Coroutine<Integer> nested(int depth) {
    return asyncio.coroutine(() -> {
      if (depth == 0) {
        asyncio.await(asyncio.sleep(Duration.ZERO));
        return 0;
      }
      return asyncio.await(nested(depth - 1)) + 1;
    });
  }
}
