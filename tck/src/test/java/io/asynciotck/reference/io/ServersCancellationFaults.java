package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of who waits for a server and is cancelled. */
final class ServersCancellationFaults {

  private ServersCancellationFaults() {}

  @Fault(
      what = "A cancelled wait_closed returns.",
      breaks = {
        "server.wait-closed.cancelled-again",
        "server.wait-closed.cancelled-message",
        "server.wait-closed.cancelled-raised"
      })
  static final class SwallowsWaitClosed extends BrokenServer {
    SwallowsWaitClosed(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return BrokenCancellations.swallowing(module, super.waitClosed(), () -> null);
    }
  }

  @Fault(
      what = "A cancelled wait_closed loses the message.",
      breaks = {"server.wait-closed.cancelled-message"})
  static final class WaitClosedForgetsWhy extends BrokenServer {
    WaitClosedForgetsWhy(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return BrokenCancellations.forgetting(module, super.waitClosed());
    }
  }

  @Fault(
      what = "A cancelled serve_forever returns.",
      breaks = {"server.serve-forever.cancelled-raised", "server.serve-forever.cancelled-message"})
  static final class SwallowsServeForever extends BrokenServer {
    SwallowsServeForever(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      return BrokenCancellations.swallowing(module, super.serveForever(), () -> null);
    }
  }

  @Fault(
      what = "A cancelled serve_forever loses the message.",
      breaks = {"server.serve-forever.cancelled-message"})
  static final class ServeForeverForgetsWhy extends BrokenServer {
    ServeForeverForgetsWhy(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      return BrokenCancellations.forgetting(module, super.serveForever());
    }
  }

  @Fault(
      what = "After a cancelled wait_closed nobody waits any more.",
      breaks = {"server.wait-closed.cancelled-again"})
  static final class WaitsOnce extends BrokenServer {
    WaitsOnce(Parts parts) {
      super(parts);
    }

    private final BrokenCancellations.WaitingOnce waits = new BrokenCancellations.WaitingOnce();

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return waits.waiting(module, super::waitClosed);
    }
  }

  @Fault(
      what = "Who is cancelled in wait_closed cancels all that wait there.",
      breaks = {
        "server.serve-forever.cancelled-lets-go",
        "server.wait-closed.cancelled-others",
        "server.wait-closed.connections"
      })
  static final class WaitClosedIsForAll extends BrokenServer {
    WaitClosedIsForAll(Parts parts) {
      super(parts);
    }

    private final BrokenCancellations.WaitingTogether waits =
        new BrokenCancellations.WaitingTogether();

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return waits.waiting(module, super::waitClosed);
    }
  }

  @Fault(
      what = "A cancelled wait_closed keeps its task.",
      breaks = {"server.wait-closed.cancelled-lets-go"})
  static final class WaitClosedKeepsItsTask extends BrokenServer {
    WaitClosedKeepsItsTask(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return BrokenCancellations.keeping(module, super.waitClosed());
    }
  }

  @Fault(
      what = "A cancelled serve_forever keeps its task.",
      breaks = {"server.serve-forever.cancelled-lets-go"})
  static final class ServeForeverKeepsItsTask extends BrokenServer {
    ServeForeverKeepsItsTask(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      return BrokenCancellations.keeping(module, super.serveForever());
    }
  }
}
