package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import java.util.ArrayList;
import java.util.List;

/** Base of tests of cancellations of what waits for work: futures that the test completes. */
abstract class WorkCancellationRuleTest extends CancellationRuleTest {
  private final List<AsyncFuture<Integer>> open = new ArrayList<>();

  @Override
  protected final void prepare() {
    open.clear();
  }

  /** Makes work that is not done. */
  final AsyncFuture<Integer> work() {
    AsyncFuture<Integer> work = loop.createFuture();
    open.add(work);
    return work;
  }

  /** Returns the work that the test has not completed. */
  final List<AsyncFuture<Integer>> open() {
    return open;
  }

  /** Completes what is not done yet, and looks at nothing twice. */
  @Override
  protected final void complete() {
    open.stream().filter(work -> !work.isDone()).forEach(work -> work.setResult(7));
    open.clear();
  }
}
