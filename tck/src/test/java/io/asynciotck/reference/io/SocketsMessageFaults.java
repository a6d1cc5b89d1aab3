package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of operations on sockets that forget why they were cancelled. */
final class SocketsMessageFaults {

  private SocketsMessageFaults() {}

  @Fault(
      what = "A cancelled sock_recv loses the message.",
      breaks = {"loop.sock-recv.cancelled-message"})
  static final class ReceiveForgetsWhy extends SelectorEventLoop {
    ReceiveForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return BrokenCancellations.forgetting(asyncio, super.sockRecv(sock, nbytes));
    }
  }

  @Fault(
      what = "A cancelled sock_recv_into loses the message.",
      breaks = {"loop.sock-recv-into.cancelled-message"})
  static final class ReceiveIntoForgetsWhy extends SelectorEventLoop {
    ReceiveIntoForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return BrokenCancellations.forgetting(asyncio, super.sockRecvInto(sock, buf));
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom loses the message.",
      breaks = {"loop.sock-recvfrom.cancelled-message"})
  static final class ReceiveFromForgetsWhy extends SelectorEventLoop {
    ReceiveFromForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return BrokenCancellations.forgetting(asyncio, super.sockRecvfrom(sock, bufsize));
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom_into loses the message.",
      breaks = {"loop.sock-recvfrom-into.cancelled-message"})
  static final class ReceiveFromIntoForgetsWhy extends SelectorEventLoop {
    ReceiveFromIntoForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return BrokenCancellations.forgetting(asyncio, super.sockRecvfromInto(sock, buf));
    }
  }

  @Fault(
      what = "A cancelled sock_accept loses the message.",
      breaks = {"loop.sock-accept.cancelled-message"})
  static final class AcceptForgetsWhy extends SelectorEventLoop {
    AcceptForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return BrokenCancellations.forgetting(asyncio, super.sockAccept(sock));
    }
  }

  @Fault(
      what = "A cancelled sock_sendall loses the message.",
      breaks = {"loop.sock-sendall.cancelled-message"})
  static final class SendForgetsWhy extends SelectorEventLoop {
    SendForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return BrokenCancellations.forgetting(asyncio, super.sockSendall(sock, data));
    }
  }
}
