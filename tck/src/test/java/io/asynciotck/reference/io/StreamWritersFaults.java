package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in how streams are written. */
final class StreamWritersFaults {

  private StreamWritersFaults() {}

  @Fault(
      what = "The last byte of what is written is lost.",
      breaks = {
        "stream-writer.write-eof.answered",
        "stream-writer.write-eof.ends",
        "stream-writer.write.sends"
      },
      ripples = {"open-connection.pair.streams", "start-server.streams.own"})
  static final class LosesTheLast extends StreamsBroken {
    LosesTheLast(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void write(byte[] data) {
          super.write(Arrays.copyOf(data, data.length - 1));
        }
      };
    }
  }

  @Fault(
      what = "Of a buffer only a few bytes are sent.",
      breaks = {
        "stream-writer.drain.cancelled-sent",
        "stream-writer.write.bytearray",
        "stream-writer.write.memoryview",
        "stream-writer.write.memoryview-items"
      })
  static final class SendsSmallBuffers extends StreamsBroken {
    SendsSmallBuffers(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void write(Buffer data) {
          if (data.length() < 100) {
            super.write(data);
          }
        }
      };
    }
  }

  @Fault(
      what = "Of a view as many bytes are sent as it has items.",
      breaks = {"stream-writer.write.memoryview-items"})
  static final class CountsItems extends StreamsBroken {
    CountsItems(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void write(Buffer data) {
          Buffer bytes = ((MemoryBuffer) data).cast("B");
          super.write(MemoryBuffer.partOf(bytes, 0, data.length()));
        }
      };
    }
  }

  @Fault(
      what = "writelines counts its pieces before it sends them.",
      breaks = {"stream-writer.writelines.iterable"})
  static final class CountsPieces extends StreamsBroken {
    CountsPieces(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void writelines(Iterator<byte[]> data) {
          data.forEachRemaining(_ -> {});
          super.writelines(data);
        }
      };
    }
  }

  @Fault(
      what = "writelines sends the last piece first.",
      breaks = {"stream-writer.writelines.order"})
  static final class WritesBackwards extends StreamsBroken {
    WritesBackwards(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void writelines(List<byte[]> data) {
          super.writelines(data.reversed());
        }
      };
    }
  }

  @Fault(
      what = "transport is one that writes nothing.",
      breaks = {"stream-writer.transport.beneath"})
  static final class HasADeafTransport extends StreamsBroken {
    HasADeafTransport(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Transport transport() {
          return (Transport)
              Proxy.newProxyInstance(
                  Transport.class.getClassLoader(),
                  new Class<?>[] {Transport.class},
                  (proxy, method, given) ->
                      method.getName().equals("write") ? null : method.invoke(transport, given));
        }
      };
    }
  }

  @Fault(
      what = "A writer tells nothing of its transport.",
      breaks = {"stream-writer.extra-info.transport"})
  static final class TellsNothing extends StreamsBroken {
    TellsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public @Nullable Object getExtraInfo(String name) {
          return null;
        }
      };
    }
  }

  @Fault(
      what = "A writer does not know what to say in place of what is not known.",
      breaks = {"stream-writer.extra-info.transport"})
  static final class ForgetsTheDefault extends StreamsBroken {
    ForgetsTheDefault(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
          return super.getExtraInfo(name);
        }
      };
    }
  }

  @Fault(
      what = "drain raises an exception when nothing is to be sent.",
      breaks = {
        "stream-writer.drain.coroutine",
        "stream-writer.drain.idle",
        "stream-writer.drain.no-yield"
      })
  static final class RefusesToDrain extends StreamsBroken {
    RefusesToDrain(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            boolean idle = transport.getWriteBufferSize() == 0 && !transport.isClosing();
            await(super.drain());
            if (idle) {
              throw new IllegalStateException("nothing to drain");
            }
            return null;
          });
        }
      };
    }
  }

  @Fault(
      what = "drain always lets others run.",
      breaks = {"stream-writer.drain.no-yield"})
  static final class AlwaysYields extends StreamsBroken {
    AlwaysYields(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            await(sleep(Duration.ZERO));
            return await(super.drain());
          });
        }
      };
    }
  }

  @Fault(
      what = "drain does nothing.",
      breaks = {
        "stream-writer.drain.cancelled-again",
        "stream-writer.drain.cancelled-message",
        "stream-writer.drain.cancelled-others",
        "stream-writer.drain.cancelled-raised",
        "stream-writer.drain.error",
        "stream-writer.drain.high",
        "stream-writer.drain.lost",
        "stream-writer.drain.resumes",
        "stream-writer.drain.several"
      })
  static final class NeverDrains extends StreamsBroken {
    NeverDrains(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> null);
        }
      };
    }
  }

  @Fault(
      what = "drain does not return when there was something to wait for.",
      breaks = {
        "stream-writer.drain.cancelled-again",
        "stream-writer.drain.cancelled-others",
        "stream-writer.drain.lost-while-waiting",
        "stream-writer.drain.no-yield",
        "stream-writer.drain.resumes",
        "stream-writer.drain.several"
      })
  static final class DrainsForEver extends StreamsBroken {
    DrainsForEver(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            boolean idle = transport.getWriteBufferSize() == 0;
            await(super.drain());
            return idle ? null : await(never());
          });
        }
      };
    }
  }

  @Fault(
      what = "Of those who wait in drain the third goes on only when there is room the next time.",
      breaks = {"stream-writer.drain.lost-while-waiting", "stream-writer.drain.several"})
  static final class DrainsForTwo extends StreamsBroken {
    DrainsForTwo(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        private int draining;

        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            if (draining == 2) {
              return await(never());
            }
            draining++;
            try {
              return await(super.drain());
            } finally {
              draining--;
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "drain raises an exception while another one waits.",
      breaks = {"stream-writer.drain.cancelled-others", "stream-writer.drain.several"})
  static final class DrainsForOne extends StreamsBroken {
    DrainsForOne(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        private boolean draining;

        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            if (draining) {
              throw new IllegalStateException("somebody drains");
            }
            draining = true;
            try {
              return await(super.drain());
            } finally {
              draining = false;
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "drain returns when the connection is lost.",
      breaks = {"stream-writer.drain.lost"})
  static final class DoesNotTellOfTheLoss extends StreamsBroken {
    DoesNotTellOfTheLoss(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            try {
              return await(super.drain());
            } catch (IOException lost) {
              return null;
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "Who waits in drain when the connection is lost waits on.",
      breaks = {"stream-writer.drain.lost-while-waiting"})
  static final class WaitsForALostConnection extends StreamsBroken {
    WaitsForALostConnection(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            await(super.drain());
            return transport.isClosing() ? await(never()) : null;
          });
        }
      };
    }
  }

  @Fault(
      what = "Who waits in drain when the peer is gone waits on.",
      breaks = {"stream-writer.drain.lost-while-waiting"})
  static final class WaitsForAPeerThatIsGone extends StreamsBroken {
    WaitsForAPeerThatIsGone(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            boolean full = transport.getWriteBufferSize() > 0;
            try {
              return await(super.drain());
            } catch (IOException e) {
              if (full) {
                await(never());
              }
              throw e;
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "drain does not look at the exception of the reader.",
      breaks = {"stream-writer.drain.cancelled-lets-go", "stream-writer.drain.error"})
  static final class IgnoresTheReader extends StreamsBroken {
    IgnoresTheReader(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            AsyncFuture<@Nullable Void> resumed = protocol.beforeMore();
            return resumed == null ? null : await(resumed);
          });
        }
      };
    }
  }

  @Fault(
      what = "Who has seen the end hangs up.",
      breaks = {"stream-writer.is-closing.open", "stream-writer.write-eof.answered"})
  static final class HangsUpAtTheEnd extends StreamsBroken {
    HangsUpAtTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private @Nullable Transport its;

        @Override
        protected void begin(Transport transport) {
          super.begin(transport);
          its = transport;
        }

        @Override
        public void feedEof() {
          super.feedEof();
          if (its != null) {
            its.close();
          }
        }
      };
    }
  }

  @Fault(
      what = "write_eof does nothing.",
      breaks = {"stream-writer.write-eof.answered", "stream-writer.write-eof.ends"})
  static final class GoesOnAfterItsEnd extends StreamsBroken {
    GoesOnAfterItsEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void writeEof() {
          // It goes on.
        }
      };
    }
  }

  @Fault(
      what = "can_write_eof is false.",
      breaks = {"stream-writer.can-write-eof.transport"})
  static final class CannotEnd extends StreamsBroken {
    CannotEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public boolean canWriteEof() {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "close does nothing.",
      breaks = {
        "stream-writer.close.ends",
        "stream-writer.is-closing.closed",
        "stream-writer.wait-closed.cancelled-again",
        "stream-writer.wait-closed.cancelled-others",
        "stream-writer.wait-closed.returns"
      },
      ripples = {"open-connection.sock.owned"})
  static final class StaysOpen extends StreamsBroken {
    StaysOpen(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void close() {
          // It stays open.
        }
      };
    }
  }

  @Fault(
      what = "is_closing is always true.",
      breaks = {"stream-writer.is-closing.open"})
  static final class IsAlwaysClosing extends StreamsBroken {
    IsAlwaysClosing(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public boolean isClosing() {
          return true;
        }
      };
    }
  }

  @Fault(
      what = "is_closing is always false.",
      breaks = {"stream-writer.is-closing.closed"})
  static final class IsNeverClosing extends StreamsBroken {
    IsNeverClosing(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public boolean isClosing() {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "wait_closed returns at once.",
      breaks = {
        "stream-writer.wait-closed.cancelled-again",
        "stream-writer.wait-closed.cancelled-message",
        "stream-writer.wait-closed.cancelled-others",
        "stream-writer.wait-closed.cancelled-raised",
        "stream-writer.wait-closed.waits"
      })
  static final class DoesNotWaitForTheEnd extends StreamsBroken {
    DoesNotWaitForTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> waitClosed() {
          return coroutine(() -> null);
        }
      };
    }
  }

  @Fault(
      what = "wait_closed does not return.",
      breaks = {
        "stream-writer.wait-closed.cancelled-again",
        "stream-writer.wait-closed.cancelled-others",
        "stream-writer.wait-closed.returns"
      })
  static final class NeverEnds extends StreamsBroken {
    NeverEnds(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> waitClosed() {
          return coroutine(() -> await(never()));
        }
      };
    }
  }

  @Fault(
      what = "wait_closed never ends if the connection is broken.",
      breaks = {"stream-writer.wait-closed.returns"})
  static final class EndsInOrderOnly extends StreamsBroken {
    EndsInOrderOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> waitClosed() {
          Coroutine<@Nullable Void> ending = super.waitClosed();
          return coroutine(() -> {
            try {
              return await(ending);
            } catch (IOException broken) {
              return await(never());
            }
          });
        }
      };
    }
  }

  @Fault(
      what = "drain waits for the first time only.",
      breaks = {"stream-writer.drain.high"})
  static final class DrainsOnce extends StreamsBroken {
    DrainsOnce(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        private boolean hasWaited;

        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            if (!hasWaited) {
              boolean waits = transport.getWriteBufferSize() > 0;
              await(super.drain());
              hasWaited |= waits;
            }
            return null;
          });
        }
      };
    }
  }

  @Fault(
      what = "drain returns when half of what waits is sent.",
      breaks = {
        "stream-writer.drain.cancelled-again",
        "stream-writer.drain.no-yield",
        "stream-writer.drain.resumes"
      })
  static final class DrainsHalf extends StreamsBroken {
    DrainsHalf(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            int waits = transport.getWriteBufferSize();
            while (waits > 1 << 16
                && !transport.isClosing()
                && transport.getWriteBufferSize() > waits / 2) {
              await(sleep(Duration.ZERO));
            }
            return waits > 1 << 16 && !transport.isClosing() ? null : await(super.drain());
          });
        }
      };
    }
  }

  @Fault(
      what = "is_closing is true when the stream of this side has ended.",
      breaks = {"stream-writer.is-closing.open"})
  static final class IsClosingBehindWriteEof extends StreamsBroken {
    IsClosingBehindWriteEof(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        private boolean ended;

        @Override
        public void writeEof() {
          ended = true;
          super.writeEof();
        }

        @Override
        public boolean isClosing() {
          return ended || super.isClosing();
        }
      };
    }
  }

  @Fault(
      what = "drain lets others run while something waits to be sent.",
      breaks = {"stream-writer.drain.no-yield"})
  static final class YieldsBelowTheMark extends StreamsBroken {
    YieldsBelowTheMark(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return coroutine(() -> {
            if (transport.getWriteBufferSize() > 0 && !transport.isClosing()) {
              await(sleep(Duration.ZERO));
            }
            return await(super.drain());
          });
        }
      };
    }
  }

  @Fault(
      what = "writelines sends a thousand pieces at most.",
      breaks = {"stream-writer.writelines.order"})
  static final class WritesAThousandPieces extends StreamsBroken {
    WritesAThousandPieces(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void writelines(List<byte[]> data) {
          super.writelines(data.subList(0, Math.min(data.size(), 1000)));
        }
      };
    }
  }

  @Fault(
      what = "drain gives a future.",
      breaks = {"stream-writer.drain.coroutine", "stream-writer.drain.no-yield"})
  static final class GivesAFuture extends StreamsBroken {
    GivesAFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      BaseEventLoop loop = (BaseEventLoop) getRunningLoop();
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public Coroutine<@Nullable Void> drain() {
          return new GivenFuture<>(loop, super.drain());
        }
      };
    }
  }
}
