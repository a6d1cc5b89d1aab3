package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Base of rule tests of what waits to be sent: over Unix sockets, whose datagrams the system
 * refuses while nobody reads.
 */
abstract class UnixDatagramRuleTest extends DatagramRuleTest {
  static final int MANY = 400;

  /** What a test does with an endpoint that sends, and a socket that receives. */
  @FunctionalInterface
  interface PairBody {
    void run(DatagramTransport transport, Socket far) throws Exception;
  }

  /** What a test does with two sockets that are connected to one another. */
  @FunctionalInterface
  interface SocketsBody {
    void run(Socket near, Socket far) throws Exception;
  }

  final void withSockets(SocketsBody body) throws Exception {
    UnixSocketRuleTest.inFolder(folder -> {
      String there = folder.resolve("far").toString();
      String here = folder.resolve("near").toString();
      Socket far = unixForTheLoop(there);
      Socket near = unixForTheLoop(here);
      near.connect(there);
      far.connect(here);
      body.run(near, far);
    });
  }

  final void withUnix(DatagramProtocol protocol, PairBody body) throws Exception {
    withSockets((near, far) -> with(protocol, near, transport -> body.run(transport, far)));
  }

  /** How many datagrams the system keeps for who does not receive. */
  final int kept() throws Exception {
    int[] sent = {0};
    withSockets(
        (near, far) -> sent[0] = fillWithDatagrams(near, MANY, UnixDatagramRuleTest::numbered));
    return sent[0];
  }

  static byte[] numbered(int number) {
    return bytes("%-4000d".formatted(number));
  }

  static void sendMany(DatagramTransport transport) {
    for (int number = 0; number < MANY; number++) {
      transport.sendto(numbered(number));
    }
  }

  /** Receives, while the loop runs, until nothing more comes. */
  final List<String> receiveAll(Socket far) throws IOException {
    List<String> received = new ArrayList<>();
    receiveWhile(() -> received.size() < MANY, far, data -> received.add(text(data).strip()));
    return received;
  }

  /** Receives, while the loop runs, as long as something holds, or until nothing more comes. */
  final void receiveWhile(BooleanSupplier condition, Socket far, Consumer<byte[]> each)
      throws IOException {
    for (int quiet = 0; quiet < 10 && condition.getAsBoolean(); quiet++) {
      try {
        while (true) {
          each.accept(far.recv(5000));
          quiet = 0;
        }
      } catch (BlockingIoException nothing) {
        settle();
      }
    }
  }

  static List<String> inOrder() {
    return IntStream.range(0, MANY).mapToObj(String::valueOf).toList();
  }
}
