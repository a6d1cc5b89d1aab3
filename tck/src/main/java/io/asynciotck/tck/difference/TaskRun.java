package io.asynciotck.tck.difference;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.api.sync.Event;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a program on a bench, as its Python text does, and keeps what happens. */
@SuppressWarnings("NullAway.Init") // The lock, the event and the queue belong to a running loop.
final class TaskRun {
  private static final Duration LONG = Duration.ofHours(1);

  /** How many turns without an event mean that nothing goes on by itself. */
  private static final int QUIET = 12;

  /** A task can survive as many cancellations as it has places that go on after one. */
  private static final int ROUNDS = 12;

  private final TaskProgram program;
  private final Bench bench;
  private final Asyncio asyncio;
  private final List<String> events;
  private final Map<Integer, Task<String>> tasks = new TreeMap<>();
  private AsyncLock lock;
  private Event event;
  private AsyncQueue queue;

  private TaskRun(TaskProgram program, Bench bench, List<String> events) {
    this.program = program;
    this.bench = bench;
    this.asyncio = bench.asyncio();
    this.events = events;
  }

  /**
   * Runs a program.
   *
   * @param events where what happens is added, so that it is known too if the run does not end
   */
  static void run(TaskProgram program, Bench bench, List<String> events) throws Exception {
    bench.expectReports(); // of exceptions that nobody asks for
    TaskRun run = new TaskRun(program, bench, events);
    bench.loop().runUntilComplete(bench.asyncio().coroutine(run::main));
  }

  private @Nullable Void main() throws Exception {
    lock = asyncio.newLock();
    event = asyncio.newEvent();
    queue = asyncio.newQueue(1);
    for (int task = 0; task < program.roots(); task++) {
      start(task);
    }
    for (int round = 0; round < ROUNDS; round++) {
      rest();
      List<Integer> waiting = new ArrayList<>();
      tasks.forEach((name, task) -> {
        if (!task.isDone()) {
          waiting.add(name);
        }
      });
      if (waiting.isEmpty()) {
        return null;
      }
      seen("waiting: " + String.join(" ", waiting.stream().map(TaskProgram::name).toList()));
      waiting.forEach(name -> started(name).cancel());
    }
    return null;
  }

  private Task<String> started(int task) {
    return Objects.requireNonNull(tasks.get(task));
  }

  private void rest() throws Exception {
    for (int quiet = 0; quiet < QUIET; quiet++) {
      int before = events.size();
      asyncio.await(asyncio.sleep(Duration.ZERO));
      quiet = events.size() == before ? quiet : -1;
    }
  }

  private void seen(String what) {
    events.add(what);
    bench.trace().add(what);
  }

  private void start(int task) {
    if (!tasks.containsKey(task)) {
      Coroutine<String> coroutine = asyncio.coroutine(() -> body(task));
      tasks.put(task, bench.loop().createTask(coroutine));
    }
  }

  private String body(int task) throws Exception {
    String name = TaskProgram.name(task);
    try {
      perform(name, program.bodies().get(task));
      seen(name + " ends");
      return name;
    } catch (HarnessError stop) {
      throw stop;
    } catch (Throwable raised) {
      seen(name + " raises " + Outcome.nameOf(raised));
      throw raised;
    }
  }

  private void perform(String at, List<Step> steps) throws Exception {
    for (int i = 0; i < steps.size(); i++) {
      perform(at + (at.length() == 1 ? "" : ".") + (i + 1), steps.get(i));
    }
  }

  private void perform(String at, Step step) throws Exception {
    if (!(step instanceof Step.Start) && !tasks.keySet().containsAll(step.tasks())) {
      return; // nobody can wait for what was not started
    }
    switch (step) {
      case Step.Yield() -> wait(at, asyncio.sleep(Duration.ZERO));
      case Step.Start(int task) -> start(task);
      case Step.Await(int task) -> wait(at, started(task));
      case Step.Shield(int task) -> wait(at, asyncio.shield(started(task)));
      case Step.WaitFor(int task) -> wait(at, asyncio.waitFor(started(task), LONG));
      case Step.Gather(int one, int other, boolean returnExceptions) ->
          wait(at, asyncio.gather(returnExceptions, started(one), started(other)));
      case Step.Cancel(int task) -> started(task).cancel();
      case Step.Hold(List<Step> steps) -> hold(at, steps);
      case Step.Guard(List<Step> steps) -> guard(at, steps);
      case Step.SetEvent() -> event.set();
      case Step.WaitEvent() -> wait(at, event.waiting());
      case Step.Put() -> wait(at, queue.put(at));
      case Step.Get() -> seen(at + ": " + asyncio.await(queue.get()));
      case Step.Raise() -> throw new Boom();
    }
  }

  private void wait(String at, Awaitable<?> awaitable) throws Exception {
    asyncio.await(awaitable);
    seen(at);
  }

  private void hold(String at, List<Step> steps) throws Exception {
    asyncio.await(lock.acquire());
    try {
      seen(at);
      perform(at, steps);
    } finally {
      lock.release();
    }
  }

  private void guard(String at, List<Step> steps) {
    try {
      perform(at, steps);
    } catch (HarnessError stop) {
      throw stop;
    } catch (Throwable raised) {
      seen(at + " raises " + Outcome.nameOf(raised));
    }
  }
}
