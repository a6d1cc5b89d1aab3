package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.io.TransportsTcpFaults.Told;
import java.util.function.UnaryOperator;

/** Faults in the protocols of clients over TCP. */
final class ProtocolsTcpFaults {

  private ProtocolsTcpFaults() {}

  @Fault(
      what = "Of a client over TCP get_protocol gives something else.",
      breaks = {"transport.get-protocol.current", "transport.set-protocol.get"},
      ripples = "*")
  static final class UnknownProtocol extends Told {
    UnknownProtocol(Parts parts) {
      super(parts);
    }

    @Override
    public BaseProtocol getProtocol() {
      BaseProtocol its = super.getProtocol();
      return client && its instanceof Protocol plain ? new Relay(plain) : its;
    }
  }

  @Fault(
      what = "Of a client over TCP set_protocol does nothing.",
      breaks = {
        "transport.set-protocol.buffered",
        "transport.set-protocol.get",
        "transport.set-protocol.hears",
        "transport.set-protocol.lost"
      },
      ripples = "*")
  static final class KeepsTheFirst extends Told {
    KeepsTheFirst(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      if (!client) {
        super.setProtocol(other);
      }
    }
  }

  @Fault(
      what = "Of a client over TCP set_protocol refuses a buffered protocol.",
      breaks = "transport.set-protocol.buffered",
      ripples = "*")
  static final class NoOtherKind extends Told {
    NoOtherKind(Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      if (client && other instanceof BufferedProtocol) {
        throw new IllegalArgumentException("Another kind");
      }
      super.setProtocol(other);
    }
  }

  /** A transport with a relay of the buffered protocol of a client. */
  abstract static class Buffered extends Told {
    Buffered(Parts parts, UnaryOperator<BufferedProtocol> relay) {
      super(
          parts.protocol() instanceof BufferedProtocol buffered && isClient(parts)
              ? parts.with(relay.apply(buffered))
              : parts);
    }
  }

  @Fault(
      what = "A buffered protocol of a client over TCP is not told that something has come.",
      breaks = "buffered-protocol.data.in-buffer",
      ripples = "*")
  static final class TellsNoBufferedProtocol extends Buffered {
    TellsNoBufferedProtocol(Parts parts) {
      super(
          parts,
          protocol ->
              new BufferedRelay(protocol) {
                @Override
                public void bufferUpdated(int nbytes) {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "A buffered protocol of a client over TCP is not told of the end.",
      breaks = "buffered-protocol.eof-received.called",
      ripples = "*")
  static final class TellsNoBufferedProtocolOfTheEnd extends Buffered {
    TellsNoBufferedProtocolOfTheEnd(Parts parts) {
      super(
          parts,
          protocol ->
              new BufferedRelay(protocol) {
                @Override
                public boolean eofReceived() {
                  return false;
                }
              });
    }
  }
}
