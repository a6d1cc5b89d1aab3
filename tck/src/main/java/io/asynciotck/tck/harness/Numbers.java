package io.asynciotck.tck.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many things of one kind, by their numbers from zero: notes which have happened, in which order,
 * and says so in a few words. May be used in any thread.
 */
public final class Numbers {

  /**
   * How many of a kind a test tries, one number after the other: few; more than a byte, a word or a
   * small table has room for; and more than loops take at a time or keep before they tidy up.
   */
  private static final List<Integer> SIZES = List.of(1, 2, 3, 17, 65, 101, 1_025);

  private final List<@Nullable Object> seen = new ArrayList<>();

  /** Nothing has happened yet. */
  public Numbers() {}

  /** Returns how many of a kind a test tries, one number after the other. */
  public static List<Integer> sizes() {
    return SIZES;
  }

  /** Returns those sizes up to one of them, where more would take too long. */
  public static List<Integer> sizesTo(int most) {
    return SIZES.stream().filter(size -> size <= most).toList();
  }

  /** Returns what {@link #order} says of each of these sizes if all is right. */
  public static String[] inOrder(List<Integer> sizes) {
    return sizes.stream().map(Numbers::inOrder).toArray(String[]::new);
  }

  private static String inOrder(int size) {
    return size + " of " + size + " in order";
  }

  /** Returns numbers from zero that are not in order, each of them once. */
  public static int[] shuffled(int size) {
    return IntStream.range(0, size).map(i -> (int) (i * 7919L % size)).toArray(); // a prime number
  }

  /** Notes that one has happened. */
  public void add(int number) {
    addGiven(number);
  }

  /** Notes what has come, which should be a number. */
  public void addGiven(@Nullable Object given) {
    synchronized (seen) {
      seen.add(given);
    }
  }

  /** A callback that notes that one has happened. */
  public Runnable mark(int number) {
    return () -> add(number);
  }

  /** Returns how many have happened. */
  public int count() {
    synchronized (seen) {
      return seen.size();
    }
  }

  /** Says of this many whether each has happened once, and all in the order of their numbers. */
  public String order(int size) {
    List<@Nullable Object> now;
    synchronized (seen) {
      now = new ArrayList<>(seen);
    }
    for (int place = 0; place < now.size(); place++) {
      if (!Integer.valueOf(place).equals(now.get(place))) {
        return "of %d, number %s came in place %d".formatted(size, now.get(place), place);
      }
    }
    return now.size() == size ? inOrder(size) : "%d of %d in order".formatted(now.size(), size);
  }
}
