package io.asynciotck.tck.harness;

import io.asynciotck.tck.results.Ground;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The tries of one property, and what is known of those that failed. May be used in any thread:
 * jqwik shrinks in one of its own.
 */
final class Tries {

  /** A property that hangs for longer is not shrunk: each of its tries might hang as long. */
  private static final Duration SHRINKABLE = Duration.ofSeconds(1);

  /**
   * How long a property may try as many programs as usual; forty times what it takes on most loops.
   */
  private static final Duration BUDGET = Duration.ofSeconds(8);

  /**
   * How long it may take to make the loops for it: where one costs as much as hundreds of others
   * do, fewer programs are tried.
   */
  private static final Duration BUDGET_OF_MAKING = Duration.ofSeconds(2);

  /**
   * For how long a smaller program is looked for; several properties may break one rule. A limit of
   * jqwik's own would leave the try that runs behind, in a thread that goes on.
   */
  private static final Duration LIMIT_OF_SHRINKING = Duration.ofSeconds(3);

  private final @Nullable Method property;
  private final Tck.@Nullable Subject subject;
  private final long began = System.nanoTime();
  private volatile boolean hungTooLong;

  /** How long it took to make the loops of all tries. */
  private final AtomicLong making = new AtomicLong();

  /** When a try first failed; 0 if none did. */
  private volatile long firstFailure;

  /** The last try that failed. */
  private volatile Failed last = Failed.NONE;

  /** The smallest try that failed. */
  private volatile Failed kept = Failed.NONE;

  private volatile @Nullable Object smallest;
  private volatile @Nullable NotClaimedError notClaimed;

  /**
   * Begins with no try.
   *
   * @param property what they are tries of; null if nobody has said it
   * @param subject what they are about; null if nobody of ours runs them
   */
  Tries(@Nullable Method property, Tck.@Nullable Subject subject) {
    this.property = property;
    this.subject = subject;
  }

  Implementation implementation() {
    return subject == null ? Tck.implementation() : subject.target().implementation();
  }

  /** What was recorded of the smallest try that failed. */
  Recorded recorded() {
    return kept.recorded();
  }

  /** The rule of the call that did it in the smallest try that failed, if that is known. */
  @Nullable String accused() {
    return kept.accused();
  }

  /** The smallest program that failed, if it was the kit that looked for it. */
  @Nullable Object smallest() {
    return smallest;
  }

  /** Why some tries were not run to their end, if there were such. */
  @Nullable NotClaimedError notClaimed() {
    return notClaimed;
  }

  /** Runs one try, of which jqwik makes a smaller one if it fails. */
  void run(RuleProperties.BenchBody body) throws Throwable {
    try {
      run(false, body);
    } catch (Throwable failure) {
      kept = last; // jqwik tries another one only if it is smaller
      throw failure;
    }
  }

  /**
   * Runs a program; if it fails, the smallest one is looked for that does.
   *
   * @param otherThreads whether other threads take part in it
   */
  <P extends Reducible<P>> void run(
      P program, boolean otherThreads, RuleProperties.ProgramBody<P> body) throws Throwable {
    Reduction.Attempt<P> attempt = each -> run(otherThreads, bench -> body.run(each, bench));
    try {
      attempt.run(program);
    } catch (TestAbortedException | InterruptedException verdict) {
      throw verdict;
    } catch (Throwable failure) {
      Reduction<P> reduction = new Reduction<>(program, failure, attempt, this::isLate);
      reduction.run(() -> kept = last);
      smallest = reduction.smallest();
      throw reduction.failure();
    }
  }

  private boolean isLate() {
    return hungTooLong || System.nanoTime() - firstFailure > LIMIT_OF_SHRINKING.toNanos();
  }

  private void run(boolean otherThreads, RuleProperties.BenchBody body) throws Throwable {
    Tck.as(subject, () -> attempt(otherThreads, body));
  }

  private void attempt(boolean otherThreads, RuleProperties.BenchBody body) throws Throwable {
    long start = System.nanoTime();
    boolean spent = start - began > budget(BUDGET) || making.get() > budget(BUDGET_OF_MAKING);
    if (hungTooLong || spent) {
      return; // what was found is enough, or what was tried
    }
    if (firstFailure != 0 && start - firstFailure > LIMIT_OF_SHRINKING.toNanos()) {
      return; // the smallest that was found is what is shown
    }
    AtomicReference<@Nullable Bench> opened = new AtomicReference<>();
    try {
      BenchRun.run(
          conditions(otherThreads),
          bench -> {
            opened.set(bench);
            making.addAndGet(System.nanoTime() - start);
            body.run(bench);
          });
    } catch (NotClaimedError gap) {
      notClaimed = gap;
      throw gap.abort(); // jqwik tries other programs
    } catch (Throwable failure) {
      if (firstFailure == 0) {
        firstFailure = System.nanoTime();
      }
      last = new Failed(Tck.implementation().recordedOf(failure), accusedOf(failure, opened.get()));
      hungTooLong =
          failure instanceof HangError && System.nanoTime() - start > SHRINKABLE.toNanos();
      boolean mayShrink = failure instanceof HarnessError && !hungTooLong;
      throw mayShrink ? new EndedTry((HarnessError) failure) : failure;
    }
  }

  private long budget(Duration usual) {
    int tries = subject == null ? Target.DEFAULT_TRIES : subject.target().tries();
    return usual.multipliedBy(Math.ceilDiv(tries, Target.DEFAULT_TRIES)).toNanos();
  }

  private static @Nullable String accusedOf(Throwable failure, @Nullable Bench bench) {
    boolean waits = failure instanceof HangError hang && hang.isLate();
    if (waits && !TimersFire.in(Tck.implementation())) {
      return Ground.CALL_LATER.rule();
    }
    return bench == null ? null : bench.accusedOf(failure);
  }

  private Conditions conditions(boolean otherThreads) {
    return property == null
        ? Conditions.ofKit("", otherThreads)
        : TckExtension.conditions(property, otherThreads);
  }

  /**
   * What is known of a try that failed.
   *
   * @param recorded what was recorded of it
   * @param accused the rule of the call that did it, if that is known
   */
  private record Failed(Recorded recorded, @Nullable String accused) {
    private static final Failed NONE = new Failed(Recorded.NOTHING, null);
  }
}
