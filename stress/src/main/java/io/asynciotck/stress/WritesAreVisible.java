package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A callback reads plain fields that were written before it was handed over. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The callback sees what was written.")
@Outcome(
    id = "-1, -1",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.runs: the callback is lost.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.visible: the callback sees less than what was written.")
@State
public class WritesAreVisible {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private int written;
  private Message message = new Message(0);
  private int seen = -1;
  private int seenInMessage = -1;

  /** Not final on purpose: nothing but the loop makes it visible. */
  private static final class Message {
    int text;

    Message(int text) {
      this.text = text;
    }
  }

  @Actor
  public void producer() {
    written = 1;
    message = new Message(2);
    loop.callSoonThreadsafe(() -> {
      seen = written;
      seenInMessage = message.text;
    });
  }

  @Actor
  public void loop() {
    LoopUnderStress.turn(loop, 3);
  }

  @Arbiter
  public void rest(II_Result result) {
    LoopUnderStress.turn(loop, 1);
    loop.close();
    result.r1 = seen;
    result.r2 = seenInMessage;
  }
}
