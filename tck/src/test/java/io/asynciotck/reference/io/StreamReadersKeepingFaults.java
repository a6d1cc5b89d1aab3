package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;

/** Faults of reads that keep the task which was cancelled. */
final class StreamReadersKeepingFaults {

  private StreamReadersKeepingFaults() {}

  /** A read that keeps its task. */
  abstract static class KeepsItsTask extends BrokenRead {
    KeepsItsTask(LoopClock clock, String method) {
      super(clock, method);
    }

    @Override
    <T> Coroutine<T> broken(Coroutine<T> read) {
      return BrokenCancellations.keeping(this, read);
    }
  }

  @Fault(
      what = "A cancelled read keeps its task.",
      breaks = {"stream-reader.read.cancelled-lets-go"})
  static final class ReadKeepsItsTask extends KeepsItsTask {
    ReadKeepsItsTask(LoopClock clock) {
      super(clock, "read");
    }
  }

  @Fault(
      what = "A cancelled readline keeps its task.",
      breaks = {"stream-reader.readline.cancelled-lets-go"})
  static final class ReadlineKeepsItsTask extends KeepsItsTask {
    ReadlineKeepsItsTask(LoopClock clock) {
      super(clock, "readline");
    }
  }

  @Fault(
      what = "A cancelled readexactly keeps its task.",
      breaks = {"stream-reader.readexactly.cancelled-lets-go"})
  static final class ReadexactlyKeepsItsTask extends KeepsItsTask {
    ReadexactlyKeepsItsTask(LoopClock clock) {
      super(clock, "readexactly");
    }
  }

  @Fault(
      what = "A cancelled readuntil keeps its task.",
      breaks = {"stream-reader.readuntil.cancelled-lets-go"})
  static final class ReaduntilKeepsItsTask extends KeepsItsTask {
    ReaduntilKeepsItsTask(LoopClock clock) {
      super(clock, "readuntil");
    }
  }
}
