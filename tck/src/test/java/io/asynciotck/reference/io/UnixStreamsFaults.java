package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;

/** Faults in streams over Unix sockets. */
final class UnixStreamsFaults {

  private UnixStreamsFaults() {}

  @Fault(
      what = "The reader of open_unix_connection is at its end.",
      breaks = {"open-unix-connection.limit.default", "open-unix-connection.pair.streams"})
  static final class ReadsNothing extends StreamsBroken {
    ReadsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openUnixConnection(String path) {
      return coroutine(() -> {
        List<Object> pair = await(super.openUnixConnection(path));
        ConnectionReader ended = reader(getRunningLoop(), StreamConnections.LIMIT);
        ended.feedEof();
        return List.of(ended, pair.get(1));
      });
    }
  }

  @Fault(
      what = "open_unix_connection raises a RuntimeError if nobody listens.",
      breaks = "open-unix-connection.path.missing")
  static final class RaisesSomethingElse extends StreamsBroken {
    RaisesSomethingElse(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openUnixConnection(String path) {
      return coroutine(() -> {
        try {
          return await(super.openUnixConnection(path));
        } catch (IOException refused) {
          throw new IllegalStateException(refused);
        }
      });
    }
  }

  @Fault(
      what = "The limit of open_unix_connection is not looked at.",
      breaks = "open-unix-connection.limit.given")
  static final class HasItsOwnLimit extends StreamsBroken {
    HasItsOwnLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openUnixConnection(Socket sock, int limit) {
      return super.openUnixConnection(sock, StreamConnections.LIMIT);
    }
  }

  @Fault(
      what = "A writer does not close its socket.",
      breaks = "open-unix-connection.sock.owned",
      ripples = {"stream-writer.*", "open-connection.sock.owned"})
  static final class LeavesTheSocketOpen extends StreamsBroken {
    LeavesTheSocketOpen(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void close() {
          // The socket is somebody else's.
        }
      };
    }
  }

  @Fault(what = "A plain callback is called twice.", breaks = "start-unix-server.callback.plain")
  static final class CallsTwice extends StreamsBroken {
    CallsTwice(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler handler, String path) {
      return super.startUnixServer(
          (reader, writer) -> {
            Coroutine<?> coroutine = handler.clientConnected(reader, writer);
            return coroutine == null ? handler.clientConnected(reader, writer) : coroutine;
          },
          path);
    }
  }

  @Fault(
      what = "A coroutine is not run.",
      breaks = {
        "start-unix-server.callback.coroutine",
        "start-unix-server.limit.default",
        "start-unix-server.limit.given"
      },
      ripples = {"start-server.*"})
  static final class NeverStarts extends StreamsBroken {
    NeverStarts(LoopClock clock) {
      super(clock);
    }

    @Override
    void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
      coroutine.close();
    }
  }

  @Fault(
      what = "The limit of start_unix_server is not looked at.",
      breaks = "start-unix-server.limit.given")
  static final class ServesWithItsOwnLimit extends StreamsBroken {
    ServesWithItsOwnLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler handler, String path, int limit) {
      return super.startUnixServer(handler, path, StreamConnections.LIMIT);
    }
  }

  @Fault(
      what = "A server of start_unix_server leaves its file.",
      breaks = {
        "open-unix-connection.limit.default",
        "start-unix-server.callback.coroutine",
        "start-unix-server.callback.plain",
        "start-unix-server.cleanup.default",
        "start-unix-server.limit.default",
        "start-unix-server.path.object"
      })
  static final class LeavesTheFile extends StreamsBroken {
    LeavesTheFile(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler handler, String path) {
      return coroutine(
          () -> await(getRunningLoop().createUnixServer(() -> new Protocol() {}, path, false)));
    }
  }

  @Fault(
      what = "start_unix_server takes no sockets.",
      breaks = {"start-unix-server.sock.closed", "start-unix-server.sock.serves"})
  static final class ServesAtPathsOnly extends StreamsBroken {
    ServesAtPathsOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, Socket sock) {
      return coroutine(() -> {
        throw new IllegalArgumentException("No path was given");
      });
    }
  }

  @Fault(
      what = "A server leaves a socket open that was given to start_unix_server.",
      breaks = "start-unix-server.sock.closed")
  static final class LeavesTheGivenSocketOpen extends StreamsBroken {
    LeavesTheGivenSocketOpen(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, Socket sock) {
      return coroutine(() -> {
        Server server = await(super.startUnixServer(clientConnectedCb, sock));
        return (Server)
            Proxy.newProxyInstance(
                Server.class.getClassLoader(),
                new Class<?>[] {Server.class},
                (proxy, method, arguments) ->
                    method.getName().equals("close") ? null : method.invoke(server, arguments));
      });
    }
  }

  @Fault(
      what = "open_unix_connection takes no path objects.",
      breaks = "open-unix-connection.path.object")
  static final class ConnectsToTextsOnly extends StreamsBroken {
    ConnectsToTextsOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openUnixConnection(Path path) {
      return coroutine(() -> {
        throw new IllegalArgumentException("No text: " + path);
      });
    }
  }

  @Fault(
      what = "start_unix_server takes no path objects.",
      breaks = "start-unix-server.path.object")
  static final class ServesAtTextsOnly extends StreamsBroken {
    ServesAtTextsOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, Path path) {
      return coroutine(() -> {
        throw new IllegalArgumentException("No text: " + path);
      });
    }
  }

  @Fault(
      what = "Without a limit a reader of a Unix socket has one of 1 KiB.",
      breaks = "open-unix-connection.limit.default")
  static final class HasALowLimit extends StreamsBroken {
    HasALowLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openUnixConnection(String path) {
      return newStreams().open(1024, (loop, protocol) -> loop.createUnixConnection(protocol, path));
    }
  }

  @Fault(
      what = "Without a limit the readers of a server have one of 1 KiB.",
      breaks = "start-unix-server.limit.default")
  static final class ServesWithALowLimit extends StreamsBroken {
    ServesWithALowLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(StreamHandler handler, String path) {
      return startUnixServer(handler, path, 1024);
    }
  }

  @Fault(
      what = "start_unix_server removes the file, whatever cleanup_socket says.",
      breaks = "start-unix-server.cleanup.false")
  static final class AlwaysRemovesTheFile extends StreamsBroken {
    AlwaysRemovesTheFile(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startUnixServer(
        StreamHandler handler, String path, boolean cleanupSocket) {
      return super.startUnixServer(handler, path, true);
    }
  }
}
