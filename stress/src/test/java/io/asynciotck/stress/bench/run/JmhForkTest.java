package io.asynciotck.stress.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.asynciotck.stress.bench.CallbackChain;
import io.asynciotck.stress.bench.SleepZero;
import io.asynciotck.stress.bench.SuspendedTasks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Measures for so short a time that the numbers say nothing: that there are some is the point. */
class JmhForkTest {
  private final JmhFork jmh = new JmhFork(new Effort(1, 0, 1, 1));

  @BeforeAll
  static void allowOthersToMeasure() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void aTimeComesWithWhatWasAllocated() throws RunnerException {
    Sample sample = measure(Case.of("chain", "", CallbackChain.class).with("width", 10), "floor");
    assertThat(sample.cost()).isPositive();
    assertThat(sample.allocated()).isNotNull();
  }

  @Test
  void heapIsTheHeapInUse() throws RunnerException {
    Sample sample =
        measure(Case.of("suspended", "", SuspendedTasks.class).kind(Case.Kind.BYTES), "reference");
    // Less would not have room for the task and its coroutine, more would be no use to anybody.
    assertThat(sample.cost()).isBetween(100.0, 1600.0);
  }

  @Test
  void aBenchmarkThatFailsIsAnError() {
    // With the flag, which this benchmark refuses.
    assertThatExceptionOfType(RunnerException.class)
        .isThrownBy(() -> measure(Case.of("fallback", "", SleepZero.class), "fallback"))
        .withMessage(SleepZero.class.getName() + ".fallback failed");
  }

  @Test
  void aBenchmarkThatDoesNotExistIsAnError() {
    assertThatExceptionOfType(RunnerException.class)
        .isThrownBy(() -> measure(Case.of("none", "", SleepZero.class), "none"));
  }

  private Sample measure(Case.Builder builder, String method) throws RunnerException {
    Case benchmark = builder.subject(Peer.REFERENCE, method).build();
    return jmh.measure(benchmark, benchmark.subjects().getFirst());
  }
}
