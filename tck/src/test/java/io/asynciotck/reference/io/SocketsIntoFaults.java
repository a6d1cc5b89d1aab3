package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sock_recv_into}, and for several who use one socket. */
final class SocketsIntoFaults {

  private SocketsIntoFaults() {}

  @Fault(
      what = "sock_recv_into puts another byte in the place of the first.",
      breaks = {
        "loop.sock-recv-into.data",
        "loop.sock-recv-into.fills",
        "loop.sock-recv-into.waits"
      })
  static final class SpoilsTheFirstByte extends SelectorEventLoop {
    SpoilsTheFirstByte(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        int count = asyncio.await(super.sockRecvInto(sock, buf));
        if (count > 0) {
          buf.set(0, '?');
        }
        return count;
      });
    }
  }

  @Fault(
      what = "A sock_recv_into that has waited gives one less than there are.",
      breaks = {"loop.sock-recv-into.count"})
  static final class CountsOneLess extends SelectorEventLoop {
    CountsOneLess(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        boolean[] waited = {false};
        callSoon(() -> waited[0] = true);
        int count = asyncio.await(super.sockRecvInto(sock, buf));
        return waited[0] && count > 1 ? count - 1 : count;
      });
    }
  }

  @Fault(
      what = "sock_recv_into takes a reset for the end.",
      breaks = {"loop.sock-recv-into.error"})
  static final class ErrorIsTheEnd extends SelectorEventLoop {
    ErrorIsTheEnd(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvInto(sock, buf));
        } catch (SocketException reset) {
          return 0;
        }
      });
    }
  }

  @Fault(
      what = "sock_recv_into gives the size of the buffer.",
      breaks = {"loop.sock-recv-into.count"})
  static final class GivesTheSize extends SelectorEventLoop {
    GivesTheSize(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        int count = asyncio.await(super.sockRecvInto(sock, buf));
        return count == 0 ? 0 : (Integer) buf.length();
      });
    }
  }

  @Fault(
      what = "sock_recv_into drops what does not fit into the buffer.",
      breaks = {"loop.sock-recv-into.fills"})
  static final class DropsWhatDoesNotFit extends SelectorEventLoop {
    DropsWhatDoesNotFit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        int count = asyncio.await(super.sockRecvInto(sock, buf));
        if (count == buf.length()) {
          drop(sock);
        }
        return count;
      });
    }

    private static void drop(Socket sock) throws IOException {
      try {
        sock.recv(64);
      } catch (BlockingIoException nothing) {
        // It has fitted.
      }
    }
  }

  @Fault(
      what = "sock_recv_into raises an exception at the end of the connection.",
      breaks = {"loop.sock-recv-into.end"})
  static final class EndIsAnErrorForBuffers extends SelectorEventLoop {
    EndIsAnErrorForBuffers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        int count = asyncio.await(super.sockRecvInto(sock, buf));
        if (count == 0) {
          throw new IOException("The end");
        }
        return count;
      });
    }
  }

  @Fault(
      what = "sock_recv_into gives 0 when there is nothing yet.",
      breaks = {
        "loop.sock-recv-into.cancelled-keeps",
        "loop.sock-recv-into.cancelled-message",
        "loop.sock-recv-into.cancelled-raised",
        "loop.sock-recv-into.debug",
        "loop.sock-recv-into.error",
        "loop.sock-recv-into.waits"
      })
  static final class DoesNotWaitForBuffers extends SelectorEventLoop {
    DoesNotWaitForBuffers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return Math.max(((ChannelSocket) sock).recv(MemoryBuffer.memoryOf(buf)), 0);
        } catch (BlockingIoException nothing) {
          return 0;
        }
      });
    }
  }

  @Fault(
      what = "A sock_recv_into that was cancelled reads what comes next.",
      breaks = {"loop.sock-recv-into.cancelled-keeps", "loop.sock-recv-into.cancelled-unwatched"})
  static final class ReadsAfterACancellation extends SelectorEventLoop {
    ReadsAfterACancellation(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvInto(sock, buf));
        } catch (CancelledError cancelled) {
          Object fd = sock.fileno();
          addReader(fd, () -> readOnce(fd, sock));
          throw cancelled;
        }
      });
    }

    private void readOnce(Object fd, Socket sock) {
      removeReader(fd);
      try {
        sock.recv(1);
      } catch (IOException gone) {
        // There is nothing more.
      }
    }
  }

  @Fault(
      what = "A sock_recv_into that was cancelled leaves its socket watched.",
      breaks = {"loop.sock-recv-into.cancelled-unwatched"})
  static final class WatchesOnForBuffers extends SelectorEventLoop {
    WatchesOnForBuffers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvInto(sock, buf));
        } catch (CancelledError cancelled) {
          addReader(sock.fileno(), () -> {});
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "In debug mode sock_recv_into takes a socket that blocks.",
      breaks = {"loop.sock-recv-into.debug"})
  static final class TakesABlockingSocketForBuffers extends SelectorEventLoop {
    TakesABlockingSocketForBuffers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        boolean debug = getDebug();
        setDebug(false);
        try {
          return asyncio.await(super.sockRecvInto(sock, buf));
        } finally {
          setDebug(debug);
        }
      });
    }
  }

  @Fault(
      what = "A second sock_recv waits until the first one is done.",
      breaks = {"loop.sock-recv.cancelled-lets-go", "loop.sock-recv.second-waiter"})
  static final class FirstWaiterStays extends SelectorEventLoop {
    FirstWaiterStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private final Map<Socket, Task<byte[]>> first = new HashMap<>();

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        Task<byte[]> before = first.get(sock);
        if (before != null && !before.isDone()) {
          asyncio.await(before);
        }
        Task<byte[]> own = createTask(super.sockRecv(sock, nbytes));
        first.put(sock, own);
        return asyncio.await(own);
      });
    }
  }

  @Fault(
      what = "A sock_sendall on a socket ends that it is watched to be read.",
      breaks = {"loop.sock-recv.while-sending"})
  static final class WritersEndReaders extends SelectorEventLoop {
    WritersEndReaders(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return asyncio.coroutine(() -> {
        removeReader(sock.fileno());
        return asyncio.await(super.sockSendall(sock, data));
      });
    }
  }

  @Fault(
      what = "A sock_recv whose socket was closed cannot be cancelled.",
      breaks = {"loop.sock-recv.closed-under"})
  static final class StaysWithAClosedSocket extends SelectorEventLoop {
    StaysWithAClosedSocket(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecv(sock, nbytes));
        } catch (CancelledError cancelled) {
          if (sock.fileno().equals(-1)) {
            return new byte[0];
          }
          throw cancelled;
        }
      });
    }
  }
}
