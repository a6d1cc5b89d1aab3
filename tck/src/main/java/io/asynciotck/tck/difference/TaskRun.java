package io.asynciotck.tck.difference;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.PlainIterator;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.api.Timeout;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncContextManager;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.api.sync.Event;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a program on a bench, as its Python text does, and keeps what happens. */
@SuppressWarnings("NullAway.Init") // The lock, the event and the queue belong to a running loop.
final class TaskRun {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration PAST = Duration.ofSeconds(-1);

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
  private AsyncSemaphore semaphore;
  private AsyncCondition condition;
  private @Nullable Barrier barrier;
  private int notes;
  private int taken;
  private final Map<String, Deque<TaskGroup>> groups = new TreeMap<>();
  private final Map<String, Deque<Timeout>> limits = new TreeMap<>();

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
    semaphore = asyncio.newSemaphore(2);
    condition = asyncio.newCondition();
    barrier = program.has(Step.Meet.class) ? asyncio.newBarrier(2) : null;
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
    start(task, coroutine -> bench.loop().createTask(coroutine));
  }

  private void start(int task, Function<Coroutine<String>, Task<String>> by) {
    if (!tasks.containsKey(task)) {
      tasks.put(task, by.apply(asyncio.coroutine(() -> body(task))));
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
      seen(name + " raises " + nameOf(raised));
      throw raised;
    }
  }

  private void perform(String at, List<Step> steps) throws Exception {
    for (int i = 0; i < steps.size(); i++) {
      perform(at + (at.length() == 1 ? "" : ".") + (i + 1), steps.get(i));
    }
  }

  private void perform(String at, Step step) throws Exception {
    boolean starts = step instanceof Step.Start || step instanceof Step.Group;
    if (!starts && !tasks.keySet().containsAll(step.tasks())) {
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
      case Step.Overdue(int task) -> wait(at, asyncio.waitFor(started(task), Duration.ZERO));
      case Step.Wait(int one, int other, boolean both) -> wait(at, waiting(one, other, both));
      case Step.AsCompleted(int one, int other) -> asCompleted(at, one, other);
      case Step.Cancel(int task) -> started(task).cancel();
      case Step.TakeBack(int task) -> {
        started(task).cancel();
        started(task).uncancel();
      }
      case Step.Uncancel() -> seen(at + ": " + itself().uncancel());
      case Step.Cancelling() -> seen(at + ": " + itself().cancelling());
      case Step.Group(int one, int other, List<Step> steps) -> group(at, one, other, steps);
      case Step.CancelGroup(int task) -> cancelGroup(task);
      case Step.Limit(List<Step> steps) -> limit(at, steps);
      case Step.Expire(int task) -> expire(task);
      case Step.Hold(List<Step> steps) -> hold(at, steps);
      case Step.Permit(List<Step> steps) -> permit(at, steps);
      case Step.Guard(List<Step> steps) -> guard(at, steps);
      case Step.SetEvent() -> event.set();
      case Step.WaitEvent() -> wait(at, event.waiting());
      case Step.Put() -> wait(at, queue.put(at));
      case Step.Get() -> get(at);
      case Step.Done() -> done();
      case Step.Join() -> wait(at, queue.join());
      case Step.Meet() -> wait(at, Objects.requireNonNull(barrier).waiting());
      case Step.WaitCondition() -> waitForNotification(at);
      case Step.Notify() -> notifyOne(at);
      case Step.Raise() -> throw new Boom();
    }
  }

  private void wait(String at, Awaitable<?> awaitable) throws Exception {
    asyncio.await(awaitable);
    seen(at);
  }

  private void get(String at) throws Exception {
    Object item = asyncio.await(queue.get());
    taken++;
    seen(at + ": " + item);
  }

  private void done() {
    if (taken > 0) {
      taken--;
      queue.taskDone();
    }
  }

  private Task<?> itself() {
    return Objects.requireNonNull(asyncio.currentTask());
  }

  private static String nameOf(Throwable raised) {
    return Outcome.nameOf(raised).replace("TimeoutException", "TimeoutError");
  }

  private Coroutine<?> waiting(int one, int other, boolean both) {
    List<Task<String>> two = List.of(started(one), started(other));
    return both ? asyncio.waiting(two) : asyncio.waiting(two, asyncio.firstCompleted());
  }

  private void asCompleted(String at, int one, int other) throws Exception {
    PlainIterator<Coroutine<?>> each =
        asyncio.asCompleted(List.of(started(one), started(other))).plainIterator();
    int count = one == other ? 1 : 2;
    for (int i = 0; i < count; i++) {
      wait(at, each.next());
    }
  }

  private void group(String at, int one, int other, List<Step> steps) throws Exception {
    TaskGroup group = asyncio.newTaskGroup();
    Deque<TaskGroup> own = groups.computeIfAbsent(at.substring(0, 1), _ -> new ArrayDeque<>());
    own.push(group);
    try {
      with(
          group,
          () -> {
            start(one, group::createTask);
            start(other, group::createTask);
            seen(at);
            perform(at, steps);
          });
    } finally {
      own.pop();
    }
    seen(at + " left");
  }

  private void cancelGroup(int task) {
    Deque<TaskGroup> own = groups.get(TaskProgram.name(task));
    if (own != null && !own.isEmpty()) {
      own.peek().cancel();
    }
  }

  private void limit(String at, List<Step> steps) throws Exception {
    Timeout limit = asyncio.timeout(null);
    with(
        limit,
        () -> {
          Deque<Timeout> own = limitsOf(at);
          own.push(limit);
          try {
            seen(at);
            perform(at, steps);
          } finally {
            own.pop();
          }
        });
    seen(at + " left");
  }

  private Deque<Timeout> limitsOf(String at) {
    return limits.computeIfAbsent(at.substring(0, 1), _ -> new ArrayDeque<>());
  }

  private void expire(int task) {
    Timeout limit = limitsOf(TaskProgram.name(task)).peek();
    if (limit != null && !limit.isExpired()) {
      limit.reschedule(bench.loop().time().plus(PAST));
    }
  }

  /** What is done in the block of a context manager. */
  @FunctionalInterface
  private interface Block {
    void run() throws Exception;
  }

  /** Runs a block as {@code async with} does. */
  private void with(AsyncContextManager<?> manager, Block block) throws Exception {
    asyncio.await(manager.enter());
    try {
      block.run();
    } catch (HarnessError stop) {
      throw stop;
    } catch (Throwable raised) {
      if (Boolean.TRUE.equals(asyncio.await(manager.exit(null, raised, null)))) {
        return;
      }
      throw raised;
    }
    asyncio.await(manager.exit(null, null, null));
  }

  private void permit(String at, List<Step> steps) throws Exception {
    asyncio.await(semaphore.acquire());
    try {
      seen(at);
      perform(at, steps);
    } finally {
      semaphore.release();
    }
  }

  private void waitForNotification(String at) throws Exception {
    asyncio.await(condition.acquire());
    try {
      seen(at + " begins");
      asyncio.await(condition.waitFor(() -> notes > 0));
      notes--;
    } finally {
      condition.release();
    }
    seen(at);
  }

  private void notifyOne(String at) throws Exception {
    asyncio.await(condition.acquire());
    try {
      notes++;
      condition.notifyTasks();
    } finally {
      condition.release();
    }
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
      seen(at + " raises " + nameOf(raised));
    }
  }
}
