package io.asynciotck.tck.harness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a test, or one try of a property, on a bench of its own, under a time limit. */
final class BenchRun {

  private BenchRun() {}

  static void run(Conditions conditions, RuleProperties.BenchBody body) throws Throwable {
    Implementation tested = Tck.implementation();
    Driver.of(tested); // here it has a time limit of its own
    tested.ready(conditions);
    Patience patience = Patience.with(tested);
    AtomicReference<@Nullable Bench> opened = new AtomicReference<>();
    long begun = System.nanoTime();
    try {
      TestThread.run(
          () -> {
            Bench bench = new Bench(tested, conditions);
            opened.set(bench);
            bench.run(body);
          },
          patience.of(Tck.target().timeout()),
          patience.atWork(Tck.target().timeout()),
          () -> {
            Bench bench = opened.get();
            return bench == null ? 0 : bench.exchanged();
          },
          () -> {
            Bench bench = opened.get();
            return bench == null ? "" : bench.abort();
          });
      patience.came(Duration.ofNanos(System.nanoTime() - begun));
    } catch (HangError hang) {
      if (hang.isLate()) {
        patience.lose();
      }
      throw endOf(tested, patience, opened.get(), hang);
    } catch (CrashError crash) {
      throw endOf(tested, patience, opened.get(), crash);
    }
  }

  /**
   * What ended a test. When its loops are closed the body has its verdict already, and keeps it if
   * that is a failure. After some tests the loops are no longer closed.
   */
  private static Throwable endOf(
      Implementation tested, Patience patience, @Nullable Bench bench, HarnessError end) {
    if (bench == null || !bench.isClosing() || bench.failure() == end) {
      return end;
    }
    if (patience.losesAtClose()) {
      tested.leaveOpen();
    }
    Throwable failure = bench.failure();
    return failure == null ? end : failure;
  }
}
