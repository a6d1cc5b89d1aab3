package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Foreign;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Base of rule tests with two sockets that are connected to one another: the loop has one, the test
 * the other. What one end has sent is there for the other one at once.
 */
abstract class SocketRuleTest extends RuleTest {
  private static final int MOST_DATAGRAMS = 10_000;

  static final byte[] ONE_BYTE = {'x'};
  private static final int MUCH = 65_536;
  private static final String HERE = "127.0.0.1";
  static final String HERE6 = "::1";

  /** Ports below those that systems choose from, and above those of services. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int MOST_TRIES = 20;

  /** A connection. */
  record Connection(Socket near, Socket far) {

    Object fd() {
      return near.fileno();
    }
  }

  @Override
  protected boolean waitsForInput() {
    return true;
  }

  /**
   * Starts a task that awaits an operation, whatever that is: that those which are documented as
   * coroutines are coroutines is a rule of its own, and not that of what they do.
   */
  final <T extends @Nullable Object> AsyncFuture<T> start(Awaitable<T> operation) {
    return loop.createTask(coroutine(() -> await(operation)));
  }

  /**
   * Has a task made of an operation, and waits for it.
   *
   * @return what the operation gave
   */
  final <T extends @Nullable Object> T inATask(Coroutine<T> operation) throws Exception {
    return run(() -> await(loop.createTask(operation)));
  }

  /** Traces whether a task is made of an operation; what it gives is the matter of others. */
  final void traceTask(VoidBody operation) {
    trace.outcome(
        "a task",
        () -> {
          operation.run();
          return "done";
        });
  }

  final void shouldBeATask() {
    trace.shouldBe("a task: done");
  }

  /**
   * Ends a test without the system's call for sending files, where the loop takes for granted that
   * there is one: it may be made for systems that have it.
   */
  static void needsNoSendfile(AsyncFuture<?> sending) {
    if (sending.isDone()
        && !sending.isCancelled()
        && sending.exception() instanceof Foreign raised
        && raised.type().equals("AttributeError")) {
      throw new NotClaimedError("the loop is made for systems that send files");
    }
  }

