package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.DefaultEventLoopPolicy;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.EventLoopPolicy;
import io.asynciotck.api.Runner;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code policies.md}. */
final class PoliciesTck extends RuleTest {

  /** A policy that does as the one before it, and says what it is asked. */
  private final class Told implements EventLoopPolicy {
    private final EventLoopPolicy before = asyncio.getEventLoopPolicy();

    @Override
    public EventLoop getEventLoop() {
      trace.add("get_event_loop is asked");
      return before.getEventLoop();
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      trace.add("set_event_loop is asked");
      before.setEventLoop(loop);
    }

    @Override
    public EventLoop newEventLoop() {
      trace.add("new_event_loop is asked");
      return before.newEventLoop();
    }
  }

  /** A policy that returns loops that are there, one after the other, and hears which is set. */
  private static final class Given implements EventLoopPolicy {
    private final Iterator<EventLoop> loops;
    private final List<@Nullable EventLoop> told = new ArrayList<>();

    Given(EventLoop... loops) {
      this.loops = List.of(loops).iterator();
    }

    @Override
    public EventLoop getEventLoop() {
      return loops.next();
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      told.add(loop);
    }

    @Override
    public EventLoop newEventLoop() {
      return loops.next();
    }
  }

  // Getting and setting

  @Rule("policy.get.default")
  @Test
  void thereIsAPolicyWithoutOneThatWasSet() {
    EventLoopPolicy first = asyncio.getEventLoopPolicy();
    bench.newLoop();
    trace.add("the same: " + (asyncio.getEventLoopPolicy() == first));
    trace.shouldBe("the same: true");
  }

  @Rule("policy.get.last")
  @Test
  void thePolicyIsTheOneThatWasSetLast() {
    EventLoopPolicy before = asyncio.getEventLoopPolicy();
    EventLoopPolicy first = new Told();
    EventLoopPolicy second = new Told();
    asyncio.setEventLoopPolicy(first);
    trace.add("the first: " + (asyncio.getEventLoopPolicy() == first));
    asyncio.setEventLoopPolicy(second);
    trace.add("the second: " + (asyncio.getEventLoopPolicy() == second));
    asyncio.setEventLoopPolicy(before);
    trace.add("the one before: " + (asyncio.getEventLoopPolicy() == before));
    trace.shouldBe("the first: true", "the second: true", "the one before: true");
  }

  @Rule("policy.get.all-threads")
  @Test
  @UsesThreads
  void aPolicyIsSetForAllThreads() throws Exception {
    EventLoopPolicy ours = new Told();
    EventLoopPolicy theirs = new Told();
    Signal set = bench.signal("set");
    FutureTask<Boolean> there =
        bench.inThread(() -> {
          set.await();
          boolean found = asyncio.getEventLoopPolicy() == ours;
          asyncio.setEventLoopPolicy(theirs);
          return found;
        });
    asyncio.setEventLoopPolicy(ours);
    set.give();
    trace.add("found there: " + there.get());
    trace.add("found here: " + (asyncio.getEventLoopPolicy() == theirs));
    trace.shouldBe("found there: true", "found here: true");
  }

  @Rule("policy.set.none")
  @Test
  void noneBringsTheDefaultPolicyBack() {
    asyncio.setEventLoopPolicy(new Told());
    asyncio.setEventLoopPolicy(null);
    trace.add(
        "a default policy: "
            + bench
                .surroundings()
                .isInstance(asyncio.getEventLoopPolicy(), DefaultEventLoopPolicy.class));
    EventLoop made = asyncio.newEventLoop();
    asyncio.setEventLoop(made);
    trace.add("its loop is found: " + (asyncio.getEventLoop() == made));
    asyncio.setEventLoop(null);
    made.callSoon(trace.mark("its loop runs"));
    bench.settle(made);
    made.close();
    trace.shouldBe("a default policy: true", "its loop is found: true", "its loop runs");
  }

  // What a policy is asked

  @Rule("policy.new-event-loop.asked")
  @Test
  void aNewLoopIsTheOneThatThePolicyReturns() {
    EventLoop first = bench.newLoop();
    EventLoop second = bench.newLoop();
    EventLoop third = bench.newLoop();
    asyncio.setEventLoopPolicy(new Given(second, third, first));
    trace.add("first: " + (asyncio.newEventLoop() == second));
    trace.add("second: " + (asyncio.newEventLoop() == third));
    trace.add("third: " + (asyncio.newEventLoop() == first));
    trace.shouldBe("first: true", "second: true", "third: true");
  }

