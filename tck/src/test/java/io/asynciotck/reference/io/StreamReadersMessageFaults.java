package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;

/** Faults of reads that forget why they were cancelled. */
final class StreamReadersMessageFaults {

  private StreamReadersMessageFaults() {}

  @Fault(
      what = "A cancelled read loses the message.",
      breaks = {"stream-reader.read.cancelled-message"})
  static final class ReadForgetsWhy extends StreamsBroken {
    ReadForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read(int n) {
          return BrokenCancellations.forgetting(ReadForgetsWhy.this, super.read(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readline loses the message.",
      breaks = {"stream-reader.readline.cancelled-message"})
  static final class ReadlineForgetsWhy extends StreamsBroken {
    ReadlineForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return BrokenCancellations.forgetting(ReadlineForgetsWhy.this, super.readline());
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readexactly loses the message.",
      breaks = {"stream-reader.readexactly.cancelled-message"})
  static final class ReadexactlyForgetsWhy extends StreamsBroken {
    ReadexactlyForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readexactly(int n) {
          return BrokenCancellations.forgetting(ReadexactlyForgetsWhy.this, super.readexactly(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readuntil loses the message.",
      breaks = {"stream-reader.readuntil.cancelled-message"})
  static final class ReaduntilForgetsWhy extends StreamsBroken {
    ReaduntilForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return BrokenCancellations.forgetting(
              ReaduntilForgetsWhy.this, super.readuntil(separator));
        }
      };
    }
  }
}