  /**
   * A port that is free for TCP and UDP on this machine, at IPv4 and IPv6, and that the system
   * gives to nobody who leaves the choice to it.
   */
  static int freePort() throws IOException {
    for (int tries = 1; ; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket stream = new ServerSocket();
          DatagramSocket datagram = new DatagramSocket(null)) {
        stream.setReuseAddress(false);
        datagram.setReuseAddress(false);
        stream.bind(new InetSocketAddress(port));
        datagram.bind(new InetSocketAddress(port));
        return port;
      } catch (IOException used) {
        if (tries == MOST_TRIES) {
          throw used;
        }
      }
    }
  }

  /** Makes a socket of datagrams that is bound. */
  final Socket bound() throws IOException {
    return bound(new Address(HERE, 0));
  }

  /** The same for an address. */
  final Socket bound(Address address) throws IOException {
    Sockets sockets = bench.sockets();
    Socket socket = sockets.socket(sockets.afInet(), sockets.sockDgram());
    socket.bind(address);
    return socket;
  }

  /**
   * Makes a socket that is bound to the address of IPv6 by which a machine reaches itself.
   *
   * @param type a constant of the sockets: for streams or for datagrams
   */
  final Socket bound6(Object type) throws IOException {
    Sockets sockets = bench.sockets();
    try {
      Socket socket = sockets.socket(sockets.afInet6(), type);
      socket.bind(new Address(HERE6, 0));
      return socket;
    } catch (IOException none) {
      throw new NotClaimedError("this machine has no addresses of IPv6");
    }
  }

  /** The address of a socket of IPv6, as the socket tells it. */
  static Address told6(Socket socket) throws IOException {
    Address address = socket.getsockname();
    return new Address(address.host(), address.port(), true);
  }

  /** A socket that does not block and is not connected. */
  final Socket unconnected() throws IOException {
    Sockets sockets = bench.sockets();
    Socket socket = sockets.socket(sockets.afInet(), sockets.sockStream());
    socket.setblocking(false);
    return socket;
  }

  /** A Unix socket for datagrams that does not block. */
  final Socket unixForTheLoop() throws IOException {
    Sockets sockets = bench.sockets();
    Socket socket = sockets.socket(sockets.afUnix(), sockets.sockDgram());
    socket.setblocking(false);
    return socket;
  }

  /** The same, with a name. */
  final Socket unixForTheLoop(String path) throws IOException {
    Socket socket = unixForTheLoop();
    socket.bind(path);
    return socket;
  }

  /** Sends single bytes until the system refuses a datagram; returns how many it has taken. */
  static int fillWithDatagrams(Socket near) throws IOException {
    return fillWithDatagrams(near, MOST_DATAGRAMS, _ -> ONE_BYTE);
  }

  /**
   * Sends until the system refuses a datagram; returns how many it has taken.
   *
   * @param most how many are sent at most
   * @param datagram gives the one with a number
   */
  static int fillWithDatagrams(Socket near, int most, IntFunction<byte[]> datagram)
      throws IOException {
    for (int sent = 0; sent < most; sent++) {
      try {
        near.send(datagram.apply(sent));
      } catch (BlockingIoException full) {
        return sent;
      }
    }
    throw new NotClaimedError("the system refuses no datagram");
  }

  /** What a test does with a socket whose datagrams the system refuses. */
  @FunctionalInterface
  interface FullBody {
    /**
     * Does it.
     *
     * @param near is connected to the other one, which has received nothing
     * @param path the name of that
     */
    void run(Socket near, Socket far, String path) throws Exception;
  }

  /** Does something with two Unix sockets, of which one has sent as much as the system takes. */
  final void whileFull(FullBody body) throws Exception {
    UnixSocketRuleTest.inFolder(folder -> {
      String path = folder.resolve("far").toString();
      Socket far = unixForTheLoop(path);
      Socket near = unixForTheLoop();
      near.connect(path);
      int _ = fillWithDatagrams(near);
      body.run(near, far, path);
    });
  }

  /** Receives all datagrams that have come to a socket that does not block. */
  static void drain(Socket far) throws IOException {
    try {
      while (true) {
        byte[] _ = far.recv(10);
      }
    } catch (BlockingIoException empty) {
      // That was all.
    }
  }

  /** What can be read now; null if there is nothing, no bytes at the end. */
  static byte @Nullable [] tryToRead(Socket far) throws Exception {
    return tryToRead(far, 1 << 20);
  }

  /** The same, of this many bytes at most. */
  static byte @Nullable [] tryToRead(Socket far, int most) throws Exception {
    far.setblocking(false);
    try {
      return far.recv(most);
    } catch (BlockingIoException nothing) {
      return null;
    }
  }

  /** Makes a socket of datagrams that is bound and does not block. */
  final Socket boundForTheLoop() throws IOException {
    Socket socket = bound();
    socket.setblocking(false);
    return socket;
  }

  /** What it sends comes back as an error. */
  final Socket connectedToNobody() throws IOException {
    Socket near = boundForTheLoop();
    near.connect(new Address(HERE, freePort()));
    return near;
  }

  /** Makes a connection; its near end does not block. */
  final Connection connection() throws IOException {
    List<Socket> pair = bench.sockets().socketpair();
    pair.getFirst().setblocking(false);
    return new Connection(pair.get(0), pair.get(1));
  }

  /** Makes a connection on whose near end there is something to be read. */
  final Connection readable() throws IOException {
    Connection connection = connection();
    connection.far.sendall(ONE_BYTE);
    return connection;
  }

  /** Makes a connection whose near end takes nothing more. */
  final Connection full() throws IOException {
    Connection connection = connection();
    fill(connection);
    return connection;
  }

  /** Sends until the system takes no more. */
  static void fill(Connection connection) throws IOException {
    byte[] much = new byte[MUCH];
    Arrays.fill(much, (byte) 'x');
    try {
      while (true) {
        connection.near.send(much);
      }
    } catch (BlockingIoException full) {
      // As it should be.
    }
  }

  /** Reads all that a full connection has taken, so that its near end takes something again. */
  static void empty(Connection full) throws IOException {
    full.far.setblocking(false);
    try {
      while (full.far.recv(MUCH).length > 0) {
        // There is more.
      }
    } catch (BlockingIoException empty) {
      // That was all.
    }
  }

  /**
   * Lets come what an operation waits for, and takes it away in the iteration in which the loop
   * first sees it; then it comes once more.
   */
  final void comesTwice(AsyncFuture<?> operation, VoidBody comes, VoidBody taken) throws Exception {
    settle();
    comes.run();
    run(() -> {
      try {
        taken.run();
      } catch (BlockingIoException gone) {
        // The loop was first.
      }
    });
    settle();
    comes.run();
    runUntil(operation);
  }

  /** Returns whether an operation is done; what it raised is raised here. */
  static boolean isDone(AsyncFuture<?> operation) throws Exception {
    checkNotFailed(operation);
    return operation.isDone();
  }

  /** Raises here what an operation has raised. */
  static void checkNotFailed(AsyncFuture<?> operation) throws Exception {
    if (operation.isDone()) {
      var _ = operation.result();
    }
  }

  /**
   * Somebody else in the program: opens a connection with the number of a descriptor as soon as
   * that is free. Who closes the descriptor twice closes this one.
   */
  final class Bystander {
    private final Object number;
    private @Nullable List<Socket> own;
    private boolean waits = true;

    Bystander(Socket closing) throws IOException {
      this.number = closing.fileno();
      loop.callSoon(callback(this::tryToOpen));
    }

    private void tryToOpen() throws IOException {
      List<Socket> pair = bench.sockets().socketpair();
      for (Socket end : pair) {
        if (end.fileno().equals(number)) {
          own = pair;
          return;
        }
      }
      for (Socket end : pair) {
        end.close();
      }
      if (waits) {
        loop.callSoon(callback(this::tryToOpen));
      }
    }

    /** Lets the loop do what it has to do, and traces whether the connection is still there. */
    void traceSpared() {
      settle();
      waits = false;
      settle();
      trace.add("others are spared: " + (own == null || isWhole(own)));
    }

    private boolean isWhole(List<Socket> pair) {
      try {
        pair.get(0).sendall(ONE_BYTE);
        pair.get(1).sendall(ONE_BYTE);
        return pair.get(0).recv(1).length == 1 && pair.get(1).recv(1).length == 1;
      } catch (IOException closed) {
        return false;
      }
    }
  }

  /** Ends that a descriptor is watched; what the loop says to that is covered by others. */
  final void removeReader(Object fd) {
    Outcome.of(() -> loop.removeReader(fd));
  }

  /** The same for the near end of a connection. */
  final void removeReader(Connection connection) {
    removeReader(connection.fd());
  }

  /** The same for a writer. */
  final void removeWriter(Object fd) {
    Outcome.of(() -> loop.removeWriter(fd));
  }

  /** The same for that of the near end of a connection. */
  final void removeWriter(Connection connection) {
    removeWriter(connection.fd());
  }

  /** Traces whether the loop still watches a descriptor to be read. */
  final void traceWatchedReader(Object fd) {
    trace.add("watched: " + Outcome.of(() -> loop.removeReader(fd)).equals("true"));
  }

  /** The same for one to be written. */
  final void traceWatchedWriter(Object fd) {
    trace.add("watched: " + Outcome.of(() -> loop.removeWriter(fd)).equals("true"));
  }

  /** Traces what becomes of an operation on a socket: its result, or the kind of its error. */
  final void traceOutcome(String what, CoroutineBody<?> operation) {
    try {
      trace.add(what + ": " + run(operation));
    } catch (IOException error) {
      trace.add(what + ": raises OSError");
    } catch (Exception other) {
      trace.add(what + ": raises " + Outcome.nameOf(other));
    }
  }

  /** Bytes as text. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A callback that traces an event the first time that it is called. */
  final Runnable once(String event) {
    boolean[] called = {false};
    return () -> {
      if (!called[0]) {
        called[0] = true;
        trace.add(event);
      }
    };
  }

  /** A callback that traces an event the first time that it is called after another one. */
  final Runnable onceAfter(String before, String event) {
    Runnable callback = once(event);
    return () -> {
      if (trace.count(before) > 0) {
        callback.run();
      }
    };
  }

  /** A reader that reads one byte and traces an event. */
  final Runnable reading(Connection connection, String event) {
    return callback(() -> {
      connection.near.recv(1);
      trace.add(event);
    });
  }

  /** A callback that does something which can fail. */
  static Runnable callback(VoidBody body) {
    return () -> {
      try {
        body.run();
      } catch (Exception failed) {
        throw Boom.raise(failed);
      }
    };
  }
}
