package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.seams.Seam;
import java.nio.channels.SocketChannel;
import java.util.List;
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
    return asyncio.coroutine(() -> begin(protocolFactory, (ChannelSocket) sock));
  }

  /** Connects to an address. */
  public Coroutine<List<Object>> create(
      ProtocolFactory protocolFactory, String host, int port, SocketOperations operations) {
    return asyncio.coroutine(() -> {
      Address address = new Address(host, port);
      ChannelSocket socket = new ChannelSocket(SocketChannel.open());
      socket.setblocking(false);
      try {
        // Rule: connection.address.{connects, refused}
        asyncio.await(operations.connect(socket, address));
        return begin(protocolFactory, socket);
      } catch (Throwable failed) {
        // Nobody else could close it.
        socket.close();
        throw failed;
      }
    });
  }

  private List<Object> begin(ProtocolFactory protocolFactory, ChannelSocket socket)
      throws Exception {
    // Rule: connection.factory.once
    BaseProtocol protocol = protocolFactory.newProtocol();
    SocketTransport transport = newTransport(loop, readiness, socket, protocol);
    transport.start(() -> {});
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    loop.callSoon(() -> begun.setResult(null));
    // Rule: transport.connection-made.before-return
    asyncio.await(begun);
    // Rule: connection.pair.protocol, connection.accepted-socket.pair
    return List.of(transport, protocol);
  }

  /** Accepts connections at a socket. */
  public Coroutine<Server> serve(
      ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
    return asyncio.coroutine(() -> {
      SocketServer server = newServer(loop, asyncio, protocolFactory, (ChannelSocket) sock);
      // Rule: server.start-serving.{default, false}
      if (startServing) {
        server.start();
      }
      return server;
    });
  }

  /** Makes a server, which does nothing yet. */
  @Seam
  protected SocketServer newServer(
      EventLoop itsLoop, Asyncio itsModule, ProtocolFactory protocolFactory, ChannelSocket socket) {
    return new SocketServer(itsLoop, itsModule, readiness, this, protocolFactory, socket);
  }

  /** Makes a transport, which does nothing yet. */
  @Seam
  protected SocketTransport newTransport(
      EventLoop itsLoop, Readiness watched, ChannelSocket socket, BaseProtocol protocol) {
    return new SocketTransport(itsLoop, watched, socket, protocol);
  }
}
