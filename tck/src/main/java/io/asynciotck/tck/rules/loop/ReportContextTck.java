package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Rules of {@code errors.md}: what a report holds of futures and tasks. */
@ExpectsReports
final class ReportContextTck extends RuleTest {

  /** Traces what a report has under a key, if it is not of a kind. */
  private void traceUnless(Class<?> kind, String key) {
    loop.setExceptionHandler((reporter, context) -> {
      Object told = context.get(key);
      if (told != null && !kind.isInstance(told)) {
        trace.add(key + ": " + told);
      }
    });
  }

  @Rule("loop.exception-handler.context-future")
  @Test
  void whatIsToldOfAFutureIsAFuture() {
    Garbage garbage = bench.surroundings().garbage();
    traceUnless(AsyncFuture.class, "future");
    garbage.failedFuture(loop, new Boom());
    garbage.failedTask(loop, new Boom());
    collect(garbage);
    trace.shouldBe();
  }

  @Rule("loop.exception-handler.context-task")
  @Test
  void whatIsToldOfATaskIsATask() throws Exception {
    asyncio.run(
        coroutine(() -> {
          loop = asyncio.getRunningLoop();
          traceUnless(Task.class, "task");
          asyncio.createTask(
              coroutine(() -> {
                try {
                  await(asyncio.sleep(ticks(100)));
                } finally {
                  Boom.raise(new Boom());
                }
              }));
          yieldOnce();
        }));
    trace.shouldBe();
  }

  @Rule("future.exception.source-traceback")
  @RestsOn(Ground.NEVER_RETRIEVED)
  @Test
  void inDebugModeAReportTellsWhereATaskWasMade() {
    Garbage garbage = bench.surroundings().garbage();
    loop.setDebug(true);
    loop.setExceptionHandler((reporter, context) ->
        trace.add("where it was made: " + (context.get("source_traceback") != null)));
    garbage.failedTask(loop, new Boom());
    collect(garbage);
    trace.shouldBe("where it was made: true");
  }
}
