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
import org.openjdk.jcstress.infra.results.L_Result;

/** Two threads hand over two callbacks each, at the same time, to a loop that does not run yet. */
@JCStressTest
@Outcome(
    id = {"a1 a2 b1 b2", "a1 b1 a2 b2", "a1 b1 b2 a2", "b1 a1 a2 b2", "b1 a1 b2 a2", "b1 b2 a1 a2"},
    expect = ACCEPTABLE,
    desc = "All run, those of each thread in its order.")
@Outcome(
    id = ".*a2.*a1.*|.*b2.*b1.*",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.fifo: the order of one thread is broken.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.concurrent: a callback is lost or runs twice.")
@State
public class TwoProducers {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final StringJoiner ran = new StringJoiner(" ");

  @Actor
  public void producerA() {
    loop.callSoonThreadsafe(() -> ran.add("a1"));
    loop.callSoonThreadsafe(() -> ran.add("a2"));
  }

  @Actor
  public void producerB() {
    loop.callSoonThreadsafe(() -> ran.add("b1"));
    loop.callSoonThreadsafe(() -> ran.add("b2"));
  }

  @Arbiter
  public void loop(L_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    result.r1 = ran.toString();
  }
}
