package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.reference.faults.Fault;
import java.util.Arrays;

/** Faults in how a number of bytes is read from streams. */
final class StreamReadersExactlyFaults {

  private StreamReadersExactlyFaults() {}

  @Fault(
      what = "readexactly gives what is there.",
      breaks = {
        "stream-reader.limit.resumes",
        "stream-reader.readexactly.bytes",
        "stream-reader.readexactly.expected",
        "stream-reader.readexactly.incomplete",
        "stream-reader.readexactly.over-limit",
        "stream-reader.readexactly.partial"
      },
      ripples = {"open-connection.*", "start-server.*"})
  static final class ReadsFewer extends StreamsBroken {
    ReadsFewer(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          return n < 0 ? super.readExactlyNow(n) : readNow(n);
        }
      };
    }
  }

  @Fault(
      what = "readexactly gives fewer bytes at the end of the stream.",
      breaks = {
        "stream-reader.readexactly.incomplete",
        "stream-reader.readexactly.partial",
        "stream-reader.readexactly.expected"
      })
  static final class GivesHalfOfIt extends StreamsBroken {
    GivesHalfOfIt(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            return end.partial();
          }
        }
      };
    }
  }

  @Fault(
      what = "The error of readexactly has nothing of what was read.",
      breaks = {"stream-reader.readexactly.partial"})
  static final class DropsThePart extends StreamsBroken {
    DropsThePart(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            throw new IncompleteReadException(new byte[0], end.expected());
          }
        }
      };
    }
  }

  @Fault(
      what = "The error of readexactly has no more than 64 KiB of what was read.",
      breaks = {"stream-reader.readexactly.partial"})
  static final class CutsThePart extends StreamsBroken {
    CutsThePart(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            int size = Math.min(end.partial().length, 1 << 16);
            throw new IncompleteReadException(Arrays.copyOf(end.partial(), size), end.expected());
          }
        }
      };
    }
  }

  @Fault(
      what = "The error of readexactly does not say how many bytes were asked for.",
      breaks = {"stream-reader.readexactly.expected"})
  static final class DoesNotSayHowMany extends StreamsBroken {
    DoesNotSayHowMany(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            throw new IncompleteReadException(end.partial(), null);
          }
        }
      };
    }
  }

  @Fault(
      what = "readexactly of a negative number gives nothing.",
      breaks = {"stream-reader.readexactly.negative"})
  static final class ReadsLessThanNothing extends StreamsBroken {
    ReadsLessThanNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          return super.readExactlyNow(Math.max(n, 0));
        }
      };
    }
  }

  @Fault(
      what = "readexactly raises an exception for more than the limit.",
      breaks = {
        "stream-reader.limit.resumes",
        "stream-reader.readexactly.over-limit",
        "stream-reader.readexactly.partial"
      })
  static final class RefusesMany extends StreamsBroken {
    RefusesMany(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          if (n > limit) {
            throw new LimitOverrunException("too many", n);
          }
          return super.readExactlyNow(n);
        }
      };
    }
  }

  @Fault(
      what = "After an IncompleteReadError the last byte is read again.",
      breaks = {"stream-reader.readexactly.nothing-left"})
  static final class ReadsTheLastByteAgain extends StreamsBroken {
    ReadsTheLastByteAgain(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private byte[] kept = {};

        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException raised) {
            byte[] partial = raised.partial();
            kept = Arrays.copyOfRange(partial, Math.max(0, partial.length - 1), partial.length);
            throw raised;
          }
        }

        @Override
        public Coroutine<byte[]> read(int n) {
          return coroutine(() -> {
            byte[] again = kept;
            kept = new byte[0];
            return again.length > 0 ? again : await(super.read(n));
          });
        }
      };
    }
  }

  @Fault(
      what = "readexactly that has waited twice drops what is behind.",
      breaks = {"stream-reader.readexactly.bytes"})
  static final class DropsTheOthers extends StreamsBroken {
    DropsTheOthers(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private int waits;

        @Override
        protected void awaitData(String what) throws Exception {
          waits++;
          super.awaitData(what);
        }

        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          waits = 0;
          byte[] given = super.readExactlyNow(n);
          if (waits > 1 && available() > 0) {
            readNow(available());
          }
          return given;
        }
      };
    }
  }

  @Fault(
      what = "readexactly waits for data though none is asked for.",
      breaks = {"stream-reader.readexactly.bytes"})
  static final class WaitsForNothing extends StreamsBroken {
    WaitsForNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          if (n == 0 && available() == 0) {
            awaitData("readexactly");
          }
          return super.readExactlyNow(n);
        }
      };
    }
  }

  @Fault(
      what = "readexactly gives no more than a hundred times the limit.",
      breaks = {"stream-reader.readexactly.over-limit", "stream-reader.limit.resumes"})
  static final class GivesAHundredTimesTheLimit extends StreamsBroken {
    GivesAHundredTimesTheLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          return super.readExactlyNow(Math.min(n, 100 * limit));
        }
      };
    }
  }

  @Fault(
      what = "At the end of the stream readexactly raises, though nothing is asked for.",
      breaks = {"stream-reader.readexactly.bytes"})
  static final class RefusesNothingAtTheEnd extends StreamsBroken {
    RefusesNothingAtTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          if (n == 0 && atEof()) {
            throw new IncompleteReadException(new byte[0], n);
          }
          return super.readExactlyNow(n);
        }
      };
    }
  }
}
