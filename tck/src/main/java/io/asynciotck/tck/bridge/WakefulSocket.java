package io.asynciotck.tck.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket whose reader stays awake for a moment before it sleeps.
 *
 * <p>Where two sides take turns, every message wakes the other one. To wake a thread that sleeps on
 * an idle processor takes 10 to 25 µs, as long as a turn. So a reader first looks again and again
 * whether something has come, and the agent's does the same. A callback with a nested call, which
 * is four messages, takes 54 µs instead of 120 on two idle processors (CPython 3.13; medians), and
 * as long as before where others keep the processors busy.
 *
 * <p>For it must not take a processor from somebody who needs it. So it yields after each look: a
 * turn of the other side on this very processor costs no more than if the reader slept. It gives up
 * when a yield took longer than a turn, for then others need the processor, and when nothing has
 * come for a while. After that one read for each {@value #NANOS_PER_SLEEP} ns that were lost sleeps
 * at once, so that looking in vain adds no more than that to a read. Where there is one processor
 * nobody looks.
 *
 * <p>A thread that is interrupted does not look. It goes to sleep and so closes the socket, as with
 * any blocking channel.
 *
 * <p>Not thread-safe, but for {@link #close}; and before {@link #takeTurns} one thread may read
 * while another writes.
 */
final class WakefulSocket {
  /** Longer than a turn of an other side that had to be woken. */
  private static final long AWAKE_NANOS = 200_000;

  private static final long LONG_YIELD_NANOS = 50_000;
  private static final int NANOS_PER_SLEEP = 1_000;

  private final SocketChannel socket;
  private boolean looks;

  /** How many of the next reads sleep at once. */
  private long sleeps;

  WakefulSocket(SocketChannel socket) {
    this.socket = socket;
  }

  /** From now on one thread at a time uses the socket, and the two sides take turns. */
  void takeTurns(int processors) {
    looks = processors > 1;
  }

  /** Waits for bytes and reads what is there; -1 at the end. */
  int read(ByteBuffer in) throws IOException {
    if (sleeps > 0) {
      sleeps--;
    } else if (looks) {
      int count = look(in);
      if (count != 0) {
        return count;
      }
    }
    setBlocking(true);
    return socket.read(in);
  }

  /** Reads what comes soon; 0 if that is nothing. */
  @SuppressWarnings("ThreadPriorityCheck") // the yield is for speed: nothing relies on it
  private int look(ByteBuffer in) throws IOException {
    setBlocking(false);
    long start = System.nanoTime();
    long last;
    long now = start;
    do {
      if (Thread.currentThread().isInterrupted()) {
        return 0;
      }
      int count = socket.read(in);
      if (count != 0) {
        return count;
      }
      Thread.yield();
      last = now;
      now = System.nanoTime();
    } while (now - last < LONG_YIELD_NANOS && now - start < AWAKE_NANOS);
    sleeps = (now - start) / NANOS_PER_SLEEP;
    return 0;
  }

  /** Writes all that remains. */
  void write(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      if (socket.write(out) == 0) {
        setBlocking(true);
      }
    }
  }

  private void setBlocking(boolean blocking) throws IOException {
    if (socket.isBlocking() != blocking) {
      socket.configureBlocking(blocking);
    }
  }

  void close() throws IOException {
    socket.close();
  }
}
