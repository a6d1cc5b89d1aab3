package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/**
 * A monitor or lock that a coroutine keeps while it is suspended. Other threads are kept out.
 * Another coroutine of the loop stops the loop for ever, or comes in.
 */
@Timeout(60)
class MonitorsTest {

  @OnEachMechanism
  void anotherCoroutineThatWantsTheMonitorCanStopTheLoop(Mechanism mechanism) throws Exception {
    String output =
        ChildJvm.outputOf(StoppedLoop.class, List.of(ChildJvm.FLAG.split(" ")), mechanism.name());

    assertThat(output).isEqualTo("stopped for ever\n");
  }

  /** A program of its own, because its loop never ends. */
  static final class StoppedLoop {
    private StoppedLoop() {}

    /**
     * Prints that the second of two coroutines waits for the monitor of the first.
     *
     * @param args the mechanism
     */
    public static void main(String[] args) throws Exception {
      ReferenceAsyncio asyncio = Mechanism.valueOf(args[0]).asyncio();
      CompletableFuture<Thread> second = new CompletableFuture<>();
      Callable<String> program = () -> asyncio.run(twoWantAMonitor(asyncio, second));
      FutureTask<String> loop = new FutureTask<>(program);
      Thread.ofPlatform().daemon().start(loop);
      Thread entering = second.get();
      while (entering.getState() != Thread.State.BLOCKED && !loop.isDone()) {
        Thread.onSpinWait();
      }
      System.out.println(loop.isDone() ? loop.get() : "stopped for ever");
      Runtime.getRuntime().halt(0);
    }

    private static Coroutine<String> twoWantAMonitor(
        ReferenceAsyncio asyncio, CompletableFuture<Thread> second) {
      Object monitor = new Object();
      return asyncio.coroutine(() -> {
        AsyncFuture<@Nullable Void> never = asyncio.getRunningLoop().createFuture();
        asyncio.createTask(
            asyncio.coroutine(() -> {
              synchronized (monitor) {
                return asyncio.await(never);
              }
            }));
        asyncio.await(asyncio.sleep(Duration.ZERO));
        second.complete(Thread.currentThread());
        synchronized (monitor) {
          return "came in";
        }
      });
    }
  }

  /** Once somebody has waited in a monitor, the JDK writes down its owner: the thread. */
  @OnEachMechanism
  @SuppressWarnings("WaitNotInLoop") // it waits for nothing
  void anotherCoroutineCanAlsoOwnTheMonitorOnContinuations(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    Object monitor = new Object();

    boolean owned =
        asyncio.run(
            asyncio.coroutine(() -> {
              AsyncFuture<Integer> gate = asyncio.getRunningLoop().createFuture();
              AsyncFuture<@Nullable Void> holder =
                  asyncio.createTask(
                      asyncio.coroutine(() -> {
                        synchronized (monitor) {
                          monitor.wait(0, 1);
                          asyncio.await(gate);
                        }
                        return null;
                      }));
              asyncio.await(asyncio.sleep(Duration.ZERO));
              boolean owns = Thread.holdsLock(monitor);
              gate.setResult(1);
              asyncio.await(holder);
              return owns;
            }));

    assertThat(owned).isEqualTo(mechanism == Mechanism.CONTINUATIONS);
  }

  @OnEachMechanism
  void anotherCoroutineCanTakeTheLockAgainOnContinuationsOnly(Mechanism mechanism)
      throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    ReentrantLock lock = new ReentrantLock();

    boolean taken =
        asyncio.run(
            asyncio.coroutine(() -> {
              AsyncFuture<Integer> gate = asyncio.getRunningLoop().createFuture();
              AsyncFuture<@Nullable Void> holder =
                  asyncio.createTask(asyncio.coroutine(() -> holdAcrossAwait(asyncio, lock, gate)));
              asyncio.await(asyncio.sleep(Duration.ZERO));
              boolean takes = lock.tryLock();
              if (takes) {
                lock.unlock();
              }
              gate.setResult(1);
              asyncio.await(holder);
              return takes;
            }));

    assertThat(taken).isEqualTo(mechanism == Mechanism.CONTINUATIONS);
    assertThat(lock.isLocked()).isFalse();
  }

  private static @Nullable Void holdAcrossAwait(
      ReferenceAsyncio asyncio, ReentrantLock lock, AsyncFuture<Integer> gate) throws Exception {
    lock.lock();
    try {
      asyncio.await(gate);
    } finally {
      lock.unlock();
    }
    return null;
  }

  @OnEachMechanism
  void anotherThreadWaitsUntilTheMonitorIsLeft(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    Object monitor = new Object();
    List<String> trace = new CopyOnWriteArrayList<>();
    Thread other =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> {
              synchronized (monitor) {
                trace.add("other thread inside");
              }
            });

    asyncio.run(
        asyncio.coroutine(() -> {
          synchronized (monitor) {
            other.start();
            while (other.getState() != Thread.State.BLOCKED) {
              asyncio.await(asyncio.sleep(Duration.ZERO));
            }
            trace.add("coroutine inside");
          }
          return null;
        }));
    other.join();

    assertThat(trace).containsExactly("coroutine inside", "other thread inside");
  }
}
