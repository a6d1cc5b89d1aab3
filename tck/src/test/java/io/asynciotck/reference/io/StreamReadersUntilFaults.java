package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.api.io.Separators;
import io.asynciotck.reference.faults.Fault;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in how streams are read up to a separator. */
final class StreamReadersUntilFaults {

  private StreamReadersUntilFaults() {}

  @Fault(
      what = "readuntil gives no separator.",
      breaks = {
        "stream-reader.readuntil.across",
        "stream-reader.readuntil.cancelled",
        "stream-reader.readuntil.default",
        "stream-reader.readuntil.separator",
        "stream-reader.readuntil.several"
      })
  static final class CutsTheSeparator extends StreamsBroken {
    CutsTheSeparator(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(Separators separator) {
          return coroutine(() -> {
            byte[] given = readUntilNow(separator.any());
            for (byte[] each : separator.any()) {
              int cut = given.length - each.length;
              if (cut >= 0 && Arrays.equals(Arrays.copyOfRange(given, cut, given.length), each)) {
                return Arrays.copyOf(given, cut);
              }
            }
            return given;
          });
        }
      };
    }
  }

  @Fault(
      what = "Without a separator readuntil looks for a carriage return and a line feed.",
      breaks = {"stream-reader.readuntil.default"},
      ripples = {"start-server.limit.given"})
  static final class ReadsOtherLines extends StreamsBroken {
    ReadsOtherLines(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil() {
          return readuntil(new byte[] {'\r', '\n'});
        }
      };
    }
  }

  @Fault(
      what = "What readuntil gives is there again.",
      breaks = {
        "stream-reader.readuntil.consumed",
        "stream-reader.readuntil.separator",
        "stream-reader.readuntil.several"
      })
  static final class GivesItAgain extends StreamsBroken {
    GivesItAgain(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(Separators separator) {
          return coroutine(() -> {
            byte[] given = readUntilNow(separator.any());
            byte[] rest = available() > 0 ? readNow(available()) : new byte[0];
            feedData(given);
            feedData(rest);
            return given;
          });
        }
      };
    }
  }

  @Fault(
      what = "A separator that comes in pieces is not found.",
      breaks = {"stream-reader.readuntil.across", "stream-reader.readuntil.several"})
  static final class LooksAtNewDataOnly extends StreamsBroken {
    LooksAtNewDataOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private int seen;

        @Override
        protected @Nullable Match match(List<byte[]> separators, int from) {
          Match found = super.match(separators, seen);
          seen = found == null ? available() : 0;
          return found;
        }
      };
    }
  }

  @Fault(
      what = "readuntil gives what is left at the end of the stream.",
      breaks = {"stream-reader.readuntil.incomplete", "stream-reader.readuntil.incomplete-partial"})
  static final class TakesTheEndForASeparator extends StreamsBroken {
    TakesTheEndForASeparator(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(Separators separator) {
          return coroutine(() -> {
            try {
              return readUntilNow(separator.any());
            } catch (IncompleteReadException end) {
              return end.partial();
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "readuntil raises LimitOverrunError when just the limit is there.",
      breaks = {"stream-reader.readuntil.incomplete"})
  static final class OverrunsAtTheLimit extends StreamsBroken {
    OverrunsAtTheLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readUntilNow(List<byte[]> separators) throws Exception {
          try {
            return super.readUntilNow(separators);
          } catch (IncompleteReadException end) {
            if (end.partial().length == limit) {
              throw new LimitOverrunException("No separator within the limit", limit);
            }
            throw end;
          }
        }
      };
    }
  }

  @Fault(
      what = "What is left at the end of the stream is still there after the error.",
      breaks = {"stream-reader.readuntil.incomplete-reset"})
  static final class KeepsTheRest extends StreamsBroken {
    KeepsTheRest(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private byte[] kept = {};

        @Override
        protected byte[] readUntilNow(List<byte[]> separators) throws Exception {
          try {
            return super.readUntilNow(separators);
          } catch (IncompleteReadException end) {
            kept = end.partial();
            throw end;
          }
        }

        @Override
        protected byte[] readNow(int n) throws Exception {
          byte[] first = kept;
          kept = new byte[0];
          return first.length > 0 ? first : super.readNow(n);
        }
      };
    }
  }

  @Fault(
      what = "readuntil gives what is longer than the limit.",
      breaks = {
        "stream-reader.readuntil.limit",
        "stream-reader.readuntil.limit-consumed",
        "stream-reader.readuntil.limit-kept",
        "stream-reader.readline.limit"
      },
      ripples = {"open-connection.limit.*", "start-server.limit.given"})
  static final class IgnoresTheLimit extends StreamsBroken {
    IgnoresTheLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readUntilNow(List<byte[]> separators) throws Exception {
          try {
            return super.readUntilNow(separators);
          } catch (LimitOverrunException tooLong) {
            int whole = tooLong.consumed() + separators.getFirst().length;
            if (whole > available()) {
              throw tooLong;
            }
            return readExactlyNow(whole);
          }
        }
      };
    }
  }

  @Fault(
      what = "readuntil waits on when more than the limit is there and no separator.",
      breaks = {"stream-reader.readuntil.limit-kept", "stream-reader.readuntil.limit-not-found"},
      ripples = {"open-connection.limit.*", "start-server.limit.given"})
  static final class WaitsBeyondTheLimit extends StreamsBroken {
    WaitsBeyondTheLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(Separators separator) {
          return coroutine(() -> {
            try {
              return readUntilNow(separator.any());
            } catch (LimitOverrunException tooLong) {
              if (tooLong.consumed() + separator.any().getLast().length <= available()) {
                throw tooLong;
              }
              return await(loop.<byte[]>createFuture());
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "What is longer than the limit is dropped.",
      breaks = {"stream-reader.readuntil.limit-kept"})
  static final class DropsWhatIsTooLong extends StreamsBroken {
    DropsWhatIsTooLong(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(Separators separator) {
          return coroutine(() -> {
            try {
              return readUntilNow(separator.any());
            } catch (LimitOverrunException tooLong) {
              readNow(available());
              throw tooLong;
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "consumed of a LimitOverrunError is always zero.",
      breaks = {"stream-reader.readuntil.limit-consumed", "stream-reader.readuntil.several-limit"})
  static final class DoesNotCount extends StreamsBroken {
    DoesNotCount(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(Separators separator) {
          return coroutine(() -> {
            try {
              return readUntilNow(separator.any());
            } catch (LimitOverrunException tooLong) {
              throw new LimitOverrunException(tooLong.getMessage(), 0);
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "readuntil with an empty separator gives nothing.",
      breaks = {"stream-reader.readuntil.empty-refused"})
  static final class FindsNothingEverywhere extends StreamsBroken {
    FindsNothingEverywhere(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readUntilNow(List<byte[]> separators) throws Exception {
          return separators.getFirst().length == 0 ? new byte[0] : super.readUntilNow(separators);
        }
      };
    }
  }

  @Fault(
      what = "Of several separators the first counts.",
      breaks = {"stream-reader.readuntil.several", "stream-reader.readuntil.several-limit"})
  static final class TakesOneSeparator extends StreamsBroken {
    TakesOneSeparator(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readUntilNow(List<byte[]> separators) throws Exception {
          return super.readUntilNow(separators.subList(0, 1));
        }
      };
    }
  }

  @Fault(
      what = "Of separators that end at one place the longest counts.",
      breaks = {"stream-reader.readuntil.several-limit"})
  static final class TakesTheLongest extends StreamsBroken {
    TakesTheLongest(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected @Nullable Match match(List<byte[]> separators, int from) {
          return super.match(separators.reversed(), from);
        }
      };
    }
  }

  @Fault(
      what = "Of several separators only the shortest is found when it comes in pieces.",
      breaks = {"stream-reader.readuntil.several"})
  static final class LooksBackForTheShortest extends StreamsBroken {
    LooksBackForTheShortest(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private int seen;

        @Override
        protected @Nullable Match match(List<byte[]> separators, int from) {
          int back = separators.getFirst().length - 1;
          Match found = super.match(separators, Math.max(0, seen - back));
          seen = found == null ? available() : 0;
          return found;
        }
      };
    }
  }

  @Fault(
      what = "A separator is not found behind what looks like its beginning.",
      breaks = {"stream-reader.readuntil.separator"})
  static final class DoesNotGoBack extends StreamsBroken {
    DoesNotGoBack(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return coroutine(() -> {
            byte[] given = readUntilNow(List.of(separator));
            int before = given.length - separator.length - 1;
            if (before < 0 || given[before] != separator[0] || separator[1] == separator[0]) {
              return given;
            }
            byte[] more = readUntilNow(List.of(separator));
            byte[] both = Arrays.copyOf(given, given.length + more.length);
            System.arraycopy(more, 0, both, given.length, more.length);
            return both;
          });
        }
      };
    }
  }

  @Fault(
      what = "The error of readuntil lacks what may be the beginning of a separator.",
      breaks = {"stream-reader.readuntil.incomplete-partial"})
  static final class CutsThePart extends StreamsBroken {
    CutsThePart(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readuntil(byte[] separator) {
          return coroutine(() -> {
            try {
              return readUntilNow(List.of(separator));
            } catch (IncompleteReadException end) {
              byte[] part = end.partial();
              int cut = part.length - 1;
              boolean begun = cut >= 0 && part[cut] == separator[0];
              throw new IncompleteReadException(begun ? Arrays.copyOf(part, cut) : part, null);
            }
          });
        }
      };
    }
  }
}
