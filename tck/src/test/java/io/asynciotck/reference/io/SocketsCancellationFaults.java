package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults of operations on sockets that are cancelled while they wait. */
final class SocketsCancellationFaults {

  private SocketsCancellationFaults() {}

  @Fault(
      what = "A cancelled sock_recv looks like the end of the connection.",
      breaks = {
        "loop.sock-recv.cancelled-keeps",
        "loop.sock-recv.cancelled-message",
        "loop.sock-recv.cancelled-raised",
        "loop.sock-recv.closed-under"
      })
  static final class EndsTheReceive extends SelectorEventLoop {
    EndsTheReceive(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecv(sock, nbytes));
        } catch (CancelledError swallowed) {
          return new byte[0];
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_recv_into says that it has received nothing.",
      breaks = {
        "loop.sock-recv-into.cancelled-keeps",
        "loop.sock-recv-into.cancelled-message",
        "loop.sock-recv-into.cancelled-raised"
      })
  static final class EndsTheReceiveInto extends SelectorEventLoop {
    EndsTheReceiveInto(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvInto(sock, buf));
        } catch (CancelledError swallowed) {
          return 0;
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom gives an empty datagram of nobody.",
      breaks = {
        "loop.sock-recvfrom.cancelled-keeps",
        "loop.sock-recvfrom.cancelled-message",
        "loop.sock-recvfrom.cancelled-raised"
      })
  static final class InventsADatagram extends SelectorEventLoop {
    InventsADatagram(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvfrom(sock, bufsize));
        } catch (CancelledError swallowed) {
          return List.of(new byte[0], List.of());
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_accept gives the listening socket.",
      breaks = {
        "loop.sock-accept.cancelled-keeps",
        "loop.sock-accept.cancelled-message",
        "loop.sock-accept.cancelled-raised"
      })
  static final class AcceptsItself extends SelectorEventLoop {
    AcceptsItself(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockAccept(sock));
        } catch (CancelledError swallowed) {
          return List.of(sock, List.of());
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_sendall says that all was sent.",
      breaks = {"loop.sock-sendall.cancelled-message", "loop.sock-sendall.cancelled-raised"})
  static final class ClaimsToHaveSent extends SelectorEventLoop {
    ClaimsToHaveSent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockSendall(sock, data));
        } catch (CancelledError swallowed) {
          return null;
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom goes on behind, and takes the next datagram.",
      breaks = {
        "loop.sock-recvfrom.cancelled-keeps",
        "loop.sock-recvfrom.cancelled-lets-go",
        "loop.sock-recvfrom.cancelled-unwatched",
        "loop.sock-recvfrom.debug",
        "loop.sock-recvfrom.waits"
      })
  static final class ReceivesOn extends SelectorEventLoop {
    ReceivesOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        AsyncFuture<List<Object>> given = createFuture();
        addReader(
            sock.fileno(),
            () -> {
              removeReader(sock.fileno());
              try {
                List<Object> datagram = sock.recvfrom(bufsize);
                if (!given.isDone()) {
                  given.setResult(datagram);
                }
              } catch (IOException failed) {
                given.setException(failed);
              }
            });
        return asyncio.await(given);
      });
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom_into says that it has received nothing.",
      breaks = {
        "loop.sock-recvfrom-into.cancelled-keeps",
        "loop.sock-recvfrom-into.cancelled-message",
        "loop.sock-recvfrom-into.cancelled-raised"
      })
  static final class ClaimsAnEmptyDatagram extends SelectorEventLoop {
    ClaimsAnEmptyDatagram(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvfromInto(sock, buf));
        } catch (CancelledError swallowed) {
          return List.of(0, List.of());
        }
      });
    }
  }

  @Fault(
      what = "For a cancelled sock_recvfrom_into the next one takes a datagram that nobody gets.",
      breaks = {"loop.sock-recvfrom-into.cancelled-keeps"})
  static final class TakesForWhoIsGone extends SelectorEventLoop {
    private boolean owes;

    TakesForWhoIsGone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          if (owes) {
            owes = false;
            asyncio.await(super.sockRecvfromInto(sock, buf));
          }
          return asyncio.await(super.sockRecvfromInto(sock, buf));
        } catch (CancelledError cancelled) {
          owes = true;
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "What comes as a task is cancelled is taken for it, and lost.",
      breaks = {
        "loop.sock-accept.cancelled-keeps",
        "loop.sock-recv-into.cancelled-keeps",
        "loop.sock-recv.cancelled-keeps",
        "loop.sock-recvfrom-into.cancelled-keeps",
        "loop.sock-recvfrom.cancelled-keeps"
      },
      reason = "each is of an operation of its own")
  static final class TakesWhatComesWithTheCancel extends SelectorEventLoop {
    TakesWhatComesWithTheCancel(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Takes what there is. */
    @FunctionalInterface
    private interface Takes {
      void now() throws IOException;
    }

    private <T> Coroutine<T> taking(Coroutine<T> operation, Takes take) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(operation);
        } catch (CancelledError cancelled) {
          try {
            take.now();
          } catch (IOException nothing) {
            // There is none, or the socket is closed: none is lost.
          }
          throw cancelled;
        }
      });
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return taking(super.sockRecv(sock, nbytes), () -> sock.recv(nbytes));
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return taking(super.sockRecvInto(sock, buf), () -> sock.recv(1));
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return taking(super.sockRecvfrom(sock, bufsize), () -> sock.recvfrom(bufsize));
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return taking(super.sockRecvfromInto(sock, buf), () -> sock.recvfrom(1));
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return taking(
          super.sockAccept(sock),
          () -> {
            ChannelSocket accepted = ((ChannelSocket) sock).acceptNow();
            if (accepted != null) {
              accepted.close();
            }
          });
    }
  }

  @Fault(
      what = "The end of a wait is told to a task that was cancelled as there is room to send.",
      breaks = {"loop.sock-sendall.cancelled-raised"})
  static final class ReportsTheCancel extends SelectorEventLoop {
    ReportsTheCancel(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockSendall(sock, data));
        } catch (CancelledError cancelled) {
          try {
            sock.send(new byte[] {1});
            callExceptionHandler(
                Map.of("message", "in a callback", "exception", new IllegalStateException("done")));
          } catch (BlockingIoException full) {
            // It was cancelled while there was no room.
          }
          throw cancelled;
        }
      });
    }
  }
}
