package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Base of rule tests with Unix sockets, whose names are in a folder of the test's. */
abstract class UnixSocketRuleTest extends StreamRuleTest {

  /** What is given up at the end. */
  final List<BaseTransport> transports = new ArrayList<>();

  /** What a test does with a folder of its own. */
  @FunctionalInterface
  interface FolderBody {
    void run(Path folder) throws Exception;
  }

  static void inFolder(FolderBody body) throws Exception {
    Path folder = Files.createTempDirectory("asyncio-tck");
    try {
      body.run(folder);
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path each : left.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  /** Does something while a server serves. */
  final void with(Coroutine<Server> starting, Runnable body) throws Exception {
    Server server = run(() -> await(starting));
    try {
      body.run();
    } finally {
      giveUp(server::close);
      transports.forEach(
          transport -> giveUp(transport instanceof Transport own ? own::abort : transport::close));
      settle();
    }
  }

  /** Makes a socket that is connected to a path. */
  final Socket client(String path) throws IOException {
    Sockets sockets = bench.sockets();
    Socket client = sockets.socket(sockets.afUnix(), sockets.sockStream());
    client.connect(path);
    return client;
  }
}
