package io.asynciotck.tck.rules.io;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Base of rule tests with a transport over one end of a connection. */
abstract class TransportRuleTest extends SocketRuleTest {

  /** More than any socket takes without its other end being read. */
  static final int MUCH = 4 << 20;

  static final int MEGABYTE = 1 << 20;

  /** Of the pattern of much data. */
  static final int SEED = 7;

  static final byte[] LETTERS = {'a', 'b', 'c'};

  private static final int FEW = 10;

  /** A protocol that does nothing but keep what it has received. */
  static class Receiver implements Protocol {
    final StringBuilder received = new StringBuilder();

    @Override
    public void dataReceived(byte[] data) {
      received.append(text(data));
    }
  }

  /** A protocol that does something with its transport when it is called. */
  static class Owner extends Receiver {
    private @Nullable Transport own;

    @Override
    public void connectionMade(Transport transport) {
      own = transport;
    }

    /** Does something with its transport, if it has been given one. */
    final void own(Consumer<Transport> action) {
      if (own != null) {
        action.accept(own);
      }
    }
  }

  /** A protocol that stays open when the other side has ended its stream. */
  static class Patient extends Receiver {
    @Override
    public boolean eofReceived() {
      return true;
    }
  }

  /**
   * Ends a transport whenever one of the methods of its protocol is called, and traces that the
   * connection is lost, and what comes behind that.
   *
   * @param <T> the kind of transport
   */
  final class Ender<T extends BaseTransport> {
    private final String method;
    private final Consumer<T> end;
    private @Nullable T own;
    private boolean ended;
    private boolean lost;
    private boolean rested;

    Ender(String method, Consumer<T> end) {
      this.method = method;
      this.end = end;
    }

    void made(T transport) {
      own = transport;
      called("connection_made");
    }

    void called(String name) {
      if (lost) {
        trace.add(name + " behind the end");
      }
      if (name.equals(method) && own != null) {
        ended = true;
        end.accept(own);
      }
    }

    void lost() {
      lost = true;
      trace.add(ended && rested ? "lost when the test gives it up" : "lost");
    }

    /** Waits for what is to be done: an end that comes behind it is that of the clean-up. */
    void rest() {
      settle();
      rested = true;
    }
  }

  /** What a test does with a transport. */
  @FunctionalInterface
  interface TransportBody {
    void run(Transport transport) throws Exception;
  }

  /** Makes a transport, does something with it, and gives it up. */
  final void with(Connection connection, BaseProtocol protocol, TransportBody body)
      throws Exception {
    List<Object> pair = run(() -> await(loop.createConnection(() -> protocol, connection.near())));
    Transport transport = (Transport) pair.getFirst();
    try {
      body.run(transport);
    } finally {
      giveUp(transport::abort);
      settle();
    }
  }

  /** With what a connection was lost: no document says which class of exceptions a loop gives. */
  static String reason(@Nullable Throwable exc) {
    return exc == null ? "None" : "an exception";
  }

  /** Makes a transport that is closed while something waits to be sent. */
  final void withClosed(TransportBody body) throws Exception {
    withClosed(new Receiver(), body);
  }

  /** Does the same, with a transport of this protocol. */
  final void withClosed(BaseProtocol protocol, TransportBody body) throws Exception {
    with(
        full(),
        protocol,
        transport -> {
          transport.write(LETTERS);
          transport.close();
          body.run(transport);
        });
  }

  /**
   * Gives a protocol data, of which more comes while it is given the first, does something with the
   * transport each time, and traces how often that was.
   */
  final void traceCallsUpTo(Consumer<Transport> end) throws Exception {
    Connection connection = connection();
    connection.far().sendall(new byte[20_000]);
    int[] calls = {0};
    Protocol protocol =
        new Owner() {
          @Override
          public void dataReceived(byte[] data) {
            if (++calls[0] < FEW) {
              callback(() -> connection.far().sendall(ONE_BYTE)).run();
            }
            own(end);
          }
        };
    with(connection, protocol, transport -> settle());
    trace.add("calls: " + calls[0]);
  }

  /** Gives a transport up, or a server; what it says to that is covered by other rules. */
  static void giveUp(Runnable end) {
    Outcome.of(() -> {
      end.run();
      return "given up";
    });
  }

