package io.asynciotck.stress.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a server, each with at most one request on its way, all in one thread: as little
 * as a client can do, so that the server is what is measured.
 */
final class LoadClient implements AutoCloseable {
  /** So long without any answer, and the server hangs. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final int PATIENCE_MILLIS = 1000;
  private static final long MOMENT_NANOS = 10_000_000;
  private static final int MOST_OPENING = 100;
  private static final int MOST_AT_A_TIME = 256 * 1024;
  private static final int SOURCES = 100;
  private static final int CONNECTIONS_OF_A_SOURCE = 10_000;

  private final Load load;
  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final ByteBuffer request;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(MOST_AT_A_TIME);
  private final List<SocketChannel> idle = new ArrayList<>();
  private long answered;
  private int served;
  private int window;
  private long answeredBefore;
  private int opened;
  private long answeredThen;
  private long lastProgress = System.nanoTime();
  private final long own = ProcessHandle.current().pid();
  private int sources;
  private @Nullable IOException failure;

  LoadClient(Load load, int port) throws IOException {
    this.load = load;
    this.server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.request = ByteBuffer.allocateDirect(load.requestBytes());
    request.put(Pattern.bytes(load.requestBytes())).flip();
  }

  /** How many requests were answered. */
  long answered() {
    return answered;
  }

  /** How many of the busy connections have had an answer since {@link #beginWindow}. */
  int served() {
    return served;
  }

  /** Begins to count answers, and which connections have some. */
  void beginWindow() {
    window++;
    served = 0;
    answeredBefore = answered;
  }

  /** Opens the connections that are used once. */
  void openIdle() throws IOException {
    for (int i = 0; i < load.idle(); i++) {
      SocketChannel channel = SocketChannel.open(server);
      idle.add(channel);
      channel.write(request.duplicate());
      ByteBuffer answer = ByteBuffer.allocate(load.responseBytes());
      while (answer.hasRemaining()) {
        if (channel.read(answer) < 0) {
          throw new WrongAnswerException("The server has closed an idle connection");
        }
      }
      if (!answer.flip().equals(ByteBuffer.wrap(Pattern.bytes(load.responseBytes())))) {
        throw new WrongAnswerException("The server has answered an idle connection wrongly");
      }
    }
  }

  /** Opens the connections that go on, and lets each have an answer. */
  void openBusy() throws IOException {
    // More at a time than a server lets wait would be tried again a second later.
    while (opened < Math.min(load.busy(), MOST_OPENING)) {
      openNext();
    }
    while (served < load.busy() && answered < load.requests()) {
      runFor(MOMENT_NANOS);
    }
  }

  private void openNext() throws IOException {
    if (opened < load.busy()) {
      opened++;
      new Connection().open();
    }
  }

  /** Goes on for a time. */
  void runFor(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    for (long now = System.nanoTime();
        now - end < 0 && answered - answeredBefore < load.requests();
        now = System.nanoTime()) {
      selector.select(this::proceed, PATIENCE_MILLIS);
      if (failure != null) {
        throw failure;
      }
      if (answered != answeredThen) {
        answeredThen = answered;
        lastProgress = now;
      } else if (now - lastProgress > PATIENCE_NANOS) {
        throw new WrongAnswerException("The server has not answered for 30 seconds");
      }
    }
  }

  /**
   * Where the next connection is to come from. An address and port cannot be used again for a
   * minute, and one address has less than thirty thousand ports: so each client has addresses of
   * its own as well.
   */
  private InetSocketAddress source() throws IOException {
    sources++;
    byte[] address = {
      127, (byte) (own >> 8), (byte) own, (byte) (1 + sources / CONNECTIONS_OF_A_SOURCE % SOURCES)
    };
    return new InetSocketAddress(InetAddress.getByAddress(address), 0);
  }

  private void proceed(SelectionKey key) {
    try {
      ((Connection) key.attachment()).proceed();
    } catch (IOException failed) {
      failure = failed;
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    for (SocketChannel channel : idle) {
      channel.close();
    }
    selector.close();
  }

  /** A connection that is used. */
  private final class Connection {
    private final ByteBuffer unsent = request.duplicate();
    private SocketChannel channel = SocketChannel.open();
    private SelectionKey key = register();
    private int received;
    private boolean checked;
    private int lastWindow = -1;

    Connection() throws IOException {}

    private SelectionKey register() throws IOException {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    void open() throws IOException {
      if (load.style() == Load.Style.NEW) {
        channel.bind(source());
      }
      if (channel.connect(server)) {
        begin();
      }
    }

    private void begin() throws IOException {
      unsent.rewind();
      received = 0;
      send();
    }

    private void send() throws IOException {
      channel.write(unsent);
      int interest =
          unsent.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ;
      if (key.interestOps() != interest) {
        key.interestOps(interest);
      }
    }

    void proceed() throws IOException {
      if (key.isConnectable()) {
        channel.finishConnect();
        begin();
        openNext();
        return;
      }
      if (unsent.hasRemaining() && key.isWritable()) {
        send();
      }
      if (key.isReadable()) {
        receive();
      }
    }

    private void receive() throws IOException {
      incoming.clear();
      int count = channel.read(incoming);
      if (count < 0 || received + count > load.responseBytes()) {
        throw new WrongAnswerException(
            count < 0 ? "The server has closed a connection" : "More came back than was due");
      }
      if (load.style() == Load.Style.CHECKED || !checked) {
        check(count);
      }
      received += count;
      if (received == load.responseBytes()) {
        checked = true;
        if (lastWindow != window) {
          lastWindow = window;
          served++;
        }
        answered++;
        next();
      }
    }

    private void check(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        if (incoming.get(i) != Pattern.at(received + i)) {
          throw new WrongAnswerException("Byte %d of an answer is wrong".formatted(received + i));
        }
      }
    }

    private void next() throws IOException {
      if (load.style() == Load.Style.NEW) {
        channel.close();
        channel = SocketChannel.open();
        key = register();
        open();
      } else {
        begin();
      }
    }
  }
}
