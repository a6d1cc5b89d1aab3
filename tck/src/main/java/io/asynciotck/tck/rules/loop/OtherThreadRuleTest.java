package io.asynciotck.tck.rules.loop;

import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Base of rule tests in which another thread calls the loop. */
abstract class OtherThreadRuleTest extends RuleTest {
  /** Does something in another thread and waits for its end, in this thread. */
  final <T extends @Nullable Object> T inOtherThread(Callable<T> body) {
    return join(bench.inThread(body));
  }

  /** Runs the loop while another thread does something, and stops it from there. */
  final void runLoopDuring(VoidBody body) throws Exception {
    List<Future<?>> other = new ArrayList<>();
    loop.callSoon(() ->
        other.add(
            bench.inThread(() -> {
              try {
                body.run();
              } finally {
                loop.callSoonThreadsafe(loop::stop);
              }
              return null;
            })));
    loop.runForever();
    other.getFirst().get();
  }

  static <T extends @Nullable Object> T join(Future<T> thread) {
    try {
      return thread.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new AssertionError("The other thread failed", failed);
    }
  }
}
