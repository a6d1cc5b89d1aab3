package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules of {@code contexts.md}: what callbacks run in. */
@RestsOn(Ground.CALLBACK_CONTEXT)
final class ContextsTck extends ContextRuleTest {

  @Rule("loop.call-soon.context-current")
  @Test
  void aCallbackSeesWhatItsCallerSees() {
    ContextVar<String> user = newUser();
    user.set("ann");
    loop.callSoon(() -> {
      see("callback", user);
      user.set("bob");
      loop.callSoon(() -> see("its callback", user));
    });
    settle();
    trace.shouldBe("callback: ann", "its callback: bob");
  }

  @Rule("loop.call-soon.context-current")
  @Test
  void aLaterCallbackSeesWhatItsCallerSeesThen() {
    ContextVar<String> user = newUser();
    user.set("ann");
    loop.callSoon(() -> see("callback", user));
    settle();
    user.set("bob");
    loop.callSoon(() -> see("later callback", user));
    settle();
    trace.shouldBe("callback: ann", "later callback: bob");
  }

  @Rule("loop.call-soon.context-given")
  @Test
  void aCallbackRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    for (Object[] args : new Object[][] {{}, {1}, {1, 2}, {1, 2, 3}}) {
      loop.callSoon(
          given,
          received -> {
            see(received.length + " arguments", user);
            user.set("eve " + received.length);
          },
          args);
    }
    settle();
    see("context", user, given);
    see("caller", user);
    trace.shouldBe(
        "0 arguments: ann",
        "1 arguments: eve 0",
        "2 arguments: eve 1",
        "3 arguments: eve 2",
        "context: eve 3",
        "caller: bob");
  }

  @Rule("loop.call-soon.context-copied")
  @Test
  void aCallbackDoesNotSeeWhatItsCallerSetsLater() {
    ContextVar<String> user = newUser();
    user.set("ann");
    loop.callSoon(() -> see("callback", user));
    user.set("bob");
    settle();
    trace.shouldBe("callback: ann");
  }

  @Rule("loop.call-soon.context-own")
  @Test
  void whatACallbackSetsNoOtherOneSees() {
    ContextVar<String> user = newUser();
    user.set("ann");
    loop.callSoon(() -> user.set("bob"));
    loop.callSoon(() -> see("next callback", user));
    settle();
    see("caller", user);
    trace.shouldBe("next callback: ann", "caller: ann");
  }

  @Rule("loop.call-soon.context-own")
  @Test
  void whatIsSetForTheFirstTimeIsSeenByNobodyElse() {
    ContextVar<String> user = newUser();
    loop.callSoon(() -> user.set("bob"));
    loop.callSoon(() -> see("next callback", user));
    settle();
    see("caller", user);
    trace.shouldBe("next callback: nobody", "caller: nobody");
  }

  @Rule("loop.call-soon-threadsafe.context-current")
  @UsesThreads
  @Test
  void aCallbackOfAnotherThreadSeesWhatThatThreadSees() {
    ContextVar<String> user = newUser();
    user.set("ann");
    loop.callSoonThreadsafe(() -> see("callback of this thread", user));
    inOtherThread(() -> {
      user.set("bob");
      return loop.callSoonThreadsafe(() -> see("callback of the other thread", user));
    });
    settle();
    trace.shouldBeInAnyOrder("callback of this thread: ann", "callback of the other thread: bob");
  }

  @Rule("loop.call-soon-threadsafe.context-given")
  @UsesThreads
  @Test
  void aCallbackOfAnotherThreadRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    inOtherThread(() -> {
      user.set("bob");
      return loop.callSoonThreadsafe(given, received -> see("callback", user), 1);
    });
    settle();
    trace.shouldBe("callback: ann");
  }

  @Rule("loop.call-soon-threadsafe.context-given")
  @Test
  void soDoesACallbackThatTheLoopsOwnThreadHandsOver() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    loop.callSoon(() -> loop.callSoonThreadsafe(given, received -> see("callback", user), 1));
    settle();
    trace.shouldBe("callback: ann");
  }

  @Rule("loop.call-later.context-current")
  @Test
  void aTimerSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    contextOf(user, "ann").run(() -> loop.callLater(ticks(1), () -> end("timer", user)));
    loop.runForever();
    trace.shouldBe("timer: ann");
  }

  private void end(String who, ContextVar<String> user) {
    see(who, user);
    loop.stop();
  }

  @Rule("loop.call-later.context-current")
  @Test
  void eachTimerSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    contextOf(user, "ann").run(() -> loop.callLater(ticks(1), () -> see("first", user)));
    contextOf(user, "bob").run(() -> loop.callLater(ticks(2), () -> end("second", user)));
    loop.runForever();
    trace.shouldBe("first: ann", "second: bob");
  }

  @Rule("loop.call-later.context-given")
  @Test
  void aTimerRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    loop.callLater(given, ticks(1), received -> end(received.length + " argument", user), 1);
    loop.runForever();
    trace.shouldBe("1 argument: ann");
  }

  @Rule("loop.call-at.context-current")
  @RestsOn(Ground.TIMER_CONTEXT)
  @Test
  void aTimerForATimeSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    contextOf(user, "ann")
        .run(() -> loop.callAt(loop.time().plus(ticks(1)), () -> end("timer", user)));
    loop.runForever();
    trace.shouldBe("timer: ann");
  }

  @Rule("loop.call-at.context-given")
  @Test
  void aTimerForATimeRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    loop.callAt(given, loop.time().plus(ticks(1)), received -> end("timer", user));
    loop.runForever();
    trace.shouldBe("timer: ann");
  }

  @Rule("handle.get-context.given")
  @RestsOn(Ground.HANDLE_CLASS)
  @Test
  void aHandleHasTheContextThatItsCallbackWasGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    trace.add("same: " + loop.callSoon(given, received -> {}).getContext().equals(given));
    trace.add(
        "same: " + loop.callLater(given, ticks(1), received -> {}).getContext().equals(given));
    trace.shouldBe("same: true", "same: true");
  }

  @Rule("handle.get-context.current")
  @RestsOn(Ground.HANDLE_CLASS)
  @Test
  void aHandleHasTheContextThatItsCallbackSees() throws Exception {
    ContextVar<String> user = newUser();
    user.set("ann");
    Context context = loop.callSoon(() -> see("callback", user)).getContext();
    user.set("bob");
    see("context", user, context);
    settle();
    trace.shouldBe("context: ann", "callback: ann");
  }

  @Rule("future.done-callback.context-current")
  @Test
  void aDoneCallbackSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    AsyncFuture<Integer> future = loop.createFuture();
    contextOf(user, "ann")
        .run(() -> {
          future.addDoneCallback(_ -> see("callback", user));
          return null;
        });
    contextOf(user, "bob")
        .run(() -> {
          future.setResult(7);
          return null;
        });
    settle();
    trace.shouldBe("callback: ann");
  }

  @Rule("future.done-callback.context-given")
  @Test
  void aDoneCallbackRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    AsyncFuture<Integer> pending = loop.createFuture();
    AsyncFuture<Integer> done = loop.createFuture();
    done.setResult(7);
    pending.addDoneCallback(_ -> see("callback", user), given);
    done.addDoneCallback(_ -> see("callback of a done future", user), given);
    settle();
    pending.setResult(7);
    settle();
    trace.shouldBe("callback of a done future: ann", "callback: ann");
  }

  @Rule("loop.exception-handler.context-of-handle")
  @ExpectsReports
  @Test
  void theHandlerRunsInTheContextOfTheCallback() throws Exception {
    ContextVar<String> user = newUser();
    user.set("bob");
    loop.setExceptionHandler((_, _) -> see("handler", user));
    loop.callSoon(
        contextOf(user, "ann"),
        received -> {
          throw Boom.raise(new Boom("callback"));
        });
    settle();
    trace.shouldBe("handler: ann");
  }

  @Rule("loop.exception-handler.context-of-task")
  @ExpectsReports
  @Test
  void theHandlerRunsInTheContextOfTheTask() throws Exception {
    ContextVar<String> user = newUser();
    user.set("bob");
    loop.setExceptionHandler((_, _) -> see("handler", user));
    AsyncFuture<?> task = loop.createTask(contextOf(user, "ann"), coroutine(() -> {}));
    settle();
    loop.callExceptionHandler(Map.of("message", "of a task", "task", task));
    trace.shouldBe("handler: ann");
  }

  @Rule("future.done-callback.context-given")
  @Test
  void aDoneCallbackOfATaskRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    Task<Integer> task = loop.createTask(coroutine(() -> 7));
    task.addDoneCallback(_ -> see("callback", user), given);
    loop.runUntilComplete(task);
    settle();
    task.addDoneCallback(_ -> see("callback of a done task", user), given);
    settle();
    trace.shouldBe("callback: ann", "callback of a done task: ann");
  }
}
