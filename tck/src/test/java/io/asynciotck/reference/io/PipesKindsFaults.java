package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Faults in what is used like a pipe. */
final class PipesKindsFaults {

  private PipesKindsFaults() {}

  @Fault(
      what = "Sockets are refused by connect_read_pipe and connect_write_pipe.",
      breaks = {"pipe.kinds.socket", "read-pipe.error.lost"})
  static final class TakesNoSockets extends PipesBroken {
    TakesNoSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void makeFit(ChannelPipe end) throws IOException {
      if (end.fileno() instanceof SocketChannel) {
        throw new IllegalArgumentException("Not a pipe: " + end);
      }
      super.makeFit(end);
    }
  }
}
