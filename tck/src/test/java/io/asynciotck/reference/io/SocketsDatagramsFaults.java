package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

/** Faults in what is done with datagrams. */
final class SocketsDatagramsFaults {

  private SocketsDatagramsFaults() {}

  @Fault(
      what = "sock_recvfrom gives the own address of the socket.",
      breaks = {"loop.sock-recvfrom.pair", "loop.sock-recvfrom.waits"})
  static final class SaysItCameFromHere extends SelectorEventLoop {
    SaysItCameFromHere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        Object data = asyncio.await(super.sockRecvfrom(sock, bufsize)).get(0);
        Address own = sock.getsockname();
        return List.of(data, List.of(own.host(), own.port()));
      });
    }
  }

  @Fault(
      what = "sock_recvfrom gives all datagrams that have come as one.",
      breaks = {"loop.sock-recvfrom.one"})
  static final class JoinsDatagrams extends SelectorEventLoop {
    JoinsDatagrams(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        List<Object> first = asyncio.await(super.sockRecvfrom(sock, bufsize));
        byte[] data = (byte[]) first.get(0);
        try {
          byte[] more = (byte[]) sock.recvfrom(bufsize).get(0);
          byte[] all = Arrays.copyOf(data, data.length + more.length);
          System.arraycopy(more, 0, all, data.length, more.length);
          return List.of(all, first.get(1));
        } catch (BlockingIoException onlyOne) {
          return first;
        }
      });
    }
  }

  @Fault(
      what = "A sock_recvfrom that has to wait gives more bytes than were asked for.",
      breaks = {"loop.sock-recvfrom.cut"})
  static final class GivesMoreLater extends SelectorEventLoop {
    GivesMoreLater(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return getDebug()
          ? super.sockRecvfrom(sock, bufsize)
          : asyncio.coroutine(() -> {
            try {
              return sock.recvfrom(bufsize);
            } catch (BlockingIoException later) {
              return asyncio.await(super.sockRecvfrom(sock, 2 * bufsize));
            }
          });
    }
  }

  @Fault(
      what = "sock_recvfrom_into looks at the first 64 bytes of a buffer.",
      breaks = {"loop.sock-recvfrom-into.data"})
  static final class ReceivesInto64 extends SelectorEventLoop {
    ReceivesInto64(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      int length = buf.decode("iso-8859-1").length();
      return length > 64
          ? super.sockRecvfromInto(sock, buf, 64)
          : super.sockRecvfromInto(sock, buf);
    }
  }

  @Fault(
      what = "sock_recvfrom gives twice as many bytes as were asked for.",
      breaks = {"loop.sock-recvfrom.cut"})
  static final class GivesMore extends SelectorEventLoop {
    GivesMore(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return super.sockRecvfrom(sock, 2 * bufsize);
    }
  }

  @Fault(
      what = "sock_recvfrom raises an exception when there is no datagram yet.",
      breaks = {
        "loop.sock-recvfrom.cancelled-keeps",
        "loop.sock-recvfrom.cancelled-message",
        "loop.sock-recvfrom.cancelled-raised",
        "loop.sock-recvfrom.cut",
        "loop.sock-recvfrom.debug",
        "loop.sock-recvfrom.reused",
        "loop.sock-recvfrom.waits"
      })
  static final class DoesNotWaitForDatagrams extends SelectorEventLoop {
    DoesNotWaitForDatagrams(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> sock.recvfrom(bufsize));
    }
  }

  @Fault(
      what = "A sock_recvfrom that waits is not told of an error: it gives nothing, from nowhere.",
      breaks = {"loop.sock-recvfrom.error"})
  static final class HearsOfNoError extends SelectorEventLoop {
    HearsOfNoError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvfrom(sock, bufsize));
        } catch (SocketException refused) {
          return List.of();
        }
      });
    }
  }

  @Fault(
      what = "A sock_recvfrom that was cancelled leaves its socket watched.",
      breaks = {"loop.sock-recvfrom.cancelled-unwatched"})
  static final class WatchesOnForDatagrams extends SelectorEventLoop {
    WatchesOnForDatagrams(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvfrom(sock, bufsize));
        } catch (CancelledError cancelled) {
          addReader(sock.fileno(), () -> {});
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "In debug mode sock_recvfrom takes a socket that blocks.",
      breaks = {"loop.sock-recvfrom.debug"})
  static final class ReceivesBlocking extends SelectorEventLoop {
    ReceivesBlocking(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        setDebug(false);
        return asyncio.await(super.sockRecvfrom(sock, bufsize));
      });
    }
  }

  @Fault(
      what = "sock_recvfrom_into puts another byte in the place of the first.",
      breaks = {"loop.sock-recvfrom-into.data"})
  static final class SpoilsTheDatagram extends SelectorEventLoop {
    SpoilsTheDatagram(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.sockRecvfromInto(sock, buf));
        buf.set(0, '?');
        return pair;
      });
    }
  }

  @Fault(
      what = "sock_recvfrom_into gives the size of the buffer.",
      breaks = {
        "loop.sock-recvfrom-into.cancelled-keeps",
        "loop.sock-recvfrom-into.pair",
        "loop.sock-recvfrom-into.waits"
      })
  static final class GivesTheSizeOfTheBuffer extends SelectorEventLoop {
    GivesTheSizeOfTheBuffer(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(
          () -> List.of(buf.length(), asyncio.await(super.sockRecvfromInto(sock, buf)).get(1)));
    }
  }

  @Fault(
      what = "sock_recvfrom_into puts as many bytes into the buffer as fit.",
      breaks = {"loop.sock-recvfrom-into.at-most", "loop.sock-recvfrom-into.too-many"})
  static final class FillsTheBuffer extends SelectorEventLoop {
    FillsTheBuffer(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf, int nbytes) {
      return super.sockRecvfromInto(sock, buf, 0);
    }
  }

  @Fault(
      what = "sock_recvfrom_into takes the size of the buffer for what is more.",
      breaks = {"loop.sock-recvfrom-into.too-many"})
  static final class TakesWhatItCan extends SelectorEventLoop {
    TakesWhatItCan(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf, int nbytes) {
      return super.sockRecvfromInto(sock, buf, Math.min(nbytes, buf.length()));
    }
  }

  @Fault(
      what = "sock_recvfrom_into raises an exception when there is no datagram yet.",
      breaks = {
        "loop.sock-recvfrom-into.cancelled-keeps",
        "loop.sock-recvfrom-into.cancelled-message",
        "loop.sock-recvfrom-into.cancelled-raised",
        "loop.sock-recvfrom-into.debug",
        "loop.sock-recvfrom-into.reused",
        "loop.sock-recvfrom-into.waits"
      })
  static final class DoesNotWaitForOne extends SelectorEventLoop {
    DoesNotWaitForOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> ((ChannelSocket) sock).recvfrom(MemoryBuffer.memoryOf(buf)));
    }
  }

  @Fault(
      what =
          "A sock_recvfrom_into that waits is not told of an error: it gives nothing, from"
              + " nowhere.",
      breaks = {"loop.sock-recvfrom-into.error"})
  static final class HearsOfNoErrorForABuffer extends SelectorEventLoop {
    HearsOfNoErrorForABuffer(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockRecvfromInto(sock, buf));
        } catch (SocketException refused) {
          return List.of();
        }
      });
    }
  }

  @Fault(
      what = "sock_sendto sends to the own address of the socket.",
      breaks = {"loop.sock-sendto.ipv6", "loop.sock-sendto.sends"})
  static final class SendsToItself extends SelectorEventLoop {
    SendsToItself(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return asyncio.coroutine(
          () -> asyncio.await(super.sockSendto(sock, data, sock.getsockname())));
    }
  }

  @Fault(
      what = "sock_sendto gives 0.",
      breaks = {"loop.sock-sendto.count"})
  static final class GivesNothing extends SelectorEventLoop {
    GivesNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return asyncio.coroutine(() -> 0 * asyncio.await(super.sockSendto(sock, data, address)));
    }
  }

  @Fault(
      what = "sock_sendto gives a thousand at most, whatever was sent.",
      breaks = {"loop.sock-sendto.count"})
  static final class CountsToAThousand extends SelectorEventLoop {
    CountsToAThousand(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return asyncio.coroutine(
          () -> Math.min(1_000, asyncio.await(super.sockSendto(sock, data, address))));
    }
  }

  @Fault(
      what = "sock_sendto sends a thousand bytes at most, and says that it has sent all.",
      breaks = {"loop.sock-sendto.error", "loop.sock-sendto.sends"})
  static final class SendsAThousand extends SelectorEventLoop {
    SendsAThousand(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      byte[] sent = Arrays.copyOf(data, Math.min(1_000, data.length));
      return asyncio.coroutine(() -> {
        asyncio.await(super.sockSendto(sock, sent, address));
        return data.length;
      });
    }
  }

  @Fault(
      what = "In debug mode sock_sendto takes a socket that blocks.",
      breaks = {"loop.sock-sendto.debug"})
  static final class SendsBlocking extends SelectorEventLoop {
    SendsBlocking(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return asyncio.coroutine(() -> {
        setDebug(false);
        return asyncio.await(super.sockSendto(sock, data, address));
      });
    }
  }

  @Fault(
      what = "sock_recvfrom gives 8 KiB at most.",
      breaks = {"loop.sock-recvfrom.pair"})
  static final class GivesSoMuch extends SelectorEventLoop {
    GivesSoMuch(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return super.sockRecvfrom(sock, Math.min(bufsize, 8_192));
    }
  }

  @Fault(
      what = "sock_recvfrom and sock_recvfrom_into take an empty datagram for none.",
      breaks = {"loop.sock-recvfrom-into.pair", "loop.sock-recvfrom.one"})
  static final class OverlooksEmptyOnes extends SelectorEventLoop {
    OverlooksEmptyOnes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return asyncio.coroutine(() -> {
        while (true) {
          List<Object> received = asyncio.await(super.sockRecvfrom(sock, bufsize));
          if (((byte[]) received.getFirst()).length > 0) {
            return received;
          }
        }
      });
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return asyncio.coroutine(() -> {
        while (true) {
          List<Object> received = asyncio.await(super.sockRecvfromInto(sock, buf));
          if (!received.getFirst().equals(0)) {
            return received;
          }
        }
      });
    }
  }

  @Fault(
      what = "sock_sendto sends no empty datagrams.",
      breaks = {"loop.sock-sendto.sends"})
  static final class SendsNoEmptyOnes extends SelectorEventLoop {
    SendsNoEmptyOnes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return data.length == 0 ? asyncio.coroutine(() -> 0) : super.sockSendto(sock, data, address);
    }
  }

  @Fault(
      what = "sock_sendto takes no addresses of IPv6.",
      breaks = {"loop.sock-sendto.ipv6"})
  static final class KnowsNoIpv6 extends SelectorEventLoop {
    KnowsNoIpv6(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return address.host().contains(":")
          ? asyncio.coroutine(() -> {
            throw new IOException("Not an address of IPv4: " + address.host());
          })
          : super.sockSendto(sock, data, address);
    }
  }

  @Fault(
      what = "sock_sendto says of what cannot be sent that nothing was sent.",
      breaks = {"loop.sock-sendto.error"})
  static final class SendsNothingOfWhatIsTooLarge extends SelectorEventLoop {
    SendsNothingOfWhatIsTooLarge(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockSendto(sock, data, address));
        } catch (IOException refused) {
          return 0;
        }
      });
    }
  }
}
