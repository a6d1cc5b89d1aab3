package io.asynciotck.stress.soak;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The clients of the soak: what they do is chosen at random, from a seed. */
final class Conversations {

  /** What becomes of a conversation. */
  enum Kind {
    /** All comes back, then the client closes. */
    WHOLE,
    /** The client ends its direction, and reads until the server does. */
    HALF_CLOSE,
    /** The client aborts somewhere on the way. */
    RESET,
    /** The server aborts at once. */
    PEER_ABORTS,
    /** The server closes while more is sent. */
    PEER_CLOSES,
    /** The client is a task that is cancelled somewhere on the way. */
    CANCELLED,
    /** By operations of sockets, all comes back. */
    SOCKET,
    /** The same, and waiting for something to receive is given up again and again. */
    SOCKET_IMPATIENT
  }

  /** They have up to two to the power of this bytes. */
  private static final int MOST_BITS = 18;

  private static final int MOST_PIECE = 1 << 16;
  private static final int MOST_DELAY_MICROS = 5000;
  private static final String HOST = "127.0.0.1";

  private final Asyncio asyncio;
  private final EventLoop loop;
  private final Sockets sockets;
  private final SoakServers servers;
  private final Findings findings;
  private final Random random;
  private long begun;

  Conversations(
      Asyncio asyncio,
      EventLoop loop,
      Sockets sockets,
      SoakServers servers,
      Findings findings,
      long seed) {
    this.asyncio = asyncio;
    this.loop = loop;
    this.sockets = sockets;
    this.servers = servers;
    this.findings = findings;
    this.random = new Random(seed);
  }

  /** A conversation of any kind. */
  Coroutine<@Nullable Void> next() throws IOException {
    Kind[] kinds = Kind.values();
    return of(kinds[random.nextInt(kinds.length)]);
  }

  /** A conversation of one kind, of a length and with a server that are chosen at random. */
  Coroutine<@Nullable Void> of(Kind kind) throws IOException {
    long number = ++begun;
    int server = random.nextInt(2);
    // Short ones as often as long ones.
    int length = 1 + random.nextInt(1 << (1 + random.nextInt(MOST_BITS)));
    int port = servers.port(server);
    Answer answer =
        new Answer("conversation %d, %s".formatted(number, kind), (int) (number % 251), length);
    return asyncio.coroutine(() -> {
      switch (kind) {
        case CANCELLED -> cancelOnTheWay(port, answer, length);
        case SOCKET, SOCKET_IMPATIENT ->
            bySocket(port, answer, length, kind == Kind.SOCKET_IMPATIENT);
        default -> byStreams(kind, port, answer, length);
      }
      findings.ended(answer.received());
      return null;
    });
  }

  // Streams

  private @Nullable Void byStreams(Kind kind, int port, Answer answer, int length)
      throws Exception {
    List<Object> streams = asyncio.await(asyncio.openConnection(HOST, port));
    StreamReader reader = (StreamReader) streams.getFirst();
    StreamWriter writer = (StreamWriter) streams.getLast();
    Task<@Nullable Void> writing = loop.createTask(writing(kind, writer, answer, length));
    try {
      switch (kind) {
        case HALF_CLOSE -> {
          receive(reader, answer, Integer.MAX_VALUE);
          answer.mustBeWhole();
        }
        case RESET -> receive(reader, answer, random.nextInt(length));
        case PEER_ABORTS, PEER_CLOSES -> receiveUntilGone(reader, answer);
        default -> receive(reader, answer, length);
      }
      if (kind == Kind.WHOLE) {
        asyncio.await(writing);
        writer.close();
        asyncio.await(writer.waitClosed());
      }
    } finally {
      writing.cancel();
      writer.transport().abort();
    }
    return null;
  }

