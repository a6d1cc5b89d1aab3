package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A callback is handed over while the loop's thread closes the loop. */
@JCStressTest
@Outcome(
    id = "unknown, accepted, 0",
    expect = ACCEPTABLE,
    desc = "It came before the close, and is discarded.")
@Outcome(
    id = {"unknown, refused, 0", "closed, refused, 0"},
    expect = ACCEPTABLE,
    desc = "It came after the close, and is refused.")
@Outcome(
    id = "closed, accepted, 0",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.closed: a loop that is closed takes it.")
@Outcome(
    id = ".*, 1",
    expect = FORBIDDEN,
    desc = "loop.close.discards: it runs although nobody runs the loop.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.closed: something else than RuntimeError is raised.")
@State
public class CloseAgainstCall {
  private final EventLoop loop = LoopUnderStress.newLoop();
  private int ran;

  /** What the closer says; only the loop's own thread may ask the loop. */
  private volatile boolean closed;

  @Actor
  public void closer() {
    loop.close();
    closed = true;
  }

  @Actor
  public void producer(LLL_Result result) {
    result.r1 = closed ? "closed" : "unknown";
    result.r2 = handOver();
  }

  private String handOver() {
    try {
      loop.callSoonThreadsafe(() -> ran++);
      return "accepted";
    } catch (IllegalStateException refused) {
      return "refused";
    } catch (RuntimeException other) {
      return other.getClass().getSimpleName();
    }
  }

  @Arbiter
  public void look(LLL_Result result) {
    result.r3 = ran;
  }
}
