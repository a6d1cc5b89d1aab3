package io.asynciotck.tck.harness;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The sockets of one test. Those that it makes are closed at its end, whatever it does; what is
 * open then that was not before has leaked from somewhere else. May be used in any thread.
 */
final class TestSockets implements Sockets {
  /** How often it is looked whether something is still open, longer each time: a quarter second. */
  private static final int MOST_LOOKS = 6;

  private static final long BETWEEN_LOOKS_NANOS = 15_000_000;

  /** Who closes what tests of a class leave open, where it is not the test; the first decides. */
  private static final List<Owner> OWNERS =
      List.of(
          new Owner(ConformanceClass.DATAGRAMS, Ground.DATAGRAM_SOCKET),
          new Owner(ConformanceClass.PIPES, Ground.PIPE),
          new Owner(ConformanceClass.TRANSPORTS, Ground.TRANSPORT_SOCKET),
          new Owner(ConformanceClass.STREAMS, Ground.TRANSPORT_SOCKET),
          new Owner(ConformanceClass.UNIX_SOCKETS, Ground.TRANSPORT_SOCKET));

  private record Owner(ConformanceClass of, Ground ground) {}

  private final Session session;
  private final Sockets sockets;
  private final Set<String> before;
  private final ConcurrentLinkedQueue<Socket> made = new ConcurrentLinkedQueue<>();
  private volatile boolean isOver;

  TestSockets(Session session) {
    this.session = session;
    this.sockets = session.sockets();
    this.before = session.descriptors();
  }

  private Socket keep(Socket socket) {
    return keep(List.of(socket)).getFirst();
  }

  private List<Socket> keep(List<Socket> some) {
    made.addAll(some);
    if (isOver) {
      some.forEach(TestSockets::closeQuietly);
      throw new IllegalStateException("The test is over.");
    }
    return some;
  }

  /** What is made from now on is closed at once: the next test may run. */
  void end() {
    isOver = true;
  }

  @Override
  public List<Socket> socketpair() throws IOException {
    return keep(session.socketpair());
  }

  @Override
  public Socket socket(Object family, Object type) throws IOException {
    return keep(sockets.socket(family, type));
  }

  @Override
  public Socket createServer(Address address) throws IOException {
    return keep(sockets.createServer(address));
  }

  @Override
  public Socket createConnection(Address address) throws IOException {
    return keep(sockets.createConnection(address));
  }

  @Override
  public Object afInet() {
    return sockets.afInet();
  }

  @Override
  public Object afInet6() {
    return sockets.afInet6();
  }

  @Override
  public Object afUnix() {
    return sockets.afUnix();
  }

  @Override
  public Object sockStream() {
    return sockets.sockStream();
  }

  @Override
  public Object sockDgram() {
    return sockets.sockDgram();
  }

  @Override
  public int solSocket() {
    return sockets.solSocket();
  }

  @Override
  public int soSndbuf() {
    return sockets.soSndbuf();
  }

  @Override
  public int soRcvbuf() {
    return sockets.soRcvbuf();
  }

  @Override
  public int soKeepalive() {
    return sockets.soKeepalive();
  }

  @Override
  public int soBroadcast() {
    return sockets.soBroadcast();
  }

  @Override
  public int soLinger() {
    return sockets.soLinger();
  }

  @Override
  public int tcpNodelay() {
    return sockets.tcpNodelay();
  }

  @Override
  public int ipprotoTcp() {
    return sockets.ipprotoTcp();
  }

  @Override
  public int ipprotoUdp() {
    return sockets.ipprotoUdp();
  }

  @Override
  public Object aiPassive() {
    return sockets.aiPassive();
  }

  @Override
  public Object aiNumerichost() {
    return sockets.aiNumerichost();
  }

  @Override
  public int niNumerichost() {
    return sockets.niNumerichost();
  }

  @Override
  public int niNumericserv() {
    return sockets.niNumericserv();
  }

  @Override
  public int shutWr() {
    return sockets.shutWr();
  }

  /** Closes what the test has made. */
  void close() {
    end();
    made.forEach(TestSockets::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException | RuntimeException gone) {
      // It is closed, or cannot be.
    }
  }

  /**
   * Returns what is open that was not before the test. A loop may close in another thread, and
   * nothing says when what nobody holds is closed.
   */
  Set<String> leaked() {
    Set<String> left = added(session.descriptors());
    for (int look = 0; look < MOST_LOOKS && !left.isEmpty(); look++) {
      LockSupport.parkNanos(look * BETWEEN_LOOKS_NANOS);
      left = added(session.heldDescriptors());
    }
    return left;
  }

  /**
   * Returns the rule that says who closes what a test about these rules leaves open; empty if that
   * is the test itself.
   */
  static Optional<Ground> owner(List<String> rules) {
    Target target = Tck.target();
    return OWNERS.stream()
        .filter(owner -> target.isAbout(owner.of(), rules))
        .map(Owner::ground)
        .findFirst();
  }

  private Set<String> added(Set<String> now) {
    Set<String> added = new TreeSet<>(now);
    added.removeAll(before);
    return added;
  }
}
