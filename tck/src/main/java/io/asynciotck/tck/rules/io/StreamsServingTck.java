package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code streams.md}: servers at an address. */
@UsesThreads // Connections of the system need not be there at once.
final class StreamsServingTck extends StreamRuleTest {
  private static final String HOST = "127.0.0.1";

  private final List<StreamWriter> writers = new ArrayList<>();

  private StreamHandler called(AsyncFuture<@Nullable Void> here) {
    return (reader, writer) -> {
      writers.add(writer);
      if (!here.isDone()) {
        here.setResult(null);
      }
      return null;
    };
  }

  private void end(Server server) throws Exception {
    giveUp(server::close);
    writers.forEach(writer -> giveUp(() -> writer.transport().abort()));
    settle();
  }

  @Rule("start-server.address.listens")
  @Test
  void aServerListensAtItsAddress() throws Exception {
    int port = freePort();
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    Asyncio named = byKeyword(asyncio, "host", "port");
    Server server = run(() -> await(named.startServer(called(here), HOST, port, true)));
    bench.sockets().createConnection(new Address(HOST, port));
    runUntil(here);
    trace.add("called: " + here.isDone());
    end(server);
    trace.shouldBe("called: true");
  }

  @Rule("start-server.arguments.passed")
  @Test
  void aServerIsMadeWithWhatElseIsSaid() throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    ServerOptions numeric = ServerOptions.NONE.withFlags(bench.sockets().aiNumerichost());
    for (String host : List.of("localhost", HOST)) {
      traceOutcome(
          host,
          () -> {
            await(asyncio.startServer(called(here), host, 0, numeric)).close();
            return "served";
          });
      settle();
    }
    trace.shouldBe("localhost: raises OSError", HOST + ": served");
  }

  @Rule("start-server.start-serving.false")
  @Test
  void aServerThatWasNotStartedAcceptsNothing() throws Exception {
    int port = freePort();
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    Server server = run(() -> await(asyncio.startServer(called(here), HOST, port, false)));
    try {
      bench.sockets().createConnection(new Address(HOST, port));
    } catch (IOException refused) {
      // Whether it listens already is up to the loop.
    }
    settle();
    trace.add("called: " + here.isDone());
    end(server);
    trace.shouldBe("called: false");
  }
}
