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

/** Faults of operations on sockets that keep the task which was cancelled. */
final class SocketsKeepingFaults {

  private SocketsKeepingFaults() {}

  @Fault(
      what = "A cancelled sock_recv keeps its task.",
      breaks = {"loop.sock-recv.cancelled-lets-go"})
  static final class ReceiveKeepsItsTask extends SelectorEventLoop {
    ReceiveKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
      return BrokenCancellations.keeping(asyncio, super.sockRecv(sock, nbytes));
    }
  }

  @Fault(
      what = "A cancelled sock_recv_into keeps its task.",
      breaks = {"loop.sock-recv-into.cancelled-lets-go"})
  static final class ReceiveIntoKeepsItsTask extends SelectorEventLoop {
    ReceiveIntoKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
      return BrokenCancellations.keeping(asyncio, super.sockRecvInto(sock, buf));
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom keeps its task.",
      breaks = {"loop.sock-recvfrom.cancelled-lets-go"})
  static final class ReceiveFromKeepsItsTask extends SelectorEventLoop {
    ReceiveFromKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
      return BrokenCancellations.keeping(asyncio, super.sockRecvfrom(sock, bufsize));
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom_into keeps its task.",
      breaks = {"loop.sock-recvfrom-into.cancelled-lets-go"})
  static final class ReceiveFromIntoKeepsItsTask extends SelectorEventLoop {
    ReceiveFromIntoKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
      return BrokenCancellations.keeping(asyncio, super.sockRecvfromInto(sock, buf));
    }
  }

  @Fault(
      what = "A cancelled sock_accept keeps its task.",
      breaks = {"loop.sock-accept.cancelled-lets-go"})
  static final class AcceptKeepsItsTask extends SelectorEventLoop {
    AcceptKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> sockAccept(Socket sock) {
      return BrokenCancellations.keeping(asyncio, super.sockAccept(sock));
    }
  }

  @Fault(
      what = "A cancelled sock_sendall keeps its task.",
      breaks = {"loop.sock-sendall.cancelled-lets-go"})
  static final class SendKeepsItsTask extends SelectorEventLoop {
    SendKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
      return BrokenCancellations.keeping(asyncio, super.sockSendall(sock, data));
    }
  }
}
