package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ByRealClock;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code connections.md}: several addresses, and what else is said of where to connect.
 */
@UsesThreads // Connections of the system need not be there at once.
final class ConnectionsAddressTck extends StreamRuleTest {
  private static final String HOST = "127.0.0.1";
  private static final String HOST6 = "::1";

  /** Where nobody listens. */
  private static final String NOBODY = "127.0.0.2";

  /** Another address of this machine, as Linux has them. */
  private static final String SECOND = "127.0.0.3";

  /** What waits for the connections of a port, by the address. */
  private record Listeners(int port, String host, Socket four, Socket six) {

    Socket at(String address) {
      return address.equals(host) ? four : six;
    }
  }

  private Socket listeningAt(Object family, Address address) throws IOException {
    Sockets sockets = bench.sockets();
    Socket listener = sockets.socket(family, sockets.sockStream());
    listener.bind(address);
    listener.listen(1);
    listener.setblocking(false);
    return listener;
  }

  /** Listens at both addresses of this machine. */
  private Listeners listeners() throws Exception {
    return listeners(HOST);
  }

  private Listeners listeners(String host) throws Exception {
    int port = freePort();
    Socket four = listeningAt(bench.sockets().afInet(), new Address(host, port));
    try {
      return new Listeners(
          port, host, four, listeningAt(bench.sockets().afInet6(), new Address(HOST6, port)));
    } catch (IOException none) {
      throw new NotClaimedError("this machine has no addresses of IPv6");
    }
  }

  /** Closes what a listener has accepted; if that is nothing yet, a client comes for it. */
  private void end(AsyncFuture<List<Object>> accepting, Address address) throws Exception {
    if (!accepting.isDone()) {
      Socket client = bench.sockets().createConnection(address);
      runUntil(accepting);
      client.close(); // Whoever is closed first keeps the port for a while.
    }
    ((Socket) accepting.result().getFirst()).close();
  }

  /** Connects, and tells which of two listeners has got the connection. */
  private String connected(Listeners listeners, Coroutine<List<Object>> connecting)
      throws Exception {
    List<Object> pair = run(() -> await(connecting));
    AsyncFuture<List<Object>> four = start(loop.sockAccept(listeners.four()));
    AsyncFuture<List<Object>> six = start(loop.sockAccept(listeners.six()));
    AsyncFuture<@Nullable Void> either = loop.createFuture();
    four.addDoneCallback(done -> setOnce(either));
    six.addDoneCallback(done -> setOnce(either));
    runUntil(either);
    String accepted = four.isDone() ? listeners.host() : six.isDone() ? HOST6 : "nobody";
    giveUp(((Transport) pair.getFirst())::abort);
    settle();
    end(four, new Address(listeners.host(), listeners.port()));
    end(six, new Address(HOST6, listeners.port()));
    return accepted;
  }

  @Rule("connection.address.order")
  @Test
  void theFirstAddressIsTriedFirst() throws Exception {
    Listeners listeners = listeners();
    int port = listeners.port();
    String host = thisMachine();
    String first = addressesOf(host).getFirst();
    String accepted = connected(listeners, loop.createConnection(Receiver::new, host, port));
    trace.add("the first: " + accepted.equals(first));
    trace.shouldBe("the first: true");
  }

  @Rule("connection.family.given")
  @Test
  void anAddressOfTheFamilyIsConnectedTo() throws Exception {
    Listeners listeners = listeners();
    String host = thisMachine();
    for (Object family : List.of(bench.sockets().afInet(), bench.sockets().afInet6())) {
      trace.add(
          connected(
              listeners, loop.createConnection(Receiver::new, host, listeners.port(), family)));
    }
    trace.shouldBe(HOST, HOST6);
  }

  @Rule("connection.address.refused-closed")
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void aFailureLeavesNothingOpen() throws Exception {
    int port = freePort();
    String host = thisMachine();
    settle();
    Set<String> before = bench.descriptors();
    for (int i = 0; i < 3; i++) {
      Outcome.of(() -> run(() -> await(loop.createConnection(Receiver::new, host, port))));
    }
    settle();
    Set<String> left = new TreeSet<>(bench.descriptors());
    left.removeAll(before);
    trace.add("left open: " + left.size());
    trace.shouldBe("left open: 0");
  }

  @Rule("connection.address.missing")
  @Test
  void withoutAnAddressItIsRefused() throws Exception {
    traceOutcome("create_connection", () -> await(loop.createConnection(Receiver::new)));
    trace.shouldBe("create_connection: raises IllegalArgumentException");
  }

  @Rule("connection.sock.with-address")
  @Test
  void anAddressAndASocketAreRefused() throws Exception {
    Connection connection = connection();
    traceOutcome(
        "create_connection",
        () -> await(loop.createConnection(Receiver::new, HOST, 1, connection.near())));
    trace.shouldBe("create_connection: raises IllegalArgumentException");
  }

