package io.asynciotck.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The floor of timers has to be a heap, or it would be too low. */
class BareHeapTest {
  private static final int COUNT = 1_000;

  private final long[] deadlines = Delays.random(COUNT);
  private final BareHeap heap = new BareHeap();
  private final List<BareHeap.Entry> entries = new ArrayList<>();

  @Test
  void theEarliestComesOutFirst() {
    fill();
    assertThat(drain()).containsExactlyElementsOf(sorted(LongStream.of(deadlines)));
  }

  @Test
  void whatIsCancelledIsThrownOutByCleaning() {
    fill();
    for (int i = 0; i < COUNT; i += 2) {
      entries.get(i).cancelled = true;
    }
    heap.clean();
    assertThat(drain())
        .containsExactlyElementsOf(
            sorted(
                LongStream.range(0, COUNT).filter(i -> i % 2 == 1).map(i -> deadlines[(int) i])));
  }

  private void fill() {
    Arrays.stream(deadlines).forEach(deadline -> entries.add(heap.add(deadline)));
  }

  private List<Long> drain() {
    List<Long> drained = new ArrayList<>();
    while (heap.size() > 0) {
      drained.add(deadlines[entries.indexOf(heap.remove())]);
    }
    return drained;
  }

  private static List<Long> sorted(LongStream values) {
    return values.sorted().boxed().toList();
  }
}
