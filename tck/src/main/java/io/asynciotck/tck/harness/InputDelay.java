package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes until a protocol is given all that has come: measured once, by a probe under a
 * time limit.
 *
 * <p>Most loops see input in their next iteration. One whose input comes by way of another thread,
 * or that waits for more to come with it, or that gives it in small pieces, is as right; its tests
 * give it time, where those of other loops count quiet iterations. One that sees no input while it
 * has callbacks to run is wrong, as {@code loop.poll.not-starved-by-callbacks} says; other rules
 * are tried on it when it is idle.
 */
final class InputDelay {

  /**
   * Within this many iterations input counts as seen at once, also where an iteration takes long.
   */
  private static final int AT_ONCE = 4;

  /** How much comes: what most tests send at once is no more. */
  private static final int SIZE = 2_000;

  /** What a test waits for may take several delays, and a machine may be busy. */
  private static final int MARGIN = 5;

  private static final Duration LEAST = Duration.ofMillis(20);
  private static final Duration MOST = Duration.ofMillis(100);

  /** How long input may take to come to a loop that is idle, on a machine that is busy. */
  private static final Duration MOST_IDLE = Duration.ofSeconds(1);

  /** How long the probe may take. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** How long a loop sleeps in each iteration that sees no input while it is busy. */
  private static final Duration PAUSE = Duration.ofMillis(1);

  private static final Measured<InputWait> MEASURED = new Measured<>(InputDelay::measure);

  private InputDelay() {}

  /** Returns how to wait for input. */
  static InputWait of(Implementation implementation) {
    return MEASURED.of(implementation);
  }

  private static InputWait measure(Implementation implementation) {
    AtomicReference<InputWait> seen = new AtomicReference<>(InputWait.NONE);
    try {
      Probe.run(
          implementation,
          "a look at how soon input is seen",
          LIMIT,
          session -> {
            if (session.clock().isEmpty()) {
              seen.set(measure(session, implementation.leavesOpen()));
            }
          });
    } catch (Throwable failed) {
      return seen.get(); // what the loop does wrong is for the tests to say
    }
    return seen.get();
  }

  private static InputWait measure(Session session, boolean leavesOpen) throws Exception {
    EventLoop loop = session.asyncio().newEventLoop();
    List<Socket> pair = session.sockets().socketpair();
    try {
      pair.getFirst().setblocking(false);
      Receiver receiver = new Receiver();
      List<Object> made =
          loop.runUntilComplete(loop.createConnection(() -> receiver, pair.getFirst()));
      pair.getLast().sendall(new byte[SIZE]);
      InputWait wait = receiver.waits(loop);
      ((Transport) made.getFirst()).abort();
      Chain.until(loop, () -> receiver.lost);
      return wait;
    } finally {
      pair.getLast().close();
      if (!leavesOpen) {
        loop.close();
      }
    }
  }

  /** A protocol that notes how much it was given. */
  private static final class Receiver implements Protocol {
    private int given;
    private boolean lost;
    private int iterations;

    @Override
    public void dataReceived(byte[] data) {
      given += data.length;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      lost = true;
    }

    InputWait waits(EventLoop loop) {
      long begun = System.nanoTime();
      if (Chain.untilSeen(loop, this::asked, MOST)) {
        return iterations <= AT_ONCE ? InputWait.NONE : InputWait.of(timeSince(begun));
      }
      if (given > 0) { // it comes in small pieces
        return InputWait.of(MOST);
      }
      begun = System.nanoTime();
      return Chain.until(loop, this::asked, new InputWait(MOST_IDLE, PAUSE))
          ? new InputWait(timeSince(begun), PAUSE)
          : InputWait.NONE;
    }

    private static Duration timeSince(long begun) {
      Duration wait = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(MARGIN);
      return wait.compareTo(LEAST) < 0 ? LEAST : wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private boolean asked() {
      iterations++;
      return given >= SIZE;
    }
  }
}
