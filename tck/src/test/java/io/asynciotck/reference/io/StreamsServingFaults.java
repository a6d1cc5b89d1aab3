package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.reference.faults.Fault;

/** Faults in where servers of streams listen. */
final class StreamsServingFaults {

  private StreamsServingFaults() {}

  @Fault(
      what = "start_server takes no host.",
      breaks = {"start-server.address.listens", "start-server.arguments.passed"})
  static final class TakesNoHost extends StreamsBroken {
    TakesNoHost(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(
        StreamHandler clientConnectedCb, String host, int port, ServerOptions options) {
      return Boolean.FALSE.equals(options.startServing())
          ? super.startServer(clientConnectedCb, host, port, options)
          : coroutine(() -> {
            throw new IllegalArgumentException(host);
          });
    }
  }

  @Fault(
      what = "start_server starts, whatever start_serving says.",
      breaks = "start-server.start-serving.false")
  static final class AlwaysStarts extends StreamsBroken {
    AlwaysStarts(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(
        StreamHandler clientConnectedCb, String host, int port, boolean startServing) {
      return super.startServer(clientConnectedCb, host, port, true);
    }
  }

  @Fault(
      what = "start_server forgets how the host is to be looked up.",
      breaks = "start-server.arguments.passed")
  static final class ForgetsTheFlags extends StreamsBroken {
    ForgetsTheFlags(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(
        StreamHandler clientConnectedCb, String host, int port, ServerOptions options) {
      return super.startServer(clientConnectedCb, host, port, options.withFlags(0));
    }
  }
}
