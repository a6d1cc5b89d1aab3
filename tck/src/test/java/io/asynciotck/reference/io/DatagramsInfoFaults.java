package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in what an endpoint of datagrams tells. */
final class DatagramsInfoFaults {

  private DatagramsInfoFaults() {}

  /** A loop whose endpoints tell something else. */
  abstract static class TellsWrongly extends EndpointsBroken {
    TellsWrongly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** What is told in place of what is right. */
    abstract @Nullable Object told(
        ChannelDatagrams transport, String name, @Nullable Object defaultValue);

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        private boolean asked;

        @Override
        public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
          if (asked) {
            return super.getExtraInfo(name, defaultValue);
          }
          asked = true;
          try {
            return told(this, name, defaultValue);
          } finally {
            asked = false;
          }
        }
      };
    }
  }

  @Fault(
      what = "An endpoint ignores the default for what it does not know.",
      breaks = "datagram.extra-info.unknown")
  static final class IgnoresTheDefault extends TellsWrongly {
    IgnoresTheDefault(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Object told(ChannelDatagrams transport, String name, @Nullable Object defaultValue) {
      return transport.getExtraInfo(name, null);
    }
  }

  @Fault(
      what = "An endpoint that is connected tells that it has no address of its own.",
      breaks = "datagram.extra-info.sockname")
  static final class IsAnywhere extends TellsWrongly {
    IsAnywhere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Object told(ChannelDatagrams transport, String name, @Nullable Object defaultValue) {
      boolean connected = transport.getExtraInfo("peername", null) != null;
      return connected && name.equals("sockname")
          ? List.of("0.0.0.0", 0)
          : transport.getExtraInfo(name, defaultValue);
    }
  }

  @Fault(
      what = "An endpoint tells its own address for that of its peer.",
      breaks = "datagram.extra-info.peername")
  static final class IsItsOwnPeer extends TellsWrongly {
    IsItsOwnPeer(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Object told(ChannelDatagrams transport, String name, @Nullable Object defaultValue) {
      return transport.getExtraInfo(name.equals("peername") ? "sockname" : name, defaultValue);
    }
  }

  @Fault(
      what = "An endpoint tells another socket.",
      breaks = {"datagram-endpoint.allow-broadcast.set", "datagram.extra-info.socket"})
  static final class AnotherSocket extends EndpointsBroken {
    AnotherSocket(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public Socket getExtraInfoSocket(String name) {
          try {
            ChannelSocket other = new ChannelSocket(DatagramChannel.open());
            other.close();
            return other;
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        }
      };
    }
  }
}
