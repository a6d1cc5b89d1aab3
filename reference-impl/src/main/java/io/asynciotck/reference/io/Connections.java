package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes connections of protocols. */
public class Connections {
  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Readiness readiness;

  /** Those of a loop of a module. */
  public Connections(EventLoop loop, Asyncio asyncio, Readiness readiness) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.readiness = readiness;
  }

  /** Makes a transport for a socket that is connected. */
  public Coroutine<List<Object>> create(ProtocolFactory protocolFactory, Socket sock) {
    return asyncio.coroutine(() -> {
      // Rule: connection.sock.{datagram, blocking, full}, unix-connection.sock.blocking
      // Rule: connection.accepted-socket.{datagram, blocking}
      ChannelSocket socket = ofStreams(sock);
      return begin(protocolFactory.newProtocol(), socket);
    });
  }

  private static ChannelSocket ofStreams(Socket sock) {
    if (sock instanceof ChannelSocket own && own.isOfStreams()) {
      return own;
    }
    throw new IllegalArgumentException("A socket of streams was expected: " + sock);
  }

  /** Connects to the first address of a host at which somebody listens. */
  @Seam
  public Coroutine<List<Object>> create(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      ConnectionOptions options,
      SocketOperations operations) {
    return asyncio.coroutine(() -> {
      List<Address> addresses = new ArrayList<>(addresses(host, port, options));
      // Rule: connection.family.given
      addresses.removeIf(address -> !NameResolution.isOf(options.family(), address));
      if (addresses.isEmpty()) {
        throw new UnknownHostException("No address of this family: " + host);
      }
      ChannelSocket socket =
          // Rule: connection.cancel.{raised, message}
          new Attempts(loop, asyncio, operations, options, this::combined).connect(addresses);
      // Rule: connection.factory.after-connecting
      return begin(newProtocol(protocolFactory, socket), socket);
    });
  }

  /** Makes the protocol of a socket, which is closed if that fails. */
  private static BaseProtocol newProtocol(ProtocolFactory protocolFactory, ChannelSocket socket)
      throws IOException {
    try {
      return protocolFactory.newProtocol();
    } catch (Throwable failed) {
      // Rule: connection.factory.raises
      socket.close();
      throw failed;
    }
  }

  private List<Address> addresses(@Nullable String host, int port, ConnectionOptions options)
      throws Exception {
    // Rule: connection.{flags.passed, proto.passed}
    return options.areLookedUpAsUsual()
        ? addresses(host, port)
        : NameResolution.addresses(
            asyncio,
            loop.getaddrinfo(
                host,
                port,
                options.family(),
                NameResolution.SOCK_STREAM,
                options.proto(),
                options.flags()));
  }

  /** The addresses of a host, in the order in which they are tried. */
  @Seam
  protected List<Address> addresses(@Nullable String host, int port) throws Exception {
    // Rule: connection.address.name
    return NameResolution.addresses(loop, asyncio, host, port);
  }

  /** What is raised if nobody listens at any of the addresses. */
  @Seam
  protected Exception combined(List<IOException> refused) {
    // Rule: connection.errors.{single, combined}
    if (refused.stream().map(IOException::getMessage).distinct().count() == 1) {
      return refused.getFirst();
    }
    List<String> messages = new ArrayList<>();
    refused.forEach(one -> messages.add(String.valueOf(one.getMessage())));
    return new IOException("Multiple exceptions: " + String.join(", ", messages));
  }

  // Rule: connection.factory.once
  private List<Object> begin(BaseProtocol protocol, ChannelSocket socket) throws Exception {
    SocketTransport transport = newTransport(loop, readiness, socket, protocol);
    transport.start(() -> {});
    Beginning.await(loop, asyncio, transport::abort);
    // Rule: connection.pair.protocol, connection.accepted-socket.pair, transport.class.connection
    return List.of(transport, protocol);
  }

  /** Accepts connections at a socket. */
  public Coroutine<Server> serve(
      ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
    return asyncio.coroutine(() -> {
      // Rule: server.sock.{datagram, used}
      List<ChannelSocket> sockets = List.of(ofStreams(sock));
      SocketServer server = newServer(loop, asyncio, protocolFactory, sockets);
      // Rule: server.start-serving.{default, false}, unix-server.{sock.serves, start-serving.false}
      if (startServing) {
        server.start();
      }
      return server;
    });
  }

  /** Accepts connections at addresses; an empty host stands for all addresses. */
  @Seam
  public Coroutine<Server> serve(
      ProtocolFactory protocolFactory, List<String> hosts, int port, ServerOptions options) {
    return asyncio.coroutine(() -> {
      List<String> numeric = new ArrayList<>();
      for (String host : hosts) {
        numeric.add(host.isEmpty() ? host : numeric(host, port, options.flags()));
      }
      List<ChannelSocket> sockets = listen(numeric, port, options);
      SocketServer server = newServer(loop, asyncio, protocolFactory, sockets);
      // Rule: server.keep-alive.set
      server.keepsAlive(Boolean.TRUE.equals(options.keepAlive()));
      // Rule: server.start-serving.{default, false}
      if (!Boolean.FALSE.equals(options.startServing())) {
        server.start();
      }
      return server;
    });
  }

  private String numeric(String host, int port, @Nullable Object flags) throws Exception {
    if (flags == null) {
      return NameResolution.first(loop, asyncio, new Address(host, port)).host();
    }
    // Rule: server.flags.passed
    Coroutine<List<List<Object>>> lookUp =
        loop.getaddrinfo(host, port, 0, NameResolution.SOCK_STREAM, 0, flags);
    return NameResolution.addresses(asyncio, lookUp).getFirst().host();
  }

  /** Makes sockets that listen at addresses; all of them or none. */
  @Seam
  protected List<ChannelSocket> listen(List<String> hosts, int port, ServerOptions options)
      throws IOException {
    List<ChannelSocket> sockets = new ArrayList<>();
    try {
      // Rule: server.address.{host, random-port, no-port, several-hosts, in-use}
      for (String host : hosts) {
        sockets.add(listening(host, port, options));
      }
      return sockets;
    } catch (IOException | RuntimeException failed) {
      // Rule: server.address.in-use-closed
      for (ChannelSocket socket : sockets) {
        socket.close();
      }
      throw failed;
    }
  }

  private static ChannelSocket listening(String host, int port, ServerOptions options)
      throws IOException {
    // Rule: server.family.given
    boolean four = Objects.equals(options.family(), NameResolution.AF_INET);
    ServerSocketChannel channel =
        four ? ServerSocketChannel.open(StandardProtocolFamily.INET) : ServerSocketChannel.open();
    try {
      // Rule: server.reuse-address.default, server.reuse-port.{shared, all}
      boolean reuse = !Boolean.FALSE.equals(options.reuseAddress());
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuse);
      if (Boolean.TRUE.equals(options.reusePort())) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      // Rule: server.address.{any-host, empty-host}, server.backlog.{most, default, zero}
      channel.bind(
          host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port),
          options.backlog() == null ? ChannelSocket.BACKLOG : options.backlog());
      return new ChannelSocket(channel);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Connects to a Unix socket. */
  public Coroutine<List<Object>> createUnix(ProtocolFactory protocolFactory, String path) {
    return asyncio.coroutine(() -> {
      ChannelSocket socket = new ChannelSocket(SocketChannel.open(StandardProtocolFamily.UNIX));
      socket.setblocking(false);
      try {
        // Rule: unix-connection.path.{connects, missing}
        socket.connect(path);
      } catch (Throwable failed) {
        socket.close();
        throw failed;
      }
      // Rule: unix-connection.pair.protocol, unix-connection.data.both-ways
      return begin(newProtocol(protocolFactory, socket), socket);
    });
  }

  /** Accepts connections at a Unix socket that is bound. */
  public Coroutine<Server> serveUnix(
      ProtocolFactory protocolFactory, Socket sock, boolean startServing, boolean cleanUp) {
    return asyncio.coroutine(() -> {
      Server server = asyncio.await(serve(protocolFactory, sock, startServing));
      if (cleanUp && server instanceof SocketServer own && sock instanceof ChannelSocket bound) {
        // Rule: unix-server.cleanup.sock
        own.whenClosed(() -> {
          if (bound.file != null) {
            cleanUp(bound.file.path(), bound.file.key());
          }
        });
      }
      return server;
    });
  }

  /** Accepts connections at a Unix socket. */
  public Coroutine<Server> serveUnix(
      ProtocolFactory protocolFactory, String path, int backlog, boolean cleanUp) {
    return asyncio.coroutine(() -> {
      Path file = Path.of(path);
      ChannelSocket socket = listenUnix(file, backlog);
      UnixSocketFile itsFile = UnixSocketFile.at(file);
      socket.file = itsFile;
      SocketServer server = newServer(loop, asyncio, protocolFactory, List.of(socket));
      // Rule: unix-server.cleanup.false
      if (cleanUp) {
        server.whenClosed(() -> cleanUp(file, itsFile.key()));
      }
      server.start();
      return server;
    });
  }

  /** Makes a Unix socket that listens; a socket that somebody has left there is replaced. */
  @Seam
  protected ChannelSocket listenUnix(Path file, int backlog) throws IOException {
    // Rule: unix-server.stale.replaced, unix-server.file.refused
    UnixSocketFile.removeStale(file);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      // Rule: unix-server.path.listens, unix-server.accepts.each
      // Rule: unix-server.backlog.{most, default}
      channel.bind(UnixDomainSocketAddress.of(file), backlog);
      return new ChannelSocket(channel);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Removes the file of a Unix socket, unless it is another one now. */
  @Seam
  protected void cleanUp(Path file, @Nullable Object itsKey) {
    // Rule: unix-server.cleanup.replaced
    if (itsKey != null && itsKey.equals(UnixSocketFile.key(file))) {
      UnixSocketFile.remove(file);
    }
  }

  /** Makes a server, which does nothing yet. */
  @Seam
  protected SocketServer newServer(
      EventLoop itsLoop,
      Asyncio itsModule,
      ProtocolFactory protocolFactory,
      List<ChannelSocket> sockets) {
    return new SocketServer(itsLoop, itsModule, readiness, this, protocolFactory, sockets);
  }

  /** Makes a transport, which does nothing yet. */
  @Seam
  protected SocketTransport newTransport(
      EventLoop itsLoop, Readiness watched, ChannelSocket socket, BaseProtocol protocol) {
    // Rule: transport.class.server
    return new SocketTransport(itsLoop, watched, socket, protocol);
  }
}
