package io.asynciotck.reference.io;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faults in the classes of transports and streams: what these give is something else, or nothing.
 */
final class TransportClassesFaults {

  private TransportClassesFaults() {}

  /** Something in the place of a transport, of which it has only what all transports have. */
  private static Object bare(Object transport) {
    return Proxy.newProxyInstance(
        BaseTransport.class.getClassLoader(),
        new Class<?>[] {BaseTransport.class},
        (proxy, method, given) -> method.invoke(transport, given));
  }

  /** A loop whose pairs have something in the place of a transport. */
  abstract static class BareLoop extends SelectorEventLoop {
    BareLoop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Streams are left alone: they need their transport, and have rules of their own. */
    final Coroutine<List<Object>> bared(Coroutine<List<Object>> connecting) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(connecting);
        return pair.get(1) instanceof StreamProtocol
            ? pair
            : List.of(bare(pair.getFirst()), pair.get(1));
      });
    }
  }

  @Fault(
      what = "The transport of a connection is none.",
      breaks = {"transport.class.connection"},
      ripples = {"*"})
  static final class BareConnections extends BareLoop {
    BareConnections(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
      return bared(super.createConnection(protocolFactory, sock));
    }
  }

  @Fault(
      what = "`connection_made` is called with nothing.",
      breaks = {"transport.class.server"},
      ripples = {"*"})
  static final class MadeWithNothing extends Relay {
    MadeWithNothing(Protocol protocol) {
      super(protocol);
    }

    /** Streams are left alone: they need their transport, and have rules of their own. */
    @Override
    public void connectionMade(Transport transport) {
      super.connectionMade(protocol instanceof StreamProtocol ? transport : nothing());
    }
  }

  @Fault(
      what = "`data_received` is given something else than bytes.",
      breaks = {"transport.class.data"},
      ripples = {"*"})
  static final class OtherData extends Relay {
    OtherData(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(protocol instanceof StreamProtocol ? data : nothing());
    }
  }

  @Fault(
      what = "The transport of datagrams is none.",
      breaks = {"transport.class.datagram"},
      ripples = {"datagram*"})
  static final class BareDatagrams extends BareLoop {
    BareDatagrams(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory factory, @Nullable Address local, @Nullable Address remote) {
      return bared(super.createDatagramEndpoint(factory, local, remote));
    }
  }

  @Fault(
      what = "`datagram_received` is given something else than bytes.",
      breaks = {"transport.class.datagram-data"},
      ripples = {"datagram*"})
  static final class OtherDatagrams extends EndpointsBroken {
    OtherDatagrams(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          super.datagramReceived(nothing(), addr);
        }
      };
    }
  }

  @Fault(
      what = "The transport of a pipe that is read is none.",
      breaks = {"transport.class.read-pipe"},
      ripples = {"read-pipe.*", "pipe.*"})
  static final class BareReading extends BareLoop {
    BareReading(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> connectReadPipe(ProtocolFactory factory, Pipe pipe) {
      return bared(super.connectReadPipe(factory, pipe));
    }
  }

  @Fault(
      what = "`data_received` of a pipe is given something else than bytes.",
      breaks = {"transport.class.pipe-data"},
      ripples = {"read-pipe.*", "pipe.*"})
  static final class OtherDataOfPipes extends PipesBroken.PipeRelay {
    OtherDataOfPipes(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(nothing());
    }
  }

  @Fault(
      what = "The transport of a pipe that is written is none.",
      breaks = {"transport.class.write-pipe"},
      ripples = {"write-pipe.*", "pipe.*"})
  static final class BareWriting extends BareLoop {
    BareWriting(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> connectWritePipe(ProtocolFactory factory, Pipe pipe) {
      return bared(super.connectWritePipe(factory, pipe));
    }
  }

  @Fault(
      what = "`open_connection` gives something in the place of a reader.",
      breaks = {"stream.class.connection"},
      ripples = {"*"})
  static final class OpensNoReader extends StreamsBroken {
    OpensNoReader(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(Socket sock) {
      return coroutine(() -> {
        List<Object> pair = await(super.openConnection(sock));
        return List.of("a reader", pair.get(1));
      });
    }
  }

  @Fault(
      what = "The callback of `start_server` is given no reader.",
      breaks = {"stream.class.server"},
      ripples = {"start-server.*"})
  static final class ServesNoReader extends StreamsBroken {
    ServesNoReader(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler handler, Socket sock, int limit) {
      return super.startServer(
          (reader, writer) -> handler.clientConnected(nothing(), writer), sock, limit);
    }
  }
}
