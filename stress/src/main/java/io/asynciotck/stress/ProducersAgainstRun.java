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

/** Two threads hand over two callbacks each, at the same time, to a loop that runs. */
@JCStressTest
@Outcome(
    id = {
      "a1 a2 b1 b2, woke",
      "a1 b1 a2 b2, woke",
      "a1 b1 b2 a2, woke",
      "b1 a1 a2 b2, woke",
      "b1 a1 b2 a2, woke",
      "b1 b2 a1 a2, woke"
    },
    expect = ACCEPTABLE,
    desc = "All run, those of each thread in its order.")
@Outcome(
    id = ".*a2.*a1.*|.*b2.*b1.*",
    expect = FORBIDDEN,
    desc = "loop.call-soon-threadsafe.fifo: the order of one thread is broken.")
@Outcome(
    expect = FORBIDDEN,
    desc =
        "loop.call-soon-threadsafe.concurrent, loop.call-soon-threadsafe.wakes: a callback is lost"
            + " or runs twice, or the loop sleeps on.")
@State
public class ProducersAgainstRun {
  private static final int ALL = 4;

  private final EventLoop loop = LoopUnderStress.newLoop();
  private final Watchdog watchdog = new Watchdog();
  private final StringJoiner ran = new StringJoiner(" ");
  private int count;

  @Actor
  public void loop() {
    watchdog.run(loop);
  }

  @Actor
  public void producerA() {
    loop.callSoonThreadsafe(() -> came("a1"));
    loop.callSoonThreadsafe(() -> came("a2"));
  }

  @Actor
  public void producerB() {
    loop.callSoonThreadsafe(() -> came("b1"));
    loop.callSoonThreadsafe(() -> came("b2"));
  }

  private void came(String callback) {
    ran.add(callback);
    count++;
    if (count == ALL) {
      loop.stop();
    }
  }

  @Arbiter
  public void look(LL_Result result) {
    loop.close();
    result.r1 = ran.toString();
    result.r2 = watchdog.barked() ? "slept on" : "woke";
  }
}
