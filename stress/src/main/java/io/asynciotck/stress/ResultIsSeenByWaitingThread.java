package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A thread submits a coroutine to a loop that runs, and waits for its result. */
@JCStressTest
@Outcome(
    id = "result, 1",
    expect = ACCEPTABLE,
    desc = "The thread gets the result, and sees what the coroutine wrote.")
@Outcome(
    id = "result, 0",
    expect = FORBIDDEN,
    desc = "run-coroutine-threadsafe.result: the thread does not see what the coroutine wrote.")
@Outcome(
    id = "TimeoutException, .*",
    expect = FORBIDDEN,
    desc = "run-coroutine-threadsafe.result, run-coroutine-threadsafe.wakes: the thread waits on.")
@Outcome(
    expect = FORBIDDEN,
    desc = "run-coroutine-threadsafe.result: the thread gets another result.")
@State
public class ResultIsSeenByWaitingThread {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final Watchdog watchdog = new Watchdog();
  private int written;

  @Actor
  public void loop() {
    watchdog.run(loop);
  }

  @Actor
  public void submitter(LL_Result result) {
    ConcurrentFuture<String> future =
        LoopUnderStress.ASYNCIO.runCoroutineThreadsafe(
            LoopUnderStress.ASYNCIO.coroutine(this::work), loop);
    result.r1 = resultOf(future);
    result.r2 = written;
    loop.callSoonThreadsafe(loop::stop);
  }

  private String work() {
    written = 1;
    return "result";
  }

  private static String resultOf(ConcurrentFuture<String> future) {
    try {
      return String.valueOf(future.result(Watchdog.PATIENCE));
    } catch (Exception raised) {
      return raised.getClass().getSimpleName();
    }
  }

  @Arbiter
  public void look(LL_Result result) {
    loop.close();
  }
}
