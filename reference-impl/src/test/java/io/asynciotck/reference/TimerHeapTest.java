package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The heap by itself. */
class TimerHeapTest {
  /** What CPython's heapq makes of eight pushes with equal keys. */
  private static final Integer[] HEAPQ_ORDER = {0, 2, 6, 5, 7, 4, 1, 3};

  private final TimerHeap heap = new TimerHeap();

  @Test
  void timersComeOutByDeadline() {
    List<Long> deadlines = new Random(1).longs(1_000, 0, 500).boxed().toList();
    deadlines.forEach(this::add);

    assertThat(drain()).isSorted().containsExactlyInAnyOrderElementsOf(deadlines);
  }

  @Test
  void equalDeadlinesComeOutAsOfHeapq() {
    List<LoopTimer> timers = IntStream.range(0, 8).mapToObj(i -> add(7)).toList();
    List<Integer> order = new ArrayList<>();
    while (!heap.isEmpty()) {
      order.add(timers.indexOf(heap.remove()));
    }

    assertThat(order).containsExactly(HEAPQ_ORDER);
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

  private List<Long> drain() {
    List<Long> deadlines = new ArrayList<>();
    while (!heap.isEmpty()) {
      deadlines.add(heap.remove().whenNanos());
    }
    return deadlines;
  }
}
