package io.asynciotck.reference.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One order for what the loop's thread brings and for what others bring. */
class ReadyQueueTest {
  private final ReferenceAsyncio asyncio = new ReferenceAsyncio(new MonotonicClock());
  private final EventLoop loop = asyncio.newEventLoop();
  private final List<String> trace = new ArrayList<>();

  @Test
  void ownAndForeignCallbacksKeepOneOrder() {
    for (int i = 0; i < 4; i++) {
      String number = String.valueOf(i);
      loop.callSoonThreadsafe(() -> trace.add("foreign " + number));
      loop.callSoon(() -> trace.add("own " + number));
    }

    runOneIteration();

    assertThat(trace)
        .containsExactly(
            "foreign 0", "own 0", "foreign 1", "own 1", "foreign 2", "own 2", "foreign 3", "own 3");
  }

  @Test
  @Timeout(60)
  void whatAnotherThreadBroughtBeforeComesBefore() throws InterruptedException {
    for (int round = 0; round < 1_000; round++) {
      CountDownLatch brought = new CountDownLatch(1);
      String number = String.valueOf(round);
      loop.callSoon(() -> trace.add("first " + number));
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                loop.callSoonThreadsafe(() -> trace.add("second " + number));
                brought.countDown();
              });
      assertThat(brought.await(30, TimeUnit.SECONDS)).isTrue();
      loop.callSoon(() -> trace.add("third " + number));
      runOneIteration();
      other.join();
      assertThat(trace).containsExactly("first " + number, "second " + number, "third " + number);
      trace.clear();
    }
  }

  @Test
  void aForeignCallbackOfTheRunningBatchWaitsForTheNext() {
    loop.callSoon(() -> {
      trace.add("a");
      loop.callSoonThreadsafe(() -> trace.add("c"));
      loop.callSoon(() -> trace.add("d"));
    });
    loop.callSoon(() -> trace.add("b"));

    runOneIteration();
    assertThat(trace).containsExactly("a", "b");

    runOneIteration();
    assertThat(trace).containsExactly("a", "b", "c", "d");
  }

  @Test
  void theOrderOutlastsTheRenewalOfTheQueue() {
    int many = 20_000;
    List<Integer> ran = new ArrayList<>();
    IntStream.range(0, many).forEach(i -> loop.callSoon(() -> ran.add(i)));

    runOneIteration();

    assertThat(ran).containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
  }

  @Test
  void aRenewedQueueLeavesTheOldOneEmpty() {
    ReadyQueue old = new ReadyQueue();
    ReadyEntry first = new LoopHandle(() -> {});
    ReadyEntry last = new LoopHandle(() -> {});
    old.add(first);
    old.add(last);

    ReadyQueue renewed = old.renewed();

    assertThat(old.isEmpty()).isTrue();
    assertThat(old.size()).isZero();
    assertThat(renewed.size()).isEqualTo(2);
    assertThat(renewed.remove()).isSameAs(first);
    assertThat(renewed.remove()).isSameAs(last);
    assertThat(renewed.isEmpty()).isTrue();
  }

  private void runOneIteration() {
    loop.stop();
    loop.runForever();
  }
}
