package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of operations on sockets that forget why they were cancelled. */
final class SocketsMessageFaults {

  private SocketsMessageFaults() {}

  /** An operation that forgets why. */
  abstract static class ForgetsWhy extends BrokenSocketCall {
    ForgetsWhy(BaseAsyncio asyncio, LoopClock clock, String method) {
      super(asyncio, clock, method);
    }

    @Override
    <T extends @Nullable Object> Coroutine<T> broken(Coroutine<T> operation) {
      return BrokenCancellations.forgetting(asyncio, operation);
    }
  }

  @Fault(
      what = "A cancelled sock_recv loses the message.",
      breaks = {"loop.sock-recv.cancelled-message"})
  static final class ReceiveForgetsWhy extends ForgetsWhy {
    ReceiveForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recv");
    }
  }

  @Fault(
      what = "A cancelled sock_recv_into loses the message.",
      breaks = {"loop.sock-recv-into.cancelled-message"})
  static final class ReceiveIntoForgetsWhy extends ForgetsWhy {
    ReceiveIntoForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recv_into");
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom loses the message.",
      breaks = {"loop.sock-recvfrom.cancelled-message"})
  static final class ReceiveFromForgetsWhy extends ForgetsWhy {
    ReceiveFromForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recvfrom");
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom_into loses the message.",
      breaks = {"loop.sock-recvfrom-into.cancelled-message"})
  static final class ReceiveFromIntoForgetsWhy extends ForgetsWhy {
    ReceiveFromIntoForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recvfrom_into");
    }
  }

  @Fault(
      what = "A cancelled sock_accept loses the message.",
      breaks = {"loop.sock-accept.cancelled-message"})
  static final class AcceptForgetsWhy extends ForgetsWhy {
    AcceptForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_accept");
    }
  }

  @Fault(
      what = "A cancelled sock_sendall loses the message.",
      breaks = {"loop.sock-sendall.cancelled-message"})
  static final class SendForgetsWhy extends ForgetsWhy {
    SendForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_sendall");
    }
  }
}
