package io.asynciotck.tck.harness;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.jspecify.annotations.Nullable;

/**
 * Base of every class of jqwik properties: each try runs on a bench of its own, under the watchdog.
 */
@AddLifecycleHook(RuleProperties.Selected.class)
public abstract class RuleProperties {

  /** For properties. */
  protected RuleProperties() {}

  /** Runs one try. */
  protected final void onBench(BenchBody body) throws Throwable {
    onBench(false, body);
  }

  /** Runs one try in which other threads take part. */
  protected final void onBenchWithThreads(BenchBody body) throws Throwable {
    onBench(true, body);
  }

  private static void onBench(boolean otherThreads, BenchBody body) throws Throwable {
    AtomicReference<@Nullable Bench> opened = new AtomicReference<>();
    TestThread.run(
        () -> {
          try (Bench bench = new Bench(Tck.implementation(), otherThreads)) {
            opened.set(bench);
            body.run(bench);
          }
        },
        Tck.timeout(),
        () -> {
          Bench bench = opened.get();
          return bench == null ? "" : bench.abort();
        });
  }

  /** One try of a property. */
  @FunctionalInterface
  public interface BenchBody {
    /** Runs the try. */
    void run(Bench bench) throws Throwable;
  }

  /** Leaves out properties of rules that are not selected. */
  static final class Selected implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      if (context instanceof PropertyLifecycleContext property) {
        Method method = property.targetMethod();
        return Tck.whyNot(method).map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
      }
      return SkipResult.doNotSkip();
    }
  }
}