  private Coroutine<@Nullable Void> writing(
      Kind kind, StreamWriter writer, Answer answer, int length) {
    return asyncio.coroutine(() -> {
      try {
        writer.write(new byte[] {command(kind)});
        for (int place = 0; place < length; ) {
          int end = Math.min(length, place + 1 + random.nextInt(MOST_PIECE));
          writer.write(answer.part(place, end));
          place = end;
          asyncio.await(writer.drain());
        }
        if (kind == Kind.HALF_CLOSE) {
          writer.writeEof();
        }
      } catch (IOException gone) {
        // Whoever reads says whether that is right.
      }
      return null;
    });
  }

  private static byte command(Kind kind) {
    return switch (kind) {
      case PEER_ABORTS -> SoakServers.ABORT;
      case PEER_CLOSES -> SoakServers.CLOSE;
      default -> SoakServers.ECHO;
    };
  }

  /** Receives this much, or all until the end, if that comes first. */
  private void receive(StreamReader reader, Answer answer, int count) throws Exception {
    while (answer.received() < count) {
      byte[] data = asyncio.await(reader.read(1 + random.nextInt(MOST_PIECE)));
      answer.take(data);
      if (data.length == 0) {
        if (count < Integer.MAX_VALUE) {
          answer.mustBeWhole();
        }
        return;
      }
    }
  }

  private void receiveUntilGone(StreamReader reader, Answer answer) throws Exception {
    try {
      receive(reader, answer, Integer.MAX_VALUE);
    } catch (IOException reset) {
      // That is what aborting is for, and closing with something unread.
    }
  }

  private void cancelOnTheWay(int port, Answer answer, int length) throws Exception {
    Task<@Nullable Void> task =
        loop.createTask(asyncio.coroutine(() -> byStreams(Kind.WHOLE, port, answer, length)));
    asyncio.await(asyncio.sleep(delay()));
    task.cancel();
    try {
      asyncio.await(task);
    } catch (CancelledError expected) {
      // Unless it was there before.
    }
  }

  private Duration delay() {
    return random.nextInt(4) == 0
        ? Duration.ZERO
        : Duration.ofNanos(1000L * random.nextInt(MOST_DELAY_MICROS));
  }

  // Operations of sockets

  private void bySocket(int port, Answer answer, int length, boolean isImpatient) throws Exception {
    try (Socket socket = sockets.socket(sockets.afInet(), sockets.sockStream())) {
      socket.setblocking(false);
      asyncio.await(loop.sockConnect(socket, new Address(HOST, port)));
      Task<@Nullable Void> sending = loop.createTask(sending(socket, answer, length));
      try {
        while (!answer.isWhole()) {
          byte[] data = isImpatient ? impatiently(socket) : received(socket);
          answer.take(data);
        }
        asyncio.await(sending);
      } finally {
        sending.cancel();
      }
    }
  }

  private byte[] received(Socket socket) throws Exception {
    byte[] data = asyncio.await(loop.sockRecv(socket, 1 + random.nextInt(MOST_PIECE)));
    if (data.length == 0) {
      throw new WrongBytesException("The server has ended a connection that it was to keep");
    }
    return data;
  }

  /** What was received at last; whoever gave up before must have taken nothing with him. */
  private byte[] impatiently(Socket socket) throws Exception {
    while (true) {
      try {
        return asyncio.await(asyncio.waitFor(asyncio.coroutine(() -> received(socket)), delay()));
      } catch (TimeoutException nothingYet) {
        asyncio.await(asyncio.sleep(Duration.ZERO));
      }
    }
  }

  private Coroutine<@Nullable Void> sending(Socket socket, Answer answer, int length) {
    return asyncio.coroutine(() -> {
      asyncio.await(loop.sockSendall(socket, new byte[] {SoakServers.ECHO}));
      for (int place = 0; place < length; ) {
        int end = Math.min(length, place + 1 + random.nextInt(MOST_PIECE));
        asyncio.await(loop.sockSendall(socket, answer.part(place, end)));
        place = end;
      }
      return null;
    });
  }
}