  @Rule("policy.set-event-loop.asked")
  @Test
  void whichLoopIsSetIsToldThePolicy() {
    EventLoop other = bench.newLoop();
    Given policy = new Given();
    asyncio.setEventLoopPolicy(policy);
    asyncio.setEventLoop(other);
    trace.add("another: " + (policy.told.getLast() == other));
    asyncio.setEventLoop(loop);
    trace.add("that of the test: " + (policy.told.getLast() == loop));
    asyncio.setEventLoop(null);
    trace.add("none: " + (policy.told.getLast() == null));
    trace.add("times: " + policy.told.size());
    trace.shouldBe("another: true", "that of the test: true", "none: true", "times: 3");
  }

  @Rule("policy.get-event-loop.asked")
  @Test
  void theCurrentLoopIsTheOneThatThePolicyReturns() {
    EventLoop other = bench.newLoop();
    asyncio.setEventLoop(loop);
    asyncio.setEventLoopPolicy(new Given(other, loop, other));
    trace.add("first: " + (asyncio.getEventLoop() == other));
    trace.add("second: " + (asyncio.getEventLoop() == loop));
    trace.add("third: " + (asyncio.getEventLoop() == other));
    trace.shouldBe("first: true", "second: true", "third: true");
  }

  @Rule("policy.get-event-loop.other-thread")
  @RestsOn(Ground.POLICY_OF_ALL_THREADS)
  @Test
  @UsesThreads
  void aPolicyMayHaveOneLoopForAllThreads() throws Exception {
    asyncio.setEventLoopPolicy(new Given(loop, loop, loop));
    trace.add("here: " + (asyncio.getEventLoop() == loop));
    trace.add("there: " + bench.inThread(() -> asyncio.getEventLoop() == loop).get());
    trace.add("elsewhere: " + bench.inThread(() -> asyncio.getEventLoop() == loop).get());
    trace.shouldBe("here: true", "there: true", "elsewhere: true");
  }

  @Rule("policy.get-event-loop.running")
  @Test
  void whileALoopRunsItIsTheCurrentOne() throws Exception {
    EventLoop other = bench.newLoop();
    asyncio.setEventLoopPolicy(new Given(other, other));
    loop.callSoon(() -> trace.add("in a callback: " + (asyncio.getEventLoop() == loop)));
    settle();
    run(() -> trace.add("in a coroutine: " + (asyncio.getEventLoop() == loop)));
    trace.shouldBe("in a callback: true", "in a coroutine: true");
  }

  // Running programs

  @Rule("policy.run.loop")
  @Test
  void aProgramRunsInALoopOfThePolicy() throws Exception {
    EventLoop first = bench.newLoop();
    EventLoop second = bench.newLoop();
    asyncio.setEventLoopPolicy(new Given(first, second));
    trace.add("once: " + (asyncio.run(coroutine(asyncio::getRunningLoop)) == first));
    trace.add("again: " + (asyncio.run(coroutine(asyncio::getRunningLoop)) == second));
    trace.shouldBe("once: true", "again: true");
  }

  @Rule("policy.runner.loop")
  @Test
  void aRunnerHasALoopOfThePolicy() throws Exception {
    EventLoop made = bench.newLoop();
    asyncio.setEventLoopPolicy(new Given(made));
    Runner runner = asyncio.newRunner();
    trace.add("its loop: " + (runner.getLoop() == made));
    trace.add("runs there: " + (runner.run(coroutine(asyncio::getRunningLoop)) == made));
    runner.close();
    trace.shouldBe("its loop: true", "runs there: true");
  }

  @Rule("policy.runner.current")
  @Test
  void aPolicyIsToldWhichLoopARunnerHas() throws Exception {
    EventLoop made = bench.newLoop();
    Given policy = new Given(made);
    asyncio.setEventLoopPolicy(policy);
    Runner runner = asyncio.newRunner();
    runner.run(coroutine(() -> 7));
    trace.add("told: " + policy.told.contains(made));
    runner.close();
    trace.shouldBe("told: true");
  }

