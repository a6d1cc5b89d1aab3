package io.asynciotck.stress.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The same servers on one event loop of Vert.x, on {@code java.nio}. */
final class VertxServer {
  static final String NAME = "vertx";

  private VertxServer() {}

  static void run(ServerProcess.Service service, int size)
      throws IOException, InterruptedException {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(false));
    vertx
        .createNetServer(
            new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(ServerProcess.BACKLOG))
        .connectHandler(service(service, size))
        .listen(0, "127.0.0.1")
        .onSuccess(server -> ServerProcess.announce(server.actualPort()))
        .await();
    new CountDownLatch(1).await();
  }

  private static Handler<NetSocket> service(ServerProcess.Service service, int size)
      throws IOException {
    return switch (service) {
      case SENDFILE -> {
        String file = ServerProcess.newFile(size).toString();
        yield socket -> socket.handler(_ -> socket.sendFile(file));
      }
      case MEMORY -> {
        ServerProcess.Memory memory = new ServerProcess.Memory(size);
        yield socket ->
            socket.handler(first -> {
              socket.handler(socket::write);
              socket.write(first).onSuccess(_ -> memory.connectionUsed());
            });
      }
      default -> socket -> socket.handler(socket::write);
    };
  }
}
