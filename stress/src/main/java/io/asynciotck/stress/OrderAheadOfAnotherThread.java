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

/** Another thread knows that the loop's thread has called call_soon, and then hands over. */
@JCStressTest
@Outcome(id = "known, own brought", expect = ACCEPTABLE, desc = "First given, first run.")
@Outcome(
    id = {"unknown, brought own", "unknown, own brought"},
    expect = ACCEPTABLE,
    desc = "At the same time, as far as anybody knows: either order.")
@Outcome(
    id = "known, brought own",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.one-order: what was given later ran first.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.runs, loop.call-soon.fifo: a callback is lost or runs twice.")
@State
public class OrderAheadOfAnotherThread {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final StringJoiner ran = new StringJoiner(" ");
  private volatile boolean given;

  @Actor
  public void loop() {
    loop.callSoon(() -> ran.add("own"));
    given = true;
    LoopUnderStress.turn(loop, 1);
  }

  @Actor
  public void producer(LL_Result result) {
    result.r1 = given ? "known" : "unknown";
    loop.callSoonThreadsafe(() -> ran.add("brought"));
  }

  @Arbiter
  public void rest(LL_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    result.r2 = ran.toString();
  }
}
