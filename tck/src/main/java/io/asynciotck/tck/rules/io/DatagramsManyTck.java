package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code datagrams.md}: many datagrams, and what is said of sockets. */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsManyTck extends DatagramRuleTest {
  private static final String HOST = "127.0.0.1";

  private final TreeMap<String, Integer> received = new TreeMap<>();

  /** A protocol that counts what it receives. */
  private final class Counting implements DatagramProtocol {
    @Override
    public void datagramReceived(byte[] data, @Nullable Object addr) {
      received.merge(text(data), 1, Integer::sum);
    }
  }

  private DatagramTransport endpoint(Address local, @Nullable Boolean port, @Nullable Boolean all)
      throws Exception {
    List<Object> pair =
        run(() -> await(loop.createDatagramEndpoint(Counting::new, local, port, all)));
    return (DatagramTransport) pair.getFirst();
  }

  private void end(DatagramTransport transport) {
    giveUp(transport::abort);
    settle();
  }

  @Rule("datagram.received.whole")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void eachOfManyDatagramsIsReceivedOnce() throws Exception {
    int many = 101;
    Address address = free();
    DatagramTransport transport = endpoint(address, null, null);
    Socket far = bound();
    for (int i = 0; i < many; i++) {
      far.sendto(bytes(name(i)), address);
      for (int quiet = 0; quiet < 20 && received.size() <= i; quiet++) {
        settle(); // so that the system has room for all of them
      }
    }
    settle();
    List<String> wrong = new ArrayList<>();
    received.forEach((name, count) -> {
      if (count != 1) {
        wrong.add(name + " " + count + " times");
      }
    });
    IntStream.range(0, many)
        .mapToObj(DatagramsManyTck::name)
        .filter(name -> !received.containsKey(name))
        .forEach(name -> wrong.add(name + " never"));
    trace.add("received: " + received.size() + ", wrong: " + wrong);
    end(transport);
    trace.shouldBe("received: " + many + ", wrong: []");
  }

  /** Datagrams of different lengths. */
  private static String name(int number) {
    return "x".repeat(number % 7) + number;
  }

  @Rule("datagram-endpoint.reuse-port.shared")
  @Test
  void twoEndpointsShareAPort() throws Exception {
    Address address = free();
    DatagramTransport one = endpoint(address, true, null);
    DatagramTransport other = endpoint(address, true, null);
    trace.add("two endpoints");
    end(one);
    end(other);
    trace.shouldBe("two endpoints");
  }

  @Rule("datagram-endpoint.reuse-port.all")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void unlessBothAskForItTwoEndpointsDoNotShareAPort() throws Exception {
    for (boolean[] asks : new boolean[][] {{false, false}, {true, false}, {false, true}}) {
      Address address = free();
      DatagramTransport one = endpoint(address, asks[0] ? true : null, null);
      @Nullable DatagramTransport other = null;
      try {
        other = endpoint(address, asks[1] ? true : null, null);
      } catch (Exception refused) {
        // Which one it is another rule says.
      }
      trace.add("refused: " + (other == null));
      if (other != null) {
        end(other);
      }
      end(one);
    }
    trace.shouldBe("refused: true", "refused: true", "refused: true");
  }

  @Rule("datagram-endpoint.allow-broadcast.set")
  @Test
  void anEndpointMaySendToAll() throws Exception {
    for (boolean allowed : List.of(true, false)) {
      DatagramTransport transport = endpoint(new Address(HOST, 0), null, allowed);
      @Nullable Socket socket = transport.getExtraInfoSocket("socket");
      if (socket == null) {
        throw new NotClaimedError("a transport does not tell its socket");
      }
      int option = socket.getsockopt(bench.sockets().solSocket(), bench.sockets().soBroadcast());
      trace.add("allowed: " + allowed + ", set: " + (option != 0));
      end(transport);
    }
    trace.shouldBe("allowed: true, set: true", "allowed: false, set: false");
  }
}
