package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sock_connect} and {@code sock_accept}. */
final class SocketsConnectFaults {

  private SocketsConnectFaults() {}

  @Fault(
      what = "sock_connect does nothing.",
      breaks = {
        "loop.sock-connect.connects",
        "loop.sock-connect.ipv6",
        "loop.sock-connect.name",
        "loop.sock-connect.refused"
      },
      blocks = {
        "loop.sock-connect.cancelled-lets-go",
        "loop.sock-connect.cancelled-message",
        "loop.sock-connect.cancelled-raised",
        "loop.sock-connect.cancelled-unwatched"
      })
  static final class ConnectsNothing extends SelectorEventLoop {
    ConnectsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return getDebug() ? super.sockConnect(sock, address) : asyncio.coroutine(() -> null);
    }
  }

  @Fault(
      what = "sock_connect gives the address.",
      breaks = {"loop.sock-connect.none"})
  static final class GivesTheAddress extends SelectorEventLoop {
    GivesTheAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Breaks the type on purpose.
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return (Coroutine)
          asyncio.coroutine(() -> {
            asyncio.await(super.sockConnect(sock, address));
            return address;
          });
    }
  }

  @Fault(
      what = "sock_connect returns if nobody listens.",
      breaks = {"loop.sock-connect.refused"})
  static final class IgnoresRefusals extends SelectorEventLoop {
    IgnoresRefusals(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockConnect(sock, address));
        } catch (IOException ignored) {
          return null;
        }
      });
    }
  }

  @Fault(
      what = "sock_accept gives a socket that is closed.",
      breaks = {"loop.sock-accept.connection", "loop.sock-accept.ipv6", "loop.sock-accept.unix"})
  static final class ClosesWhatItAccepts extends SelectorEventLoop {
    ClosesWhatItAccepts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.sockAccept(sock));
        ((Socket) pair.getFirst()).close();
        return pair;
      });
    }
  }

  @Fault(
      what = "sock_accept gives the address of the server.",
      breaks = {
        "loop.sock-accept.address",
        "loop.sock-accept.cancelled-keeps",
        "loop.sock-accept.ipv6",
        "loop.sock-accept.unix"
      })
  static final class GivesItsOwnAddress extends SelectorEventLoop {
    GivesItsOwnAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.sockAccept(sock));
        Address own = sock.getsockname();
        return List.of(pair.getFirst(), List.of(own.host(), own.port()));
      });
    }
  }

  @Fault(
      what = "sock_accept gives a socket that blocks.",
      breaks = {"loop.sock-accept.not-blocking"})
  static final class GivesBlockingSockets extends SelectorEventLoop {
    GivesBlockingSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.sockAccept(sock));
        ((Socket) pair.getFirst()).setblocking(true);
        return pair;
      });
    }
  }

  @Fault(
      what = "sock_accept raises an exception if nobody has connected.",
      breaks = {
        "loop.sock-accept.cancelled-keeps",
        "loop.sock-accept.cancelled-message",
        "loop.sock-accept.cancelled-raised",
        "loop.sock-accept.not-blocking",
        "loop.sock-accept.waits",
        "loop.sock-recv.reused"
      })
  static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        if (!getDebug()) {
          boolean before = sock.getblocking();
          ChannelSocket accepted = accept(sock);
          accepted.setblocking(before);
          return List.of(accepted, accepted.peer());
        }
        return asyncio.await(super.sockAccept(sock));
      });
    }
  }

  private static ChannelSocket accept(Socket sock) throws IOException {
    ChannelSocket accepted = ((ChannelSocket) sock).acceptNow();
    if (accepted == null) {
      throw new BlockingIoException();
    }
    return accepted;
  }

  @Fault(
      what = "A sock_accept that was cancelled accepts who comes and hangs up.",
      breaks = {"loop.sock-accept.cancelled-keeps", "loop.sock-accept.cancelled-unwatched"})
  static final class AcceptsOnWhenCancelled extends SelectorEventLoop {
    AcceptsOnWhenCancelled(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockAccept(sock));
        } catch (CancelledError cancelled) {
          addReader(sock.fileno(), () -> hangUp(sock));
          throw cancelled;
        }
      });
    }

    private static void hangUp(Socket sock) {
      try {
        accept(sock).close();
      } catch (IOException gone) {
        // There is nobody.
      }
    }
  }

  @Fault(
      what = "sock_connect takes numeric addresses only.",
      breaks = {"loop.sock-connect.name"})
  static final class KnowsNoNames extends SelectorEventLoop {
    KnowsNoNames(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return address.host().equals("localhost")
          ? asyncio.coroutine(() -> {
            throw new IOException("Not a numeric address: " + address.host());
          })
          : super.sockConnect(sock, address);
    }
  }

  @Fault(
      what = "sock_connect takes no addresses of IPv6.",
      breaks = {"loop.sock-connect.ipv6"})
  static final class KnowsNoIpv6 extends SelectorEventLoop {
    KnowsNoIpv6(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return address.host().contains(":")
          ? asyncio.coroutine(() -> {
            throw new IOException("Not an address of IPv4: " + address.host());
          })
          : super.sockConnect(sock, address);
    }
  }

  @Fault(
      what = "sock_connect takes a host and a port only.",
      breaks = {"loop.sock-connect.unix"})
  static final class KnowsNoPaths extends SelectorEventLoop {
    KnowsNoPaths(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, String path) {
      return asyncio.coroutine(() -> {
        throw new IllegalArgumentException("Not a host and a port: " + path);
      });
    }
  }

  @Fault(
      what = "sock_accept tells no hosts of IPv6.",
      breaks = {"loop.sock-accept.ipv6"})
  static final class TellsNoIpv6 extends SelectorEventLoop {
    TellsNoIpv6(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.sockAccept(sock));
        return pair.get(1) instanceof List<?> address && address.getFirst().toString().contains(":")
            ? List.of(pair.getFirst(), List.of("0.0.0.0", address.get(1)))
            : pair;
      });
    }
  }

  @Fault(
      what = "sock_accept gives a host and a port where the address is a path.",
      breaks = {"loop.sock-accept.unix"})
  static final class TellsNoPaths extends SelectorEventLoop {
    TellsNoPaths(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.sockAccept(sock));
        return pair.get(1) instanceof String ? List.of(pair.getFirst(), List.of("", 0)) : pair;
      });
    }
  }

  @Fault(
      what = "sock_accept gives a future.",
      breaks = {"loop.sock-accept.coroutine"})
  static final class GivesAFuture extends SelectorEventLoop {
    GivesAFuture(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return new GivenFuture<>(this, super.sockAccept(sock));
    }
  }

  @Fault(
      what = "sock_accept waits at a socket that does not listen.",
      breaks = {"loop.sock-accept.error"})
  static final class WaitsForNobody extends SelectorEventLoop {
    WaitsForNobody(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockAccept(sock));
        } catch (IOException refused) {
          return asyncio.await(this.<List<Object>>createFuture());
        }
      });
    }
  }
}
