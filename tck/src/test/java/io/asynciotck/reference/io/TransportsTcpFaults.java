package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Faults that only transports over TCP have, mostly those of clients: those over Unix sockets are
 * right, and those of servers.
 */
final class TransportsTcpFaults {

  /** So many bytes are not much. */
  private static final int FEW = 100_000;

  private TransportsTcpFaults() {}

  private static boolean isTcp(ChannelSocket socket) {
    try {
      socket.getsockname();
      return true;
    } catch (IOException unix) {
      return false;
    }
  }

  /** Whether a server makes a transport now. */
  private static boolean isOfServer() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames.anyMatch(frame -> frame.getClassName().equals(SocketServer.class.getName())));
  }

  /** A transport that knows whether it is that of a client over TCP. */
  abstract static class Told extends BrokenTransport {
    final boolean client;

    Told(Parts parts) {
      super(parts);
      this.client = isClient(parts);
    }

    Told(Parts parts, UnaryOperator<Protocol> relay) {
      super(parts, heard(parts, isClient(parts), relay));
      this.client = isClient(parts);
    }

    /** Whether a transport of these parts is that of a client over TCP. */
    static boolean isClient(Parts parts) {
      return isTcp(parts.socket()) && !isOfServer();
    }

    static BaseProtocol heard(Parts parts, boolean wrong, UnaryOperator<Protocol> relay) {
      return wrong ? parts.heard(relay) : parts.protocol();
    }
  }

  /** A relay that loses what comes. */
  private static final class Deaf extends Relay {
    Deaf(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      // It is lost.
    }
  }

  @Fault(
      what = "Data is not given to the protocol of a client over TCP.",
      breaks = {
        "transport.data-received.data",
        "transport.data-received.large",
        "transport.resume-reading.goes-on",
        "transport.write-eof.still-reads"
      },
      ripples = "*")
  static final class LosesData extends Told {
    LosesData(Parts parts) {
      super(parts, Deaf::new);
    }
  }

  @Fault(
      what = "Data is not given to the protocol of a server over TCP.",
      breaks = {
        "transport.data-received.data",
        "transport.data-received.large",
        "transport.resume-reading.goes-on",
        "transport.write-eof.still-reads"
      },
      ripples = "*")
  static final class LosesDataOfClients extends BrokenTransport {
    LosesDataOfClients(Parts parts) {
      super(parts, Told.heard(parts, isTcp(parts.socket()) && isOfServer(), Deaf::new));
    }
  }

  @Fault(
      what = "Of much data that comes to a client over TCP a byte is lost.",
      breaks = "transport.data-received.large",
      ripples = "*")
  static final class LosesAByteOfMuch extends Told {
    LosesAByteOfMuch(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                private int before;

                @Override
                public void dataReceived(byte[] data) {
                  boolean loses = before <= FEW && before + data.length > FEW;
                  before += data.length;
                  super.dataReceived(loses ? Arrays.copyOf(data, data.length - 1) : data);
                }
              });
    }
  }

  @Fault(
      what = "Of a client over TCP is_reading is true in a pause.",
      breaks = "transport.is-reading.paused",
      ripples = "*")
  static final class ReadsInAPause extends Told {
    ReadsInAPause(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return super.isReading() || (client && !isClosing());
    }
  }

  @Fault(
      what = "Of a client over TCP is_reading is false.",
      breaks = "transport.is-reading.open",
      ripples = "*")
  static final class NeverReads extends Told {
    NeverReads(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return super.isReading() && !client;
    }
  }

  @Fault(
      what = "Of a client over TCP is_closing is false.",
      breaks = "transport.is-closing.close",
      ripples = "*")
  static final class IsNeverClosing extends Told {
    IsNeverClosing(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isClosing() {
      return super.isClosing() && !client;
    }
  }

  @Fault(
      what = "Of a client over TCP the last byte of much data is not sent.",
      breaks = {
        "transport.close.flushes",
        "transport.write-eof.after-data",
        "transport.write.all",
        "transport.write.order"
      },
      ripples = "*")
  static final class CutsMuch extends Told {
    CutsMuch(Parts parts) {
      super(parts);
    }

    @Override
    public void write(Buffer data) {
      boolean cut = client && data.length() > (1 << 20);
      super.write(cut ? MemoryBuffer.partOf(data, 0, data.length() - 1) : data);
    }
  }

  @Fault(
      what = "Of a client over TCP what is written is lost while something waits.",
      breaks = "transport.write.order",
      ripples = "*")
  static final class LosesWhatWouldWait extends Told {
    LosesWhatWouldWait(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      if (!client || getWriteBufferSize() == 0) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "Of a client over TCP writelines sends only the first piece.",
      breaks = "transport.writelines.order",
      ripples = "*")
  static final class SendsOnePiece extends Told {
    SendsOnePiece(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> pieces) {
      super.writelines(client ? pieces.subList(0, 1) : pieces);
    }
  }

  @Fault(
      what = "Of a client over TCP the end of the other side closes the transport.",
      breaks = "transport.eof-received.true-stays",
      ripples = "*")
  static final class ClosesAtTheEnd extends Told {
    ClosesAtTheEnd(Parts parts) {
      super(
          parts,
          protocol ->
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
      what = "Of a client over TCP the end of the other side does not close the transport.",
      breaks = "transport.connection-lost.end",
      ripples = "*")
  static final class StaysAtTheEnd extends Told {
    StaysAtTheEnd(Parts parts) {
      super(
          parts,
          protocol ->
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
      what = "Of a client over TCP a reset is told as an end.",
      breaks = "transport.connection-lost.reset",
      ripples = "*")
  static final class HidesResets extends Told {
    HidesResets(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void connectionLost(@Nullable Throwable exc) {
                  super.connectionLost(null);
                }
              });
    }
  }

  @Fault(
      what = "Of a client over TCP connection_lost is not called.",
      breaks = {
        "transport.connection-lost.abort",
        "transport.connection-lost.close",
        "transport.connection-lost.end",
        "transport.connection-lost.reset"
      },
      ripples = "*")
  static final class LosesSilently extends Told {
    LosesSilently(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void connectionLost(@Nullable Throwable exc) {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "Of a client over TCP write_eof does nothing.",
      breaks = {"transport.write-eof.after-data", "transport.write-eof.ends"},
      ripples = "*")
  static final class EndsNothing extends Told {
    EndsNothing(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      if (!client) {
        super.writeEof();
      }
    }
  }

  @Fault(
      what = "Of a client over TCP write_eof drops what waits.",
      breaks = "transport.write-eof.after-data",
      ripples = "*")
  static final class EndsAtOnce extends Told {
    EndsAtOnce(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      if (client && getWriteBufferSize() > 0) {
        abort();
      } else {
        super.writeEof();
      }
    }
  }

  @Fault(
      what = "Of a client over TCP nothing is received behind write_eof.",
      breaks = "transport.write-eof.still-reads",
      ripples = "*")
  static final class IsDeafBehindTheEnd extends Told {
    IsDeafBehindTheEnd(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      super.writeEof();
      if (client) {
        pauseReading();
      }
    }
  }

  @Fault(
      what = "Of a client over TCP reading is not paused.",
      breaks = {"transport.is-reading.paused", "transport.pause-reading.stops"},
      ripples = "*")
  static final class NeverPausesReading extends Told {
    NeverPausesReading(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      if (!client) {
        super.pauseReading();
      }
    }
  }

  @Fault(
      what = "Of a client over TCP reading does not go on.",
      breaks = {"transport.is-reading.open", "transport.resume-reading.goes-on"},
      ripples = "*")
  static final class NeverResumesReading extends Told {
    NeverResumesReading(Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      if (!client) {
        super.resumeReading();
      }
    }
  }

  @Fault(
      what = "Of a client over TCP a protocol is not paused.",
      breaks = {"transport.pause-writing.over-high", "transport.resume-writing.low"},
      ripples = "*")
  static final class NeverPausesWriting extends Told {
    NeverPausesWriting(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void pauseWriting() {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "Of a client over TCP a protocol that is paused does not go on.",
      breaks = "transport.resume-writing.low",
      ripples = "*")
  static final class NeverResumesWriting extends Told {
    NeverResumesWriting(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void resumeWriting() {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "Of a client over TCP no limits can be set.",
      breaks = "transport.write-buffer-limits.get",
      ripples = "*")
  static final class KeepsItsLimits extends Told {
    KeepsItsLimits(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (!client) {
        super.setWriteBufferLimits(high, low);
      }
    }
  }

  @Fault(
      what = "Of a client over TCP close drops what waits.",
      breaks = "transport.close.flushes",
      ripples = "*")
  static final class CloseDrops extends Told {
    CloseDrops(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      if (client) {
        abort();
      } else {
        super.close();
      }
    }
  }

  @Fault(
      what = "Of a client over TCP abort sends what waits.",
      breaks = "transport.abort.drops",
      ripples = "*")
  static final class AbortFlushes extends Told {
    AbortFlushes(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      if (client) {
        close();
      } else {
        super.abort();
      }
    }
  }
}
