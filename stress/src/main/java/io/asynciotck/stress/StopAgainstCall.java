package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A callback is handed over while a stop ends the run. */
@JCStressTest
@Outcome(id = "1 0", expect = ACCEPTABLE, desc = "It came in time, and ran before the stop.")
@Outcome(id = "0 1", expect = ACCEPTABLE, desc = "It came too late, and ran in the next run.")
@Outcome(
    id = "0 0",
    expect = FORBIDDEN,
    desc = "loop.stop.next-run, loop.call-soon-threadsafe.runs: the stop swallowed it.")
@Outcome(expect = FORBIDDEN, desc = "loop.call-soon-threadsafe.runs: it ran twice.")
@State
public class StopAgainstCall {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private int ran;
  private int ranBeforeStop;

  @Actor
  public void producer() {
    loop.callSoonThreadsafe(() -> ran++);
  }

  @Actor
  public void loop() {
    loop.callSoon(loop::stop);
    loop.runForever();
    ranBeforeStop = ran;
  }

  @Arbiter
  public void rest(L_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    result.r1 = ranBeforeStop + " " + (ran - ranBeforeStop);
  }
}
