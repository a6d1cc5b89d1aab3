package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code contexts.md}: what tasks run in, and what is on top of them. */
@RestsOn(Ground.CALLBACK_CONTEXT)
final class ContextTasksTck extends ContextRuleTest {

  @Rule("create-task.context.copied")
  @Test
  void aTaskRunsInACopyOfTheContextOfItsMaker() throws Exception {
    ContextVar<String> user = newUser();
    user.set("ann");
    AsyncFuture<?> task =
        loop.createTask(
            coroutine(() -> {
              see("task", user);
              user.set("bob");
            }));
    runUntil(task);
    see("maker", user);
    run(() -> {
      user.set("cid");
      AsyncFuture<?> inner =
          asyncio.createTask(
              coroutine(() -> {
                see("inner task", user);
                user.set("dan");
              }));
      await(inner);
      see("its maker", user);
    });
    trace.shouldBe("task: ann", "maker: ann", "inner task: cid", "its maker: cid");
  }

  @Rule("create-task.context.when-made")
  @RestsOn(Ground.TASK_CONTEXT)
  @Test
  void aTaskDoesNotSeeWhatIsSetBeforeItBegins() throws Exception {
    ContextVar<String> user = newUser();
    user.set("ann");
    AsyncFuture<?> task = loop.createTask(coroutine(() -> see("task", user)));
    user.set("bob");
    runUntil(task);
    trace.shouldBe("task: ann");
  }

  @Rule("create-task.context.kept")
  @RestsOn(Ground.TASK_CONTEXT)
  @Test
  void whatTasksSetTheyFindAgain() throws Exception {
    ContextVar<String> user = newUser();
    run(() -> {
      AsyncFuture<?> ann = asyncio.createTask(coroutine(() -> visit(user, "ann")));
      AsyncFuture<?> bob = asyncio.createTask(coroutine(() -> visit(user, "bob")));
      await(ann);
      await(bob);
    });
    trace.shouldBeInAnyOrder(
        "task of ann: ann", "task of bob: bob", "task of ann: ann", "task of bob: bob");
  }

  private void visit(ContextVar<String> user, String name) throws Exception {
    user.set(name);
    yieldOnce();
    see("task of " + name, user);
    await(asyncio.sleep(ticks(1)));
    see("task of " + name, user);
  }

  @Rule("create-task.context.awaited")
  @Test
  void aCoroutineThatIsAwaitedSetsWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    run(() -> {
      user.set("ann");
      await(
          coroutine(() -> {
            see("awaited", user);
            user.set("bob");
            yieldOnce();
          }));
      see("caller", user);
    });
    trace.shouldBe("awaited: ann", "caller: bob");
  }

  @Rule("create-task.context.given")
  @Test
  void aTaskRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    AsyncFuture<?> task =
        loop.createTask(
            given,
            coroutine(() -> {
              see("task", user);
              yieldOnce();
              user.set("eve");
            }));
    runUntil(task);
    see("context", user, given);
    trace.shouldBe("task: ann", "context: eve");
  }

  @Rule("create-task.context.given")
  @Test
  void aTaskThatHasWaitedRunsInTheContextThatItWasGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    AsyncFuture<String> future = loop.createFuture();
    AsyncFuture<?> task =
        loop.createTask(
            given,
            coroutine(() -> {
              await(future);
              user.set("eve");
            }));
    loop.callSoon(() -> loop.callSoon(() -> future.setResult("result")));
    runUntil(task);
    see("context", user, given);
    trace.shouldBe("context: eve");
  }

  @Rule("create-task.context.given")
  @Test
  void aTaskOfTheModuleRunsInTheContextThatItIsGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "eve");
    user.set("bob");
    run(() -> await(asyncio.createTask(given, coroutine(() -> see("next task", user)))));
    see("maker", user);
    trace.shouldBe("next task: eve", "maker: bob");
  }

  @Rule("task.get-context.given")
  @RestsOn(Ground.TASK_CONTEXT)
  @Test
  void aTaskHasTheContextThatItWasGiven() throws Exception {
    Context given = bench.surroundings().contextVars().copyContext();
    Task<@Nullable Void> task = loop.createTask(given, coroutine(() -> {}));
    trace.add("same: " + task.getContext().equals(given));
    runUntil(task);
    trace.shouldBe("same: true");
  }

  @Rule("task.get-context.running")
  @Test
  void aTaskThatRunsIsInItsContext() throws Exception {
    ContextVar<String> user = newUser();
    run(() -> {
      Task<Context> task =
          loop.createTask(
              coroutine(() -> {
                Context mine = Objects.requireNonNull(asyncio.currentTask()).getContext();
                user.set("ann");
                yieldOnce();
                return mine;
              }));
      see("task", user, await(task));
    });
    trace.shouldBe("task: ann");
  }

  @Rule("run-coroutine-threadsafe.context")
  @UsesThreads
  @Test
  void aCoroutineOfAnotherThreadSeesWhatThatThreadSees() throws Exception {
    ContextVar<String> user = newUser();
    user.set("ann");
    runLoopDuring(() -> {
      user.set("bob");
      ConcurrentFuture<?> future =
          asyncio.runCoroutineThreadsafe(coroutine(() -> see("coroutine", user)), loop);
      future.result();
    });
    trace.shouldBe("coroutine: bob");
  }

  @Rule("run.main.context")
  @Test
  void aProgramRunsInACopyOfTheContextOfItsCaller() throws Exception {
    ContextVar<String> user = newUser();
    user.set("ann");
    asyncio.run(
        coroutine(() -> {
          see("program", user);
          user.set("bob");
        }));
    see("caller", user);
    trace.shouldBe("program: ann", "caller: ann");
  }

  @Rule("loop.add-reader.context")
  @Test
  void aCallbackForADescriptorSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    List<Socket> pair = bench.sockets().socketpair();
    Socket mine = pair.getFirst();
    mine.setblocking(false);
    contextOf(user, "ann")
        .run(() -> {
          loop.addReader(
              mine.fileno(),
              () -> {
                see("callback", user);
                loop.stop();
              });
          return null;
        });
    pair.getLast().send(new byte[] {1});
    loop.runForever();
    trace.shouldBe("callback: ann");
  }

  @Rule("loop.add-writer.context")
  @Test
  void aCallbackForADescriptorThatIsWrittenSeesWhatItsCallerSees() throws Exception {
    ContextVar<String> user = newUser();
    Socket mine = bench.sockets().socketpair().getFirst();
    mine.setblocking(false);
    contextOf(user, "ann")
        .run(() -> {
          loop.addWriter(
              mine.fileno(),
              () -> {
                see("callback", user);
                loop.stop();
              });
          return null;
        });
    loop.runForever();
    trace.shouldBe("callback: ann");
  }
}
