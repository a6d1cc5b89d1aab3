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

/** A callback is handed over just when the loop finds that it has nothing to do. */
@JCStressTest
@Outcome(id = "woke", expect = ACCEPTABLE, desc = "The loop saw the callback, or was woken for it.")
@Outcome(
    id = "slept on",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.wakes: the loop waited for its next timer.")
@State
public class WakesWhenAboutToBlock {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final Watchdog watchdog = new Watchdog();

  @Actor
  public void loop() {
    watchdog.run(loop);
  }

  @Actor
  public void producer() {
    loop.callSoonThreadsafe(loop::stop);
  }

  @Arbiter
  public void look(L_Result result) {
    loop.close();
    result.r1 = watchdog.barked() ? "slept on" : "woke";
  }
}
