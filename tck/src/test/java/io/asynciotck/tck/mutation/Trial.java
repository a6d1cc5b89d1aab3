package io.asynciotck.tck.mutation;

import java.util.List;

/**
 * What became of one mutant.
 *
 * @param number the mutant's
 * @param end how it ended
 * @param rules the rules that failed
 */
record Trial(int number, End end, List<String> rules) {

  /** How the kit ended on a mutant. */
  enum End {
    /** All rules passed. */
    SURVIVED,
    /** No test comes to the place. */
    UNREACHED,
    /** A rule failed. */
    FAILED,
    /** A test did not end. */
    HUNG,
    /** The whole did not end in its time, or the JVM went down. */
    LOST,
    /** The provider could not be made, or was refused. */
    REFUSED
  }

  /** The same of a mutant that another JVM has numbered in its own way. */
  Trial of(Mutants.Mutant mutant) {
    return new Trial(mutant.number(), end, rules);
  }

  boolean isKilled() {
    return end != End.SURVIVED && end != End.UNREACHED;
  }
}
