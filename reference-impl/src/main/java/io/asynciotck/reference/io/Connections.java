package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.seams.Seam;
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
    return asyncio.coroutine(() -> {
      Protocol protocol = protocolFactory.newProtocol();
      SocketTransport transport = newTransport(loop, readiness, (ChannelSocket) sock, protocol);
      transport.start();
      AsyncFuture<@Nullable Void> begun = loop.createFuture();
      loop.callSoon(() -> begun.setResult(null));
      // Rule: transport.connection-made.before-return
      asyncio.await(begun);
      return List.of(transport, protocol);
    });
  }

  /** Makes a transport, which does nothing yet. */
  @Seam
  protected SocketTransport newTransport(
      EventLoop itsLoop, Readiness watched, ChannelSocket socket, Protocol protocol) {
    return new SocketTransport(itsLoop, watched, socket, protocol);
  }
}
