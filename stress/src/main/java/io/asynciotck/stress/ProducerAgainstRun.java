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

/** A thread hands callbacks over while the loop runs, takes them, and is given one of its own. */
@JCStressTest
@Outcome(
    id = {"a1 a2 own", "a1 own a2", "own a1 a2"},
    expect = ACCEPTABLE,
    desc = "All run, those of the thread in its order.")
@Outcome(
    id = ".*a2.*a1.*",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.fifo: the order of the thread is broken.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.runs, loop.call-soon.fifo: a callback is lost or runs twice.")
@State
public class ProducerAgainstRun {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private final StringJoiner ran = new StringJoiner(" ");

  @Actor
  public void producer() {
    loop.callSoonThreadsafe(() -> ran.add("a1"));
    loop.callSoonThreadsafe(() -> ran.add("a2"));
  }

  @Actor
  public void loop() {
    LoopUnderStress.turn(loop, 1);
    loop.callSoon(() -> ran.add("own"));
    LoopUnderStress.turn(loop, 2);
  }

  @Arbiter
  public void rest(L_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    result.r1 = ran.toString();
  }
}
