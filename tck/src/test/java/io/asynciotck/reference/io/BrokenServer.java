package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.ProtocolFactory;
import java.util.List;

/** A server with a fault. It knows what it is made of. */
public abstract class BrokenServer extends SocketServer {
  final EventLoop loop;
  final Asyncio module;
  final Readiness readiness;
  final Connections connections;
  final ProtocolFactory protocolFactory;
  final List<ChannelSocket> sockets;

  BrokenServer(Parts parts) {
    super(
        parts.loop,
        parts.module,
        parts.readiness,
        parts.connections,
        parts.protocolFactory,
        parts.sockets);
    this.loop = parts.loop;
    this.module = parts.module;
    this.readiness = parts.readiness;
    this.connections = parts.connections;
    this.protocolFactory = parts.protocolFactory;
    this.sockets = parts.sockets;
  }

  /** What a server is made of. */
  public record Parts(
      EventLoop loop,
      Asyncio module,
      Readiness readiness,
      Connections connections,
      ProtocolFactory protocolFactory,
      List<ChannelSocket> sockets) {

    /** The same with another factory of protocols. */
    Parts with(ProtocolFactory other) {
      return new Parts(loop, module, readiness, connections, other, sockets);
    }
  }
}
