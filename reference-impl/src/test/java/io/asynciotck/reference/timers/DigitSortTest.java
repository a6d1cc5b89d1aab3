package io.asynciotck.reference.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sort by digits, against one that compares. */
class DigitSortTest {
  private static final int COUNT = 3_000;

  private final int[] values = IntStream.range(0, COUNT).toArray();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000, 1L << 11, 1L << 33, 1L << 62, Long.MAX_VALUE})
  void valuesAreInTheOrderOfTheKeysAndEqualOnesAsTheyWere(long range) {
    long[] keys = new Random(range).longs(COUNT, -range, range).toArray();
    keys[COUNT / 2] = -range;
    keys[COUNT / 3] = range;

    assertThat(DigitSort.inOrder(values, keys, 0, COUNT)).containsExactly(expected(keys, 0, COUNT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void onlyThePartIsSorted(int count) {
    long[] keys = LongStream.range(0, COUNT).map(i -> (7 * i) % 1_001).toArray();
    long[] before = keys.clone();

    assertThat(DigitSort.inOrder(values, keys, 500, 500 + count))
        .containsExactly(expected(keys, 500, 500 + count));
    assertThat(keys).containsExactly(before);
  }

  private int[] expected(long[] keys, int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .sorted(Comparator.comparingLong(i -> keys[i]))
        .mapToInt(i -> values[i])
        .toArray();
  }
}
