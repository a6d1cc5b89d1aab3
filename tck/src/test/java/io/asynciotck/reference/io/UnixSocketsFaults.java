package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
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
      breaks = {"unix-connection.path.connects", "unix-connection.path.missing"})
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
      breaks = {"unix-connection.path.missing"})
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
      breaks = {"unix-server.path.listens", "unix-connection.path.connects"})
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
        protected ChannelSocket listenUnix(Path file) throws IOException {
          if (Files.exists(file)) {
            throw new IOException("It is in use");
          }
          return super.listenUnix(file);
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
        protected ChannelSocket listenUnix(Path file) throws IOException {
          Files.deleteIfExists(file);
          return super.listenUnix(file);
        }
      };
    }
  }

  @Fault(
      what = "The file is not removed.",
      breaks = {"unix-server.cleanup.default"})
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
}
