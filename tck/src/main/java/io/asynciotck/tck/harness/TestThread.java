package io.asynciotck.tck.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread in which tests run, one after the other, each under a deadline. A test that passes its
 * deadline loses its thread: it is abandoned, and the next test gets a new one.
 */
final class TestThread {

  /** Enough for coroutines that suspend with a deep stack. */
  private static final long STACK_BYTES = 64L << 20;

  /** What calls a test, and is of no interest in its stack. */
  private static final List<String> CALLERS = List.of("org.junit.", "net.jqwik.");

  /** By what they call it. A loop may use it as well, so it is only left out next to them. */
  private static final List<String> REFLECTION =
      List.of("jdk.internal.reflect.", "java.lang.reflect.");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** How often it is looked whether a test stands still, in the time that it may do so. */
  private static final int LOOKS = 4;

  /** More processor time than a thread takes that only waits, from one look to the next. */
  private static final long AT_WORK = TimeUnit.MILLISECONDS.toNanos(1) / LOOKS;

  /** Set in the threads of tests. */
  private static final ThreadLocal<Boolean> IS_ONE = ThreadLocal.withInitial(() -> false);

  private final TestThreads owner;
  private final SynchronousQueue<FutureTask<@Nullable Void>> work = new SynchronousQueue<>();
  private final Thread thread;

  TestThread(TestThreads owner) {
    this.owner = owner;
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("asyncio-tck-test")
            .stackSize(STACK_BYTES)
            .unstarted(this::serve);
    thread.start();
  }

  /**
   * Runs a test.
   *
   * @param limit how long it may take
   * @param onHang asked for what is known of a hang; ends what runs
   * @throws HangError if the test did not finish in time
   * @throws Throwable what the test threw
   */
  static void run(TestBody body, Duration limit, Supplier<String> onHang) throws Throwable {
    run(body, limit, limit, () -> 0, onHang);
  }

  /**
   * Runs a test. One that stands still is given up sooner than one that is at work: that may be
   * only slow.
   *
   * @param limit how long it may stand still
   * @param most how long it may take
   * @param progress what changes while it is at work, even if its own thread waits
   * @param onHang asked for what is known of a hang; ends what runs
   * @throws HangError if the test did not finish in time
   * @throws Throwable what the test threw
   */
  static void run(
      TestBody body, Duration limit, Duration most, LongSupplier progress, Supplier<String> onHang)
      throws Throwable {
    TestThreads threads = Tck.threads();
    TestThread mine = threads.acquire();
    FutureTask<@Nullable Void> task = new FutureTask<>(() -> call(body));
    long started = System.nanoTime();
    try {
      mine.work.put(task);
      mine.await(task, limit, most, progress);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cause instanceof Carrier carrier ? carrier.getCause() : cause;
    } catch (InterruptedException givenUp) {
      // Who looks for a smaller program has no more time. The try must not disturb the next test.
      threads.forget(mine);
      String _ = onHang.get();
      mine.thread.interrupt();
      throw givenUp;
    } catch (TimeoutException late) {
      threads.forget(mine);
      String stacks = dump(mine.thread);
      String more = onHang.get();
      mine.thread.interrupt();
      throw HangError.late(
          "No end after %d s%s. What the test was doing:\n%s%s"
              .formatted(seconds(started), late.getMessage(), stacks, more));
    }
  }

  private static long seconds(long started) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
  }

  /** Waits for the end of a test; the message of the exception says whether it was at work. */
  private void await(Future<?> task, Duration limit, Duration most, LongSupplier progress)
      throws InterruptedException, ExecutionException, TimeoutException {
    long now = System.nanoTime();
    long end = now + most.toNanos();
    long stoodStillSince = now;
    while (true) {
      long left = Math.min(limit.toNanos() / LOOKS, end - now);
      long workedBefore = processorTime();
      long exchangedBefore = progress.getAsLong();
      try {
        task.get(left, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException late) {
        now = System.nanoTime();
        if (processorTime() - workedBefore > AT_WORK || progress.getAsLong() != exchangedBefore) {
          stoodStillSince = now;
        }
        if (now - stoodStillSince >= limit.toNanos()) {
          throw new TimeoutException("");
        } else if (now - end >= 0) {
          throw new TimeoutException(stoodStillSince == now ? HangError.AT_WORK : "");
        }
      }
    }
  }

  private long processorTime() {
    return THREADS.getThreadCpuTime(thread.threadId());
  }

  /** Whether the caller is the thread of a test already. */
  static boolean isCurrent() {
    return IS_ONE.get();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** The stack of a thread, as text. */
  static String dump(Thread thread) {
    StringBuilder text =
        new StringBuilder("Thread " + thread.getName() + " " + thread.getState() + "\n");
    StackTraceElement[] stack = thread.getStackTrace();
    int end = 0;
    while (end < stack.length && !isOneOf(CALLERS, stack[end])) {
      end++;
    }
    while (end > 0 && isOneOf(REFLECTION, stack[end - 1])) {
      end--;
    }
    Arrays.stream(stack, 0, end)
        .forEach(frame -> text.append("    at ").append(frame).append('\n'));
    return text.toString();
  }

  private static boolean isOneOf(List<String> packages, StackTraceElement frame) {
    return packages.stream().anyMatch(frame.getClassName()::startsWith);
  }

  private static @Nullable Void call(TestBody body) throws Exception {
    try {
      body.run();
      return null;
    } catch (Throwable thrown) {
      throw new Carrier(thrown);
    }
  }

  private void serve() {
    IS_ONE.set(true);
    while (!isAbandoned()) {
      try {
        work.take().run();
      } catch (InterruptedException late) {
        // Meant for a test that is over, unless this thread is abandoned.
      }
    }
  }

  private boolean isAbandoned() {
    return !owner.isCurrent(this);
  }

  /** Carries what a test threw, whatever it is, through the future. */
  private static final class Carrier extends Exception {
    private static final long serialVersionUID = 1L;

    Carrier(Throwable cause) {
      super(cause);
    }

    @Override
    public synchronized Throwable getCause() {
      return Objects.requireNonNull(super.getCause());
    }
  }
}
