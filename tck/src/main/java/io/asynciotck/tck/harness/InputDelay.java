package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes until a reader of a descriptor, and a protocol, is given all that has come:
 * measured once, by a probe under a time limit.
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

  /** How often it is looked at: another thread may be quick by chance. */
  private static final int LOOKS = 8;

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
              measure(
                  session,
                  implementation.leavesOpen(),
                  wait -> seen.accumulateAndGet(wait, InputDelay::longer));
            }
          });
    } catch (Throwable failed) {
      return seen.get(); // what the loop does wrong is for the tests to say
    }
    return seen.get();
  }

  private static void measure(Session session, boolean leavesOpen, Consumer<InputWait> seen)
      throws Exception {
    EventLoop loop = session.asyncio().newEventLoop();
    try {
      look(session, loop, Reader::new, seen);
      if (!Thread.currentThread().isInterrupted()) { // else its time is up, and a test may run
        look(session, loop, Receiver::new, seen);
      }
    } finally {
      if (!leavesOpen) {
        loop.close();
      }
    }
  }

  /** Looks at input of one kind. A loop that does not have it needs no time for it. */
  private static void look(Session session, EventLoop loop, Kind kind, Consumer<InputWait> seen)
      throws Exception {
    List<Socket> pair = session.sockets().socketpair();
    try {
      pair.getFirst().setblocking(false);
      Input input = kind.of(loop, pair.getFirst());
      for (int time = 0; time < LOOKS && input.isGiven(); time++) {
        pair.getLast().sendall(new byte[SIZE]);
        seen.accept(input.waits(session, loop));
      }
      input.end(session, loop);
    } catch (HarnessError stop) {
      throw stop;
    } catch (Exception without) {
      // Its tests say so.
    } finally {
      pair.getLast().close();
      pair.getFirst().close();
    }
  }

  private static InputWait longer(InputWait one, InputWait other) {
    return one.time().compareTo(other.time()) >= 0 ? one : other;
  }

  private interface Kind {
    Input of(EventLoop loop, Socket socket) throws Exception;
  }

  /** What input comes to, and how much of it has come. */
  private abstract static class Input {
    private int given;
    private int iterations;

    /** Whether input was given to a loop that was kept busy, each time until now. */
    private boolean whileBusy = true;

    /** Some bytes have come. */
    final void came(int bytes) {
      given += bytes;
    }

    boolean isGiven() {
      return whileBusy;
    }

    InputWait waits(Session session, EventLoop loop) {
      given = 0;
      iterations = 0;
      long begun = System.nanoTime();
      if (Chain.untilSeen(session, loop, this::asked, InputWait.of(MOST))) {
        return iterations <= AT_ONCE ? InputWait.NONE : InputWait.of(timeSince(begun));
      }
      if (given > 0) { // it comes in small pieces
        return InputWait.of(MOST);
      }
      whileBusy = false;
      begun = System.nanoTime();
      return Chain.untilSeen(session, loop, this::asked, new InputWait(MOST_IDLE, PAUSE))
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

    /** Lets go of the loop. */
    abstract void end(Session session, EventLoop loop);
  }

  /** A reader of a descriptor. */
  private static final class Reader extends Input {
    private final Object descriptor;

    Reader(EventLoop loop, Socket socket) {
      descriptor = socket.fileno();
      loop.addReader(descriptor, () -> read(socket));
    }

    private void read(Socket socket) {
      try {
        came(socket.recv(SIZE).length);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }

    @Override
    void end(Session session, EventLoop loop) {
      loop.removeReader(descriptor);
    }
  }

  /** A protocol that is given what comes. */
  private static final class Receiver extends Input implements Protocol {
    private final Transport transport;
    private boolean lost;

    Receiver(EventLoop loop, Socket socket) throws Exception {
      List<Object> made = loop.runUntilComplete(loop.createConnection(() -> this, socket));
      transport = (Transport) made.getFirst();
    }

    @Override
    public void dataReceived(byte[] data) {
      came(data.length);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      lost = true;
    }

    @Override
    void end(Session session, EventLoop loop) {
      transport.abort();
      Chain.until(session, loop, () -> lost, InputWait.NONE);
    }
  }
}
