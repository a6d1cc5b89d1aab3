package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Callbacks are handed over to a loop that has just been woken for an earlier one. */
@JCStressTest
@Outcome(id = "3, woke", expect = ACCEPTABLE, desc = "The loop ran all of them.")
@Outcome(
    id = ".*slept on",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.wakes: the loop waited for its next timer.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.runs: a callback is lost or runs twice.")
@State
public class WakesWhenJustWoken {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final Watchdog watchdog = new Watchdog();
  private int ran;

  @Actor
  public void loop() {
    watchdog.run(loop);
  }

  @Actor
  public void producer() {
    loop.callSoonThreadsafe(() -> ran++);
    loop.callSoonThreadsafe(() -> ran++);
    loop.callSoonThreadsafe(() -> {
      ran++;
      loop.stop();
    });
  }

  @Arbiter
  public void look(LL_Result result) {
    loop.close();
    result.r1 = ran;
    result.r2 = watchdog.barked() ? "slept on" : "woke";
  }
}
