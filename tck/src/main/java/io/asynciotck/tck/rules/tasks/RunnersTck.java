package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Runner;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.InEnvironment;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a {@code Runner} does, but for its context and its end. Page: {@code runners.md}. */
final class RunnersTck extends RunnerRuleTest {

  // Making and entering

  @Rule("runner.create.lazy")
  @Test
  void aNewRunnerHasMadeNoLoop() throws Exception {
    Runner runner = asyncio.newRunner(this::newLoop);
    trace.add("made");
    runner.run(coroutine(() -> 7));
    runner.close();
    trace.shouldBe("made", "a loop is made");
  }

  @Rule("runner.enter.itself")
  @Test
  void theNameBehindAsIsTheRunner() throws Exception {
    Runner runner = asyncio.newRunner();
    trace.add("the same: " + (runner.enter() == runner));
    runner.exit(null, null, null);
    trace.shouldBe("the same: true");
  }

  @Rule("runner.enter.loop")
  @Test
  void theBlockFindsTheLoopMade() throws Exception {
    with(asyncio.newRunner(this::newLoop), () -> trace.add("block"));
    trace.shouldBe("a loop is made", "block");
  }

  // The loop

  @Rule("runner.get-loop.new")
  @Test
  void eachRunnerMakesALoopOfItsOwn() throws Exception {
    Runner first = asyncio.newRunner();
    Runner second = asyncio.newRunner();
    EventLoop one = first.getLoop();
    EventLoop other = second.getLoop();
    trace.add("not that of the test: " + (one != loop && other != loop));
    trace.add("two loops: " + (one != other));
    isClosed(one);
    first.close();
    isClosed(other);
    second.close();
    trace.shouldBe(
        "not that of the test: true", "two loops: true", "closed: false", "closed: false");
  }

  @Rule("runner.get-loop.same")
  @Test
  void theLoopIsTheOneInWhichRunsAre() throws Exception {
    Runner runner = asyncio.newRunner();
    EventLoop before = runner.getLoop();
    EventLoop inside = runner.run(coroutine(asyncio::getRunningLoop));
    trace.add("before: " + (before == inside));
    trace.add("after: " + (runner.getLoop() == inside));
    runner.close();
    trace.shouldBe("before: true", "after: true");
  }

  @Rule("runner.get-loop.current")
  @Test
  void theLoopIsTheCurrentOne() throws Exception {
    asyncio.setEventLoop(loop);
    Runner runner = asyncio.newRunner();
    EventLoop own = runner.getLoop();
    trace.outcome("before a run", () -> asyncio.getEventLoop() == own);
    runner.run(coroutine(() -> 7));
    trace.outcome("after a run", () -> asyncio.getEventLoop() == own);
    runner.close();
    trace.shouldBe("before a run: true", "after a run: true");
  }

  @Rule("runner.loop-factory.used")
  @Test
  void theLoopIsThatOfTheFactory() throws Exception {
    EventLoop given = asyncio.newEventLoop();
    Runner runner = asyncio.newRunner(() -> given);
    trace.add("runs there: " + (runner.run(coroutine(asyncio::getRunningLoop)) == given));
    runner.close();
    trace.shouldBe("runs there: true");
  }

  @Rule("runner.loop-factory.once")
  @Test
  void theFactoryIsCalledOnce() throws Exception {
    Runner runner = asyncio.newRunner(this::newLoop);
    with(
        runner,
        () -> {
          runner.getLoop();
          runner.run(coroutine(() -> 7));
          runner.run(coroutine(() -> 8));
          runner.getLoop();
        });
    trace.shouldBe("a loop is made");
  }

  @Rule("runner.loop-factory.not-current")
  @Test
  void theLoopOfAFactoryIsNotMadeTheCurrentOne() throws Exception {
    asyncio.setEventLoop(loop);
    Runner runner = asyncio.newRunner(asyncio::newEventLoop);
    runner.getLoop();
    trace.outcome("before a run", () -> asyncio.getEventLoop() == loop);
    runner.run(coroutine(() -> 7));
    trace.outcome("after a run", () -> asyncio.getEventLoop() == loop);
    runner.close();
    trace.shouldBe("before a run: true", "after a run: true");
  }

