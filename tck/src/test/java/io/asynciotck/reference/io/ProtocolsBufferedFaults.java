package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults in what a buffered protocol hears. */
final class ProtocolsBufferedFaults {

  private ProtocolsBufferedFaults() {}

  @Fault(
      what = "The first byte in the buffer is another one.",
      breaks = {
        "buffered-protocol.data.in-buffer",
        "buffered-protocol.data.large",
        "buffered-protocol.small-buffer.rest",
        "transport.set-protocol.buffered"
      })
  static final class SpoilsTheBuffer extends BufferedRelay {
    SpoilsTheBuffer(BufferedProtocol protocol) {
      super(protocol);
    }

    private @Nullable Buffer buffer;

    @Override
    public Buffer getBuffer(int sizehint) {
      Buffer given = super.getBuffer(sizehint);
      buffer = given;
      return given;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      if (buffer != null) {
        buffer.set(0, '?');
      }
      super.bufferUpdated(nbytes);
    }
  }

  @Fault(
      what = "buffer_updated is told one byte more than there are.",
      breaks = {
        "buffered-protocol.buffer-updated.count",
        "buffered-protocol.data.in-buffer",
        "buffered-protocol.data.large",
        "buffered-protocol.small-buffer.rest",
        "buffered-protocol.small-buffer.untouched",
        "transport.set-protocol.buffered"
      })
  static final class CountsOneMore extends BufferedRelay {
    CountsOneMore(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void bufferUpdated(int nbytes) {
      super.bufferUpdated(nbytes + 1);
    }
  }

  @Fault(
      what = "get_buffer is called once.",
      breaks = {"buffered-protocol.get-buffer.before-each"})
  static final class KeepsTheBuffer extends BufferedRelay {
    KeepsTheBuffer(BufferedProtocol protocol) {
      super(protocol);
    }

    private @Nullable Buffer buffer;

    @Override
    public Buffer getBuffer(int sizehint) {
      Buffer given = buffer == null ? super.getBuffer(sizehint) : buffer;
      buffer = given;
      return given;
    }
  }

  @Fault(
      what = "get_buffer is called with 0.",
      breaks = {"buffered-protocol.get-buffer.sizehint"})
  static final class HintIsZero extends BufferedRelay {
    HintIsZero(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      return super.getBuffer(0);
    }
  }

  @Fault(
      what = "What does not fit into the first buffer is dropped.",
      breaks = {
        "buffered-protocol.data.in-buffer",
        "buffered-protocol.data.large",
        "buffered-protocol.get-buffer.before-each",
        "buffered-protocol.small-buffer.rest",
        "transport.set-protocol.buffered"
      })
  static final class DropsTheRest extends BufferedRelay {
    DropsTheRest(BufferedProtocol protocol) {
      super(protocol);
    }

    private int room = -1;
    private boolean full;

    @Override
    public Buffer getBuffer(int sizehint) {
      Buffer given = super.getBuffer(sizehint);
      room = given.length();
      return given;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      if (!full) {
        full = nbytes == room;
        super.bufferUpdated(nbytes);
      }
    }
  }

  @Fault(
      what = "The last byte of a buffer is cleared, though nothing has come for it.",
      breaks = {"buffered-protocol.small-buffer.untouched"})
  static final class ClearsTheRest extends BufferedRelay {
    ClearsTheRest(BufferedProtocol protocol) {
      super(protocol);
    }

    private @Nullable Buffer buffer;

    @Override
    public Buffer getBuffer(int sizehint) {
      Buffer given = super.getBuffer(sizehint);
      buffer = given;
      return given;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      if (buffer != null && nbytes < buffer.length()) {
        buffer.set(buffer.length() - 1, 0);
      }
      super.bufferUpdated(nbytes);
    }
  }

  @Fault(
      what = "What should be put into a buffer of size 0 is dropped.",
      breaks = {"buffered-protocol.get-buffer.empty"})
  static final class TakesTheEmptyBuffer extends BufferedRelay {
    TakesTheEmptyBuffer(BufferedProtocol protocol) {
      super(protocol);
    }

    private boolean empty;

    @Override
    public Buffer getBuffer(int sizehint) {
      Buffer given = super.getBuffer(sizehint);
      empty = given.length() == 0;
      return empty ? new MemoryBuffer(1) : given;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      if (!empty) {
        super.bufferUpdated(nbytes);
      }
    }
  }

  @Fault(
      what = "What get_buffer raises is dropped, and so is the data.",
      breaks = {"buffered-protocol.get-buffer.raises"})
  static final class SwallowsGetBuffer extends BufferedRelay {
    SwallowsGetBuffer(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      try {
        return super.getBuffer(sizehint);
      } catch (Throwable dropped) {
        return new MemoryBuffer(64);
      }
    }
  }

  @Fault(
      what = "What buffer_updated raises is dropped.",
      breaks = {"buffered-protocol.buffer-updated.raises"})
  static final class SwallowsBufferUpdated extends BufferedRelay {
    SwallowsBufferUpdated(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void bufferUpdated(int nbytes) {
      try {
        super.bufferUpdated(nbytes);
      } catch (Throwable dropped) {
        // Nobody is told.
      }
    }
  }

  @Fault(
      what = "At the end of the stream buffer_updated is called with 0.",
      breaks = {
        "buffered-protocol.connection.made-and-lost",
        "buffered-protocol.eof-received.called"
      })
  static final class UpdatesAtTheEnd extends BufferedRelay {
    UpdatesAtTheEnd(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      super.bufferUpdated(0);
      return super.eofReceived();
    }
  }

  @Fault(
      what = "The transport closes at the end of the stream, whatever eof_received returns.",
      breaks = {"buffered-protocol.eof-received.true-stays"})
  static final class NeverStaysOpen extends BufferedRelay {
    NeverStaysOpen(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      super.eofReceived();
      return false;
    }
  }

  @Fault(
      what = "connection_made is not called.",
      breaks = {
        "buffered-protocol.close.no-more-data",
        "buffered-protocol.connection.made-and-lost",
        "buffered-protocol.data.in-buffer",
        "buffered-protocol.eof-received.called",
        "buffered-protocol.pause-reading.in-connection-made",
        "buffered-protocol.pause-reading.stops"
      })
  static final class MadeInSecret extends BufferedRelay {
    MadeInSecret(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      // It is not told.
    }
  }

  @Fault(
      what = "pause_reading of a transport with a buffered protocol does nothing.",
      breaks = {
        "buffered-protocol.pause-reading.in-connection-made",
        "buffered-protocol.pause-reading.stops"
      })
  static final class AsksWhenPaused extends BrokenTransport {
    AsksWhenPaused(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      // It goes on.
    }
  }

  @Fault(
      what = "The transport stays open at the end of the stream, whatever eof_received returns.",
      breaks = {"buffered-protocol.eof-received.false-closes"})
  static final class AlwaysStaysOpen extends BufferedRelay {
    AlwaysStaysOpen(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      super.eofReceived();
      return true;
    }
  }

  @Fault(
      what = "A protocol that closes its transport in buffer_updated is given one byte more.",
      breaks = {"buffered-protocol.close.no-more-data"})
  static final class GoesOnAfterClose extends BufferedRelay {
    private @Nullable Transport own;

    GoesOnAfterClose(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      own = transport;
      super.connectionMade(transport);
    }

    @Override
    public void bufferUpdated(int nbytes) {
      super.bufferUpdated(nbytes);
      if (own != null && own.isClosing()) {
        getBuffer(-1);
        super.bufferUpdated(1);
      }
    }
  }
}
