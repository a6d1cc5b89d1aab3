package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes endpoints of datagrams. The page {@code datagrams} of the specification. */
public class Endpoints {
  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Readiness readiness;

  /** Those of a loop of a module. */
  public Endpoints(EventLoop loop, Asyncio asyncio, Readiness readiness) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.readiness = readiness;
  }

  /** Makes an endpoint of a socket. */
  public Coroutine<List<Object>> create(ProtocolFactory protocolFactory, Socket sock) {
    // Rule: datagram-endpoint.sock.{used, connected}
    return asyncio.coroutine(() -> begin(protocolFactory, (ChannelSocket) sock));
  }

  /** What is said of the socket of an endpoint, beside its addresses. */
  public record Options(
      boolean reusePort, boolean allowBroadcast, Object family, int proto, Object flags) {
    /** What holds if nothing is said. */
    public static final Options NONE = new Options(false, false, 0, 0, 0);

    /** With a port that may be shared, and datagrams to all of a network. */
    public Options sharing(boolean port, boolean broadcast) {
      return new Options(port, broadcast, family, proto, flags);
    }

    /** With what is asked for when hosts are looked up. */
    public Options lookedUp(Object only, int protocol, Object bits) {
      return new Options(reusePort, allowBroadcast, only, protocol, bits);
    }
  }

  /** Makes an endpoint that is bound, or connected, or both. */
  public Coroutine<List<Object>> create(
      ProtocolFactory protocolFactory,
      @Nullable Address local,
      @Nullable Address remote,
      Options options) {
    return asyncio.coroutine(() -> {
      ChannelSocket socket = open(numeric(local, options), numeric(remote, options), options);
      try {
        return begin(protocolFactory, socket);
      } catch (Throwable failed) {
        // Nobody else could close it.
        socket.close();
        throw failed;
      }
    });
  }

  /** Looks up an address; null is none. */
  @Seam
  protected @Nullable Address numeric(@Nullable Address address, Options options) throws Exception {
    if (address == null) {
      return null;
    }
    // Rule: datagram-endpoint.{local-addr.name, remote-addr.name}
    // Rule: datagram-endpoint.{family.given, proto.passed, flags.passed}
    Coroutine<List<List<Object>>> lookUp =
        loop.getaddrinfo(
            address.host(),
            address.port(),
            options.family(),
            NameResolution.SOCK_DGRAM,
            options.proto(),
            options.flags());
    return NameResolution.addresses(asyncio, lookUp).getFirst();
  }

  /** Makes the socket of an endpoint. */
  @Seam
  protected ChannelSocket open(@Nullable Address local, @Nullable Address remote, Options options)
      throws IOException {
    if (local == null && remote == null) {
      throw new IllegalArgumentException("An endpoint has an address, its own or another one's");
    }
    DatagramChannel channel = DatagramChannel.open();
    try {
      // Rule: datagram-endpoint.reuse-port.{shared, all}
      if (options.reusePort) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      // Rule: datagram-endpoint.allow-broadcast.set
      if (options.allowBroadcast) {
        channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
      }
      // Rule: datagram-endpoint.local-addr.{bound, in-use}
      if (local != null) {
        channel.bind(new InetSocketAddress(local.host(), local.port()));
      }
      // Rule: datagram-endpoint.remote-addr.only
      if (remote != null) {
        channel.connect(new InetSocketAddress(remote.host(), remote.port()));
      }
      return new ChannelSocket(channel);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private List<Object> begin(ProtocolFactory protocolFactory, ChannelSocket socket)
      throws Exception {
    DatagramProtocol protocol = (DatagramProtocol) protocolFactory.newProtocol();
    ChannelDatagrams transport = newTransport(loop, readiness, socket, protocol);
    transport.start();
    // Rule: datagram-endpoint.cancel.raised
    Beginning.await(loop, asyncio, transport::close);
    // Rule: datagram-endpoint.pair.protocol, transport.class.datagram
    return List.of(transport, protocol);
  }

  /** Makes a transport, which does nothing yet. */
  @Seam
  protected ChannelDatagrams newTransport(
      EventLoop itsLoop, Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
      throws IOException {
    return new ChannelDatagrams(itsLoop, watched, socket, protocol);
  }
}
