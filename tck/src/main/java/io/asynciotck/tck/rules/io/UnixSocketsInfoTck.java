package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.UsesThreads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code unix-sockets.md}: what a transport tells of its socket. */
@UsesThreads // Connections of the system need not be there at once.
final class UnixSocketsInfoTck extends UnixSocketRuleTest {

  /** Traces whether a transport tells this path, or does not tell any. */
  private void tracePath(Transport transport, String name, String right) {
    @Nullable Object told = transport.getExtraInfo(name);
    trace.add(name + ": " + (told == null || told.equals(right) ? "right" : told));
  }

  @Rule("unix-connection.extra-info.peername")
  @Test
  void thePeerOfAClientIsThePathOfTheServer() throws Exception {
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(() -> new Protocol() {}, path),
          callback(() -> {
            Transport transport =
                (Transport)
                    run(() -> await(loop.createUnixConnection(Receiver::new, path))).getFirst();
            transports.add(transport);
            tracePath(transport, "peername", path);
          }));
    });
    trace.shouldBe("peername: right");
  }

  @Rule("unix-connection.extra-info.sockname")
  @Test
  void theServersSideHasThePathOfTheServer() throws Exception {
    AsyncFuture<Transport> made = loop.createFuture();
    Protocol protocol =
        new Protocol() {
          @Override
          public void connectionMade(Transport transport) {
            transports.add(transport);
            made.setResult(transport);
          }
        };
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(() -> protocol, path),
          callback(() -> {
            client(path);
            runUntil(made);
            tracePath(made.result(), "sockname", path);
          }));
    });
    trace.shouldBe("sockname: right");
  }
}
