package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;
import static io.asynciotck.stress.LoopUnderStress.turn;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Heap that a task takes while it waits. All wait for the same future. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SuspendedTasks {
  private static final int TASKS = 100_000;

  @Benchmark
  public Object reference(HeapInUse heap) {
    BareContinuation.mustBeAvailable(true);
    EventLoop loop = newLoop();
    AsyncFuture<@Nullable Void> never = loop.createFuture();
    heap.begin();
    for (int i = 0; i < TASKS; i++) {
      loop.createTask(ASYNCIO.coroutine(() -> ASYNCIO.await(never)));
    }
    turn(loop, 1);
    heap.end(TASKS);
    return loop;
  }

  @Benchmark
  public Object floor(HeapInUse heap) {
    BareContinuation.mustBeAvailable(true);
    BareContinuation[] continuations = new BareContinuation[TASKS];
    heap.begin();
    for (int i = 0; i < TASKS; i++) {
      continuations[i] = new BareContinuation(BareContinuation::leave);
      continuations[i].run();
    }
    heap.end(TASKS);
    return continuations;
  }
}