  /** Whether a call raises something. */
  static boolean isRefused(Runnable call) {
    return Outcome.isRaised(
        Outcome.of(() -> {
          call.run();
          return "taken";
        }));
  }

  /** Makes a pair of a transport and the protocol of a factory. */
  @FunctionalInterface
  interface PairMaker {
    Awaitable<List<Object>> make(ProtocolFactory factory) throws Exception;
  }

  /**
   * Makes a pair in a task that the factory cancels; where it waits no more, the next await tells.
   *
   * @return what shows that the task has not heard of it
   */
  final String cancelledByTheFactory(BaseProtocol protocol, PairMaker maker) throws Exception {
    return run(() -> {
      AsyncFuture<?> me = requireNonNull(asyncio.currentTask());
      ProtocolFactory factory =
          () -> {
            me.cancel();
            return protocol;
          };
      List<Object> pair = await(maker.make(factory));
      try {
        yieldOnce();
      } finally {
        ((BaseTransport) pair.getFirst()).close();
      }
      return "goes on";
    });
  }

  /** Makes a socket that listens. */
  final Socket listening() throws Exception {
    return bench.sockets().createServer(new Address("127.0.0.1", 0));
  }

  /** Makes a socket that is connected to an address. */
  final Socket client(Address address) throws IOException {
    return bench.sockets().createConnection(address);
  }

  /** Accepts who has connected, or will, to a socket that listens. */
  final Socket accepted(Socket listening) throws Exception {
    listening.setblocking(false);
    return (Socket) run(() -> await(loop.sockAccept(listening))).getFirst();
  }

  /** Traces whether somebody who connects to an address is refused. */
  final void traceRefused(Address address) {
    try {
      client(address);
      trace.add("connected");
    } catch (IOException refused) {
      trace.add("refused");
    }
  }

  /**
   * A host with two addresses of this machine, that of IPv6 in front: a name that the test gives
   * them. No document says what a host is that is none; but most loops take it for this machine,
   * and where the test has no say in names, it does.
   */
  final @Nullable String thisMachine() throws Exception {
    String name = "this-machine.test";
    List<String> addresses = List.of("::1", "127.0.0.1");
    bench.surroundings().nameHost(name, addresses);
    if (Outcome.of(() -> addressesOf(name)).equals(Outcome.of(() -> addresses))) {
      return name;
    }
    int port = freePort();
    String none =
        Outcome.of(() -> run(() -> await(loop.createConnection(Receiver::new, null, port))));
    if (none.equals("raises IllegalArgumentException")) {
      throw new NotClaimedError("the loop looks names up where a test has no say");
    }
    return null;
  }

  /** The addresses of a host, in the order in which the loop has them. */
  final List<String> addressesOf(@Nullable String host) throws Exception {
    Object stream = bench.sockets().sockStream();
    List<List<Object>> entries = run(() -> await(loop.getaddrinfo(host, 1, 0, stream, 0, 0)));
    return entries.stream()
        .map(entry -> (String) ((List<?>) entry.getLast()).getFirst())
        .distinct()
        .toList();
  }

  /** Eight bytes: the letters from a to h. */
  final Buffer few() throws Exception {
    Buffer few = bench.buffer(8);
    for (int i = 0; i < few.length(); i++) {
      few.set(i, 'a' + i);
    }
    return few;
  }

  /** Much data, of the pattern that {@link #receiveMuch} knows. */
  final Buffer much() {
    return bench.surroundings().patterns().pattern(MUCH, SEED);
  }

  /** Receives much data, while the loop runs, and traces whether it is all of it. */
  final void traceMuchReceived(Socket far) throws Exception {
    traceAll(receiveMuch(far));
  }

  /** Traces whether this many bytes are much data. */
  final void traceAll(int received) {
    trace.add("received: " + (received == MUCH ? "all of it" : "something else"));
  }

  /**
   * Receives much data, while the loop runs, until there comes no more; returns how much of it has
   * come, or -1 if something else has.
   */
  final int receiveMuch(Socket far) throws Exception {
    return receivePattern(far, MUCH);
  }

  /** The same of a file, for which a loop may have threads that read it. */
  final int receiveMuchOfAFile(Socket far) throws Exception {
    return receiveOfAFile(far, MUCH);
  }

