package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in how a host is looked up, and in what is said if all fails. */
final class ConnectionsArgumentsFaults {

  private ConnectionsArgumentsFaults() {}

  @Fault(
      what = "The flags of create_connection are not looked at.",
      breaks = {"connection.flags.passed"})
  static final class LooksUpAnyName extends SelectorEventLoop {
    LooksUpAnyName(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory factory,
        @Nullable String host,
        int port,
        Object family,
        int proto,
        Object flags) {
      return super.createConnection(factory, host, port, family, proto, 0);
    }
  }

  @Fault(
      what = "The protocol of create_connection is not looked at.",
      breaks = {"connection.proto.passed"})
  static final class LooksUpAnyProtocol extends SelectorEventLoop {
    LooksUpAnyProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory factory,
        @Nullable String host,
        int port,
        Object family,
        int proto,
        Object flags) {
      return super.createConnection(factory, host, port, family, 0, flags);
    }
  }

  @Fault(
      what = "create_connection says how many addresses have failed, and not why.",
      breaks = {"connection.errors.combined"})
  static final class CountsErrors extends SelectorEventLoop {
    CountsErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected Exception combined(List<IOException> refused) {
          return refused.size() == 1
              ? super.combined(refused)
              : new IOException(refused.size() + " addresses have failed");
        }
      };
    }
  }
}
