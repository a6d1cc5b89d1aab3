package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;

/** Faults of reads that forget why they were cancelled. */
final class StreamReadersMessageFaults {

  private StreamReadersMessageFaults() {}

  /** A read that forgets why. */
  abstract static class ForgetsWhy extends BrokenRead {
    ForgetsWhy(LoopClock clock, String method) {
      super(clock, method);
    }

    @Override
    <T> Coroutine<T> broken(Coroutine<T> read) {
      return BrokenCancellations.forgetting(this, read);
    }
  }

  @Fault(
      what = "A cancelled read loses the message.",
      breaks = {"stream-reader.read.cancelled-message"})
  static final class ReadForgetsWhy extends ForgetsWhy {
    ReadForgetsWhy(LoopClock clock) {
      super(clock, "read");
    }
  }

  @Fault(
      what = "A cancelled readline loses the message.",
      breaks = {"stream-reader.readline.cancelled-message"})
  static final class ReadlineForgetsWhy extends ForgetsWhy {
    ReadlineForgetsWhy(LoopClock clock) {
      super(clock, "readline");
    }
  }

  @Fault(
      what = "A cancelled readexactly loses the message.",
      breaks = {"stream-reader.readexactly.cancelled-message"})
  static final class ReadexactlyForgetsWhy extends ForgetsWhy {
    ReadexactlyForgetsWhy(LoopClock clock) {
      super(clock, "readexactly");
    }
  }

  @Fault(
      what = "A cancelled readuntil loses the message.",
      breaks = {"stream-reader.readuntil.cancelled-message"})
  static final class ReaduntilForgetsWhy extends ForgetsWhy {
    ReaduntilForgetsWhy(LoopClock clock) {
      super(clock, "readuntil");
    }
  }
}
