package io.asynciotck.tck.cli;

import io.asynciotck.tck.harness.Implementation;
import java.util.ArrayList;
import java.util.List;

/** More of the implementation that is tested, each in a process of its own. */
record Others(List<Implementation> all) implements AutoCloseable {

  /** For fewer, a second process takes longer to start than it saves. */
  static final int MANY_RULES = 300;

  static final int MOST_JOBS = 4;

  /** How many processes a run takes in all if nobody says. */
  static int jobs(boolean apart, int rules, int processors) {
    return apart && rules >= MANY_RULES ? Math.min(processors, MOST_JOBS) : 1;
  }

  /**
   * Makes this many.
   *
   * @throws IllegalArgumentException if the loop lives in this process
   * @throws io.asynciotck.tck.harness.ImplementationException if one cannot be evaluated
   */
  static Others of(Choice choice, int count) {
    if (count > 0 && !choice.isApart()) {
      throw new IllegalArgumentException(
          "--jobs is for loops that have a process of their own; a loop of this JVM has not");
    }
    Others others = new Others(new ArrayList<>());
    try {
      for (int i = 0; i < count; i++) {
        others.all.add(choice.open());
      }
      return others;
    } catch (RuntimeException failed) {
      others.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    all.forEach(Implementation::close);
  }
}
