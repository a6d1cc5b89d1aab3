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

  @Fault(
      what = "A cancelled read looks like the end of the stream.",
      breaks = {"stream-reader.read.cancelled", "stream-reader.read.cancelled-raised"})
  static final class EndsTheRead extends StreamsBroken {
    EndsTheRead(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read(int n) {
          return coroutine(() -> {
            try {
              return await(super.read(n));
            } catch (CancelledError swallowed) {
              return new byte[0];
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readline looks like the end of the stream.",
      breaks = {"stream-reader.readline.cancelled", "stream-reader.readline.cancelled-raised"})
  static final class EndsTheLine extends StreamsBroken {
    EndsTheLine(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return coroutine(() -> {
            try {
              return await(super.readline());
            } catch (CancelledError swallowed) {
              return new byte[0];
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readexactly looks like the end of the stream.",
      breaks = {
        "stream-reader.readexactly.cancelled",
        "stream-reader.readexactly.cancelled-raised"
      })
  static final class EndsTheExactRead extends StreamsBroken {
    EndsTheExactRead(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readexactly(int n) {
          return coroutine(() -> {
            try {
              return await(super.readexactly(n));
            } catch (CancelledError swallowed) {
              return new byte[0];
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readuntil looks like the end of the stream.",
      breaks = {"stream-reader.readuntil.cancelled", "stream-reader.readuntil.cancelled-raised"})
  static final class EndsTheReadUntil extends StreamsBroken {
    EndsTheReadUntil(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return coroutine(() -> {
            try {
              return await(super.readuntil(separator));
            } catch (CancelledError swallowed) {
              return new byte[0];
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readline goes on behind, and takes what comes.",
      breaks = {"stream-reader.readline.cancelled"})
  static final class ReadsTheLineOn extends StreamsBroken {
    ReadsTheLineOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return coroutine(() -> {
            Task<byte[]> behind = createTask(super.readline());
            return await(shield(behind));
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readexactly goes on behind, and takes what comes.",
      breaks = {"stream-reader.readexactly.cancelled"})
  static final class ReadsExactlyOn extends StreamsBroken {
    ReadsExactlyOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readexactly(int n) {
          return coroutine(() -> {
            Task<byte[]> behind = createTask(super.readexactly(n));
            return await(shield(behind));
          });
        }
      };
    }
  }

  @Fault(
      what = "A cancelled readuntil goes on behind, and takes what comes.",
      breaks = {"stream-reader.readuntil.cancelled"})
  static final class ReadsUntilTheEndOn extends StreamsBroken {
    ReadsUntilTheEndOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return coroutine(() -> {
            Task<byte[]> behind = createTask(super.readuntil(separator));
            return await(shield(behind));
          });
        }
      };
    }
  }
}