  @Rule("policy.run.loop-factory")
  @Test
  void aProgramWithALoopFactoryDoesNotAskThePolicy() throws Exception {
    EventLoop made = bench.newLoop();
    asyncio.setEventLoopPolicy(new Told());
    trace.add("there: " + (asyncio.run(() -> made, coroutine(asyncio::getRunningLoop)) == made));
    trace.shouldBe("there: true");
  }

  // The default policy

  @Rule("policy.default.new-loop")
  @Test
  void theDefaultPolicyMakesAnotherLoopEachTime() {
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    policy.setEventLoop(loop);
    EventLoop first = policy.newEventLoop();
    EventLoop second = policy.newEventLoop();
    EventLoop third = policy.newEventLoop();
    trace.add("others: " + (first != second && second != third && third != first));
    trace.add("that of the test: " + List.of(first, second, third).contains(loop));
    trace.add("current: " + (policy.getEventLoop() == loop));
    List.of(first, second, third).forEach(EventLoop::close);
    trace.shouldBe("others: true", "that of the test: false", "current: true");
  }

  @Rule("policy.default.current")
  @Test
  void theDefaultPolicyReturnsTheLoopThatWasSetLast() {
    EventLoop other = bench.newLoop();
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    policy.setEventLoop(other);
    trace.add("first: " + (policy.getEventLoop() == other));
    policy.setEventLoop(loop);
    trace.add("second: " + (policy.getEventLoop() == loop));
    policy.setEventLoop(null);
    policy.setEventLoop(other);
    trace.add("after none: " + (policy.getEventLoop() == other));
    trace.shouldBe("first: true", "second: true", "after none: true");
  }

  @Rule("policy.default.per-thread")
  @Test
  @UsesThreads
  void theDefaultPolicyKeepsALoopForEachThread() throws Exception {
    EventLoop other = bench.newLoop();
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    policy.setEventLoop(loop);
    FutureTask<Boolean> there =
        bench.inThread(() -> {
          policy.setEventLoop(other);
          return policy.getEventLoop() == other;
        });
    trace.add("there: " + there.get());
    trace.add("here: " + (policy.getEventLoop() == loop));
    trace.shouldBe("there: true", "here: true");
  }

  @Rule("policy.default.other-thread")
  @RestsOn(Ground.CURRENT_REFUSED)
  @Test
  @UsesThreads
  void theDefaultPolicyHasNoLoopForAThreadThatHasSetNone() throws Exception {
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    policy.setEventLoop(loop);
    String there = bench.inThread(() -> Outcome.of(policy::getEventLoop)).get();
    trace.add("refused there: " + Outcome.isRaised(there));
    trace.add("here: " + (policy.getEventLoop() == loop));
    trace.shouldBe("refused there: true", "here: true");
  }

  @Rule("policy.default.created")
  @Test
  void theDefaultPolicyMakesALoopForTheMainThread() {
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    EventLoop made = policy.getEventLoop();
    trace.add("again: " + (policy.getEventLoop() == made));
    trace.add("that of the test: " + (made == loop));
    made.callSoon(trace.mark("it runs"));
    bench.settle(made);
    made.close();
    trace.shouldBe("again: true", "that of the test: false", "it runs");
  }

  @Rule("policy.default.none")
  @Test
  void theDefaultPolicyRefusesToReturnALoopWhereNoneWasSet() {
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    trace.outcome("at first", policy::getEventLoop);
    policy.setEventLoop(loop);
    trace.add("set: " + (policy.getEventLoop() == loop));
    policy.setEventLoop(null);
    trace.outcome("after none", policy::getEventLoop);
    trace.shouldBe(
        "at first: raises IllegalStateException",
        "set: true",
        "after none: raises IllegalStateException");
  }

  @Rule("policy.default.never-none")
  @Test
  @UsesThreads
  void theDefaultPolicyNeverReturnsNone() throws Exception {
    DefaultEventLoopPolicy policy = asyncio.newDefaultEventLoopPolicy();
    policy.setEventLoop(loop);
    trace.add("set: " + returnsNone(policy));
    policy.setEventLoop(null);
    trace.add("none was set: " + returnsNone(policy));
    trace.add("in a thread: " + bench.inThread(() -> returnsNone(policy)).get());
    trace.shouldBe("set: false", "none was set: false", "in a thread: false");
  }

  private static boolean returnsNone(EventLoopPolicy policy) {
    return Outcome.of(policy::getEventLoop).equals("null");
  }
}
