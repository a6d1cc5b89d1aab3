package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.Handle;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code classes.md}. */
final class ClassesTck extends RuleTest {

  private void look(String what, @Nullable Object object, Class<?> type) {
    trace.add(what + ": " + bench.surroundings().isInstance(object, type));
  }

  /** Looks at a handle, of which it asks something: nothing in its place is found out by that. */
  private void look(Handle handle) {
    handle.isCancelled();
    look("a Handle", handle, Handle.class);
  }

  /** The same of a timer. */
  private void look(TimerHandle handle) {
    handle.isCancelled();
    look("a TimerHandle", handle, TimerHandle.class);
  }

  @Rule("loop.call-soon.handle-class")
  @Test
  void callSoonReturnsAHandle() {
    look(loop.callSoon(() -> {}));
    trace.shouldBe("a Handle: true");
  }

  @Rule("loop.call-soon-threadsafe.handle-class")
  @RestsOn(Ground.HANDLE_CLASS)
  @Test
  void callSoonThreadsafeReturnsAHandle() {
    look(loop.callSoonThreadsafe(() -> {}));
    trace.shouldBe("a Handle: true");
  }

  @Rule("loop.call-later.handle-class")
  @RestsOn({Ground.HANDLE_CLASS, Ground.TIMER_HANDLE})
  @Test
  void callLaterReturnsATimerHandle() {
    look(loop.callLater(ticks(1), () -> {}));
    trace.shouldBe("a TimerHandle: true");
  }

  @Rule("loop.call-at.handle-class")
  @RestsOn({Ground.HANDLE_CLASS, Ground.TIMER_HANDLE})
  @Test
  void callAtReturnsATimerHandle() {
    look(loop.callAt(loop.time().plus(ticks(1)), () -> {}));
    trace.shouldBe("a TimerHandle: true");
  }

  @Rule("create-task.class.of-loop")
  @Test
  void createTaskOfALoopReturnsATask() throws Exception {
    Object task = loop.createTask(coroutine(() -> {}));
    look("a Task", task, Task.class);
    settle();
    trace.shouldBe("a Task: true");
  }

  @Rule("create-task.class.of-module")
  @RestsOn(Ground.TASK_CLASS)
  @Test
  void createTaskOfTheModuleReturnsATask() throws Exception {
    run(() -> look("a Task", asyncio.createTask(coroutine(() -> {})), Task.class));
    settle();
    trace.shouldBe("a Task: true");
  }

  @Rule("ensure-future.class.task")
  @RestsOn(Ground.TASK_CLASS)
  @Test
  void ensureFutureReturnsATask() throws Exception {
    look("a Task", asyncio.ensureFuture(coroutine(() -> {}), loop), Task.class);
    settle();
    trace.shouldBe("a Task: true");
  }
}