  private Socket datagrams() throws IOException {
    Sockets sockets = bench.sockets();
    Socket datagrams = sockets.socket(sockets.afInet(), sockets.sockDgram());
    datagrams.setblocking(false);
    return datagrams;
  }

  @Rule("connection.sock.datagram")
  @Test
  void aSocketOfDatagramsIsRefused() throws Exception {
    Socket datagrams = datagrams();
    traceOutcome("create_connection", () -> await(loop.createConnection(Receiver::new, datagrams)));
    trace.shouldBe("create_connection: raises IllegalArgumentException");
  }

  @Rule("connection.accepted-socket.datagram")
  @Test
  void aSocketOfDatagramsWasNotAccepted() throws Exception {
    Socket datagrams = datagrams();
    traceOutcome(
        "connect_accepted_socket",
        () -> await(loop.connectAcceptedSocket(Receiver::new, datagrams)));
    trace.shouldBe("connect_accepted_socket: raises IllegalArgumentException");
  }

  @Rule("connection.address.ipv6")
  @Test
  void theHostMayBeAnAddressOfIpv6() throws Exception {
    Listeners listeners = listeners();
    List<Object> pair =
        run(() -> await(loop.createConnection(Receiver::new, HOST6, listeners.port())));
    List<Object> accepted = run(() -> await(loop.sockAccept(listeners.six())));
    trace.add("accepted");
    ((Socket) accepted.getFirst()).close();
    giveUp(((Transport) pair.getFirst())::abort);
    settle();
    trace.shouldBe("accepted");
  }

  @Rule("connection.local-addr.name")
  @Test
  void theLocalAddressMayBeAName() throws Exception {
    // Who connects by IPv6 cannot come from an address of IPv4.
    String host = addressesOf("localhost").getFirst();
    Sockets sockets = bench.sockets();
    Object family = host.equals(HOST) ? sockets.afInet() : sockets.afInet6();
    Socket server = listeningAt(family, new Address(host, 0));
    int port = server.getsockname().port();
    List<Object> pair =
        run(() ->
            await(loop.createConnection(Receiver::new, host, port, new Address("localhost", 0))));
    List<Object> accepted = run(() -> await(loop.sockAccept(server)));
    trace.add("from " + ((List<?>) accepted.get(1)).getFirst());
    ((Socket) accepted.getFirst()).close();
    giveUp(((Transport) pair.getFirst())::abort);
    settle();
    trace.shouldBe("from " + host);
  }

  @Rule("connection.tcp.no-delay")
  @Test
  void smallPiecesAreSentAtOnce() throws Exception {
    Socket near = bench.sockets().createConnection(listening().getsockname());
    near.setblocking(false);
    with(
        new Connection(near, near),
        new Receiver(),
        transport -> {
          // The socket that was given belongs to the transport, which may have taken it away.
          @Nullable Socket told = transport.getExtraInfoSocket("socket");
          int option =
              (told == null ? near : told)
                  .getsockopt(bench.sockets().ipprotoTcp(), bench.sockets().tcpNodelay());
          trace.add("no delay: " + (option != 0));
        });
    trace.shouldBe("no delay: true");
  }

  // All errors

  private Throwable failure(@Nullable String host) throws Exception {
    int port = freePort();
    try {
      var _ = run(() -> await(loop.createConnection(Receiver::new, host, port, true)));
    } catch (Exception failed) {
      return failed;
    }
    return new IllegalStateException("Somebody listens at port " + port);
  }

  @Rule("connection.all-errors.group")
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void oneErrorIsAGroupToo() throws Exception {
    Throwable failure = failure(HOST);
    trace.add(failure instanceof ExceptionGroup ? "a group" : "raises " + Outcome.nameOf(failure));
    trace.shouldBe("a group");
  }

  @Rule("connection.all-errors.each")
  @RestsOn({Ground.SOCK_CONNECT_REFUSED, Ground.ALL_ERRORS})
  @Test
  void theGroupHasTheErrorOfEachAddress() throws Exception {
    String host = thisMachine();
    int addresses = addressesOf(host).size();
    Throwable failure = failure(host);
    if (failure instanceof ExceptionGroup group) {
      long errors = group.exceptions().stream().filter(IOException.class::isInstance).count();
      trace.add("of each: " + (errors == addresses && group.exceptions().size() == addresses));
    } else {
      trace.add("raises " + Outcome.nameOf(failure));
    }
    trace.shouldBe("of each: true");
  }

  // Happy eyeballs

