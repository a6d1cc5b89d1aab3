package io.asynciotck.tck.harness;

import java.lang.reflect.Method;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * Base of every class of jqwik properties: each try runs on a bench of its own, under the watchdog.
 * One property runs at a time.
 */
@AddLifecycleHook(value = PropertySelection.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = PropertyRun.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class RuleProperties {

  /** Those of the running property: jqwik makes its objects and threads, and hands nothing on. */
  private static volatile Tries tries = new Tries(null, null);

  /** For properties. */
  protected RuleProperties() {}

  /** Begins a property; returns what will be known of it. */
  static Tries begin(Method property) {
    Tries begun = new Tries(property, Tck.subject());
    tries = begun;
    return begun;
  }

  /** Returns how loops of the implementation are driven: it bounds what programs may do. */
  protected static Driver driver() {
    return Driver.of(tries.implementation());
  }

  /** Runs one try. */
  protected final void onBench(BenchBody body) throws Throwable {
    tries.run(body);
  }

  /** Runs a program; if it fails, the smallest one is looked for that does. */
  protected final <P extends Reducible<P>> void onBench(P program, ProgramBody<P> body)
      throws Throwable {
    tries.run(program, false, body);
  }

  /** Runs a program in which other threads take part; the same holds for it. */
  protected final <P extends Reducible<P>> void onBenchWithThreads(P program, ProgramBody<P> body)
      throws Throwable {
    tries.run(program, true, body);
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
