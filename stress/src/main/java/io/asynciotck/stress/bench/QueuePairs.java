package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.bench.KotlinCoroutine.END;

import io.asynciotck.api.sync.AsyncQueue;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelKt;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A task that puts, and one that gets what is put. An operation is one of each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueuePairs {
  private static final int ITEMS = 200_000;
  private static final Object ITEM = "item";

  /** How many items the queue has room for. */
  @State(Scope.Thread)
  public static class Room {
    @Param("1")
    public int maxsize;
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void reference(LoopOfCoroutine loop, Room room) throws Exception {
    loop.run(() -> pass(room.maxsize));
  }

  private static @Nullable Void pass(int maxsize) throws Exception {
    AsyncQueue queue = ASYNCIO.newQueue(maxsize);
    ASYNCIO.await(
        ASYNCIO.gather(
            ASYNCIO.<@Nullable Void>coroutine(() -> putAll(queue)),
            ASYNCIO.<@Nullable Void>coroutine(() -> getAll(queue))));
    return null;
  }

  private static @Nullable Void putAll(AsyncQueue queue) throws Exception {
    for (int i = 0; i < ITEMS; i++) {
      ASYNCIO.await(queue.put(ITEM));
    }
    return null;
  }

  private static @Nullable Void getAll(AsyncQueue queue) throws Exception {
    for (int i = 0; i < ITEMS; i++) {
      ASYNCIO.await(queue.get());
    }
    return null;
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void kotlinx(Room room) throws InterruptedException {
    Channel<Object> channel = ChannelKt.Channel(room.maxsize, BufferOverflow.SUSPEND, null);
    KotlinCoroutine sender =
        KotlinCoroutine.repeating(ITEMS, (_, self) -> channel.send(ITEM, self));
    KotlinCoroutine receiver = KotlinCoroutine.repeating(ITEMS, (_, self) -> channel.receive(self));
    new KotlinCoroutine(() ->
        (scope, _) -> {
          sender.launchIn(scope);
          receiver.launchIn(scope);
          return END;
        })
        .run();
  }
}
