package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of operations on sockets that keep the task which was cancelled. */
final class SocketsKeepingFaults {

  private SocketsKeepingFaults() {}

  /** An operation that keeps its task. */
  abstract static class KeepsItsTask extends BrokenSocketCall {
    KeepsItsTask(BaseAsyncio asyncio, LoopClock clock, String method) {
      super(asyncio, clock, method);
    }

    @Override
    <T extends @Nullable Object> Coroutine<T> broken(Coroutine<T> operation) {
      return BrokenCancellations.keeping(asyncio, operation);
    }
  }

  @Fault(
      what = "A cancelled sock_recv keeps its task.",
      breaks = {"loop.sock-recv.cancelled-lets-go"})
  static final class ReceiveKeepsItsTask extends KeepsItsTask {
    ReceiveKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recv");
    }
  }

  @Fault(
      what = "A cancelled sock_recv_into keeps its task.",
      breaks = {"loop.sock-recv-into.cancelled-lets-go"})
  static final class ReceiveIntoKeepsItsTask extends KeepsItsTask {
    ReceiveIntoKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recv_into");
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom keeps its task.",
      breaks = {"loop.sock-recvfrom.cancelled-lets-go"})
  static final class ReceiveFromKeepsItsTask extends KeepsItsTask {
    ReceiveFromKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recvfrom");
    }
  }

  @Fault(
      what = "A cancelled sock_recvfrom_into keeps its task.",
      breaks = {"loop.sock-recvfrom-into.cancelled-lets-go"})
  static final class ReceiveFromIntoKeepsItsTask extends KeepsItsTask {
    ReceiveFromIntoKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_recvfrom_into");
    }
  }

  @Fault(
      what = "A cancelled sock_accept keeps its task.",
      breaks = {"loop.sock-accept.cancelled-lets-go"})
  static final class AcceptKeepsItsTask extends KeepsItsTask {
    AcceptKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_accept");
    }
  }

  @Fault(
      what = "A cancelled sock_sendall keeps its task.",
      breaks = {"loop.sock-sendall.cancelled-lets-go"})
  static final class SendKeepsItsTask extends KeepsItsTask {
    SendKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, "sock_sendall");
    }
  }
}
