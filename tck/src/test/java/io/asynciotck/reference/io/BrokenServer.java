package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.ProtocolFactory;

/** A server with a fault. It knows what it is made of. */
public abstract class BrokenServer extends SocketServer {
  final EventLoop loop;
  final Asyncio module;
  final Readiness readiness;
  final Connections connections;
  final ProtocolFactory protocolFactory;
  final ChannelSocket socket;

  BrokenServer(Parts parts) {
    super(
        parts.loop,
        parts.module,
        parts.readiness,
        parts.connections,
        parts.protocolFactory,
        parts.socket);
    this.loop = parts.loop;
    this.module = parts.module;
    this.readiness = parts.readiness;
    this.connections = parts.connections;
    this.protocolFactory = parts.protocolFactory;
    this.socket = parts.socket;
  }

  /** What a server is made of. */
  public record Parts(
      EventLoop loop,
      Asyncio module,
      Readiness readiness,
      Connections connections,
      ProtocolFactory protocolFactory,
      ChannelSocket socket) {

    /** The same with another factory of protocols. */
    Parts with(ProtocolFactory other) {
      return new Parts(loop, module, readiness, connections, other, socket);
    }
  }
}
