package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in what Unix sockets are made of. */
final class UnixSocketsArgumentsFaults {

  private UnixSocketsArgumentsFaults() {}

  private static <T> Coroutine<T> typeError(BaseAsyncio asyncio) {
    return asyncio.coroutine(() -> {
      throw new ClassCastException("a path is text");
    });
  }

  @Fault(
      what = "create_unix_server knows no path objects.",
      breaks = {
        "unix-server.cleanup.default",
        "unix-server.path.object",
        "unix-server.stale.replaced"
      })
  static final class ServesAtTextOnly extends SelectorEventLoop {
    ServesAtTextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, Path path) {
      return typeError(asyncio);
    }
  }

  @Fault(
      what = "create_unix_connection knows no path objects.",
      breaks = {"unix-connection.path.object"})
  static final class ConnectsToTextOnly extends SelectorEventLoop {
    ConnectsToTextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(
        ProtocolFactory protocolFactory, Path path) {
      return typeError(asyncio);
    }
  }

  @Fault(
      what = "create_unix_server takes no sockets.",
      breaks = {
        "unix-server.cleanup.sock",
        "unix-server.sock.serves",
        "unix-server.start-serving.false"
      })
  static final class TakesNoSockets extends SelectorEventLoop {
    TakesNoSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
      return createUnixServer(protocolFactory);
    }
  }

  @Fault(
      what = "A server at a Unix socket starts, whatever start_serving says.",
      breaks = {"unix-server.start-serving.false"})
  static final class AlwaysStarts extends SelectorEventLoop {
    AlwaysStarts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
      return super.createUnixServer(protocolFactory, sock, true);
    }
  }

  @Fault(
      what = "A path is used though a socket was given as well.",
      breaks = {"unix-server.sock.with-path"})
  static final class ServesAtThePath extends SelectorEventLoop {
    ServesAtThePath(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory protocolFactory, String path, Socket sock) {
      return asyncio.coroutine(() -> {
        Server server = asyncio.await(createUnixServer(protocolFactory, path));
        server.close();
        return server;
      });
    }
  }

  @Fault(
      what = "A socket is used though a path was given as well.",
      breaks = {"unix-connection.sock.with-path"})
  static final class PrefersTheSocket extends SelectorEventLoop {
    PrefersTheSocket(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(
        ProtocolFactory protocolFactory, String path, Socket sock) {
      return createUnixConnection(protocolFactory, sock);
    }
  }

  @Fault(
      what = "Without a path and a socket there is a TypeError.",
      breaks = {"unix-connection.path.none", "unix-server.path.none"})
  static final class RaisesATypeError extends SelectorEventLoop {
    RaisesATypeError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory) {
      return typeError(asyncio);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory) {
      return typeError(asyncio);
    }
  }

  @Fault(
      what = "A socket that somebody has left is in the way of a path of bytes.",
      breaks = {"unix-server.stale.replaced"})
  static final class ReplacesAtTextOnly extends SelectorEventLoop {
    ReplacesAtTextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, byte[] path) {
      String text = new String(path, StandardCharsets.UTF_8);
      return Files.exists(Path.of(text))
          ? asyncio.coroutine(() -> {
            throw new IOException("It is in use");
          })
          : createUnixServer(protocolFactory, text);
    }
  }

  @Fault(
      what = "The file of a path of bytes is not removed.",
      breaks = {"unix-server.cleanup.default"})
  static final class CleansUpTextOnly extends SelectorEventLoop {
    CleansUpTextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, byte[] path) {
      return createUnixServer(protocolFactory, new String(path, StandardCharsets.UTF_8), false);
    }
  }

  /** Loops that do not remove each file. */
  abstract static class LeavesSome extends SelectorEventLoop {
    LeavesSome(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    abstract boolean isRemoved();

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected void cleanUp(Path file, @Nullable Object itsKey) {
          if (isRemoved()) {
            super.cleanUp(file, itsKey);
          }
        }
      };
    }
  }

  @Fault(
      what = "While there is another server the file is not removed.",
      breaks = {"unix-server.cleanup.default"})
  static final class CleansUpTheLast extends LeavesSome {
    private int serving;

    CleansUpTheLast(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory protocolFactory, String path, boolean cleanupSocket) {
      serving++;
      return super.createUnixServer(protocolFactory, path, cleanupSocket);
    }

    @Override
    boolean isRemoved() {
      return --serving <= 0;
    }
  }

  @Fault(
      what = "The file of a socket is not removed if the server was not started at once.",
      breaks = {"unix-server.cleanup.sock"})
  static final class CleansUpWhatWasStarted extends LeavesSome {
    private boolean starts = true;

    CleansUpWhatWasStarted(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
      starts = startServing;
      return super.createUnixServer(protocolFactory, sock, startServing);
    }

    @Override
    boolean isRemoved() {
      return starts;
    }
  }

  @Fault(
      what = "A server at a Unix socket tells of no sockets.",
      breaks = {"unix-server.sockets.one"})
  static final class HidesItsSocket extends BrokenServer {
    HidesItsSocket(Parts parts) {
      super(parts);
    }

    @Override
    public List<Socket> sockets() {
      return sockets.stream().allMatch(socket -> socket.file == null) ? super.sockets() : List.of();
    }
  }

  @Fault(
      what = "create_unix_server takes no heed of backlog.",
      breaks = {"unix-server.backlog.most"})
  static final class LetsAllWait extends SelectorEventLoop {
    LetsAllWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory protocolFactory, String path, int backlog) {
      return createUnixServer(protocolFactory, path);
    }
  }

  @Fault(
      what = "At a Unix socket few clients may wait, if nobody has said how many.",
      breaks = {"unix-server.backlog.default"})
  static final class LetsFewWait extends SelectorEventLoop {
    LetsFewWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, String path) {
      return createUnixServer(protocolFactory, path, 50);
    }
  }
}
