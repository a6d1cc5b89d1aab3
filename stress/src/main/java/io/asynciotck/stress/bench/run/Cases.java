package io.asynciotck.stress.bench.run;

import static io.asynciotck.stress.bench.run.Gate.atLeast;
import static io.asynciotck.stress.bench.run.Gate.atMostMore;
import static io.asynciotck.stress.bench.run.Gate.atMostTimes;
import static io.asynciotck.stress.bench.run.Peer.CPYTHON;
import static io.asynciotck.stress.bench.run.Peer.FLOOR;
import static io.asynciotck.stress.bench.run.Peer.KOTLINX;
import static io.asynciotck.stress.bench.run.Peer.NETTY;
import static io.asynciotck.stress.bench.run.Peer.NETTY_HANDLE;
import static io.asynciotck.stress.bench.run.Peer.REFERENCE;
import static io.asynciotck.stress.bench.run.Peer.UVLOOP;
import static io.asynciotck.stress.bench.run.Peer.WHEEL;

import io.asynciotck.stress.bench.CallbackBulk;
import io.asynciotck.stress.bench.CallbackChain;
import io.asynciotck.stress.bench.ChildTask;
import io.asynciotck.stress.bench.ContextVarCallback;
import io.asynciotck.stress.bench.FutureHop;
import io.asynciotck.stress.bench.GatherMany;
import io.asynciotck.stress.bench.HandOver;
import io.asynciotck.stress.bench.QueuePairs;
import io.asynciotck.stress.bench.ScheduledTimers;
import io.asynciotck.stress.bench.SleepZero;
import io.asynciotck.stress.bench.SuspendedTasks;
import io.asynciotck.stress.bench.TaskGroupMany;
import io.asynciotck.stress.bench.ThreadsafeBurst;
import io.asynciotck.stress.bench.TimeoutInTime;
import io.asynciotck.stress.bench.TimerBulk;
import io.asynciotck.stress.bench.TimerFire;
import io.asynciotck.stress.bench.TimerRolling;
import io.asynciotck.stress.bench.WaitForInTime;
import io.asynciotck.stress.bench.WakeLatency;
import io.asynciotck.stress.bench.WatchedTurn;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is measured, and what is expected of the reference.
 *
 * <p>A ratio is the cost of the peer by the cost of the reference: more is better for the
 * reference. The expectations were set from measurements of the mechanisms, before there was a
 * reference: what a loop in Java can reach on two cores.
 */
public final class Cases {
  private static final int MILLION = 1_000_000;

  private Cases() {}

