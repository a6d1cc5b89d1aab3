package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.List;

/** Faults of open_connection when it is cancelled. */
final class StreamsCancellationFaults {

  private StreamsCancellationFaults() {}

  @Fault(
      what = "A cancelled open_connection gives nothing.",
      breaks = {"open-connection.cancel.raised", "open-connection.cancel.message"})
  static final class GivesNothing extends StreamsBroken {
    GivesNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(String host, int port) {
      return BrokenCancellations.swallowing(
          this, super.openConnection(host, port), () -> List.of());
    }
  }

  @Fault(
      what = "A cancelled open_connection loses the message.",
      breaks = {"open-connection.cancel.message"})
  static final class OpenForgetsWhy extends StreamsBroken {
    OpenForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(String host, int port) {
      return BrokenCancellations.forgetting(this, super.openConnection(host, port));
    }
  }

  @Fault(
      what = "A cancelled open_connection keeps its task.",
      breaks = {"open-connection.cancel.lets-go"})
  static final class OpenKeepsItsTask extends StreamsBroken {
    OpenKeepsItsTask(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(String host, int port) {
      return BrokenCancellations.keeping(this, super.openConnection(host, port));
    }
  }
}
