package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in datagrams. */
final class DatagramsFaults {

  private DatagramsFaults() {}

  @Fault(
      what = "create_datagram_endpoint gives a protocol that the factory has not made.",
      breaks = {"datagram-endpoint.pair.protocol"})
  static final class GivesAnotherProtocol extends EndpointsBroken {
    GivesAnotherProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory factory, @Nullable Address local, @Nullable Address remote) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.createDatagramEndpoint(factory, local, remote));
        return List.of(pair.getFirst(), new DatagramProtocol() {});
      });
    }
  }

  @Fault(
      what = "local_addr is not looked at.",
      breaks = {
        "datagram-endpoint.local-addr.bound",
        "datagram-endpoint.local-addr.in-use",
        "datagram-endpoint.local-addr.name",
        "datagram-endpoint.remote-addr.only",
        "datagram-endpoint.reuse-port.all",
        "datagram.error-received.stays-open",
        "datagram.extra-info.sockname",
        "datagram.received.whole"
      })
  static final class BindsToAnyPort extends EndpointsBroken {
    BindsToAnyPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Address local(@Nullable Address given) {
      return given == null ? null : new Address(given.host(), 0);
    }
  }

  @Fault(
      what = "An address that is in use is replaced by another one.",
      breaks = {"datagram-endpoint.local-addr.in-use", "datagram-endpoint.reuse-port.all"})
  static final class TakesAnotherPort extends EndpointsBroken {
    TakesAnotherPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Endpoints newEndpoints(Readiness watched) {
      return new Endpoints(this, asyncio, watched) {
        @Override
        protected ChannelSocket open(
            @Nullable Address local, @Nullable Address remote, Options options) throws IOException {
          try {
            return super.open(local, remote, options);
          } catch (IOException taken) {
            return super.open(new Address("127.0.0.1", 0), remote, options);
          }
        }
      };
    }
  }

  @Fault(
      what = "remote_addr is not looked at if there is a local_addr.",
      breaks = {"datagram-endpoint.remote-addr.only", "datagram.error-received.stays-open"})
  static final class IgnoresTheRemoteAddress extends EndpointsBroken {
    IgnoresTheRemoteAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Endpoints newEndpoints(Readiness watched) {
      return new Endpoints(this, asyncio, watched) {
        @Override
        protected ChannelSocket open(
            @Nullable Address local, @Nullable Address remote, Options options) throws IOException {
          return super.open(local, local == null ? remote : null, options);
        }
      };
    }
  }

  @Fault(
      what = "The socket that was given is closed, and another one used.",
      breaks = {
        "datagram-endpoint.sock.connected",
        "datagram-endpoint.sock.used",
        "datagram.close.no-more-data",
        "datagram.connection-made.first",
        "datagram.extra-info.socket",
        "datagram.received.addr",
        "datagram.received.data",
        "datagram.received.empty",
        "datagram.received.raises",
        "datagram.received.whole",
        "datagram.sendto.ipv6",
        "datagram.set-protocol.hears"
      })
  static final class UsesASocketOfItsOwn extends EndpointsBroken {
    UsesASocketOfItsOwn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(ProtocolFactory factory, Socket sock) {
      return asyncio.coroutine(() -> {
        sock.close();
        return asyncio.await(createDatagramEndpoint(factory, new Address("127.0.0.1", 0), null));
      });
    }
  }

  @Fault(
      what = "A socket that is given is not connected any more.",
      breaks = {"datagram-endpoint.sock.connected"})
  static final class ForgetsTheOtherSide extends EndpointsBroken {
    ForgetsTheOtherSide(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(ProtocolFactory factory, Socket sock) {
      return asyncio.coroutine(() -> {
        ((ChannelSocket) sock).datagrams().disconnect();
        return asyncio.await(super.createDatagramEndpoint(factory, sock));
      });
    }
  }

  @Fault(
      what = "close leaves the socket open that was given.",
      breaks = {"datagram-endpoint.sock.owned"})
  static final class LeavesTheSocketOpen extends EndpointsBroken {
    LeavesTheSocketOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private final Set<Socket> given = new HashSet<>();

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(ProtocolFactory factory, Socket sock) {
      given.add(sock);
      return super.createDatagramEndpoint(factory, sock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        protected void closeSocket() {
          if (!given.contains(socket)) {
            super.closeSocket();
          }
        }
      };
    }
  }

  @Fault(
      what = "connection_made is called when something has come.",
      breaks = {
        "datagram.close.no-more-data",
        "datagram.connection-made.first",
        "datagram.sendto.remote"
      })
  static final class MakesAfterwards extends EndpointsBroken {
    MakesAfterwards(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        private @Nullable DatagramTransport its;

        @Override
        public void connectionMade(DatagramTransport transport) {
          its = transport;
        }

        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          super.datagramReceived(data, addr);
          if (its != null) {
            super.connectionMade(its);
            its = null;
          }
        }
      };
    }
  }

  @Fault(
      what = "A byte of what is received is another one.",
      breaks = {"datagram.received.data"})
  static final class Garbles extends EndpointsBroken {
    Garbles(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          byte[] garbled = data.clone();
          for (int i = 0; i < garbled.length; i++) {
            garbled[i] = (byte) (data[i] & 0x7f);
          }
          super.datagramReceived(garbled, addr);
        }
      };
    }
  }

  @Fault(
      what = "Two datagrams are given to the protocol as one.",
      breaks = {"datagram.received.addr", "datagram.received.whole"},
      ripples = {"datagram-endpoint.remote-addr.only"})
  static final class PutsTogether extends EndpointsBroken {
    PutsTogether(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        private byte[] before = {};

        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          byte[] both = Arrays.copyOf(before, before.length + data.length);
          System.arraycopy(data, 0, both, before.length, data.length);
          before = both;
          super.datagramReceived(both, addr);
        }
      };
    }
  }

  @Fault(
      what = "The address of the sender is not given.",
      breaks = {"datagram.received.addr"})
  static final class GivesNoAddress extends EndpointsBroken {
    GivesNoAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          super.datagramReceived(data, null);
        }
      };
    }
  }

  @Fault(
      what = "Datagrams that are empty are not given to the protocol.",
      breaks = {"datagram.received.empty"})
  static final class SkipsTheEmpty extends EndpointsBroken {
    SkipsTheEmpty(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          if (data.length > 0) {
            super.datagramReceived(data, addr);
          }
        }
      };
    }
  }

  @Fault(
      what = "sendto with an address sends nothing.",
      breaks = {"datagram.sendto.addr", "datagram.sendto.empty", "datagram.sendto.ipv6"})
  static final class SendsNowhere extends EndpointsBroken {
    SendsNowhere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data, @Nullable Address addr) {
          if (addr == null) {
            super.sendto(data, addr);
          } else if (getExtraInfo("peername") != null) {
            super.sendto(data, addr);
          }
        }
      };
    }
  }

  @Fault(
      what = "sendto without an address sends nothing.",
      breaks = {
        "datagram-endpoint.remote-addr.name",
        "datagram-endpoint.sock.connected",
        "datagram.close.flushes",
        "datagram.error-received.called",
        "datagram.error-received.refused",
        "datagram.error-received.stays-open",
        "datagram.extra-info.sockname",
        "datagram.sendto.empty",
        "datagram.sendto.remote",
        "datagram.set-protocol.hears"
      })
  static final class NeedsAnAddress extends EndpointsBroken {
    NeedsAnAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data) {
          // Where to?
        }
      };
    }
  }

  @Fault(
      what = "sendto with another address than the remote_addr sends it to that.",
      breaks = {"datagram.sendto.another-refused"})
  static final class SendsToTheRemoteAnyway extends EndpointsBroken {
    SendsToTheRemoteAnyway(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data, @Nullable Address addr) {
          super.sendto(data, getExtraInfo("peername") == null ? addr : null);
        }
      };
    }
  }

  @Fault(
      what = "A connected endpoint refuses every address, its own remote_addr as well.",
      breaks = {"datagram.sendto.addr"})
  static final class RefusesTheRemote extends EndpointsBroken {
    RefusesTheRemote(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data, @Nullable Address addr) {
          if (addr != null && getExtraInfo("peername") != null) {
            throw new IllegalArgumentException("The endpoint has an address: " + addr);
          }
          super.sendto(data, addr);
        }
      };
    }
  }

  @Fault(
      what = "sendto with no bytes sends nothing.",
      breaks = {"datagram.sendto.empty"})
  static final class DoesNotSendTheEmpty extends EndpointsBroken {
    DoesNotSendTheEmpty(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data, @Nullable Address addr) {
          if (data.length > 0) {
            super.sendto(data, addr);
          }
        }
      };
    }
  }

  @Fault(
      what = "datagram_received is always given the address of the first sender.",
      breaks = {"datagram.received.addr"})
  static final class KnowsOneSender extends EndpointsBroken {
    KnowsOneSender(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol protocol) {
      return new DatagramRelay(protocol) {
        private @Nullable Object sender;

        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          sender = sender == null ? addr : sender;
          super.datagramReceived(data, sender);
        }
      };
    }
  }

  @Fault(
      what = "A second datagram that is empty is not given to the protocol.",
      breaks = {"datagram.received.empty"})
  static final class ReceivesOneThatIsEmpty extends EndpointsBroken {
    ReceivesOneThatIsEmpty(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol protocol) {
      return new DatagramRelay(protocol) {
        private boolean once;

        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          if (data.length > 0 || !once) {
            super.datagramReceived(data, addr);
          }
          once |= data.length == 0;
        }
      };
    }
  }

  @Fault(
      what = "After two datagrams all others go where the first one went.",
      breaks = {"datagram.sendto.addr"})
  static final class GoesWhereTheFirstOneWent extends EndpointsBroken {
    GoesWhereTheFirstOneWent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        private @Nullable Address first;
        private int sent;

        @Override
        public void sendto(byte[] data, @Nullable Address addr) {
          first = first == null ? addr : first;
          super.sendto(data, ++sent > 2 ? first : addr);
        }
      };
    }
  }

  @Fault(
      what = "What is sent to an address of IPv6 is lost.",
      breaks = {"datagram.sendto.ipv6"})
  static final class SendsNothingByIpv6 extends EndpointsBroken {
    SendsNothingByIpv6(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data, @Nullable Address addr) {
          if (addr == null || !addr.host().contains(":")) {
            super.sendto(data, addr);
          }
        }
      };
    }
  }

  @Fault(
      what = "Who is cancelled while an endpoint is made is given it all the same.",
      breaks = {"datagram-endpoint.cancel.raised"})
  static final class MakesEndpointsAllTheSame extends SelectorEventLoop {
    MakesEndpointsAllTheSame(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory protocolFactory, @Nullable Address local, @Nullable Address remote) {
      return BrokenCancellations.ignoring(
          asyncio, super.createDatagramEndpoint(protocolFactory, local, remote));
    }
  }

  @Fault(
      what = "The endpoint of who is cancelled while it is made stays open.",
      breaks = {"datagram-endpoint.cancel.closed"})
  static final class LeavesEndpointsOpen extends SelectorEventLoop {
    LeavesEndpointsOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory protocolFactory, @Nullable Address local, @Nullable Address remote) {
      return BrokenCancellations.goingOn(
          asyncio, super.createDatagramEndpoint(protocolFactory, local, remote));
    }
  }
}
