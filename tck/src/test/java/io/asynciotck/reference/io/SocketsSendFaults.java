package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenAwaitables;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sock_sendall}. */
final class SocketsSendFaults {

  private SocketsSendFaults() {}

  @Fault(
      what = "sock_sendall does not send the first byte of many.",
      breaks = {"loop.sock-sendall.sends", "loop.sock-sendall.all"})
  static final class LosesTheFirstByte extends SelectorEventLoop {
    LosesTheFirstByte(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return super.sockSendall(
          sock, data.length > 1 ? Arrays.copyOfRange(data, 1, data.length) : data);
    }
  }

  @Fault(
      what = "sock_sendall sends what the socket takes at once.",
      breaks = {
        "loop.sock-recv.reused",
        "loop.sock-recv.while-sending",
        "loop.sock-sendall.all",
        "loop.sock-sendall.cancelled-message",
        "loop.sock-sendall.cancelled-raised",
        "loop.sock-sendall.none",
        "loop.sock-sendall.waits"
      })
  static final class SendsOnce extends SelectorEventLoop {
    SendsOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return getDebug()
          ? super.sockSendall(sock, data)
          : asyncio.coroutine(() -> {
            sock.send(data);
            return null;
          });
    }
  }

  @Fault(
      what = "sock_sendall loses the first of several bytes if it has to wait.",
      breaks = {"loop.sock-sendall.all"})
  static final class LosesWhatWaits extends SelectorEventLoop {
    LosesWhatWaits(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return getDebug() || data.length < 2
          ? super.sockSendall(sock, data)
          : asyncio.coroutine(() -> {
            int sent = 1;
            try {
              sent = sock.send(data);
            } catch (BlockingIoException later) {
              // As if it had taken one.
            }
            byte[] rest = Arrays.copyOfRange(data, sent, data.length);
            return asyncio.await(super.sockSendall(sock, rest));
          });
    }
  }

  @Fault(
      what = "A sock_sendall that has waited gives a number.",
      breaks = {"loop.sock-sendall.none"})
  static final class GivesANumber extends SelectorEventLoop {
    GivesANumber(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      Coroutine<?> counting =
          asyncio.coroutine(() -> {
            Task<@Nullable Void> task = createTask(super.sockSendall(sock, data));
            asyncio.await(asyncio.sleep(Duration.ZERO));
            boolean waits = !task.isDone();
            asyncio.await(task);
            return waits ? data.length : BrokenAwaitables.<Integer>nothing();
          });
      return (Coroutine<@Nullable Void>) counting;
    }
  }

  @Fault(
      what = "The end of a sock_sendall ends the sock_recv beside it.",
      breaks = {"loop.sock-recv.while-sending"})
  static final class UnwatchesBoth extends SelectorEventLoop {
    UnwatchesBoth(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected SocketOperations newSocketOperations(Readiness watched) {
      return new SocketOperations(this, asyncio, watched) {
        @Override
        protected void unwatchWriter(Object fd) {
          super.unwatchWriter(fd);
          unwatchReader(fd);
        }
      };
    }
  }

  @Fault(
      what = "sock_sendall gives how many bytes it has sent.",
      breaks = {"loop.sock-sendall.none"})
  static final class Counts extends SelectorEventLoop {
    Counts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Breaks the type on purpose.
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return (Coroutine)
          asyncio.coroutine(() -> {
            asyncio.await(super.sockSendall(sock, data));
            return data.length;
          });
    }
  }

  @Fault(
      what = "sock_sendall takes a connection that is closed for one that has taken everything.",
      breaks = {"loop.sock-sendall.error"})
  static final class IgnoresErrors extends SelectorEventLoop {
    IgnoresErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockSendall(sock, data));
        } catch (IOException ignored) {
          return null;
        }
      });
    }
  }

  @Fault(
      what = "When sock_sendall has waited, the loop watches the socket on.",
      breaks = {
        "loop.sock-connect.cancelled-lets-go",
        "loop.sock-connect.cancelled-unwatched",
        "loop.sock-sendall.cancelled-lets-go",
        "loop.sock-sendall.cancelled-unwatched",
        "loop.sock-sendfile.cancelled-lets-go"
      })
  static final class WatchesOn extends SelectorEventLoop {
    WatchesOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected SocketOperations newSocketOperations(Readiness watched) {
      return new SocketOperations(this, asyncio, watched) {
        @Override
        protected void unwatchWriter(Object fd) {
          // It stays.
        }
      };
    }
  }

  @Fault(
      what = "sock_sendall without bytes does not end.",
      breaks = {"loop.sock-sendall.none"})
  static final class WaitsForNothing extends SelectorEventLoop {
    WaitsForNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return data.length == 0
          ? asyncio.coroutine(() -> asyncio.await(this.<@Nullable Void>createFuture()))
          : super.sockSendall(sock, data);
    }
  }

  @Fault(
      what = "An error that comes while sock_sendall waits is overlooked.",
      breaks = {"loop.sock-sendall.error"})
  static final class OverlooksLateErrors extends SelectorEventLoop {
    OverlooksLateErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return asyncio.coroutine(() -> {
        boolean[] waits = {false};
        callSoon(() -> waits[0] = true);
        try {
          return asyncio.await(super.sockSendall(sock, data));
        } catch (IOException failed) {
          if (waits[0]) {
            return null;
          }
          throw failed;
        }
      });
    }
  }

  @Fault(
      what = "sock_sendall gives a future.",
      breaks = {"loop.sock-sendall.coroutine"})
  static final class GivesAFuture extends SelectorEventLoop {
    GivesAFuture(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return new GivenFuture<>(this, super.sockSendall(sock, data));
    }
  }

  @Fault(
      what = "sock_sendall sends as many bytes of a view as that has items.",
      breaks = "loop.sock-sendall.items")
  static final class CountsItems extends SelectorEventLoop {
    CountsItems(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, Buffer data) {
      byte[] items = new byte[data.length()];
      MemoryBuffer.memoryOf(data).get(items);
      return sockSendall(sock, items);
    }
  }
}
