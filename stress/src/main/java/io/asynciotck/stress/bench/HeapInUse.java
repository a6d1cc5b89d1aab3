package io.asynciotck.stress.bench;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How much of the heap this many things take, reported separately from the time. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class HeapInUse {
  private static final int COLLECTIONS = 3;

  /** The result. */
  public double bytesEach;

  private long before;

  void begin() {
    before = used();
  }

  void end(int count) {
    bytesEach = (double) (used() - before) / count;
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
