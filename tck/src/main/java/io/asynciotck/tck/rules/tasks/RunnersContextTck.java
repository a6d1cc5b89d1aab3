package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.Runner;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** What the runs of a {@code Runner} see of context variables. Page: {@code runners.md}. */
@RestsOn({Ground.TASK_CONTEXT, Ground.CALLBACK_CONTEXT})
final class RunnersContextTck extends RuleTest {
  private static final String NOBODY = "nobody";

  private ContextVar<String> newUser() {
    return bench.surroundings().contextVars().contextVar("user");
  }

  private void see(String who, ContextVar<String> user) {
    trace.add(who + ": " + user.get(NOBODY));
  }

  /** A run that tells who the user is, and becomes another one. */
  private void runAs(Runner runner, ContextVar<String> user, String next) throws Exception {
    runner.run(
        coroutine(() -> {
          see("run", user);
          user.set(next);
        }));
  }

  @Rule("runner.context.same")
  @Test
  void aRunSeesWhatTheRunBeforeHasSet() throws Exception {
    ContextVar<String> user = newUser();
    Runner runner = asyncio.newRunner();
    for (int i = 0; i < 4; i++) {
      runAs(runner, user, "user " + i);
    }
    runner.close();
    trace.shouldBe("run: nobody", "run: user 0", "run: user 1", "run: user 2");
  }

  @Rule("runner.context.embedded")
  @Test
  void nobodyElseSeesWhatARunHasSet() throws Exception {
    ContextVar<String> user = newUser();
    Runner runner = asyncio.newRunner();
    Runner other = asyncio.newRunner();
    runAs(runner, user, "ann");
    see("around", user);
    runAs(other, user, "bob");
    see("around", user);
    runner.close();
    other.close();
    trace.shouldBe("run: nobody", "around: nobody", "run: nobody", "around: nobody");
  }

  @Rule("runner.context.at-creation")
  @Test
  void aRunDoesNotSeeWhatIsSetLater() throws Exception {
    ContextVar<String> user = newUser();
    Runner got = asyncio.newRunner();
    got.getLoop();
    Runner entered = asyncio.newRunner();
    entered.enter();
    Runner ran = asyncio.newRunner();
    runAs(ran, user, "eve");
    user.set("bob");
    runAs(got, user, "ann");
    runAs(entered, user, "ann");
    runAs(ran, user, "ann");
    got.close();
    entered.exit(null, null, null);
    ran.close();
    trace.shouldBe("run: nobody", "run: nobody", "run: nobody", "run: eve");
  }

  @Rule("runner.context.inherits")
  @Test
  void aRunSeesWhatWasSetBefore() throws Exception {
    ContextVar<String> user = newUser();
    user.set("ann");
    Runner runner = asyncio.newRunner();
    runAs(runner, user, "bob");
    see("around", user);
    runner.close();
    trace.shouldBe("run: ann", "around: ann");
  }

  @Rule("runner.run.context")
  @Test
  void aRunIsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context context = bench.surroundings().contextVars().copyContext();
    context.run(() -> user.set("ann"));
    Runner runner = asyncio.newRunner();
    runner.run(
        context,
        coroutine(() -> {
          see("run", user);
          user.set("bob");
        }));
    trace.add("context: " + context.run(() -> user.get(NOBODY)));
    see("around", user);
    runner.close();
    trace.shouldBe("run: ann", "context: bob", "around: nobody");
  }

  @Rule("runner.run.context-once")
  @Test
  void theNextRunIsInTheContextOfTheRunner() throws Exception {
    ContextVar<String> user = newUser();
    Context context = bench.surroundings().contextVars().copyContext();
    Runner runner = asyncio.newRunner();
    runAs(runner, user, "ann");
    runner.run(context, coroutine(() -> user.set("bob")));
    runAs(runner, user, "eve");
    runner.close();
    trace.shouldBe("run: nobody", "run: ann");
  }
}
