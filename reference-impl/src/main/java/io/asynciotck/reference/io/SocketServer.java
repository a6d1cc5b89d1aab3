package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accepts connections at a socket. The page {@code servers} of the specification. */
public class SocketServer implements Server {
  /** This many connections are accepted in one turn, so that others get theirs. */
  private static final int MOST_IN_A_TURN = 100;

  /** How long nothing is accepted after the system could not. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Readiness readiness;
  private final Connections connections;
  private final ProtocolFactory protocolFactory;
  private final List<ChannelSocket> sockets;
  private final AsyncFuture<@Nullable Void> allGone;
  private final Set<SocketTransport> living = new LinkedHashSet<>();
  private @Nullable AsyncFuture<@Nullable Void> forever;
  private Runnable whenClosed = () -> {};
  private boolean keepsAlive;
  private boolean serving;
  private boolean closed;

  /** A server that does not accept yet. */
  protected SocketServer(
      EventLoop loop,
      Asyncio asyncio,
      Readiness readiness,
      Connections connections,
      ProtocolFactory protocolFactory,
      List<ChannelSocket> sockets) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.readiness = readiness;
    this.connections = connections;
    this.protocolFactory = protocolFactory;
    this.sockets = sockets;
    this.allGone = loop.createFuture();
    sockets.forEach(socket -> socket.setblocking(false));
  }

  /** Says what is to be done when the sockets are closed. */
  final void whenClosed(Runnable action) {
    whenClosed = action;
  }

  /** Says whether the system is to ask from time to time if a client is still there. */
  final void keepsAlive(boolean keep) {
    keepsAlive = keep;
  }

  /** Begins to accept connections, if that has not begun. */
  final void start() throws IOException {
    // Rule: server.start-serving.{begins, again}
    if (!serving && !closed) {
      serving = true;
      for (ChannelSocket socket : sockets) {
        socket.listenUnlessItDoes();
        readiness.addReader(socket.fileno(), () -> acceptAll(socket));
      }
    }
  }

  private void acceptAll(ChannelSocket socket) {
    for (int turn = 0; turn < MOST_IN_A_TURN && serving; turn++) {
      try {
        ChannelSocket accepted = socket.acceptNow();
        if (accepted == null) {
          return;
        }
        begin(accepted);
      } catch (IOException failed) {
        report("socket.accept() failed", failed);
        pause(socket);
        return;
      }
    }
  }

  /** Accepts nothing for a while: without descriptors it would fail again and again. */
  private void pause(ChannelSocket socket) {
    // Rule: server.accepts.after-shortage
    readiness.removeReader(socket.fileno());
    loop.callLater(
        PAUSE,
        () -> {
          if (serving) {
            readiness.addReader(socket.fileno(), () -> acceptAll(socket));
          }
        });
  }

  /** Begins a connection that was accepted. */
  @Seam
  protected void begin(ChannelSocket accepted) throws IOException {
    try {
      if (keepsAlive) {
        accepted.setsockopt(ChannelSocket.SOL_SOCKET, ChannelSocket.SO_KEEPALIVE, 1);
      }
      // Rule: server.accepts.{each, own-protocol, after-reset}
      SocketTransport transport =
          connections.newTransport(loop, readiness, accepted, newProtocol());
      living.add(transport);
      transport.start(() -> connectionGone(transport));
    } catch (SystemExit | KeyboardInterrupt leaving) {
      accepted.close();
      throw leaving;
    } catch (Throwable raised) {
      // Rule: server.factory.raises
      accepted.close();
      report("The protocol of a connection could not be made", raised);
    }
  }

  /** Makes the protocol of a connection. */
  @Seam
  protected BaseProtocol newProtocol() {
    return protocolFactory.newProtocol();
  }

  private void connectionGone(SocketTransport transport) {
    living.remove(transport);
    settleIfAllIsGone();
  }

  private void settleIfAllIsGone() {
    if (closed && living.isEmpty() && !allGone.isDone()) {
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
      sockets.forEach(socket -> readiness.removeReader(socket.fileno()));
    }
    sockets.forEach(this::closeSocket);
    whenClosed.run();
    if (forever != null && !forever.isDone()) {
      forever.cancel();
    }
    // Rule: server.close.connections-stay
    settleIfAllIsGone();
  }

  /** Closes what the server listens on. */
  @Seam
  protected void closeSocket(ChannelSocket socket) {
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
  public Coroutine<@Nullable Void> serveForever() {
    return asyncio.coroutine(() -> {
      // Rule: server.serve-forever.one
      if (forever != null || closed) {
        throw new IllegalStateException("The server is closed, or serves for ever: " + this);
      }
      AsyncFuture<@Nullable Void> cancelled = loop.createFuture();
      forever = cancelled;
      try {
        // Rule: server.serve-forever.serves
        start();
        return asyncio.await(cancelled);
      } catch (CancelledError end) {
        // Rule: server.serve-forever.{cancelled, cancelled-raised, cancelled-message}
        close();
        asyncio.await(waitClosed());
        throw end;
      } finally {
        forever = null;
      }
    });
  }

  @Override
  public void closeClients() {
    // Rule: server.close-clients.{closes, flushes, serves}
    new ArrayList<>(living).forEach(SocketTransport::close);
  }

  @Override
  public void abortClients() {
    // Rule: server.abort-clients.{aborts, serves}
    new ArrayList<>(living).forEach(SocketTransport::abort);
  }

  @Override
  public EventLoop getLoop() {
    // Rule: server.get-loop.its-loop
    return loop;
  }

  @Override
  public Coroutine<Server> enter() {
    return asyncio.coroutine(() -> this);
  }

  @Override
  public Coroutine<@Nullable Void> exit(
      @Nullable Object type, @Nullable Object value, @Nullable Object traceback) {
    return asyncio.coroutine(() -> {
      // Rule: server.async-with.closed
      close();
      return asyncio.await(waitClosed());
    });
  }

  @Override
  public Coroutine<@Nullable Void> waitClosed() {
    // Rule: server.wait-closed.{returns, connections, before-close}
    // Rule: server.wait-closed.{cancelled-raised, cancelled-message}
    // Rule: server.wait-closed.{cancelled-again, cancelled-others}
    return asyncio.coroutine(() -> asyncio.await(asyncio.shield(allGone)));
  }

  @Override
  public List<Socket> sockets() {
    // Rule: server.sockets.{address, copy, closed}, unix-server.sockets.one
    return closed ? List.of() : List.copyOf(sockets);
  }

  private void report(String message, Throwable raised) {
    loop.callExceptionHandler(Report.of(message, raised).context());
  }

  @Override
  public String toString() {
    return "<SocketServer " + sockets + (serving ? " serving>" : ">");
  }
}
