package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accepts connections at a socket. The page {@code servers} of the specification. */
public class SocketServer implements Server {
  /** So many connections are accepted in one turn, that others get theirs. */
  private static final int MOST_IN_A_TURN = 100;

  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Readiness readiness;
  private final Connections connections;
  private final ProtocolFactory protocolFactory;
  private final ChannelSocket socket;
  private final AsyncFuture<@Nullable Void> allGone;
  private int living;
  private boolean serving;
  private boolean closed;

  /** A server that does not accept yet. */
  protected SocketServer(
      EventLoop loop,
      Asyncio asyncio,
      Readiness readiness,
      Connections connections,
      ProtocolFactory protocolFactory,
      ChannelSocket socket) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.readiness = readiness;
    this.connections = connections;
    this.protocolFactory = protocolFactory;
    this.socket = socket;
    this.allGone = loop.createFuture();
    socket.setblocking(false);
  }

  /** Begins to accept connections, if that has not begun. */
  final void start() {
    // Rule: server.start-serving.{begins, again}
    if (!serving && !closed) {
      serving = true;
      readiness.addReader(socket.fileno(), this::acceptAll);
    }
  }

  private void acceptAll() {
    for (int turn = 0; turn < MOST_IN_A_TURN && serving; turn++) {
      try {
        begin((ChannelSocket) socket.accept());
      } catch (BlockingIoException nobody) {
        return;
      } catch (IOException failed) {
        report("socket.accept() failed", failed);
        return;
      }
    }
  }

  /** Begins a connection that was accepted. */
  @Seam
  protected void begin(ChannelSocket accepted) throws IOException {
    try {
      // Rule: server.accepts.{each, own-protocol}
      SocketTransport transport =
          connections.newTransport(loop, readiness, accepted, protocolFactory.newProtocol());
      living++;
      transport.start(this::connectionGone);
    } catch (RuntimeException | Error raised) {
      accepted.close();
      report("The protocol of a connection could not be made", raised);
    }
  }

  private void connectionGone() {
    living--;
    settleIfAllIsGone();
  }

  private void settleIfAllIsGone() {
    if (closed && living == 0 && !allGone.isDone()) {
      allGone.setResult(null);
    }
  }

  @Override
  public void close() {
    // Rule: server.close.twice
    if (closed) {
      return;
    }
    closed = true;
    if (serving) {
      serving = false;
      readiness.removeReader(socket.fileno());
    }
    closeSocket();
    // Rule: server.close.connections-stay
    settleIfAllIsGone();
  }

  /** Closes what the server listens on. */
  @Seam
  protected void closeSocket() {
    try {
      // Rule: server.close.refuses
      socket.close();
    } catch (IOException failed) {
      report("The socket of a server could not be closed", failed);
    }
  }

  @Override
  public boolean isServing() {
    // Rule: server.is-serving.{open, closed, not-started}
    return serving;
  }

  @Override
  public Coroutine<@Nullable Void> startServing() {
    return asyncio.coroutine(() -> {
      start();
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Void> waitClosed() {
    // Rule: server.wait-closed.returns
    return asyncio.coroutine(() -> asyncio.await(allGone));
  }

  @Override
  public List<Socket> sockets() {
    // Rule: server.sockets.address
    return closed ? List.of() : List.of(socket);
  }

  private void report(String message, Throwable raised) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("message", message);
    context.put("exception", raised);
    loop.callExceptionHandler(context);
  }

  @Override
  public String toString() {
    return "<SocketServer " + socket + (serving ? " serving>" : ">");
  }
}
