package io.asynciotck.tck.harness;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest program that fails as a found one does: it breaks the same rule. The kit
 * does so itself, since jqwik goes on making programs, thousands of callbacks long, when there is
 * no time to try them.
 *
 * @param <P> the type of the programs
 */
final class Reduction<P extends Reducible<P>> {
  private final Attempt<P> attempt;
  private final BooleanSupplier isLate;
  private P smallest;
  private Throwable failure;

  /** Runs a program. */
  @FunctionalInterface
  interface Attempt<P> {
    void run(P program) throws Throwable;
  }

  Reduction(P found, Throwable failure, Attempt<P> attempt, BooleanSupplier isLate) {
    this.smallest = found;
    this.failure = failure;
    this.attempt = attempt;
    this.isLate = isLate;
  }

  /**
   * Tries smaller programs until none of them fails, or until there is no more time.
   *
   * @param keep called for the failure that was found, and for each of a smaller program
   */
  void run(Runnable keep) throws InterruptedException {
    keep.run(); // what failed last is what is remembered
    smallest =
        Reducible.smallest(
            smallest,
            program -> fails(program, keep),
            () -> isLate.getAsBoolean() || Thread.currentThread().isInterrupted());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private boolean fails(P program, Runnable keep) {
    try {
      attempt.run(program);
      return false;
    } catch (Throwable raised) {
      if (!isAlike(raised)) {
        return false;
      }
      failure = raised;
      keep.run();
      return true;
    }
  }

  private boolean isAlike(Throwable raised) {
    return raised.getClass() == failure.getClass()
        && Objects.equals(ruleOf(raised), ruleOf(failure));
  }

  private static @Nullable String ruleOf(Throwable raised) {
    return raised instanceof RuleViolation violation ? violation.rule().orElse(null) : null;
  }

  P smallest() {
    return smallest;
  }

  Throwable failure() {
    return failure;
  }
}
