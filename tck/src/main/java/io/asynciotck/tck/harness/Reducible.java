package io.asynciotck.tck.harness;

import java.util.stream.Stream;

/**
 * A generated program that can be made smaller.
 *
 * @param <P> its own type
 */
public interface Reducible<P> {

  /** Returns smaller programs, those that leave out the most first. */
  Stream<P> smaller();
}
