package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Heap that a timer takes, its callback not counted. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ScheduledTimers {
  private static final int TIMERS = 1_000_000;

  /** Always there, so that they do not count. */
  private static final long[] DELAYS = Delays.random(TIMERS);

  private static final Runnable CALLBACK = ScheduledTimers::doNothing;

  private static void doNothing() {}

  @Benchmark
  public Object reference(HeapInUse heap) {
    EventLoop loop = newLoop();
    heap.begin();
    for (long delay : DELAYS) {
      loop.callLater(Duration.ofNanos(delay), CALLBACK);
    }
    heap.end(TIMERS);
    return loop;
  }

  @Benchmark
  public void netty(HeapInUse heap) throws InterruptedException {
    try (NettyLoop netty = new NettyLoop()) {
      netty.runUntilFinished(netty::finish);
      heap.begin();
      netty.runUntilFinished(() -> {
        for (long delay : DELAYS) {
          Future<?> _ = netty.loop.schedule(CALLBACK, delay, TimeUnit.NANOSECONDS);
        }
        netty.finish();
      });
      heap.end(TIMERS);
    }
  }

  @Benchmark
  public Object floor(HeapInUse heap) {
    BareHeap timers = new BareHeap();
    heap.begin();
    for (long delay : DELAYS) {
      timers.add(delay);
    }
    heap.end(TIMERS);
    return timers;
  }
}
