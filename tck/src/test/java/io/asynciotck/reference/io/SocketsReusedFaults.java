package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Faults in what operations on sockets leave behind for others. */
final class SocketsReusedFaults {

  private SocketsReusedFaults() {}

  @Fault(
      what = "Behind a socket that was closed the next sock_recv is deaf.",
      breaks = {"loop.sock-recv.reused"})
  static final class DeafBehindAnother extends SelectorEventLoop {
    private @Nullable Channel last;

    DeafBehindAnother(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      Channel before = last;
      last = (Channel) sock.fileno();
      if (before == null || before.isOpen()) {
        return super.sockRecv(sock, nbytes);
      }
      return asyncio.coroutine(() -> asyncio.await(this.<byte[]>createFuture()));
    }
  }
}
