package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes streams of connections. The page {@code streams} of the specification. */
public class StreamConnections {
  /** How long what is read up to a separator may be, unless somebody says another limit. */
  public static final int LIMIT = 64 * 1024;

  private final Asyncio asyncio;

  /** Those of a module. */
  public StreamConnections(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  /** Makes a connection; its protocol is given to what makes it. */
  @FunctionalInterface
  public interface Connecting {
    /** Connects in a loop. */
    Coroutine<List<Object>> connect(EventLoop loop, ProtocolFactory protocolFactory);
  }

  /** Makes streams for a connection. */
  public Coroutine<List<Object>> open(int limit, Connecting connecting) {
    // Rule: open-connection.pair.coroutine
    return asyncio.coroutine(() -> {
      EventLoop loop = asyncio.getRunningLoop();
      // Rule: open-connection.limit.{given, default}, open-unix-connection.limit.{given, default}
      ConnectionReader reader = newReader(loop, limit);
      StreamProtocol protocol = new StreamProtocol(loop, reader, transport -> {});
      // Rule: open-connection.address.{connects, refused}, open-unix-connection.path.missing
      // Rule: open-connection.cancel.{raised, message}
      List<Object> pair = asyncio.await(connecting.connect(loop, () -> protocol));
      // Rule: open-connection.pair.streams, open-connection.sock.owned, stream.class.connection
      // Rule: open-unix-connection.{pair.streams, sock.owned}
      return List.of(reader, newWriter((Transport) pair.getFirst(), protocol));
    });
  }

  /** Makes a server; what makes the protocols of its connections is given to what makes it. */
  @FunctionalInterface
  public interface Listening {
    /** Listens in a loop. */
    Coroutine<Server> listen(EventLoop loop, ProtocolFactory protocolFactory);
  }

  /** Serves by streams. */
  public Coroutine<Server> serve(StreamHandler handler, int limit, Listening listening) {
    // Rule: start-server.streams.coroutine
    return asyncio.coroutine(() -> {
      EventLoop loop = asyncio.getRunningLoop();
      return asyncio.await(listening.listen(loop, () -> newServing(loop, handler, limit)));
    });
  }

  private StreamProtocol newServing(EventLoop loop, StreamHandler handler, int limit) {
    // Rule: start-server.{streams.own, limit.given, limit.default}
    // Rule: start-unix-server.limit.{given, default}
    StreamProtocol[] its = new StreamProtocol[1];
    its[0] =
        new StreamProtocol(
            loop, newReader(loop, limit), transport -> begin(loop, handler, transport, its[0]));
    return its[0];
  }

  private void begin(
      EventLoop loop, StreamHandler handler, Transport transport, StreamProtocol protocol) {
    // Rule: start-server.callback.{plain, each}, start-unix-server.callback.plain
    // Rule: stream.class.server
    Coroutine<?> coroutine;
    try {
      coroutine = handler.clientConnected(protocol.reader(), newWriter(transport, protocol));
    } catch (RuntimeException raised) {
      // Rule: start-server.callback.plain-raises
      hangUp(loop, raised, transport);
      return;
    }
    if (coroutine != null) {
      startTask(loop, coroutine, transport);
    }
  }

  /** Runs what a handler has returned. */
  @Seam
  protected void startTask(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
    // Rule: start-server.callback.coroutine, start-unix-server.callback.coroutine
    Task<?> task = loop.createTask(coroutine);
    task.addDoneCallback(done -> {
      // Rule: start-server.callback.{raises, raises-closes}
      if (done.isCancelled()) {
        transport.close();
      } else if (done.exception() != null) {
        hangUp(loop, done.exception(), transport);
      }
    });
  }

  /** Ends a connection whose handler, or its task, has raised something. */
  @Seam
  protected void hangUp(EventLoop loop, @Nullable Throwable raised, Transport transport) {
    Report report =
        Report.of("Unhandled exception in client_connected_cb")
            .with("exception", raised)
            .with("transport", transport);
    loop.callExceptionHandler(report.context());
    transport.close();
  }

  /** Makes a reader. */
  @Seam
  protected ConnectionReader newReader(EventLoop loop, int limit) {
    return new ConnectionReader(loop, asyncio, limit);
  }

  /** Makes a writer. */
  @Seam
  protected StreamWriter newWriter(Transport transport, StreamProtocol protocol) {
    return new ConnectionWriter(asyncio, transport, protocol);
  }
}
