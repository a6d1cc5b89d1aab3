package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test that hangs costs its own time and nothing more. */
final class HungTestTest {
  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private @Nullable Bench bench;

  @BeforeEach
  void open() {
    Tck.use("reference");
    bench = new Bench(Tck.implementation(), false);
  }

  @AfterEach
  void close() {
    bench().close();
  }

  private Bench bench() {
    return Objects.requireNonNull(bench);
  }

  @Test
  void aLoopThatGoesOnForEverEndsWithItsTest() throws Exception {
    EventLoop loop = bench().loop();
    assertThatThrownBy(() -> TestThread.run(() -> runForEver(loop), LIMIT, () -> bench().abort()))
        .isInstanceOf(HangError.class)
        .hasMessageContaining("runForEver");
    assertThat(Objects.requireNonNull(thread.get()).join(PATIENCE)).isTrue();
  }

  /** Nothing of the kit is asked for the time here: a loop by the real clock goes on by itself. */
  @Test
  void aLoopThatGoesRoundByTheRealClockEndsWithItsTest() throws Exception {
    Conditions conditions = Conditions.ofKit("a loop that goes round", false).byRealClock();
    try (Bench real = new Bench(Tck.implementation(), conditions)) {
      assertThatThrownBy(() -> TestThread.run(() -> goRound(real.loop()), LIMIT, real::abort))
          .isInstanceOf(HangError.class)
          .hasMessageContaining("goRound");
      assertThat(Objects.requireNonNull(thread.get()).join(PATIENCE)).isTrue();
    }
  }

  @Test
  void whatStandsStillAfterSomeWorkIsGivenUpAsSoon() {
    long begun = System.nanoTime();
    Duration limit = Duration.ofSeconds(2);
    assertThatThrownBy(() ->
            TestThread.run(
                () -> {
                  work();
                  waits();
                },
                limit,
                PATIENCE,
                () -> 0,
                () -> ""))
        .isInstanceOf(HangError.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(limit.multipliedBy(2));
  }

  /** What others do for a test is seen by what changes while they do it. */
  @Test
  void whatWaitsForOthersThatAreAtWorkIsNotGivenUp() throws Throwable {
    AtomicLong steps = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    Duration limit = Duration.ofMillis(200);
    long end = System.nanoTime() + limit.multipliedBy(3).toNanos();
    LongSupplier others =
        () -> {
          if (System.nanoTime() - end >= 0) {
            done.countDown();
          }
          return steps.incrementAndGet();
        };
    TestThread.run(done::await, limit, PATIENCE, others, () -> "");
    assertThat(System.nanoTime()).isGreaterThanOrEqualTo(end);
  }

  @Test
  void whatWasAtWorkWhenItsTimeWasUpSaysSo() {
    AtomicLong steps = new AtomicLong();
    assertThatThrownBy(() ->
            TestThread.run(HungTestTest::waits, LIMIT, LIMIT, steps::incrementAndGet, () -> ""))
        .isInstanceOf(HangError.class)
        .hasMessageContaining(HangError.AT_WORK);
    assertThatThrownBy(() -> TestThread.run(HungTestTest::waits, LIMIT, () -> ""))
        .isInstanceOf(HangError.class)
        .hasMessageNotContaining(HangError.AT_WORK);
  }

  private static void work() {
    long until = System.nanoTime() + Duration.ofMillis(20).toNanos();
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatALoopCallsByReflectionIsNoCallerOfTheTest() {
    assertThatThrownBy(() -> TestThread.run(HungTestTest::waitsByReflection, LIMIT, () -> ""))
        .isInstanceOf(HangError.class)
        .hasMessageContaining("waitsByReflection");
  }

  private static void waitsByReflection() throws ReflectiveOperationException {
    HungTestTest.class.getDeclaredMethod("waits").invoke(null);
  }

  static void waits() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private void goRound(EventLoop loop) {
    thread.set(Thread.currentThread());
    keepBusy(loop);
    loop.runForever();
  }

  private static void keepBusy(EventLoop loop) {
    loop.callSoon(() -> keepBusy(loop));
  }

  private void runForEver(EventLoop loop) {
    thread.set(Thread.currentThread());
    goOn(loop);
    loop.runForever();
  }

  private static void goOn(EventLoop loop) {
    loop.callLater(Duration.ofSeconds(1), () -> goOn(loop));
  }
}