  @Rule("runner.debug.on")
  @Test
  void debugModeIsSwitchedOn() throws Exception {
    tellDebugMode(asyncio.newRunner(true));
    trace.shouldBe("debug: true");
  }

  @Rule("runner.debug.off")
  @InEnvironment("PYTHONASYNCIODEBUG")
  @Test
  void debugModeIsSwitchedOffWhateverTheEnvironmentAsksFor() throws Exception {
    tellDebugMode(asyncio.newRunner(false));
    trace.shouldBe("debug: false");
  }

  @Rule("runner.debug.inherited")
  @RestsOn(Ground.DEBUG_ENVIRONMENT)
  @InEnvironment("PYTHONASYNCIODEBUG")
  @Test
  void debugModeIsWhatTheEnvironmentAsksFor() throws Exception {
    tellDebugMode(asyncio.newRunner());
    trace.shouldBe("debug: true");
  }

  @Rule("runner.debug.inherited")
  @RestsOn(Ground.DEBUG_ENVIRONMENT)
  @Test
  void debugModeIsThatOfNewLoops() throws Exception {
    tellDebugMode(asyncio.newRunner());
    trace.shouldBe("debug: " + loop.getDebug());
  }

  private void tellDebugMode(Runner runner) throws Exception {
    runner.run(coroutine(() -> trace.outcome("debug", () -> asyncio.getRunningLoop().getDebug())));
    runner.close();
  }

  // Running

  @Rule("runner.run.result")
  @Test
  void theResultsComeBack() throws Exception {
    Runner runner = asyncio.newRunner();
    for (int size : List.of(1, 2, 3, 17)) {
      trace.outcome("at once", () -> runner.run(coroutine(() -> size)));
      trace.outcome(
          "late", () -> runner.run(coroutine(() -> await(asyncio.sleep(ticks(1), size)))));
    }
    runner.close();
    trace.shouldBe(
        "at once: 1",
        "late: 1",
        "at once: 2",
        "late: 2",
        "at once: 3",
        "late: 3",
        "at once: 17",
        "late: 17");
  }

  @Rule("runner.run.exception")
  @Test
  void theExceptionIsRaised() throws Exception {
    Runner runner = asyncio.newRunner();
    trace.outcome("run", () -> runner.run(coroutine(() -> Boom.raise(new Boom("main")))));
    runner.close();
    trace.shouldBe("run: raises Boom(main)");
  }

  @Rule("runner.run.is-task")
  @Test
  void eachCoroutineRunsInATaskOfItsOwn() throws Exception {
    Runner runner = asyncio.newRunner();
    Callable<Task<?>> main = () -> runner.run(coroutine(() -> asyncio.currentTask()));
    Task<?> first = main.call();
    Task<?> second = main.call();
    trace.add("tasks: " + (first != null && second != null));
    trace.add("two: " + (first != second));
    runner.close();
    trace.shouldBe("tasks: true", "two: true");
  }

  @Rule("runner.run.any-awaitable")
  @Test
  void aFutureIsAccepted() throws Exception {
    Runner runner = asyncio.newRunner();
    EventLoop own = runner.run(coroutine(asyncio::getRunningLoop));
    AsyncFuture<Integer> done = own.createFuture();
    done.setResult(7);
    AsyncFuture<Integer> later = own.createFuture();
    own.callSoon(() -> later.setResult(8));
    trace.outcome("done", () -> runner.run(done));
    trace.outcome("later", () -> runner.run(later));
    runner.close();
    trace.shouldBe("done: 7", "later: 8");
  }

