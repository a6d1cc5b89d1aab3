package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code contexts.md}: a context in which no variable has a value is one, too. In Python
 * it counts as false.
 */
@RestsOn(Ground.CALLBACK_CONTEXT)
final class ContextsEmptyTck extends ContextRuleTest {

  private Context empty() {
    return bench.surroundings().contextVars().context();
  }

  /** Makes a variable that has a value where the test runs. */
  private ContextVar<String> setUser() {
    ContextVar<String> user = newUser();
    user.set("bob");
    return user;
  }

  @Rule("loop.call-soon.context-given")
  @Test
  void aCallbackSeesNoValueInAnEmptyContext() {
    ContextVar<String> user = setUser();
    loop.callSoon(empty(), _ -> see("callback", user));
    settle();
    trace.shouldBe("callback: nobody");
  }

  @Rule("loop.call-soon-threadsafe.context-given")
  @Test
  void neitherDoesOneThatIsHandedOver() {
    ContextVar<String> user = setUser();
    loop.callSoonThreadsafe(empty(), _ -> see("callback", user));
    settle();
    trace.shouldBe("callback: nobody");
  }

  @Rule("loop.call-later.context-given")
  @Test
  void neitherDoesATimer() {
    ContextVar<String> user = setUser();
    loop.callLater(empty(), ticks(1), _ -> seeAndStop(user));
    loop.runForever();
    trace.shouldBe("timer: nobody");
  }

  private void seeAndStop(ContextVar<String> user) {
    see("timer", user);
    loop.stop();
  }

  @Rule("loop.call-at.context-given")
  @Test
  void neitherDoesATimerForATime() {
    ContextVar<String> user = setUser();
    loop.callAt(empty(), loop.time().plus(ticks(1)), _ -> seeAndStop(user));
    loop.runForever();
    trace.shouldBe("timer: nobody");
  }

  @Rule("future.done-callback.context-given")
  @Test
  void neitherDoesADoneCallback() {
    ContextVar<String> user = setUser();
    AsyncFuture<Integer> future = loop.createFuture();
    future.addDoneCallback(_ -> see("callback", user), empty());
    future.setResult(7);
    settle();
    trace.shouldBe("callback: nobody");
  }

  @Rule("create-task.context.given")
  @Test
  void neitherDoesATask() {
    ContextVar<String> user = setUser();
    runUntil(loop.createTask(empty(), coroutine(() -> see("task", user))));
    trace.shouldBe("task: nobody");
  }

  @Rule("create-task.context.given")
  @Test
  void neitherDoesATaskOfTheModule() throws Exception {
    ContextVar<String> user = setUser();
    run(() -> await(asyncio.createTask(empty(), coroutine(() -> see("task", user)))));
    trace.shouldBe("task: nobody");
  }
}
