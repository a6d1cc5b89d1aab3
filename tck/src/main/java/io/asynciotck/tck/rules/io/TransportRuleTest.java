package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.tck.harness.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Base of rule tests with a transport over one end of a connection. */
abstract class TransportRuleTest extends SocketRuleTest {

  /** More than any socket takes without its other end being read. */
  static final int MUCH = 4 << 20;

  static final byte[] LETTERS = {'a', 'b', 'c'};

  /** A protocol that does nothing but keep what it has received. */
  static class Receiver implements Protocol {
    final StringBuilder received = new StringBuilder();

    @Override
    public void dataReceived(byte[] data) {
      received.append(text(data));
    }
  }

  /** A protocol that stays open when the other side has ended its stream. */
  static class Patient extends Receiver {
    @Override
    public boolean eofReceived() {
      return true;
    }
  }

  /** What a test does with a transport. */
  @FunctionalInterface
  interface TransportBody {
    void run(Transport transport) throws Exception;
  }

  /** Makes a transport, does something with it, and gives it up. */
  final void with(Connection connection, Protocol protocol, TransportBody body) throws Exception {
    List<Object> pair = run(() -> await(loop.createConnection(() -> protocol, connection.near())));
    Transport transport = (Transport) pair.getFirst();
    try {
      body.run(transport);
    } finally {
      giveUp(transport::abort);
      settle();
    }
  }

  /** Gives a transport up, or a server; what it says to that is the matter of other rules. */
  static void giveUp(Runnable end) {
    Outcome.of(() -> {
      end.run();
      return "given up";
    });
  }

  /** Makes a socket that listens. */
  final Socket listening() throws Exception {
    return bench.sockets().createServer(new Address("127.0.0.1", 0));
  }

  /** Many bytes of which each says where it stands. */
  static byte[] much() {
    byte[] much = new byte[MUCH];
    for (int i = 0; i < much.length; i++) {
      much[i] = (byte) (i * 31 + i / 251);
    }
    return much;
  }

  /** Reads, while the loop runs, what the far end can read, until it is so much or the end. */
  final byte[] readWhileRunning(Socket far, int count) throws Exception {
    far.setblocking(false);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean[] ended = {false};
    for (int quiet = 0; quiet < 20 && all.size() < count && !ended[0]; ) {
      byte @Nullable [] part = tryToRead(far);
      if (part == null) {
        quiet++;
        settle();
      } else if (part.length == 0) {
        ended[0] = true;
      } else {
        quiet = 0;
        all.write(part);
      }
    }
    return all.toByteArray();
  }

  /** What can be read now; null if there is nothing, no bytes at the end. */
  static byte @Nullable [] tryToRead(Socket far) throws Exception {
    far.setblocking(false);
    try {
      return far.recv(1 << 20);
    } catch (io.asynciotck.api.io.BlockingIoException nothing) {
      return null;
    }
  }

  /** Traces what the far end sees: bytes, the end, or nothing. */
  final void traceSeen(Socket far) throws Exception {
    byte[] seen = tryToRead(far);
    trace.add("seen: " + (seen == null ? "nothing" : seen.length == 0 ? "the end" : text(seen)));
  }

  static boolean isSame(byte[] one, byte[] other) {
    return Arrays.equals(one, other);
  }
}
