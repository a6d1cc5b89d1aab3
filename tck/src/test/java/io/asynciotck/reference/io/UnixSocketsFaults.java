package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in Unix sockets. */
final class UnixSocketsFaults {

  private UnixSocketsFaults() {}

  @Fault(
      what = "create_unix_connection raises a ValueError.",
      breaks = {
        "unix-connection.data.both-ways",
        "unix-connection.extra-info.peername",
        "unix-connection.pair.protocol",
        "unix-connection.path.bytes",
        "unix-connection.path.connects",
        "unix-connection.path.missing",
        "unix-connection.path.object"
      },
      ripples = {"open-unix-connection.p*"})
  static final class RefusesPaths extends SelectorEventLoop {
    RefusesPaths(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, String path) {
      return asyncio.coroutine(() -> {
        throw new IllegalArgumentException(path);
      });
    }
  }

  @Fault(
      what = "create_unix_connection raises a RuntimeError if nobody listens.",
      breaks = {"unix-connection.path.missing"},
      ripples = {"open-unix-connection.path.missing"})
  static final class RaisesSomethingElse extends SelectorEventLoop {
    RaisesSomethingElse(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, String path) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.createUnixConnection(factory, path));
        } catch (IOException refused) {
          throw new IllegalStateException(refused);
        }
      });
    }
  }

  @Fault(
      what = "The factory of a server is not used.",
      breaks = {
        "unix-connection.data.both-ways",
        "unix-connection.extra-info.sockname",
        "unix-connection.path.connects",
        "unix-server.accepts.each",
        "unix-server.path.listens",
        "unix-server.path.object"
      },
      ripples = {"open-unix-connection.pair.streams", "start-unix-server.*"})
  static final class AcceptsNobody extends SelectorEventLoop {
    AcceptsNobody(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory factory, String path, boolean cleanupSocket) {
      return super.createUnixServer(() -> new Protocol() {}, path, cleanupSocket);
    }
  }

  @Fault(
      what = "A socket that somebody has left is in the way.",
      breaks = {"unix-server.stale.replaced"})
  static final class KeepsWhatIsLeft extends SelectorEventLoop {
    KeepsWhatIsLeft(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected ChannelSocket listenUnix(Path file, int backlog) throws IOException {
          if (Files.exists(file)) {
            throw new IOException("It is in use");
          }
          return super.listenUnix(file, backlog);
        }
      };
    }
  }

  @Fault(
      what = "A file at the path is replaced.",
      breaks = {"unix-server.file.refused"})
  static final class ReplacesFiles extends SelectorEventLoop {
    ReplacesFiles(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected ChannelSocket listenUnix(Path file, int backlog) throws IOException {
          Files.deleteIfExists(file);
          return super.listenUnix(file, backlog);
        }
      };
    }
  }

  @Fault(
      what = "The file is not removed.",
      breaks = {"unix-server.cleanup.default", "unix-server.cleanup.sock"},
      ripples = {"start-unix-server.cleanup.default"})
  static final class LeavesItsFile extends SelectorEventLoop {
    LeavesItsFile(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected void cleanUp(Path file, @Nullable Object itsKey) {
          // It stays.
        }
      };
    }
  }

  @Fault(
      what = "cleanup_socket is not looked at.",
      breaks = {"unix-server.cleanup.false"})
  static final class AlwaysCleansUp extends SelectorEventLoop {
    AlwaysCleansUp(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory factory, String path, boolean cleanupSocket) {
      return super.createUnixServer(factory, path, true);
    }
  }

  @Fault(
      what = "cleanup_socket is not looked at where a socket was given.",
      breaks = {"unix-server.cleanup.false"})
  static final class AlwaysCleansUpAfterSockets extends SelectorEventLoop {
    AlwaysCleansUpAfterSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory factory, boolean cleanupSocket, Socket sock) {
      return super.createUnixServer(factory, true, sock);
    }
  }

  @Fault(
      what = "The file is removed, whatever it is by then.",
      breaks = {"unix-server.cleanup.replaced"})
  static final class RemovesWhatIsThere extends SelectorEventLoop {
    RemovesWhatIsThere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected void cleanUp(Path file, @Nullable Object itsKey) {
          UnixSocketFile.remove(file);
        }
      };
    }
  }

  @Fault(
      what = "The pair of create_unix_connection has another protocol.",
      breaks = "unix-connection.pair.protocol")
  static final class GivesAnotherProtocol extends SelectorEventLoop {
    GivesAnotherProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, String path) {
      return asyncio.coroutine(() ->
          List.of(
              asyncio.await(super.createUnixConnection(factory, path)).getFirst(),
              new Protocol() {}));
    }
  }

  @Fault(
      what = "What a server sends is not given to the protocol of a client.",
      breaks = "unix-connection.data.both-ways",
      ripples = {"open-unix-connection.pair.streams"})
  static final class ReceivesNothing extends SelectorEventLoop {
    ReceivesNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, String path) {
      return asyncio.coroutine(() -> {
        BaseProtocol protocol = factory.newProtocol();
        BaseProtocol deaf =
            protocol instanceof Protocol own
                ? new Relay(own) {
                  @Override
                  public void dataReceived(byte[] data) {
                    // It is lost.
                  }
                }
                : protocol;
        return List.of(
            asyncio.await(super.createUnixConnection(() -> deaf, path)).getFirst(), protocol);
      });
    }
  }

  @Fault(
      what = "A path of bytes is refused by create_unix_connection.",
      breaks = "unix-connection.path.bytes")
  static final class ConnectsToTextOnly extends SelectorEventLoop {
    ConnectsToTextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, byte[] path) {
      throw new IllegalArgumentException("The path must be text");
    }
  }

  @Fault(
      what = "A path of bytes is refused by create_unix_server.",
      breaks = {
        "unix-server.cleanup.default",
        "unix-server.path.bytes",
        "unix-server.stale.replaced"
      })
  static final class ListensAtTextOnly extends SelectorEventLoop {
    ListensAtTextOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(ProtocolFactory factory, byte[] path) {
      throw new IllegalArgumentException("The path must be text");
    }
  }

  @Fault(
      what = "A transport does not close the socket that create_unix_connection was given.",
      breaks = "unix-connection.sock.owned",
      ripples = {"open-unix-connection.sock.owned"})
  static final class LeavesTheSocketOpen extends SelectorEventLoop {
    LeavesTheSocketOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private boolean leavesOpen;

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, Socket sock) {
      leavesOpen = true;
      return super.createUnixConnection(factory, sock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return leavesOpen ? leavingOpen(watched) : super.newConnections(watched);
    }

    private Connections leavingOpen(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected SocketTransport newTransport(
            EventLoop its, Readiness watched, ChannelSocket socket, BaseProtocol protocol) {
          return new SocketTransport(its, watched, socket, protocol) {
            @Override
            protected void closeSocket() {
              // It is somebody else's.
            }
          };
        }
      };
    }
  }

  @Fault(
      what = "All connections of a server have one protocol.",
      breaks = "unix-server.accepts.each")
  static final class OneProtocolForAll extends SelectorEventLoop {
    OneProtocolForAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory factory, String path, boolean cleanupSocket) {
      @Nullable BaseProtocol[] first = {null};
      return super.createUnixServer(
          () -> {
            BaseProtocol protocol = first[0] == null ? factory.newProtocol() : first[0];
            first[0] = protocol;
            return protocol;
          },
          path,
          cleanupSocket);
    }
  }

  @Fault(
      what = "The file is not removed when somebody has connected.",
      breaks = {"unix-server.cleanup.default"})
  static final class LeavesTheFileThatWasUsed extends SelectorEventLoop {
    private boolean wasUsed;

    LeavesTheFileThatWasUsed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected SocketTransport newTransport(
            EventLoop loop, Readiness readiness, ChannelSocket socket, BaseProtocol protocol) {
          wasUsed = true;
          return super.newTransport(loop, readiness, socket, protocol);
        }

        @Override
        protected void cleanUp(Path file, @Nullable Object itsKey) {
          if (!wasUsed) {
            super.cleanUp(file, itsKey);
          }
        }
      };
    }
  }

  @Fault(
      what = "The file of a socket that was given is not removed.",
      breaks = {"unix-server.cleanup.sock"})
  static final class LeavesTheFileOfASocket extends SelectorEventLoop {
    LeavesTheFileOfASocket(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createUnixServer(
        ProtocolFactory factory, Socket sock, boolean startServing) {
      return createServer(factory, sock, startServing);
    }
  }

  @Fault(
      what = "A second close removes what is there.",
      breaks = {"unix-server.cleanup.replaced"})
  static final class RemovesAtTheSecondClose extends BrokenServer {
    private final @Nullable Path path;
    private boolean isClosed;

    RemovesAtTheSecondClose(Parts parts) {
      super(parts);
      UnixSocketFile file = sockets.getFirst().file;
      this.path = file == null ? null : file.path();
    }

    @Override
    public void close() {
      super.close();
      if (isClosed && path != null) {
        UnixSocketFile.remove(path);
      }
      isClosed = true;
    }
  }

  @Fault(what = "A socket that blocks is refused.", breaks = "unix-connection.sock.blocking")
  static final class RefusesBlockingSockets extends SelectorEventLoop {
    RefusesBlockingSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createUnixConnection(ProtocolFactory factory, Socket sock) {
      if (sock.getblocking()) {
        throw new IllegalArgumentException("The socket blocks");
      }
      return super.createUnixConnection(factory, sock);
    }
  }
}
