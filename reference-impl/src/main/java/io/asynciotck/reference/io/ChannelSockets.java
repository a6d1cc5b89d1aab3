package io.asynciotck.reference.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Makes sockets of channels. The numbers of families and options are those of Linux. */
public final class ChannelSockets implements Sockets {
  private static final Integer AF_UNIX = 1;
  private static final Integer AF_INET = NameResolution.AF_INET;
  private static final Integer AF_INET6 = NameResolution.AF_INET6;
  private static final Map<Object, StandardProtocolFamily> FAMILIES =
      Map.of(
          AF_UNIX, StandardProtocolFamily.UNIX,
          AF_INET, StandardProtocolFamily.INET,
          AF_INET6, StandardProtocolFamily.INET6);

  private static final Integer SOCK_STREAM = 1;
  private static final Integer SOCK_DGRAM = 2;

  /** As many connections wait to be accepted as with Python's sockets; the JDK's lets 50 wait. */
  private static final int BACKLOG = 128;

  /** The one there need be. */
  public static final Sockets INSTANCE = new ChannelSockets();

  private ChannelSockets() {}

  /** Of Unix domain sockets: what one end has sent is there for the other one at once. */
  @Override
  public List<Socket> socketpair() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(null);
      UnixDomainSocketAddress address = (UnixDomainSocketAddress) server.getLocalAddress();
      try {
        SocketChannel one = SocketChannel.open(address);
        SocketChannel other = server.accept();
        return List.of(new ChannelSocket(one), new ChannelSocket(other));
      } finally {
        Files.deleteIfExists(address.getPath());
      }
    }
  }

  @Override
  public Socket socket(Object family, Object type) throws IOException {
    StandardProtocolFamily known = FAMILIES.get(family);
    if (known != null && type.equals(SOCK_STREAM)) {
      return new ChannelSocket(SocketChannel.open(known));
    }
    if (known != null && known != StandardProtocolFamily.UNIX && type.equals(SOCK_DGRAM)) {
      return new ChannelSocket(DatagramChannel.open(known));
    }
    throw new IOException("No sockets of family " + family + " and type " + type);
  }

  @Override
  public Socket createServer(Address address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(new InetSocketAddress(address.host(), address.port()), BACKLOG);
      return new ChannelSocket(server);
    } catch (IOException | RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  @Override
  public Socket createConnection(Address address) throws IOException {
    ChannelSocket socket = new ChannelSocket(SocketChannel.open());
    try {
      socket.connect(address);
      return socket;
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  @Override
  public Object afInet() {
    return AF_INET;
  }

  @Override
  public Object afInet6() {
    return AF_INET6;
  }

  @Override
  public Object afUnix() {
    return AF_UNIX;
  }

  @Override
  public Object sockStream() {
    return SOCK_STREAM;
  }

  @Override
  public Object sockDgram() {
    return SOCK_DGRAM;
  }

  @Override
  public int solSocket() {
    return ChannelSocket.SOL_SOCKET;
  }

  @Override
  public int soSndbuf() {
    return ChannelSocket.SO_SNDBUF;
  }

  @Override
  public int soRcvbuf() {
    return ChannelSocket.SO_RCVBUF;
  }

  @Override
  public int soKeepalive() {
    return ChannelSocket.SO_KEEPALIVE;
  }

  @Override
  public int soBroadcast() {
    return ChannelSocket.SO_BROADCAST;
  }

  @Override
  public int soLinger() {
    return ChannelSocket.SO_LINGER;
  }

  @Override
  public int tcpNodelay() {
    return ChannelSocket.TCP_NODELAY;
  }

  @Override
  public int shutWr() {
    return ChannelSocket.SHUT_WR;
  }

  @Override
  public int ipprotoTcp() {
    return NameResolution.IPPROTO_TCP;
  }

  @Override
  public int ipprotoUdp() {
    return NameResolution.IPPROTO_UDP;
  }

  @Override
  public Object aiPassive() {
    return NameResolution.AI_PASSIVE;
  }

  @Override
  public Object aiNumerichost() {
    return NameResolution.AI_NUMERICHOST;
  }

  @Override
  public int niNumerichost() {
    return NameResolution.NI_NUMERICHOST;
  }

  @Override
  public int niNumericserv() {
    return NameResolution.NI_NUMERICSERV;
  }
}
