package io.asynciotck.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.asynciotck.api.EventLoop;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A thread knows that the last batch of a run has begun, and hands a callback over. */
@JCStressTest
@Outcome(id = "known, after", expect = ACCEPTABLE, desc = "It waits for the next run.")
@Outcome(
    id = {"unknown, after", "unknown, before"},
    expect = ACCEPTABLE,
    desc = "It may have come before the batch began.")
@Outcome(
    id = "known, before",
    expect = FORBIDDEN,
    desc = "loop.stop.new-callbacks, loop.run-once.batch: it runs in the batch that had begun.")
@Outcome(
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.runs, loop.stop.next-run: it is lost or runs twice.")
@State
public class BroughtDuringBatch {
  /** How often a thread looks for what the other one does. */
  private static final int LOOKS = 50;

  private final EventLoop loop = LoopUnderStress.newLoop();
  private volatile boolean began;
  private volatile boolean brought;
  private int ran;
  private int ranBefore;

  @Actor
  public void loop() {
    loop.callSoon(() -> {
      began = true;
      loop.stop();
    });
    loop.callSoon(() -> {
      for (int look = 0; look < LOOKS && !brought; look++) {
        LockSupport.parkNanos(1_000);
      }
    });
    loop.runForever();
    ranBefore = ran;
  }

  @Actor
  public void producer(LL_Result result) {
    for (int look = 0; look < LOOKS && !began; look++) {
      LockSupport.parkNanos(1_000);
    }
    result.r1 = began ? "known" : "unknown";
    loop.callSoonThreadsafe(() -> ran++);
    brought = true;
  }

  @Arbiter
  public void rest(LL_Result result) {
    LoopUnderStress.turn(loop, 2);
    loop.close();
    String place = ranBefore == 1 ? "before" : "after";
    result.r2 = ran == 1 ? place : ran + " times";
  }
}
