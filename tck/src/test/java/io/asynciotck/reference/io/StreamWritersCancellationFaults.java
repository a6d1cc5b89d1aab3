package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of who waits for a writer and is cancelled. */
final class StreamWritersCancellationFaults {

  private StreamWritersCancellationFaults() {}

  @Fault(
      what = "A cancelled drain returns.",
      breaks = {
        "stream-writer.drain.cancelled-again",
        "stream-writer.drain.cancelled-message",
        "stream-writer.drain.cancelled-raised"
      })
  static final class SwallowsDrain extends BrokenWait {
    SwallowsDrain(LoopClock clock) {
      super(clock, DRAIN, () -> BrokenWait::swallowing);
    }
  }

  @Fault(
      what = "A cancelled drain loses the message.",
      breaks = {"stream-writer.drain.cancelled-message"})
  static final class DrainForgetsWhy extends BrokenWait {
    DrainForgetsWhy(LoopClock clock) {
      super(clock, DRAIN, () -> BrokenWait::forgetting);
    }
  }

  @Fault(
      what = "After a cancelled drain nobody waits any more.",
      breaks = {"stream-writer.drain.cancelled-again"})
  static final class DrainWaitsOnce extends BrokenWait {
    DrainWaitsOnce(LoopClock clock) {
      super(clock, DRAIN, () -> new BrokenCancellations.WaitingOnce()::waiting);
    }
  }

  @Fault(
      what = "Who is cancelled in drain cancels all that wait there.",
      breaks = {
        "stream-writer.drain.cancelled-lets-go",
        "stream-writer.drain.cancelled-others",
        "stream-writer.drain.no-yield"
      })
  static final class DrainIsForAll extends BrokenWait {
    DrainIsForAll(LoopClock clock) {
      super(clock, DRAIN, () -> new BrokenCancellations.WaitingTogether()::waiting);
    }
  }

  @Fault(
      what = "A cancelled wait_closed returns.",
      breaks = {
        "stream-writer.wait-closed.cancelled-again",
        "stream-writer.wait-closed.cancelled-message",
        "stream-writer.wait-closed.cancelled-raised"
      })
  static final class SwallowsWaitClosed extends BrokenWait {
    SwallowsWaitClosed(LoopClock clock) {
      super(clock, WAIT_CLOSED, () -> BrokenWait::swallowing);
    }
  }

  @Fault(
      what = "A cancelled wait_closed loses the message.",
      breaks = {"stream-writer.wait-closed.cancelled-message"})
  static final class WaitClosedForgetsWhy extends BrokenWait {
    WaitClosedForgetsWhy(LoopClock clock) {
      super(clock, WAIT_CLOSED, () -> BrokenWait::forgetting);
    }
  }

  @Fault(
      what = "After a cancelled wait_closed nobody waits any more.",
      breaks = {"stream-writer.wait-closed.cancelled-again"})
  static final class WaitClosedWaitsOnce extends BrokenWait {
    WaitClosedWaitsOnce(LoopClock clock) {
      super(clock, WAIT_CLOSED, () -> new BrokenCancellations.WaitingOnce()::waiting);
    }
  }

  @Fault(
      what = "Who is cancelled in wait_closed cancels all that wait there.",
      breaks = {"stream-writer.wait-closed.cancelled-others"})
  static final class WaitClosedIsForAll extends BrokenWait {
    WaitClosedIsForAll(LoopClock clock) {
      super(clock, WAIT_CLOSED, () -> new BrokenCancellations.WaitingTogether()::waiting);
    }
  }

  @Fault(
      what = "A cancelled drain drops what waits to be sent.",
      breaks = {
        "stream-writer.drain.cancelled-again",
        "stream-writer.drain.cancelled-others",
        "stream-writer.drain.cancelled-sent"
      })
  static final class DropsWhatWaits extends StreamsBroken {
    DropsWhatWaits(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      DropsWhatWaits module = this;
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return module.coroutine(() -> {
            try {
              return module.await(super.drain());
            } catch (CancelledError raised) {
              transport.abort();
              throw raised;
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled drain keeps its task.",
      breaks = {"stream-writer.drain.cancelled-lets-go"})
  static final class DrainKeepsItsTask extends BrokenWait {
    DrainKeepsItsTask(LoopClock clock) {
      super(clock, DRAIN, () -> BrokenWait::keeping);
    }
  }

  @Fault(
      what = "A cancelled wait_closed keeps its task.",
      breaks = {"stream-writer.wait-closed.cancelled-lets-go"})
  static final class WaitClosedKeepsItsTask extends BrokenWait {
    WaitClosedKeepsItsTask(LoopClock clock) {
      super(clock, WAIT_CLOSED, () -> BrokenWait::keeping);
    }
  }
}
