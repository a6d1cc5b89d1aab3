package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A loop that has nothing to do, not even a timer, is handed a coroutine. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The loop woke and ran the coroutine.")
@Outcome(
    id = "STALE",
    expect = FORBIDDEN,
    desc = "run-coroutine-threadsafe.wakes: the loop sleeps on.")
@State
public class WakesForCoroutine {
  private final EventLoop loop = LoopUnderStress.newLoop();

  @Actor
  public void loop() {
    loop.runForever();
    loop.close();
  }

  @Signal
  public void submitter() {
    LoopUnderStress.ASYNCIO.runCoroutineThreadsafe(
        LoopUnderStress.ASYNCIO.coroutine(() -> {
          loop.stop();
          return "stopped";
        }),
        loop);
  }
}
