package io.asynciotck.tck.harness;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a test, or one try of a property, on a bench of its own, under a time limit. */
final class BenchRun {

  private BenchRun() {}

  static void run(Conditions conditions, RuleProperties.BenchBody body) throws Throwable {
    Implementation tested = Tck.implementation();
    Driver.of(tested); // here it has a time limit of its own
    tested.ready();
    Patience patience = Patience.with(tested);
    AtomicReference<@Nullable Bench> opened = new AtomicReference<>();
    try {
      TestThread.run(
          () -> {
            try (Bench bench = new Bench(tested, conditions)) {
              opened.set(bench);
              body.run(bench);
              bench.checkReports();
            }
          },
          patience.of(Tck.target().timeout()),
          () -> {
            Bench bench = opened.get();
            return bench == null ? "" : bench.abort();
          });
    } catch (HangError hang) {
      if (hang.isLate()) {
        patience.lose();
      }
      throw hang;
    }
  }
}
