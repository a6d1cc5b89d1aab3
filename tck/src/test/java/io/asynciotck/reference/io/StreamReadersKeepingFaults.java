package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;

/** Faults of reads that keep the task which was cancelled. */
final class StreamReadersKeepingFaults {

  private StreamReadersKeepingFaults() {}

  @Fault(
      what = "A cancelled read keeps its task.",
      breaks = {"stream-reader.read.cancelled-lets-go"})
  static final class ReadKeepsItsTask extends StreamsBroken {
    ReadKeepsItsTask(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read(int n) {
          return BrokenCancellations.keeping(ReadKeepsItsTask.this, super.read(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readline keeps its task.",
      breaks = {"stream-reader.readline.cancelled-lets-go"})
  static final class ReadlineKeepsItsTask extends StreamsBroken {
    ReadlineKeepsItsTask(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return BrokenCancellations.keeping(ReadlineKeepsItsTask.this, super.readline());
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readexactly keeps its task.",
      breaks = {"stream-reader.readexactly.cancelled-lets-go"})
  static final class ReadexactlyKeepsItsTask extends StreamsBroken {
    ReadexactlyKeepsItsTask(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readexactly(int n) {
          return BrokenCancellations.keeping(ReadexactlyKeepsItsTask.this, super.readexactly(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readuntil keeps its task.",
      breaks = {"stream-reader.readuntil.cancelled-lets-go"})
  static final class ReaduntilKeepsItsTask extends StreamsBroken {
    ReaduntilKeepsItsTask(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return BrokenCancellations.keeping(
              ReaduntilKeepsItsTask.this, super.readuntil(separator));
        }
      };
    }
  }
}
