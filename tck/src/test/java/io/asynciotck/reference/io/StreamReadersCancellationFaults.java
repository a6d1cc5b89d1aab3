package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;

/** Faults of reads of a stream that are cancelled while they wait. */
final class StreamReadersCancellationFaults {

  private StreamReadersCancellationFaults() {}

  /** A library whose readers do something else when a read is cancelled. */
  abstract static class CancelledReads extends StreamsBroken {
    CancelledReads(LoopClock clock) {
      super(clock);
    }

    /** A read of which a cancellation looks like the end of the stream. */
    final Coroutine<byte[]> endedByCancellation(Coroutine<byte[]> read) {
      return coroutine(() -> {
        try {
          return await(read);
        } catch (CancelledError swallowed) {
          return new byte[0];
        }
      });
    }

    /** A read that goes on behind when it is cancelled. */
    final Coroutine<byte[]> goingOnBehind(Coroutine<byte[]> read) {
      return coroutine(() -> {
        Task<byte[]> behind = createTask(read);
        return await(shield(behind));
      });
    }
  }

  @Fault(
      what = "A cancelled read looks like the end of the stream.",
      breaks = {
        "stream-reader.read.cancelled",
        "stream-reader.read.cancelled-message",
        "stream-reader.read.cancelled-raised"
      })
  static final class EndsTheRead extends CancelledReads {
    EndsTheRead(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read(int n) {
          return endedByCancellation(super.read(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readline looks like the end of the stream.",
      breaks = {
        "stream-reader.readline.cancelled",
        "stream-reader.readline.cancelled-message",
        "stream-reader.readline.cancelled-raised"
      })
  static final class EndsTheLine extends CancelledReads {
    EndsTheLine(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return endedByCancellation(super.readline());
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readexactly looks like the end of the stream.",
      breaks = {
        "stream-reader.readexactly.cancelled",
        "stream-reader.readexactly.cancelled-message",
        "stream-reader.readexactly.cancelled-raised"
      })
  static final class EndsTheExactRead extends CancelledReads {
    EndsTheExactRead(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readexactly(int n) {
          return endedByCancellation(super.readexactly(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readuntil looks like the end of the stream.",
      breaks = {
        "stream-reader.readuntil.cancelled",
        "stream-reader.readuntil.cancelled-message",
        "stream-reader.readuntil.cancelled-raised"
      })
  static final class EndsTheReadUntil extends CancelledReads {
    EndsTheReadUntil(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return endedByCancellation(super.readuntil(separator));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readline goes on behind, and takes what comes.",
      breaks = {"stream-reader.readline.cancelled"})
  static final class ReadsTheLineOn extends CancelledReads {
    ReadsTheLineOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return goingOnBehind(super.readline());
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readexactly goes on behind, and takes what comes.",
      breaks = {"stream-reader.readexactly.cancelled"})
  static final class ReadsExactlyOn extends CancelledReads {
    ReadsExactlyOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readexactly(int n) {
          return goingOnBehind(super.readexactly(n));
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readuntil goes on behind, and takes what comes.",
      breaks = {"stream-reader.readuntil.cancelled"})
  static final class ReadsUntilTheEndOn extends CancelledReads {
    ReadsUntilTheEndOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return goingOnBehind(super.readuntil(separator));
        }
      };
    }
  }
}