  @Rule("connection.happy-eyeballs.parallel")
  @ByRealClock // The loop looks up the host in another thread.
  @Test
  void theNextAddressIsTriedWhileTheFirstDoesNotAnswer() throws Exception {
    Attempts attempts = attempts(bench.ticks(1));
    trace.add(
        "connected: "
            + attempts.connecting.isDone()
            + ", accepted: "
            + attempts.accepting.isDone());
    end(attempts);
    trace.shouldBe("connected: true, accepted: true");
  }

  @Rule("connection.happy-eyeballs.not-early")
  @ByRealClock // The loop looks up the host in another thread.
  @Test
  void theNextAddressIsNotTriedBeforeItsTime() throws Exception {
    Attempts attempts = attempts(Duration.ofHours(1));
    trace.add("accepted: " + attempts.accepting.isDone());
    end(attempts);
    trace.shouldBe("accepted: false");
  }

  private record Attempts(
      List<AsyncFuture<?>> waiting,
      AsyncFuture<List<Object>> connecting,
      AsyncFuture<List<Object>> accepting) {}

  /**
   * Connects to two addresses, of which the first does not answer. Runs until there is a
   * connection, or for thirty ticks.
   */
  private Attempts attempts(Duration delay) throws Exception {
    Listeners listeners = listeners();
    int port = listeners.port();
    String host = thisMachine();
    List<String> hosts = addressesOf(host);
    List<AsyncFuture<?>> waiting = fill(hosts.getFirst(), port);
    Socket other = listeners.at(hosts.getLast());
    AsyncFuture<@Nullable Void> enough = loop.createFuture();
    AsyncFuture<List<Object>> connecting =
        start(loop.createConnection(Receiver::new, host, port, delay, 1));
    AsyncFuture<List<Object>> accepting = start(loop.sockAccept(other));
    connecting.addDoneCallback(done -> setOnce(enough));
    loop.callLater(bench.ticks(30), () -> setOnce(enough));
    loop.runUntilComplete(enough);
    settle();
    checkNotFailed(connecting);
    return new Attempts(waiting, connecting, accepting);
  }

  private static void setOnce(AsyncFuture<@Nullable Void> future) {
    if (!future.isDone()) {
      future.setResult(null);
    }
  }

  private void end(Attempts attempts) throws Exception {
    attempts.waiting.forEach(AsyncFuture::cancel);
    end(attempts.connecting, attempts.accepting);
  }

  private void end(AsyncFuture<List<Object>> connecting, AsyncFuture<List<Object>> accepting)
      throws Exception {
    if (connecting.isDone()) {
      giveUp(((Transport) connecting.result().getFirst())::abort);
    }
    if (accepting.isDone()) {
      ((Socket) accepting.result().getFirst()).close();
    }
    connecting.cancel();
    accepting.cancel();
    settle();
  }

