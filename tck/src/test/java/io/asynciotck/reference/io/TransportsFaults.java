package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Faults in the life of a transport, and in receiving. */
final class TransportsFaults {

  private TransportsFaults() {}

  @Fault(
      what = "connection_made is not called.",
      breaks = {"transport.connection-made.first", "transport.connection-made.before-return"})
  static final class NeverMade extends TransportsBroken {
    NeverMade(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public void connectionMade(Transport transport) {
              // It is not told.
            }
          });
    }
  }

  @Fault(
      what = "connection_lost is not called.",
      breaks = {
        "transport.connection-lost.close",
        "transport.connection-lost.abort",
        "transport.connection-lost.end",
        "transport.connection-lost.later",
        "transport.data-received.raises",
        "transport.close.flushes"
      })
  static final class NeverLost extends TransportsBroken {
    NeverLost(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public void connectionLost(@Nullable Throwable exc) {
              // It is not told.
            }
          });
    }
  }

  @Fault(
      what = "A close of a transport that is closing calls connection_lost once more.",
      breaks = {"transport.connection-lost.once"})
  static final class LostAgain extends TransportsBroken {
    LostAgain(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(this, watched, socket, protocol) {
        @Override
        public void close() {
          if (isClosing()) {
            callSoon(() -> protocol.connectionLost(null));
          }
          super.close();
        }
      };
    }
  }

  @Fault(
      what = "close calls connection_lost itself.",
      breaks = {"transport.connection-lost.later", "transport.close.flushes"})
  static final class LostInside extends TransportsBroken {
    LostInside(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      boolean[] told = {false};
      Protocol once =
          new Relay(protocol) {
            @Override
            public void connectionLost(@Nullable Throwable exc) {
              if (!told[0]) {
                told[0] = true;
                super.connectionLost(exc);
              }
            }
          };
      return new SocketTransport(this, watched, socket, once) {
        @Override
        public void close() {
          once.connectionLost(null);
          super.close();
        }
      };
    }
  }

  @Fault(
      what = "The socket of a transport that is closed stays open.",
      breaks = {"transport.close.ends", "transport.eof-received.false-closes"})
  static final class SocketStaysOpen extends TransportsBroken {
    SocketStaysOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(this, watched, socket, protocol) {
        @Override
        protected void closeSocket() {
          // It stays open.
        }
      };
    }
  }

  @Fault(
      what = "is_closing is always false.",
      breaks = {"transport.is-closing.close"})
  static final class NeverClosing extends TransportsBroken {
    NeverClosing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(this, watched, socket, protocol) {
        @Override
        public boolean isClosing() {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "data_received is not given the first byte of several.",
      breaks = {
        "transport.data-received.data",
        "transport.eof-received.called",
        "transport.resume-reading.goes-on",
        "transport.write-eof.still-reads"
      })
  static final class LosesTheFirstByte extends TransportsBroken {
    LosesTheFirstByte(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public void dataReceived(byte[] data) {
              super.dataReceived(data.length > 1 ? Arrays.copyOfRange(data, 1, data.length) : data);
            }
          });
    }
  }

  @Fault(
      what = "Of the pieces after the first, each two are given in the wrong order.",
      breaks = {"transport.data-received.order"})
  static final class Swaps extends TransportsBroken {
    Swaps(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            private boolean first = true;
            private byte @Nullable [] held;

            @Override
            public void dataReceived(byte[] data) {
              byte[] before = held;
              if (first || before != null) {
                first = false;
                held = null;
                super.dataReceived(data);
                if (before != null) {
                  super.dataReceived(before);
                }
              } else {
                held = data;
              }
            }
          });
    }
  }

  @Fault(
      what = "What data_received raises is dropped.",
      breaks = {"transport.data-received.raises"})
  static final class Swallows extends TransportsBroken {
    Swallows(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public void dataReceived(byte[] data) {
              try {
                super.dataReceived(data);
              } catch (Throwable dropped) {
                // Nobody is told.
              }
            }
          });
    }
  }

  @Fault(
      what = "eof_received is not called.",
      breaks = {"transport.eof-received.called", "transport.eof-received.true-stays"})
  static final class NoEnd extends TransportsBroken {
    NoEnd(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public boolean eofReceived() {
              return false;
            }
          });
    }
  }

  @Fault(
      what = "The transport stays open at the end of the stream, whatever eof_received returns.",
      breaks = {"transport.eof-received.false-closes", "transport.connection-lost.end"})
  static final class AlwaysStays extends TransportsBroken {
    AlwaysStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public boolean eofReceived() {
              super.eofReceived();
              return true;
            }
          });
    }
  }

  @Fault(
      what = "The transport closes at the end of the stream, whatever eof_received returns.",
      breaks = {"transport.eof-received.true-stays"})
  static final class NeverStays extends TransportsBroken {
    NeverStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(
          this,
          watched,
          socket,
          new Relay(protocol) {
            @Override
            public boolean eofReceived() {
              super.eofReceived();
              return false;
            }
          });
    }
  }

  @Fault(
      what = "pause_reading does nothing.",
      breaks = {"transport.pause-reading.stops"})
  static final class CannotPause extends TransportsBroken {
    CannotPause(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(this, watched, socket, protocol) {
        @Override
        public void pauseReading() {
          // It goes on.
        }
      };
    }
  }

  @Fault(
      what = "resume_reading does nothing.",
      breaks = {"transport.resume-reading.goes-on"})
  static final class CannotResume extends TransportsBroken {
    CannotResume(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(this, watched, socket, protocol) {
        @Override
        public void resumeReading() {
          // It stays paused.
        }
      };
    }
  }

  @Fault(
      what = "close gives the protocol what has come.",
      breaks = {"transport.close.no-more-data"})
  static final class ReadsWhenClosed extends TransportsBroken {
    ReadsWhenClosed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol) {
      return new SocketTransport(this, watched, socket, protocol) {
        @Override
        public void close() {
          try {
            protocol.dataReceived(socket.recv(10));
          } catch (IOException nothing) {
            // There is nothing.
          }
          super.close();
        }
      };
    }
  }
}
