package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Faults in the errors of datagram endpoints, and in their end. */
final class DatagramsEndFaults {

  private DatagramsEndFaults() {}

  @Fault(
      what = "What datagram_received raises is dropped.",
      breaks = {"datagram.received.raises"})
  static final class SwallowsWhatIsRaised extends EndpointsBroken {
    SwallowsWhatIsRaised(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          try {
            super.datagramReceived(data, addr);
          } catch (Throwable dropped) {
            // Nobody is told.
          }
        }
      };
    }
  }

  @Fault(
      what = "Errors in sending are not told.",
      breaks = {
        "datagram.error-received.called",
        "datagram.error-received.refused",
        "datagram.set-protocol.hears"
      })
  static final class HidesErrors extends EndpointsBroken {
    HidesErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        protected void tell(IOException failed) {
          // Nobody need know.
        }
      };
    }
  }

  @Fault(
      what = "A third error in sending closes the endpoint.",
      breaks = {"datagram.error-received.stays-open"})
  static final class ClosesForAnError extends EndpointsBroken {
    ClosesForAnError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        private int told;

        @Override
        protected void tell(IOException failed) {
          super.tell(failed);
          if (++told == 3) {
            abort();
          }
        }
      };
    }
  }

  @Fault(
      what = "That nobody receives is not told.",
      breaks = {"datagram.error-received.refused"})
  static final class HidesThatNobodyReceives extends EndpointsBroken {
    HidesThatNobodyReceives(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        protected void tell(IOException failed) {
          if (!(failed instanceof PortUnreachableException)) {
            super.tell(failed);
          }
        }
      };
    }
  }

  @Fault(
      what = "connection_lost is not called.",
      breaks = {
        "datagram.connection-lost.abort",
        "datagram.connection-lost.close",
        "datagram.connection-lost.in-callback"
      })
  static final class ClosesSilently extends EndpointsBroken {
    ClosesSilently(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void connectionLost(@Nullable Throwable exc) {
          // It is silent.
        }
      };
    }
  }

  @Fault(
      what = "After abort connection_lost is not called.",
      breaks = {"datagram.connection-lost.abort", "datagram.connection-lost.in-callback"})
  static final class AbortsSilently extends EndpointsBroken {
    AbortsSilently(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void abort() {
          if (!isClosing()) {
            setProtocol(new DatagramProtocol() {});
          }
          super.abort();
        }
      };
    }
  }

  @Fault(
      what = "connection_lost is called twice.",
      breaks = {
        "datagram.connection-lost.abort",
        "datagram.connection-lost.close",
        "datagram.connection-lost.in-callback",
        "datagram.connection-lost.once"
      })
  static final class LosesTwice extends EndpointsBroken {
    LosesTwice(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new DatagramRelay(given) {
        @Override
        public void connectionLost(@Nullable Throwable exc) {
          super.connectionLost(exc);
          super.connectionLost(exc);
        }
      };
    }
  }

  @Fault(
      what = "is_closing is always false.",
      breaks = {"datagram.is-closing.abort", "datagram.is-closing.close"})
  static final class IsNeverClosing extends EndpointsBroken {
    IsNeverClosing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public boolean isClosing() {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "What is there at abort is received.",
      breaks = {"datagram.abort.no-more-data"})
  static final class ReceivesAfterAbort extends EndpointsBroken {
    ReceivesAfterAbort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void abort() {
          if (!isClosing()) {
            receiveLast(socket, protocol);
          }
          super.abort();
        }
      };
    }
  }

  private static void receiveLast(ChannelSocket socket, DatagramProtocol protocol) {
    ByteBuffer last = ByteBuffer.allocate(100);
    try {
      if (socket.receiveDatagramNow(last) != null) {
        protocol.datagramReceived(Arrays.copyOf(last.array(), last.position()), null);
      }
    } catch (IOException nothing) {
      // There is nothing.
    }
  }

  @Fault(
      what = "What is there at close, or at abort, is received.",
      breaks = {"datagram.close.no-more-data", "datagram.abort.no-more-data"})
  static final class ReceivesAfterClose extends EndpointsBroken {
    ReceivesAfterClose(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void close() {
          if (!isClosing()) {
            receiveLast(socket, protocol);
          }
          super.close();
        }
      };
    }
  }

  @Fault(
      what = "error_received is called for the first error only.",
      breaks = {"datagram.error-received.called"})
  static final class TellsOfOneError extends EndpointsBroken {
    TellsOfOneError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol protocol) {
      return new DatagramRelay(protocol) {
        private boolean wasTold;

        @Override
        public void errorReceived(Throwable exc) {
          if (!wasTold) {
            super.errorReceived(exc);
          }
          wasTold = true;
        }
      };
    }
  }

  @Fault(
      what = "Datagrams are sent later, and not after a close.",
      breaks = {"datagram.close.flushes"})
  static final class SendsWhileItIsOpen extends EndpointsBroken {
    SendsWhileItIsOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        @Override
        public void sendto(byte[] data) {
          callSoon(() -> super.sendto(data));
        }
      };
    }
  }

  @Fault(
      what = "A protocol that closes when it receives is given what waits all the same.",
      breaks = {"datagram.close.no-more-data"})
  static final class ReceivesOneMore extends EndpointsBroken {
    ReceivesOneMore(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      DatagramProtocol told =
          new DatagramRelay(protocol) {
            private @Nullable DatagramTransport own;

            @Override
            public void connectionMade(DatagramTransport transport) {
              own = transport;
              super.connectionMade(transport);
            }

            @Override
            public void datagramReceived(byte[] data, @Nullable Object addr) {
              super.datagramReceived(data, addr);
              if (own != null && own.isClosing()) {
                receiveLast(socket, protocol);
              }
            }
          };
      return super.broken(watched, socket, told);
    }
  }

  @Fault(what = "is_closing is false after abort.", breaks = "datagram.is-closing.abort")
  static final class AbortsInSecret extends EndpointsBroken {
    AbortsInSecret(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        private boolean aborted;

        @Override
        public void abort() {
          aborted = true;
          super.abort();
        }

        @Override
        public boolean isClosing() {
          return !aborted && super.isClosing();
        }
      };
    }
  }

  @Fault(
      what = "What is received is given to the first protocol, whichever was set.",
      breaks = {"datagram.set-protocol.hears", "datagram.set-protocol.lost"})
  static final class KeepsTheProtocol extends EndpointsBroken {
    KeepsTheProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        private BaseProtocol set = protocol;

        @Override
        public void setProtocol(BaseProtocol other) {
          set = other;
        }

        @Override
        public BaseProtocol getProtocol() {
          return set;
        }
      };
    }
  }

  /** Endpoints that tell the first protocol of what the one that was set should hear. */
  abstract static class TellsTheFirst extends EndpointsBroken {
    TellsTheFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    abstract DatagramProtocol relay(DatagramProtocol first, DatagramProtocol set);

    @Override
    ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
        throws IOException {
      return new ChannelDatagrams(this, watched, socket, protocol) {
        private BaseProtocol set = protocol;

        @Override
        public void setProtocol(BaseProtocol other) {
          set = other;
          super.setProtocol(relay(protocol, (DatagramProtocol) other));
        }

        @Override
        public BaseProtocol getProtocol() {
          return set;
        }
      };
    }
  }

  /** Hands on what it hears. */
  private static class Relay implements DatagramProtocol {
    private final DatagramProtocol to;

    Relay(DatagramProtocol to) {
      this.to = to;
    }

    @Override
    public void datagramReceived(byte[] data, @Nullable Object addr) {
      to.datagramReceived(data, addr);
    }

    @Override
    public void errorReceived(Throwable exc) {
      to.errorReceived(exc);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      to.connectionLost(exc);
    }
  }

  @Fault(
      what = "connection_lost of the protocol is called that the endpoint was made with.",
      breaks = {"datagram.set-protocol.lost"})
  static final class TellsTheFirstOfTheEnd extends TellsTheFirst {
    TellsTheFirstOfTheEnd(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol relay(DatagramProtocol first, DatagramProtocol set) {
      return new Relay(set) {
        @Override
        public void connectionLost(@Nullable Throwable exc) {
          first.connectionLost(exc);
        }
      };
    }
  }

  @Fault(
      what = "error_received of the protocol is called that the endpoint was made with.",
      breaks = {"datagram.set-protocol.hears"})
  static final class TellsTheFirstOfErrors extends TellsTheFirst {
    TellsTheFirstOfErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol relay(DatagramProtocol first, DatagramProtocol set) {
      return new Relay(set) {
        @Override
        public void errorReceived(Throwable exc) {
          first.errorReceived(exc);
        }
      };
    }
  }
}