  /** The same for the beginning of such a file. */
  final int receiveOfAFile(Socket far, int length) throws Exception {
    return receivePattern(far, 0, length, this::letFilesBeRead);
  }

  /** Lets the loop come to rest when its threads have had their turn to read files. */
  final void letFilesBeRead() throws Exception {
    Outcome.of(() -> run(() -> await(loop.runInExecutor(null, () -> null))));
    settle();
  }

  /** The same for the beginning of that pattern. */
  final int receivePattern(Socket far, int length) throws Exception {
    return receivePattern(far, 0, length);
  }

  /** The same when some of it has been received; returns how much has come then, with that. */
  final int receivePattern(Socket far, int from, int length) throws Exception {
    return receivePattern(far, from, length, this::settle);
  }

  private int receivePattern(Socket far, int from, int length, VoidBody turn) throws Exception {
    int received = from;
    boolean same = true;
    boolean ended = false;
    for (int quiet = 0; quiet < 20 && received < length && same && !ended; quiet++) {
      List<Object> part = bench.surroundings().patterns().receive(far, received, SEED);
      int count = ((Number) part.get(0)).intValue();
      received += count;
      same = (boolean) part.get(1);
      ended = (boolean) part.get(2);
      quiet = count > 0 ? -1 : quiet;
      turn.run();
    }
    return same ? received : -1;
  }

  /** Receives what comes, while the loop runs, until there comes no more; whatever it is. */
  final void drop(Socket far) throws Exception {
    for (int quiet = 0; quiet < 5; quiet++) {
      List<Object> part = bench.surroundings().patterns().receive(far, 0, SEED);
      quiet = ((Number) part.getFirst()).intValue() > 0 ? -1 : quiet;
      settle();
    }
  }

  /**
   * Sends a megabyte of the pattern of a seed, while the loop runs, until all of it has been
   * received or nothing comes any more; the pieces may be small.
   */
  final void sendMegabyte(Socket far, int seed, IntSupplier received) throws Exception {
    sendPattern(far, MEGABYTE, seed, received);
  }

  /** Sends so much of the pattern of a seed in the same way. */
  final void sendPattern(Socket far, int size, int seed, IntSupplier received) throws Exception {
    int sent = 0;
    int before = 0;
    for (int quiet = 0; quiet < 20 && before < size; quiet++) {
      int count = bench.surroundings().patterns().send(far, sent, size, seed);
      sent += count;
      settle();
      int now = received.getAsInt();
      quiet = count > 0 || now > before ? -1 : quiet;
      before = now;
    }
  }

  /** Reads, while the loop runs, all that was sent to the far end of a full connection. */
  final String tail(Connection full) throws Exception {
    StringBuilder all = new StringBuilder();
    for (int quiet = 0; quiet < 5; quiet++) {
      byte[] part = tryToRead(full.far());
      if (part != null && part.length > 0) {
        all.append(text(part));
        quiet = -1;
      }
      settle();
    }
    return all.toString().replaceFirst("^x+", "");
  }

  /** Traces what is reported: whether it is the exception that a test has raised. */
  final void traceReports() {
    loop.setExceptionHandler(
        (itself, context) -> trace.add("reported: " + (context.get("exception") instanceof Boom)));
  }

  /** Reads, while the loop runs, what the far end can read, until it is this much or the end. */
  final byte[] readWhileRunning(Socket far, int count) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean ended = false;
    for (int quiet = 0; quiet < 20 && all.size() < count && !ended; quiet++) {
      byte @Nullable [] part = tryToRead(far);
      if (part != null) {
        ended = part.length == 0;
        all.write(part);
        quiet = -1;
      }
      settle();
    }
    return all.toByteArray();
  }

  /** Traces what the far end sees: bytes, the end, or nothing. */
  final void traceSeen(Socket far) throws Exception {
    trace.add("seen: " + bench.surroundings().patterns().seen(far));
  }

  /** Ends a connection of the network without a word. */
  final void reset(Socket client) throws IOException {
    byte[] atOnce =
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .putInt(1)
            .putInt(0)
            .array();
    client.setsockopt(bench.sockets().solSocket(), bench.sockets().soLinger(), atOnce);
    client.close();
  }
}