  /** All cases, in the order of the table. */
  static List<Case> all() {
    return Stream.of(
            ofSwitches(), ofTasks(), ofLibrary(), ofCallbacks(), ofTimers(), ServerCases.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Tasks that give up their turns. */
  private static List<Case> ofSwitches() {
    return List.of(
        switches(1).build(),
        switches(100)
            .gate(atMostTimes(FLOOR, 1.3, 1.15))
            .gate(atLeast(CPYTHON, 8))
            .gate(atLeast(UVLOOP, 4))
            .key()
            .build(),
        switches(10_000).build(),
        millionSwitches("sleep-0-1000000", ", -Xmn1g")
            .kind(Case.Kind.LARGE_YOUNG_TIME)
            .growing("tasks that switch")
            .build(),
        millionSwitches("sleep-0-old-stacks", "").build(),
        switchesInParallelGc(100),
        switchesInParallelGc(10_000),
        switchesInParallelGc(MILLION),
        Case.of("sleep-0-fallback", "await sleep(0), 100 tasks, no JVM flag", SleepZero.class)
            .kind(Case.Kind.FALLBACK_TIME)
            .with("tasks", 100)
            .subject(REFERENCE, "fallback")
            .pythons("sleep-0")
            .gate(atLeast(CPYTHON, 2.5, 4))
            .build());
  }

  /** Tasks, and futures between them. */
  private static List<Case> ofTasks() {
    return List.of(
        Case.of("future-hop", "two tasks wake each other by futures", FutureHop.class)
            .subject(REFERENCE, "reference")
            .pythons("future-hop")
            .gate(atLeast(CPYTHON, 15, 20))
            .gate(atLeast(UVLOOP, 7, 9))
            .build(),
        Case.of("child-task", "create_task and await, trivial child", ChildTask.class)
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .subject(KOTLINX, "kotlinx")
            .pythons("child-task")
            .gate(atLeast(CPYTHON, 25, 35))
            .gate(atLeast(UVLOOP, 12, 18))
            .key()
            .build(),
        Case.of("suspended-tasks", "heap of a suspended task, 100000", SuspendedTasks.class)
            .kind(Case.Kind.BYTES)
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .pythons("suspended-tasks")
            .limit(800, 600)
            .build(),
        gather(10),
        gather(1_000),
        gather(100_000));
  }

  /** What stands on tasks. */
  private static List<Case> ofLibrary() {
    return List.of(
        Case.of("wait-for", "wait_for around one turn, in time", WaitForInTime.class)
            .subject(REFERENCE, "reference")
            .pythons("wait-for")
            .build(),
        Case.of("timeout", "timeout around one turn, in time", TimeoutInTime.class)
            .subject(REFERENCE, "reference")
            .subject(KOTLINX, "kotlinx")
            .pythons("timeout")
            .build(),
        group(10),
        group(1_000),
        group(100_000),
        lock(10),
        lock(1_000),
        lock(100_000),
        semaphore(1_000),
        queue(1),
        queue(100),
        Case.of(
                "context-variable",
                "call_soon, 1 in turn, which sets a context variable",
                ContextVarCallback.class)
            .subject(REFERENCE, "reference")
            .pythons("context-variable")
            .build());
  }

  /** Callbacks, of the thread of the loop and of others. */
  private static List<Case> ofCallbacks() {
    return List.of(
        chain(1).gate(atLeast(NETTY, 1.1, 1.4)).build(),
        chain(100).gate(atLeast(NETTY, 1.3, 1.8)).key().build(),
        chain(10_000).gate(atLeast(NETTY, 1.3, 1.8)).build(),
        Case.of("call-soon-chain-1000000", "call_soon, 1000000 in turn", CallbackChain.class)
            .with("width", MILLION)
            .growing("callbacks that are ready")
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .build(),
        Case.of("call-soon-bulk", "call_soon, 1000000 at once", CallbackBulk.class)
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .subject(NETTY, "netty")
            .subject(NETTY_HANDLE, "nettyHandle")
            .pythons("call-soon-bulk")
            .gate(atLeast(NETTY, 0.8, 1.2))
            .gate(atLeast(CPYTHON, 60))
            .gate(atLeast(UVLOOP, 40))
            .key()
            .build(),
        Case.of("watched-turn", "call_soon, 1 in turn, a descriptor is watched", WatchedTurn.class)
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .subject(NETTY, "netty")
            .pythons("call-soon-chain")
            .gate(atMostMore(FLOOR, 25))
            .gate(atLeast(CPYTHON, 6))
            .gate(atLeast(UVLOOP, 2))
            .build(),
        threadsafe(1),
        threadsafe(2));
  }

  /** Timers, and how soon a loop wakes. */
  private static List<Case> ofTimers() {
    return List.of(
        timers(90),
        timers(99),
        Case.of("timer-bytes", "heap of a timer, 1000000", ScheduledTimers.class)
            .kind(Case.Kind.BYTES)
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .subject(NETTY, "netty")
            .pythons("timer-bytes")
            .limit(64)
            .build(),
        rolling(1_000),
        rolling(100_000),
        Case.of("timers-rolling-1000000", "time-outs, 1000000 set", TimerRolling.class)
            .with("window", MILLION)
            .growing("time-outs that are set")
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .build(),
        fire(1),
        fire(100),
        fire(10_000),
        fire(MILLION),
        Case.of("wake-up", "call_soon_threadsafe to a loop that sleeps", WakeLatency.class)
            .kind(Case.Kind.LATENCY)
            .subject(REFERENCE, "reference")
            .subject(NETTY, "netty")
            .build());
  }

  private static Case.Builder switches(int tasks) {
    String title = "await sleep(0), " + tasks + (tasks == 1 ? " task" : " tasks");
    return Case.of("sleep-0-" + tasks, title, SleepZero.class)
        .with("tasks", tasks)
        .growing("tasks that switch")
        .subject(REFERENCE, "reference")
        .subject(FLOOR, "floor")
        .subject(KOTLINX, "kotlinx")
        .pythons("sleep-0");
  }

  private static Case.Builder millionSwitches(String id, String heap) {
    return Case.of(id, "await sleep(0), " + MILLION + " tasks" + heap, SleepZero.class)
        .with("tasks", MILLION)
        .subject(REFERENCE, "reference")
        .subject(FLOOR, "floor");
  }

  /** The collector that does not mind a stack that is old: see the notes. */
  private static Case switchesInParallelGc(int tasks) {
    String title = "await sleep(0), " + tasks + " tasks, parallel collector";
    return Case.of("sleep-0-parallel-gc-" + tasks, title, SleepZero.class)
        .kind(Case.Kind.PARALLEL_GC_TIME)
        .with("tasks", tasks)
        .growing("tasks that switch, parallel collector")
        .subject(REFERENCE, "reference")
        .subject(FLOOR, "floor")
        .build();
  }

  private static Case gather(int width) {
    return Case.of("gather-" + width, "gather of " + width + ", each", GatherMany.class)
        .with("width", width)
        .growing("coroutines that are gathered")
        .subject(REFERENCE, "reference")
        .subject(KOTLINX, "kotlinx")
        .pythons("gather")
        .build();
  }

  private static Case group(int width) {
    return Case.of("task-group-" + width, "a task of a task group of " + width, TaskGroupMany.class)
        .with("width", width)
        .growing("tasks of a group")
        .subject(REFERENCE, "reference")
        .subject(KOTLINX, "kotlinx")
        .pythons("task-group")
        .build();
  }

  private static Case lock(int tasks) {
    return Case.of(
            "lock-" + tasks,
            "a lock, held over one turn, that " + tasks + " tasks want",
            HandOver.class)
        .with("tasks", tasks)
        .growing("tasks that want a lock")
        .subject(REFERENCE, "lock")
        .subject(KOTLINX, "kotlinxMutex")
        .pythons("lock")
        .build();
  }

  private static Case semaphore(int tasks) {
    return Case.of(
            "semaphore-" + tasks,
            "a semaphore of 10, held over one turn, that " + tasks + " tasks want",
            HandOver.class)
        .with("tasks", tasks)
        .subject(REFERENCE, "semaphore")
        .subject(KOTLINX, "kotlinxSemaphore")
        .pythons("semaphore")
        .build();
  }

  private static Case queue(int maxsize) {
    return Case.of(
            "queue-" + maxsize, "put and get, a queue of at most " + maxsize, QueuePairs.class)
        .with("maxsize", maxsize)
        .subject(REFERENCE, "reference")
        .subject(KOTLINX, "kotlinx")
        .pythons("queue")
        .build();
  }

  private static Case.Builder chain(int width) {
    return Case.of(
            "call-soon-chain-" + width, "call_soon, " + width + " in turn", CallbackChain.class)
        .with("width", width)
        .growing("callbacks that are ready")
        .subject(REFERENCE, "reference")
        .subject(FLOOR, "floor")
        .subject(NETTY, "netty")
        .subject(NETTY_HANDLE, "nettyHandle")
        .pythons("call-soon-chain");
  }

  private static Case threadsafe(int producers) {
    String title =
        "call_soon_threadsafe, "
            + producers
            + (producers == 1 ? " producer" : " producers")
            + ", burst";
    return Case.of("threadsafe-" + producers, title, ThreadsafeBurst.class)
        .with("producers", producers)
        .subject(REFERENCE, "reference")
        .subject(NETTY, "netty")
        .subject(NETTY_HANDLE, "nettyHandle")
        .pythons("threadsafe")
        .gate(atLeast(NETTY, 0.4, 0.7))
        .gate(atLeast(NETTY_HANDLE, 0.8, 1.2))
        .gate(atLeast(CPYTHON, 100))
        .gate(atLeast(UVLOOP, 10))
        .build();
  }

  private static Case timers(int cancelled) {
    String title = "1000000 timers, " + cancelled + " % cancelled";
    Case.Builder timers =
        Case.of("timers-bulk-" + cancelled, title, TimerBulk.class)
            .with("cancelled", cancelled)
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .subject(NETTY, "netty")
            .subject(WHEEL, "wheel")
            .pythons("timers-bulk")
            .gate(atLeast(NETTY, 4, 6))
            .gate(atLeast(WHEEL, 1.3, 2))
            .gate(atLeast(CPYTHON, 30))
            .gate(atLeast(UVLOOP, 30));
    return timers.build();
  }

  private static Case rolling(int window) {
    Case.Builder rolling =
        Case.of("timers-rolling-" + window, "time-outs, " + window + " set", TimerRolling.class)
            .with("window", window)
            .growing("time-outs that are set")
            .subject(REFERENCE, "reference")
            .subject(FLOOR, "floor")
            .subject(NETTY, "netty")
            .subject(WHEEL, "wheel")
            .pythons("timers-rolling")
            .gate(atLeast(NETTY, 1.4, 1.8))
            .gate(atLeast(WHEEL, 0.5))
            .gate(atLeast(CPYTHON, 14))
            .gate(atLeast(UVLOOP, 5));
    return window == 1_000 ? rolling.key().build() : rolling.build();
  }

  private static Case fire(int width) {
    return Case.of("timers-fire-" + width, "timers that fire, " + width + " set", TimerFire.class)
        .with("width", width)
        .growing("timers that fire")
        .subject(REFERENCE, "reference")
        .subject(FLOOR, "floor")
        .build();
  }
}
