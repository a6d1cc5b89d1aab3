package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sock_recv}. */
final class SocketsFaults {

  private SocketsFaults() {}

  @Fault(
      what = "sock_recv loses the first byte of what it has read.",
      breaks = {"loop.sock-recv.data", "loop.sock-recv.at-most", "loop.sock-recv.waits"})
  static final class LosesTheFirstByte extends SelectorEventLoop {
    LosesTheFirstByte(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        byte[] data = asyncio.await(super.sockRecv(sock, nbytes));
        return data.length > 1 ? Arrays.copyOfRange(data, 1, data.length) : data;
      });
    }
  }

  @Fault(
      what = "sock_recv gives twice as many bytes as were asked for.",
      breaks = {"loop.sock-recv.at-most"})
  static final class ReadsTooMuch extends SelectorEventLoop {
    ReadsTooMuch(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return super.sockRecv(sock, 2 * nbytes);
    }
  }

  @Fault(
      what = "sock_recv takes a reset for the end.",
      breaks = {"loop.sock-recv.error"})
  static final class ErrorIsTheEnd extends SelectorEventLoop {
    ErrorIsTheEnd(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecv(sock, nbytes));
        } catch (SocketException reset) {
          return new byte[0];
        }
      });
    }
  }

  @Fault(
      what = "sock_recv raises an exception at the end of the connection.",
      breaks = {"loop.sock-recv.end"})
  static final class EndIsAnError extends SelectorEventLoop {
    EndIsAnError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        byte[] data = asyncio.await(super.sockRecv(sock, nbytes));
        if (data.length == 0) {
          throw new IOException("The end");
        }
        return data;
      });
    }
  }

  @Fault(
      what = "sock_recv raises an exception if there is nothing to be read.",
      breaks = {
        "loop.sock-recv.at-most",
        "loop.sock-recv.cancelled-keeps",
        "loop.sock-recv.cancelled-message",
        "loop.sock-recv.cancelled-raised",
        "loop.sock-recv.closed-under",
        "loop.sock-recv.reused",
        "loop.sock-recv.second-waiter",
        "loop.sock-recv.waits",
        "loop.sock-recv.while-sending",
        "loop.sock-recvfrom-into.reused",
        "loop.sock-recvfrom.reused"
      })
  static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return getDebug() ? super.sockRecv(sock, nbytes) : asyncio.coroutine(() -> sock.recv(nbytes));
    }
  }

  @Fault(
      what = "sock_recv blocks the loop while it waits.",
      breaks = {
        "loop.sock-recv.at-most",
        "loop.sock-recv.cancelled-keeps",
        "loop.sock-recv.cancelled-lets-go",
        "loop.sock-recv.cancelled-message",
        "loop.sock-recv.cancelled-raised",
        "loop.sock-recv.cancelled-unwatched",
        "loop.sock-recv.closed-under",
        "loop.sock-recv.done-unwatched",
        "loop.sock-recv.error",
        "loop.sock-recv.others-run",
        "loop.sock-recv.reused",
        "loop.sock-recv.second-waiter",
        "loop.sock-recv.waits",
        "loop.sock-recv.while-sending",
        "loop.sock-recvfrom-into.reused",
        "loop.sock-recvfrom.reused"
      })
  static final class Blocks extends SelectorEventLoop {
    Blocks(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        if (!getDebug()) {
          sock.setblocking(true);
          return sock.recv(nbytes);
        }
        return asyncio.await(super.sockRecv(sock, nbytes));
      });
    }
  }

  @Fault(
      what = "sock_recv reads when it is called, if there is something to be read.",
      breaks = {"loop.sock-recv.from-await"})
  static final class ReadsAtOnce extends SelectorEventLoop {
    ReadsAtOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      if (!getDebug()) {
        try {
          byte[] data = sock.recv(nbytes);
          return asyncio.coroutine(() -> data);
        } catch (BlockingIoException nothing) {
          // Then it waits.
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
      return super.sockRecv(sock, nbytes);
    }
  }

  @Fault(
      what = "A sock_recv that was cancelled reads what comes and drops it.",
      breaks = {
        "loop.sock-recv.cancelled-keeps",
        "loop.sock-recv.cancelled-unwatched",
        "loop.sock-recv.closed-under"
      })
  static final class ReadsOnWhenCancelled extends SelectorEventLoop {
    ReadsOnWhenCancelled(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecv(sock, nbytes));
        } catch (CancelledError cancelled) {
          addReader(sock.fileno(), () -> drop(sock));
          throw cancelled;
        }
      });
    }

    private static void drop(Socket sock) {
      try {
        sock.recv(1);
      } catch (IOException gone) {
        // There is nothing to drop.
      }
    }
  }

  @Fault(
      what = "When a sock_ method has waited for data, the loop watches the socket on.",
      breaks = {
        "loop.sock-accept.cancelled-lets-go",
        "loop.sock-accept.cancelled-unwatched",
        "loop.sock-recv-into.cancelled-lets-go",
        "loop.sock-recv-into.cancelled-unwatched",
        "loop.sock-recv.cancelled-lets-go",
        "loop.sock-recv.cancelled-unwatched",
        "loop.sock-recv.done-unwatched",
        "loop.sock-recvfrom-into.cancelled-lets-go",
        "loop.sock-recvfrom.cancelled-lets-go",
        "loop.sock-recvfrom.cancelled-unwatched"
      })
  static final class WatchesOn extends SelectorEventLoop {
    WatchesOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected SocketOperations newSocketOperations(Readiness watched) {
      return new SocketOperations(this, asyncio, watched) {
        @Override
        protected void unwatchReader(Object fd) {
          // It stays.
        }
      };
    }
  }

  @Fault(
      what = "In debug mode sockets may block.",
      breaks = {
        "loop.sock-accept.debug",
        "loop.sock-connect.debug",
        "loop.sock-recv-into.debug",
        "loop.sock-recv.debug",
        "loop.sock-recvfrom-into.debug",
        "loop.sock-recvfrom.debug",
        "loop.sock-sendall.debug",
        "loop.sock-sendfile.debug",
        "loop.sock-sendto.debug"
      })
  static final class DebugTakesAll extends SelectorEventLoop {
    DebugTakesAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected SocketOperations newSocketOperations(Readiness watched) {
      return new SocketOperations(this, asyncio, watched) {
        @Override
        protected void checkNotBlocking(Socket sock) {
          // It may.
        }
      };
    }
  }

  @Fault(
      what = "A sock_recv that was cancelled gives its socket up two iterations later.",
      breaks = {"loop.sock-recv.reused", "loop.sock-recv.waits"})
  static final class GivesUpLate extends SelectorEventLoop {
    GivesUpLate(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecv(sock, nbytes));
        } catch (CancelledError cancelled) {
          callSoon(() -> callSoon(() -> removeReader(sock.fileno())));
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "A sock_recv that was cancelled takes the sock_sendall of its socket with it.",
      breaks = {"loop.sock-recv.while-sending"})
  static final class GivesUpBoth extends SelectorEventLoop {
    GivesUpBoth(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecv(sock, nbytes));
        } catch (CancelledError cancelled) {
          if (sock.fileno() instanceof Channel channel && channel.isOpen()) {
            removeWriter(sock.fileno());
          }
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "sock_recv gives a future.",
      breaks = {"loop.sock-recv.coroutine", "loop.sock-recv.from-await"})
  static final class GivesAFuture extends SelectorEventLoop {
    GivesAFuture(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return new GivenFuture<>(this, super.sockRecv(sock, nbytes));
    }
  }

  @Fault(
      what = "A sock_recv that finds that another was first raises.",
      breaks = {"loop.sock-recv.waits"})
  static final class WaitsOnce extends SelectorEventLoop {
    WaitsOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return getDebug() ? super.sockRecv(sock, nbytes) : once(sock, nbytes);
    }

    private Coroutine<byte[]> once(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return sock.recv(nbytes);
        } catch (BlockingIoException wouldWait) {
          AsyncFuture<@Nullable Void> ready = createFuture();
          Object fd = sock.fileno();
          addReader(
              fd,
              () -> {
                if (!ready.isDone()) {
                  ready.setResult(null);
                }
              });
          try {
            asyncio.await(ready);
          } finally {
            removeReader(fd);
          }
          return sock.recv(nbytes);
        }
      });
    }
  }
}
