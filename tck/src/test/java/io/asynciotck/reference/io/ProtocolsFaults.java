package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.faults.Fault;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Faults in changing the protocol of a transport. */
final class ProtocolsFaults {

  private ProtocolsFaults() {}

  @Fault(
      what = "get_protocol gives something else.",
      breaks = {"transport.get-protocol.current", "transport.set-protocol.get"})
  static final class UnknownProtocol extends BrokenTransport {
    UnknownProtocol(Parts parts) {
      super(parts);
    }

    @Override
    public BaseProtocol getProtocol() {
      return new Relay((Protocol) super.getProtocol());
    }
  }

  @Fault(
      what = "get_protocol of a transport that is closing gives another protocol.",
      breaks = {"transport.get-protocol.current"})
  static final class UnknownBehindClose extends BrokenTransport {
    UnknownBehindClose(Parts parts) {
      super(parts);
    }

    @Override
    public BaseProtocol getProtocol() {
      return isClosing() ? new Relay((Protocol) super.getProtocol()) : super.getProtocol();
    }
  }

  @Fault(
      what = "set_protocol of a transport that is closing does nothing.",
      breaks = {"transport.set-protocol.lost"})
  static final class KeepsItBehindClose extends BrokenTransport {
    KeepsItBehindClose(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      if (!isClosing()) {
        super.setProtocol(other);
      }
    }
  }

  @Fault(
      what = "get_protocol gives the protocol that the transport was made with.",
      breaks = {"transport.set-protocol.get"})
  static final class KnowsTheFirst extends BrokenTransport {
    KnowsTheFirst(Parts parts) {
      super(parts);
    }

    @Override
    public BaseProtocol getProtocol() {
      return protocol;
    }
  }

  @Fault(
      what = "set_protocol does nothing.",
      breaks = {
        "transport.set-protocol.buffered",
        "transport.set-protocol.get",
        "transport.set-protocol.hears",
        "transport.set-protocol.lost",
        "transport.set-protocol.not-made",
        "transport.set-protocol.paused"
      })
  static final class KeepsTheFirst extends BrokenTransport {
    KeepsTheFirst(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      // It stays.
    }
  }

  @Fault(
      what = "connection_lost of the protocol is called that the transport was made with.",
      breaks = {
        "transport.set-protocol.get",
        "transport.set-protocol.lost",
        "transport.set-protocol.not-made"
      })
  static final class TellsTheFirstOfTheEnd extends BrokenTransport {
    TellsTheFirstOfTheEnd(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      super.setProtocol(
          other instanceof Protocol plain
              ? new Relay(plain) {
                @Override
                public void connectionLost(@Nullable Throwable exc) {
                  TellsTheFirstOfTheEnd.this.protocol.connectionLost(exc);
                }
              }
              : other);
    }
  }

  @Fault(
      what = "eof_received of the protocol is called that the transport was made with.",
      breaks = {"transport.set-protocol.get", "transport.set-protocol.hears"})
  static final class TellsTheFirstOfEof extends BrokenTransport {
    TellsTheFirstOfEof(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      super.setProtocol(
          other instanceof Protocol plain && protocol instanceof Protocol first
              ? new Relay(plain) {
                @Override
                public boolean eofReceived() {
                  return first.eofReceived();
                }
              }
              : other);
    }
  }

  @Fault(
      what = "What has come is given to the protocol that was there, though it sets another.",
      breaks = {"transport.set-protocol.hears"})
  static final class ReadsOnForTheOld extends BrokenTransport {
    ReadsOnForTheOld(Parts parts) {
      super(parts);
    }

    private boolean reads;
    private @Nullable BaseProtocol next;

    @Override
    public void setProtocol(BaseProtocol other) {
      if (reads) {
        next = other;
      } else {
        super.setProtocol(other);
      }
    }

    @Override
    protected void readReady() {
      reads = true;
      do {
        super.readReady();
      } while (next != null
          && isReading()
          && ReadinessFaults.isReady(socket.fileno(), SelectionKey.OP_READ));
      reads = false;
      BaseProtocol set = next;
      if (set != null) {
        next = null;
        super.setProtocol(set);
      }
    }
  }

  @Fault(
      what = "set_protocol calls connection_made.",
      breaks = {"transport.set-protocol.lost", "transport.set-protocol.not-made"})
  static final class MakesAgain extends BrokenTransport {
    MakesAgain(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      super.setProtocol(other);
      if (other instanceof Protocol plain) {
        plain.connectionMade(this);
      }
    }
  }

  @Fault(
      what = "set_protocol refuses a buffered protocol.",
      breaks = {"transport.set-protocol.buffered"})
  static final class NoOtherKind extends BrokenTransport {
    NoOtherKind(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      if (other instanceof BufferedProtocol) {
        throw new IllegalArgumentException("Another kind");
      }
      super.setProtocol(other);
    }
  }

  @Fault(
      what = "pause_writing of the protocol is called that the transport was made with.",
      breaks = {"transport.set-protocol.get", "transport.set-protocol.paused"})
  static final class TellsTheFirstToPause extends BrokenTransport {
    TellsTheFirstToPause(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      super.setProtocol(
          other instanceof Protocol plain
              ? new Relay(plain) {
                @Override
                public void pauseWriting() {
                  TellsTheFirstToPause.this.protocol.pauseWriting();
                }
              }
              : other);
    }
  }
}
