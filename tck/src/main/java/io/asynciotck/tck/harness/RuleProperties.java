package io.asynciotck.tck.harness;

import io.asynciotck.tck.results.Ground;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Base of every class of jqwik properties: each try runs on a bench of its own, under the watchdog.
 */
@AddLifecycleHook(value = PropertySelection.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = PropertyRun.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class RuleProperties {

  /** A property that hangs for longer is not shrunk: each of its tries might hang as long. */
  private static final Duration SHRINKABLE = Duration.ofSeconds(1);

  /** How long a property may try programs; a hundred times what it takes on most loops. */
  private static final Duration BUDGET = Duration.ofSeconds(20);

  /**
   * For how long a smaller program is looked for; several properties may break one rule. A limit of
   * jqwik's own would leave the try that runs behind, in a thread that goes on.
   */
  private static final Duration LIMIT_OF_SHRINKING = Duration.ofSeconds(3);

  private static volatile boolean hungTooLong;

  /** When a try first failed; 0 if none did. */
  private static volatile long firstFailure;

  private static volatile long began;

  /** The last try that failed. */
  private static volatile Failed last = Failed.NONE;

  /** The smallest try that failed. */
  private static volatile Failed kept = Failed.NONE;

  private static volatile @Nullable Object smallest;

  private static volatile @Nullable Method running;

  /** What the running property is about: jqwik shrinks in a thread of its own. */
  private static volatile Tck.@Nullable Subject subject;

  private static final AtomicReference<@Nullable NotClaimedError> NOT_CLAIMED =
      new AtomicReference<>();

  /** For properties. */
  protected RuleProperties() {}

  static void begin(Method property) {
    running = property;
    subject = Tck.subject();
    hungTooLong = false;
    firstFailure = 0;
    began = System.nanoTime();
    last = Failed.NONE;
    kept = Failed.NONE;
    smallest = null;
    NOT_CLAIMED.set(null);
  }

  /** What was recorded of the smallest try that failed. */
  static Recorded recordedOfSmallest() {
    return kept.recorded();
  }

  /** The rule of the call that did it in the smallest try that failed, if that is known. */
  static @Nullable String accusedBySmallest() {
    return kept.accused();
  }

  /** The smallest program that failed, if it was the kit that looked for it. */
  static @Nullable Object smallest() {
    return smallest;
  }

  /** Why some tries of the running property were not run to their end, if there were such. */
  static @Nullable NotClaimedError notClaimed() {
    return NOT_CLAIMED.get();
  }

  /** Returns how loops of the implementation are driven: it bounds what programs may do. */
  protected static Driver driver() {
    Tck.@Nullable Subject here = subject;
    return Driver.of(here == null ? Tck.implementation() : here.target().implementation());
  }

  /** Runs one try. */
  protected final void onBench(BenchBody body) throws Throwable {
    try {
      onBench(false, body);
    } catch (Throwable failure) {
      kept = last; // jqwik tries another one only if it is smaller
      throw failure;
    }
  }

  /** Runs a program; if it fails, the smallest one is looked for that does. */
  protected final <P extends Reducible<P>> void onBench(P program, ProgramBody<P> body)
      throws Throwable {
    reducing(program, each -> onBench(false, bench -> body.run(each, bench)));
  }

  /** Runs a program in which other threads take part; the same holds for it. */
  protected final <P extends Reducible<P>> void onBenchWithThreads(P program, ProgramBody<P> body)
      throws Throwable {
    reducing(program, each -> onBench(true, bench -> body.run(each, bench)));
  }

  private static <P extends Reducible<P>> void reducing(P program, Reduction.Attempt<P> attempt)
      throws Throwable {
    try {
      attempt.run(program);
    } catch (TestAbortedException | InterruptedException verdict) {
      throw verdict;
    } catch (Throwable failure) {
      Reduction<P> reduction = new Reduction<>(program, failure, attempt, RuleProperties::isLate);
      reduction.run(() -> kept = last);
      smallest = reduction.smallest();
      throw reduction.failure();
    }
  }

  private static boolean isLate() {
    return hungTooLong || System.nanoTime() - firstFailure > LIMIT_OF_SHRINKING.toNanos();
  }

  private static void onBench(boolean otherThreads, BenchBody body) throws Throwable {
    Tck.as(subject, () -> attempt(otherThreads, body));
  }

  private static void attempt(boolean otherThreads, BenchBody body) throws Throwable {
    long start = System.nanoTime();
    if (hungTooLong || start - began > BUDGET.toNanos()) {
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
            body.run(bench);
          });
    } catch (NotClaimedError gap) {
      NOT_CLAIMED.set(gap);
      throw gap.abort(); // jqwik tries other programs
    } catch (Throwable failure) {
      if (firstFailure == 0) {
        firstFailure = System.nanoTime();
      }
      Bench bench = opened.get();
      last = new Failed(Tck.implementation().recordedOf(failure), accused(bench, failure));
      hungTooLong =
          failure instanceof HangError && System.nanoTime() - start > SHRINKABLE.toNanos();
      boolean mayShrink = failure instanceof HarnessError && !hungTooLong;
      throw mayShrink ? new EndedTry((HarnessError) failure) : failure;
    }
  }

  private static @Nullable String accused(@Nullable Bench bench, Throwable failure) {
    boolean waits = failure instanceof HangError hang && hang.isLate();
    if (waits && !TimersFire.in(Tck.implementation())) {
      return Ground.CALL_LATER.rule();
    }
    return bench == null ? null : bench.accusedOf(failure);
  }

  private static Conditions conditions(boolean otherThreads) {
    Method property = running;
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

  /** What is done with a program. */
  @FunctionalInterface
  public interface ProgramBody<P> {
    /** Runs it once. */
    void run(P program, Bench bench) throws Throwable;
  }

  /** One try of a property. */
  @FunctionalInterface
  public interface BenchBody {
    /** Runs the try. */
    void run(Bench bench) throws Throwable;
  }
}
