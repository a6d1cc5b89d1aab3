package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import java.util.StringJoiner;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The loop's thread knows that another one has handed over, and then calls call_soon. */
@JCStressTest
@Outcome(id = "known, brought own", expect = ACCEPTABLE, desc = "First brought, first run.")
@Outcome(
    id = {"unknown, brought own", "unknown, own brought"},
    expect = ACCEPTABLE,
    desc = "At the same time, as far as anybody knows: either order.")
@Outcome(
    id = "known, own brought",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.one-order: what was given later ran first.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.runs, loop.call-soon.fifo: a callback is lost or runs twice.")
@State
public class OrderBehindAnotherThread {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final StringJoiner ran = new StringJoiner(" ");
  private volatile boolean handedOver;

  @Actor
  public void producer() {
    loop.callSoonThreadsafe(() -> ran.add("brought"));
    handedOver = true;
  }

  @Actor
  public void loop(LL_Result result) {
    LoopUnderStress.turn(loop, 1);
    result.r1 = handedOver ? "known" : "unknown";
    loop.callSoon(() -> ran.add("own"));
    LoopUnderStress.turn(loop, 1);
  }

  @Arbiter
  public void rest(LL_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    result.r2 = ran.toString();
  }
}
