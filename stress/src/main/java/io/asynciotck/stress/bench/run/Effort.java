package io.asynciotck.stress.bench.run;

/**
 * How long things are measured.
 *
 * @param rounds how often each subject is measured, in a process of its own each time
 * @param warmUps iterations before those that count
 * @param iterations iterations that count
 * @param millis how long an iteration takes at least
 */
record Effort(int rounds, int warmUps, int iterations, int millis) {
  static final Effort FULL = new Effort(3, 2, 3, 300);
  static final Effort SHORT = new Effort(3, 2, 3, 150);

  @Override
  public String toString() {
    return "%d rounds, in each a new JVM for each subject with %d + %d iterations of %d ms"
        .formatted(rounds, warmUps, iterations, millis);
  }
}
