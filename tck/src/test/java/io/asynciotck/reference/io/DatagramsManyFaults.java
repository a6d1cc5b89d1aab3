package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults that many datagrams show, and those in the sockets of endpoints. */
final class DatagramsManyFaults {

  private DatagramsManyFaults() {}

  @Fault(
      what = "Each 17th datagram is given to the protocol twice.",
      breaks = {"datagram.received.whole"})
  static final class GivesSomeTwice extends EndpointsBroken {
    GivesSomeTwice(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        private int count;

        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          super.datagramReceived(data, addr);
          if (++count % 17 == 0) {
            super.datagramReceived(data, addr);
          }
        }
      };
    }
  }

  @Fault(
      what = "reuse_port is not looked at.",
      breaks = {"datagram-endpoint.reuse-port.shared"})
  static final class SharesNoPort extends EndpointsBroken {
    SharesNoPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory factory,
        Address localAddr,
        @Nullable Boolean reusePort,
        @Nullable Boolean allowBroadcast) {
      return super.createDatagramEndpoint(factory, localAddr, null, allowBroadcast);
    }
  }

  @Fault(
      what = "allow_broadcast is not looked at.",
      breaks = {"datagram-endpoint.allow-broadcast.set"})
  static final class SendsToOne extends EndpointsBroken {
    SendsToOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory factory,
        Address localAddr,
        @Nullable Boolean reusePort,
        @Nullable Boolean allowBroadcast) {
      return super.createDatagramEndpoint(factory, localAddr, reusePort, null);
    }
  }

  @Fault(
      what = "Each endpoint shares its port with others that do.",
      breaks = {"datagram-endpoint.reuse-port.all"})
  static final class SharesEveryPort extends EndpointsBroken {
    SharesEveryPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory factory,
        Address localAddr,
        @Nullable Boolean reusePort,
        @Nullable Boolean allowBroadcast) {
      return super.createDatagramEndpoint(factory, localAddr, true, allowBroadcast);
    }
  }
}
