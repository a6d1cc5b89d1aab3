package io.asynciotck.tck.harness;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A generated program that can be made smaller.
 *
 * @param <P> its own type
 */
public interface Reducible<P> {

  /** Returns smaller programs, those that leave out the most first. */
  Stream<P> smaller();

  /**
   * Looks for a program that is smaller and still alike, until there is none.
   *
   * @param found where to begin
   * @param isAlike whether a smaller program will do
   * @param isLate whether there is no more time; what was found until then is what counts
   * @param <P> the type of the programs
   * @return the smallest that was found
   */
  static <P extends Reducible<P>> P smallest(
      P found, Predicate<? super P> isAlike, BooleanSupplier isLate) {
    P smallest = found;
    while (!isLate.getAsBoolean()) {
      Optional<P> smaller =
          smallest
              .smaller()
              .takeWhile(program -> !isLate.getAsBoolean())
              .filter(isAlike)
              .findFirst();
      if (smaller.isEmpty()) {
        return smallest;
      }
      smallest = smaller.get();
    }
    return smallest;
  }
}