  /** Connects to an address until the system lets who connects wait. */
  private List<AsyncFuture<?>> fill(String host, int port) throws Exception {
    Sockets sockets = bench.sockets();
    Object family = host.equals(HOST) ? sockets.afInet() : sockets.afInet6();
    List<AsyncFuture<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 20 && waiting.size() < 3; i++) {
      Socket probe = sockets.socket(family, sockets.sockStream());
      probe.setblocking(false);
      AsyncFuture<?> connecting = begin(loop.sockConnect(probe, new Address(host, port)));
      if (!connecting.isDone()) {
        waiting.add(connecting);
      }
    }
    settle();
    if (waiting.stream().filter(each -> !each.isDone()).count() < 3) {
      throw new NotClaimedError("the system answers everybody who connects");
    }
    return waiting;
  }

  @Rule("connection.happy-eyeballs.parallel")
  @ByRealClock
  @Test
  void noOtherAddressIsTriedIfTheFirstAnswersInTime() throws Exception {
    trace.add("connections: " + connections(Duration.ofHours(1)));
    trace.shouldBe("connections: 1");
  }

  /** How many addresses of a host are connected to of which each would answer. */
  private long connections(Duration delay) throws Exception {
    Listeners listeners = listeners();
    int port = listeners.port();
    String host = thisMachine();
    List<String> hosts = addressesOf(host);
    Socket one = listeners.at(hosts.getFirst());
    Socket other = listeners.at(hosts.getLast());
    AsyncFuture<List<Object>> connecting =
        start(loop.createConnection(Receiver::new, host, port, delay, 1));
    loop.runUntilComplete(connecting);
    List<AsyncFuture<List<Object>>> accepting =
        List.of(begin(loop.sockAccept(one)), begin(loop.sockAccept(other)));
    long connections = accepting.stream().filter(AsyncFuture::isDone).count();
    for (AsyncFuture<List<Object>> each : accepting) {
      end(connecting, each);
    }
    return connections;
  }

  @Rule("connection.happy-eyeballs.eager")
  @ByRealClock
  @Test
  void aConnectionIsMadeThoughTasksAreEager() throws Exception {
    loop.setTaskFactory(asyncio.eagerTaskFactory());
    trace.add("connected: " + (connections(bench.ticks(1)) > 0));
    trace.shouldBe("connected: true");
  }

  @Rule("connection.happy-eyeballs.refused")
  @ByRealClock
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void theNextAddressIsTriedWhenTheFirstRefuses() throws Exception {
    Listeners listeners = listeners();
    int port = listeners.port();
    String host = thisMachine();
    List<String> hosts = addressesOf(host);
    listeners.at(hosts.getFirst()).close();
    Socket other = listeners.at(hosts.getLast());
    // Longer than any test takes: a refusal is not waited for.
    AsyncFuture<List<Object>> connecting =
        start(loop.createConnection(Receiver::new, host, port, Duration.ofHours(1), 1));
    loop.runUntilComplete(connecting);
    AsyncFuture<List<Object>> accepting = begin(loop.sockAccept(other));
    trace.add("accepted: " + accepting.isDone());
    end(connecting, accepting);
    trace.shouldBe("accepted: true");
  }

  // Interleaving

  /** Gives a name to two addresses of IPv4, with nobody at the first, and one of IPv6. */
  private String namedHost() throws Exception {
    String name = "three-addresses.test";
    List<String> addresses = List.of(NOBODY, SECOND, HOST6);
    bench.surroundings().nameHost(name, addresses);
    if (!Outcome.of(() -> addressesOf(name)).equals(Outcome.of(() -> addresses))) {
      throw new NotClaimedError("the loop looks names up where a test has no say");
    }
    return name;
  }

  /** Listens at the second address of IPv4 and at that of IPv6. */
  private Listeners secondListeners() throws Exception {
    try {
      return listeners(SECOND);
    } catch (IOException none) {
      throw new NotClaimedError("this machine has one address of IPv4");
    }
  }

  /** Tells which address is connected to. */
  private String connectedTo(@Nullable Duration delay, @Nullable Integer interleave)
      throws Exception {
    String name = namedHost();
    Listeners listeners = secondListeners();
    return connected(
        listeners, loop.createConnection(Receiver::new, name, listeners.port(), delay, interleave));
  }

  @Rule("connection.interleave.by-family")
  @ByRealClock
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void theFamiliesTakeTurns() throws Exception {
    trace.add("without a delay: " + connectedTo(null, 1));
    trace.add("with a delay: " + connectedTo(Duration.ofHours(1), 1));
    trace.shouldBe("without a delay: " + HOST6, "with a delay: " + HOST6);
  }

  @Rule("connection.interleave.first-count")
  @ByRealClock
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void soManyOfTheFirstFamilyComeFirst() throws Exception {
    trace.add("without a delay: " + connectedTo(null, 2));
    trace.add("with a delay: " + connectedTo(Duration.ofHours(1), 2));
    trace.shouldBe("without a delay: " + SECOND, "with a delay: " + SECOND);
  }

  @Rule("connection.interleave.default")
  @ByRealClock
  @RestsOn({Ground.SOCK_CONNECT_REFUSED, Ground.INTERLEAVE})
  @Test
  void withADelayTheFamiliesTakeTurns() throws Exception {
    trace.add(connectedTo(Duration.ofHours(1), null));
    trace.shouldBe(HOST6);
  }

  @Rule("connection.address.order")
  @ByRealClock
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void withoutADelayTheOrderStays() throws Exception {
    trace.add("nothing said: " + connectedTo(null, null));
    trace.add("none: " + connectedTo(null, 0));
    trace.add("none, with a delay: " + connectedTo(Duration.ofHours(1), 0));
    trace.shouldBe("nothing said: " + SECOND, "none: " + SECOND, "none, with a delay: " + SECOND);
  }

  @Rule("connection.happy-eyeballs.errors")
  @ByRealClock
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void ofSeveralErrorsOneIsRaisedThoughTheAttemptsOverlap() throws Exception {
    int port = freePort();
    String host = thisMachine();
    traceOutcome(
        "create_connection",
        () -> await(loop.createConnection(Receiver::new, host, port, bench.ticks(1), 1)));
    trace.shouldBe("create_connection: raises OSError");
  }

  @Rule("connection.address.background")
  @Test
  void whileAHostDoesNotAnswerOthersRun() throws Exception {
    Socket full = listeningAt(bench.sockets().afInet(), new Address(HOST, 0));
    int port = full.getsockname().port();
    List<AsyncFuture<?>> waiting = fill(HOST, port);
    AsyncFuture<List<Object>> connecting = start(loop.createConnection(Receiver::new, HOST, port));
    loop.callSoon(() -> loop.callSoon(trace.mark("another callback")));
    settle();
    trace.add("connecting: " + outcome(connecting));
    waiting.forEach(AsyncFuture::cancel);
    connecting.cancel();
    settle();
    trace.shouldBe("another callback", "connecting: waits");
  }
}
