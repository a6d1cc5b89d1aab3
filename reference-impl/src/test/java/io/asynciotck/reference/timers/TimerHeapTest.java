package io.asynciotck.reference.timers;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.queue.ReadyQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The heap by itself. */
class TimerHeapTest {
  private final TimerHeap heap = new TimerHeap();

  @Test
  void timersComeOutByDeadline() {
    List<Long> deadlines = new Random(1).longs(1_000, 0, 500).boxed().toList();
    deadlines.forEach(this::add);

    assertThat(drain()).isSorted().containsExactlyInAnyOrderElementsOf(deadlines);
  }

  @Test
  void equalDeadlinesComeOutOnceEach() {
    List<LoopTimer> timers = IntStream.range(0, 100).mapToObj(_ -> add(7)).toList();
    List<LoopTimer> removed = new ArrayList<>();
    while (!heap.isEmpty()) {
      removed.add(heap.remove());
    }

    assertThat(removed).containsExactlyInAnyOrderElementsOf(timers);
  }

  @Test
  void timersAreFoundThroughAddingRemovingAndCleaning() {
    Random random = new Random(2);
    PriorityQueue<Long> expected = new PriorityQueue<>();
    List<LoopTimer> cancellable = new ArrayList<>();
    for (int step = 0; step < 10_000; step++) {
      int choice = random.nextInt(8);
      if (choice < 3) {
        long deadline = random.nextLong(1_000);
        add(deadline);
        expected.add(deadline);
      } else if (choice < 6) {
        cancellable.add(add(random.nextLong(1_000)));
      } else if (choice == 6) {
        cancellable.forEach(LoopTimer::cancel);
        cancellable.clear();
        heap.dropCancelled();
      } else if (cancellable.isEmpty() && !expected.isEmpty()) {
        heap.dropCancelled();
        assertThat(removeLive()).isEqualTo(expected.remove());
      }
    }
    cancellable.forEach(LoopTimer::cancel);

    assertThat(drainLive()).containsExactlyElementsOf(sorted(expected));
  }

  @Test
  void atMostAHundredAreNotCleanedHoweverManyAreCancelled() {
    cancelAllButTheFirst(addMany(100));

    heap.dropCancelled();

    assertThat(heap.size()).isEqualTo(100);
  }

  @Test
  void halfCancelledIsNotEnough() {
    List<LoopTimer> timers = addMany(102);
    timers.subList(51, 102).forEach(LoopTimer::cancel);

    heap.dropCancelled();

    assertThat(heap.size()).isEqualTo(102);
  }

  @Test
  void moreThanHalfOfMoreThanAHundredAreDropped() {
    List<LoopTimer> timers = addMany(101);
    timers.subList(50, 101).forEach(LoopTimer::cancel);

    heap.dropCancelled();

    assertThat(drain()).containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
  }

  @Test
  void timersThatAreMovedTogetherAreThoseBeforeTheTime() {
    Random random = new Random(3);
    List<Long> deadlines = random.longs(2_000, -500, 500).boxed().toList();
    deadlines.forEach(this::add);
    ReadyQueue queue = new ReadyQueue();

    heap.moveBefore(100, queue);

    long due = deadlines.stream().filter(deadline -> deadline < 100).count();
    assertThat(queue.size()).isEqualTo((int) due);
    assertThat(heap.size()).isEqualTo(2_000 - (int) due);
    assertThat(drain())
        .containsExactlyElementsOf(
            sorted(deadlines.stream().filter(deadline -> deadline >= 100).toList()));
  }

  @Test
  void manyAreAnEighth() {
    addMany(80);

    assertThat(heap.areManyBefore(9)).isFalse();
    assertThat(heap.areManyBefore(10)).isTrue();
    assertThat(heap.areManyBefore(80)).isTrue();
  }

  private List<LoopTimer> addMany(int count) {
    return IntStream.range(0, count).mapToObj(this::add).toList();
  }

  private static void cancelAllButTheFirst(List<LoopTimer> timers) {
    timers.subList(1, timers.size()).forEach(LoopTimer::cancel);
  }

  private LoopTimer add(long deadline) {
    LoopTimer timer = new LoopTimer(heap, deadline, () -> {});
    heap.add(timer);
    return timer;
  }

  private long removeLive() {
    LoopTimer timer = heap.remove();
    while (timer.isCancelled()) {
      timer = heap.remove();
    }
    return timer.whenNanos();
  }

  private List<Long> drainLive() {
    List<Long> deadlines = new ArrayList<>();
    for (heap.dropCancelled(); !heap.isEmpty(); heap.dropCancelled()) {
      deadlines.add(heap.remove().whenNanos());
    }
    return deadlines;
  }

  private static List<Long> sorted(Collection<Long> deadlines) {
    return deadlines.stream().sorted().toList();
  }

  private List<Long> drain() {
    List<Long> deadlines = new ArrayList<>();
    while (!heap.isEmpty()) {
      deadlines.add(heap.remove().whenNanos());
    }
    return deadlines;
  }
}
