package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import java.time.Duration;
import java.util.StringJoiner;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A thread hands over the cancellation of a timer that is about to run. */
@JCStressTest
@Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "In time: the timer does not run.")
@Outcome(id = "ran cancelled", expect = ACCEPTABLE, desc = "Too late: nothing happens any more.")
@Outcome(
    id = "cancelled ran",
    expect = FORBIDDEN,
    desc = "timer-handle.cancel.when-due: a cancelled timer runs.")
@Outcome(
    expect = FORBIDDEN,
    desc =
        "loop.call-soon-threadsafe.runs, loop.call-later.once: a callback is lost or runs twice.")
@State
public class CancelAgainstRun {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final StringJoiner ran = new StringJoiner(" ");
  private final Handle timer = loop.callLater(Duration.ZERO, () -> ran.add("ran"));

  @Actor
  public void canceller() {
    loop.callSoonThreadsafe(() -> {
      timer.cancel();
      ran.add("cancelled");
    });
  }

  @Actor
  public void loop() {
    LoopUnderStress.turn(loop, 2);
  }

  @Arbiter
  public void rest(L_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    result.r1 = ran.toString();
  }
}
