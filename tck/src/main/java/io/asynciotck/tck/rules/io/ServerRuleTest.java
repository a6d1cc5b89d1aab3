package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Transport;
import java.util.ArrayList;
import java.util.List;

/** Base of rule tests with a server. */
abstract class ServerRuleTest extends StreamRuleTest {

  /** More than the system takes of a connection of the network that nobody reads. */
  static final int MORE_THAN_FITS = 4 * MUCH;

  /** Those of the connections that were made; they are given up at the end. */
  final List<Transport> transports = new ArrayList<>();

  /** What a test does with a server. */
  @FunctionalInterface
  interface ServerBody {
    void run(Server server) throws Exception;
  }

  /** Writes that much of the pattern. */
  final void writeMoreThanFits(Transport transport) {
    transport.write(bench.surroundings().patterns().pattern(MORE_THAN_FITS, SEED));
  }

  /** Starts a server, does something with it, and gives it up. */
  final void serving(Coroutine<Server> starting, ServerBody body) throws Exception {
    Server server = run(() -> await(starting));
    try {
      body.run(server);
    } finally {
      giveUp(server::close);
      giveUpTransports();
    }
  }

  /** Gives up the connections that were made. */
  final void giveUpTransports() {
    transports.forEach(transport -> giveUp(transport::abort));
    settle();
  }
}