  @Rule("runner.run.same-loop")
  @Test
  void allRunsAreInOneLoop() throws Exception {
    Runner runner = asyncio.newRunner();
    for (int i = 0; i < 17; i++) {
      runner.run(coroutine(() -> made.add(asyncio.getRunningLoop())));
    }
    trace.add(made.size() + " runs");
    trace.add("one loop: " + made.stream().allMatch(each -> each == made.getFirst()));
    runner.close();
    trace.shouldBe("17 runs", "one loop: true");
  }

  @Rule("runner.run.after-exception")
  @Test
  void aRunThatRaisesIsFollowedByOthers() throws Exception {
    Runner runner = asyncio.newRunner();
    EventLoop own = runner.run(coroutine(asyncio::getRunningLoop));
    Outcome.of(() -> runner.run(coroutine(() -> Boom.raise(new Boom("main")))));
    trace.outcome("after a failure", () -> runner.run(coroutine(() -> isIn(own))));
    Outcome.of(() -> runner.run(coroutine(this::cancelItself)));
    trace.outcome("after a cancellation", () -> runner.run(coroutine(() -> isIn(own))));
    Outcome.of(() ->
        runner.run(
            coroutine(() -> {
              throw new IllegalArgumentException("main");
            })));
    trace.outcome("after another failure", () -> runner.run(coroutine(() -> isIn(own))));
    runner.close();
    trace.shouldBe(
        "after a failure: the same loop",
        "after a cancellation: the same loop",
        "after another failure: the same loop");
  }

  private String isIn(EventLoop own) {
    return asyncio.getRunningLoop() == own ? "the same loop" : "another loop";
  }

  private void cancelItself() throws Exception {
    Objects.requireNonNull(asyncio.currentTask()).cancel();
    yieldOnce();
  }

  @Rule("runner.run.leaves-tasks")
  @Test
  void aTaskThatIsLeftGoesOnInTheNextRun() throws Exception {
    Runner runner = asyncio.newRunner();
    AsyncFuture<String> news =
        runner.run(
            coroutine(() -> {
              AsyncFuture<String> coming = asyncio.getRunningLoop().createFuture();
              background.add(asyncio.createTask(coroutine(() -> trace.add(await(coming)))));
              yieldOnce();
              return coming;
            }));
    trace.add("between");
    runner.run(
        coroutine(() -> {
          news.setResult("goes on");
          await(background.getFirst());
        }));
    runner.close();
    trace.shouldBe("between", "goes on");
  }

  @Rule("runner.run.after-exception")
  @Test
  void aRunThatWasRefusedIsFollowedByOthers() throws Exception {
    Runner runner = asyncio.newRunner();
    EventLoop own = runner.run(coroutine(asyncio::getRunningLoop));
    runner.run(coroutine(() -> isRefused(runner)));
    trace.outcome("after that", () -> runner.run(coroutine(() -> isIn(own))));
    runner.close();
    trace.shouldBe("after that: the same loop");
  }

  @Rule("runner.nested.refused")
  @Test
  void aRunInARunIsRefused() throws Exception {
    Runner runner = asyncio.newRunner();
    Runner other = asyncio.newRunner();
    runner.run(
        coroutine(() -> {
          trace.add("of the same: " + isRefused(runner));
          trace.add("of another: " + isRefused(other));
        }));
    loop.callSoon(() -> trace.add("in a callback: " + isRefused(other)));
    settle();
    runner.close();
    other.close();
    trace.shouldBe("of the same: refused", "of another: refused", "in a callback: refused");
  }

  private String isRefused(Runner runner) {
    String outcome = runOnce(runner);
    return Outcome.isRaised(outcome) ? "refused" : outcome;
  }

  @Rule("runner.nested.runtime-error")
  @Test
  void theRefusalIsARuntimeError() throws Exception {
    Runner runner = asyncio.newRunner();
    runner.run(coroutine(() -> trace.add(runOnce(runner))));
    runner.close();
    trace.shouldBe("raises IllegalStateException");
  }
}
