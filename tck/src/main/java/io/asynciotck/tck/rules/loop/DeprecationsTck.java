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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Rules of {@code deprecations.md}. */
final class DeprecationsTck extends RuleTest {

  /** Makes calls, and traces of each whether it warned. */
  private void traceWarnings(VoidBody... calls) throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    for (VoidBody call : calls) {
      call.run();
      trace.add("warned: " + deprecations.heard());
    }
  }

  /**
   * Makes something to wait for where no loop is there; traces whether that warned, and its end.
   */
  private void traceWithoutLoop(Callable<? extends Awaitable<?>> making) throws Exception {
    Deprecations deprecations = bench.surroundings().deprecations();
    Awaitable<?> made = making.call();
    trace.add("warned: " + deprecations.heard());
    trace.add("result: " + asyncio.getEventLoop().runUntilComplete(made));
  }

  // Without a loop

  @Rule("deprecation.get-event-loop.no-loop")
  @Test
  void getEventLoopWarnsWhereItMakesALoop() throws Exception {
    traceWarnings(() -> asyncio.getEventLoop());
    trace.shouldBe("warned: true");
  }

  @Rule("deprecation.default-policy.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void theDefaultPolicyWarnsEachTimeThatItMakesALoop() throws Exception {
    DefaultEventLoopPolicy first = asyncio.newDefaultEventLoopPolicy();
    DefaultEventLoopPolicy second = asyncio.newDefaultEventLoopPolicy();
    List<EventLoop> made = new ArrayList<>();
    traceWarnings(() -> made.add(first.getEventLoop()), () -> made.add(second.getEventLoop()));
    made.forEach(EventLoop::close);
    trace.shouldBe("warned: true", "warned: true");
  }

  @Rule("deprecation.ensure-future.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void ensureFutureWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> asyncio.ensureFuture(coroutine(() -> 7)));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.wrap-future.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void wrapFutureWarnsWhereNoLoopIsThere() throws Exception {
    ConcurrentFuture<Integer> given = asyncio.runCoroutineThreadsafe(coroutine(() -> 7), loop);
    settle();
    traceWithoutLoop(() -> asyncio.wrapFuture(given));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.future.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void aFutureWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> {
      AsyncFuture<Integer> future = asyncio.newFuture();
      future.setResult(7);
      return future;
    });
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.task.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void aTaskWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> asyncio.newTask(coroutine(() -> 7)));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.gather.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void gatherWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> asyncio.gather(coroutine(() -> 7)));
    trace.shouldBe("warned: true", "result: [7]");
  }

  @Rule("deprecation.gather.nothing")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void gatherOfNothingWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> asyncio.gather());
    trace.shouldBe("warned: true", "result: []");
  }

  @Rule("deprecation.shield.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void shieldWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> asyncio.shield(coroutine(() -> 7)));
    trace.shouldBe("warned: true", "result: 7");
  }

  @Rule("deprecation.as-completed.no-loop")
  @RestsOn(Ground.NO_LOOP_WARNS)
  @Test
  void asCompletedWarnsWhereNoLoopIsThere() throws Exception {
    traceWithoutLoop(() -> asyncio.asCompleted(List.of(coroutine(() -> 7))).plainIterator().next());
    trace.shouldBe("warned: true", "result: 7");
  }

  // Functions

  @Rule("deprecation.iscoroutinefunction.call")
  @Test
  void toAskForACoroutineFunctionWarns() throws Exception {
    VoidBody asking = () -> asyncio.iscoroutinefunction(7);
    traceWarnings(asking, asking);
    trace.shouldBe("warned: true", "warned: true");
  }

  // Policies

  @Rule("deprecation.policy.get")
  @Test
  void toGetThePolicyWarns() throws Exception {
    VoidBody getting = () -> asyncio.getEventLoopPolicy();
    traceWarnings(getting, getting);
    trace.shouldBe("warned: true", "warned: true");
  }

  @Rule("deprecation.policy.set")
  @Test
  void toSetAPolicyWarns() throws Exception {
    EventLoopPolicy policy = asyncio.getEventLoopPolicy();
    traceWarnings(() -> asyncio.setEventLoopPolicy(policy), () -> asyncio.setEventLoopPolicy(null));
    trace.shouldBe("warned: true", "warned: true");
  }

  @Rule("deprecation.policy.default")
  @Test
  void toLookForTheDefaultPolicyWarns() throws Exception {
    VoidBody looking = () -> asyncio.newDefaultEventLoopPolicy();
    traceWarnings(looking, looking);
    trace.shouldBe("warned: true", "warned: true");
  }
}
