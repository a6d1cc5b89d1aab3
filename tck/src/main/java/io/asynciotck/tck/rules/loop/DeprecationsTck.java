package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.DefaultEventLoopPolicy;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.EventLoopPolicy;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Deprecations;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of {@code deprecations.md}. */
final class DeprecationsTck extends RuleTest {

  private void warned(Deprecations deprecations) {
    trace.add("warned: " + deprecations.heard());
  }

  // Without a loop

  @Rule("deprecation.get-event-loop.no-loop")
  @Test
  void getEventLoopWarnsWhereItMakesALoop() {
    Deprecations deprecations = bench.surroundings().deprecations();
    asyncio.getEventLoop();
    warned(deprecations);
    trace.shouldBe("warned: true");
  }

  @Rule("deprecation.default-policy.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void theDefaultPolicyWarnsEachTimeThatItMakesALoop() {
    DefaultEventLoopPolicy first = asyncio.newDefaultEventLoopPolicy();
    DefaultEventLoopPolicy second = asyncio.newDefaultEventLoopPolicy();
    Deprecations deprecations = bench.surroundings().deprecations();
    EventLoop one = first.getEventLoop();
    warned(deprecations);
    EventLoop other = second.getEventLoop();
    warned(deprecations);
    one.close();
    other.close();
    trace.shouldBe("warned: true", "warned: true");
  }

  @Rule("deprecation.ensure-future.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void ensureFutureWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    AsyncFuture<Integer> future = asyncio.ensureFuture(coroutine(() -> 7));
    warned(deprecations);
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(future));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.wrap-future.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void wrapFutureWarnsWhereNoLoopIsThere() throws Exception {
    ConcurrentFuture<Integer> given = asyncio.runCoroutineThreadsafe(coroutine(() -> 7), loop);
    settle();
    Deprecations deprecations = bench.surroundings().deprecations();
    AsyncFuture<Integer> future = asyncio.wrapFuture(given);
    warned(deprecations);
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(future));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.future.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void aFutureWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    AsyncFuture<Integer> future = asyncio.newFuture();
    warned(deprecations);
    future.setResult(7);
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(future));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.task.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void aTaskWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    AsyncFuture<Integer> task = asyncio.newTask(coroutine(() -> 7));
    warned(deprecations);
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(task));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.gather.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void gatherWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    AsyncFuture<?> results = asyncio.gather(coroutine(() -> 7));
    warned(deprecations);
    trace.add("results: " + asyncio.getEventLoop().runUntilComplete(results));
    trace.shouldBe("warned: true", "results: [7]");
  }

  @Rule("deprecation.gather.nothing")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void gatherOfNothingWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    AsyncFuture<?> results = asyncio.gather();
    warned(deprecations);
    trace.add("results: " + asyncio.getEventLoop().runUntilComplete(results));
    trace.shouldBe("warned: true", "results: []");
  }

  @Rule("deprecation.shield.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void shieldWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    Awaitable<Integer> shielded = asyncio.shield(coroutine(() -> 7));
    warned(deprecations);
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(shielded));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.as-completed.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void asCompletedWarnsWhereNoLoopIsThere() throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    Awaitable<?> first = asyncio.asCompleted(List.of(coroutine(() -> 7))).plainIterator().next();
    warned(deprecations);
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(first));
    trace.shouldBe("warned: true", "result: 7");
  }

  // Functions

  @Rule("deprecation.iscoroutinefunction.call")
  @Test
  void toAskForACoroutineFunctionWarns() {
    Deprecations deprecations = bench.surroundings().deprecations();
    asyncio.iscoroutinefunction(7);
    warned(deprecations);
    asyncio.iscoroutinefunction(7);
    warned(deprecations);
    trace.shouldBe("warned: true", "warned: true");
  }

  // Policies

  @Rule("deprecation.policy.get")
  @Test
  void toGetThePolicyWarns() {
    Deprecations deprecations = bench.surroundings().deprecations();
    asyncio.getEventLoopPolicy();
    warned(deprecations);
    asyncio.getEventLoopPolicy();
    warned(deprecations);
    trace.shouldBe("warned: true", "warned: true");
  }

  @Rule("deprecation.policy.set")
  @Test
  void toSetAPolicyWarns() {
    EventLoopPolicy policy = asyncio.getEventLoopPolicy();
    Deprecations deprecations = bench.surroundings().deprecations();
    asyncio.setEventLoopPolicy(policy);
    warned(deprecations);
    asyncio.setEventLoopPolicy(null);
    warned(deprecations);
    trace.shouldBe("warned: true", "warned: true");
  }

  @Rule("deprecation.policy.default")
  @Test
  void toLookForTheDefaultPolicyWarns() {
    Deprecations deprecations = bench.surroundings().deprecations();
    asyncio.newDefaultEventLoopPolicy();
    warned(deprecations);
    asyncio.newDefaultEventLoopPolicy();
    warned(deprecations);
    trace.shouldBe("warned: true", "warned: true");
  }
}
