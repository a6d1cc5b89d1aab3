package io.asynciotck.tck.harness;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs something on a bench that is no test: under the same time limit, and no verdict rests on it.
 */
public final class Trial {

  private Trial() {}

  /**
   * Runs it on a bench of its own.
   *
   * @param name what it is called in messages
   * @throws HarnessError if it hangs, or ends the process of the loop
   * @throws Throwable what it raised
   */
  public static void run(Target target, String name, RuleProperties.BenchBody body)
      throws Throwable {
    AtomicReference<Throwable> raised = new AtomicReference<>();
    Tck.about(
        target,
        Attempts.ALL,
        () -> {
          try {
            BenchRun.run(Conditions.ofKit(name, false), body);
          } catch (Throwable failure) {
            raised.set(failure);
          }
        });
    if (raised.get() != null) {
      throw raised.get();
    }
  }
}
