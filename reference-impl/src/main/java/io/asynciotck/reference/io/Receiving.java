package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a transport tells a protocol of what it receives: there are protocols that are given bytes,
 * and others that say where the bytes are to be put.
 */
sealed interface Receiving {
  /** What a protocol is asked to have room for when any size would do. */
  int ANY_SIZE = -1;

  /** What an attempt to receive has brought. */
  enum Outcome {
    SOME,
    NOTHING,
    END
  }

  /** The way for a protocol. */
  static Receiving of(BaseProtocol protocol) {
    return switch (protocol) {
      case BufferedProtocol buffered -> new IntoBuffers(buffered);
      case Protocol plain -> new InChunks(plain);
      default -> throw new IllegalArgumentException("Not a streaming protocol: " + protocol);
    };
  }

  /** Lets the protocol know of the connection. */
  void connectionMade(Transport transport);

  /** Receives what there is, and gives it to the protocol by {@code calls}. */
  Outcome receive(ChannelSocket socket, ByteBuffer shared, Calls calls) throws IOException;

  /** Tells the protocol that the other side has ended its stream; tells whether to stay open. */
  boolean eofReceived();

  /** Calls a method of a protocol, and sees to what it raises. */
  interface Calls {
    /** Calls; tells whether it returned. */
    boolean call(String method, Runnable callback);
  }

  /** For a protocol that is given bytes: they are received into memory that all share. */
  record InChunks(Protocol protocol) implements Receiving {
    @Override
    public void connectionMade(Transport transport) {
      protocol.connectionMade(transport);
    }

    @Override
    public Outcome receive(ChannelSocket socket, ByteBuffer shared, Calls calls)
        throws IOException {
      shared.clear();
      int received = socket.receiveNow(shared);
      if (received <= 0) {
        return received < 0 ? Outcome.END : Outcome.NOTHING;
      }
      byte[] data = new byte[received];
      shared.flip().get(data);
      // Rule: transport.data-received.{data, order, large, not-empty, fair}, transport.class.data
      calls.call("data_received", () -> protocol.dataReceived(data));
      return Outcome.SOME;
    }

    @Override
    public boolean eofReceived() {
      return protocol.eofReceived();
    }
  }

  /** For a protocol that says where the bytes are to be put: nothing is copied. */
  record IntoBuffers(BufferedProtocol protocol) implements Receiving {
    @Override
    public void connectionMade(Transport transport) {
      // Rule: buffered-protocol.connection.made-and-lost
      protocol.connectionMade(transport);
    }

    @Override
    public Outcome receive(ChannelSocket socket, ByteBuffer shared, Calls calls)
        throws IOException {
      @Nullable ByteBuffer[] given = new ByteBuffer[1];
      // Rule: buffered-protocol.get-buffer.{before-each, sizehint}
      // Rule: buffered-protocol.close.no-more-data
      boolean returned = calls.call("get_buffer", () -> given[0] = buffer());
      ByteBuffer buffer = given[0];
      if (!returned || buffer == null) {
        return Outcome.NOTHING;
      }
      int received = socket.receiveNow(buffer);
      if (received <= 0) {
        return received < 0 ? Outcome.END : Outcome.NOTHING;
      }
      // Rule: buffered-protocol.buffer-updated.count
      // Rule: buffered-protocol.small-buffer.{rest, untouched}
      // Rule: buffered-protocol.data.{in-buffer, large}
      calls.call("buffer_updated", () -> protocol.bufferUpdated(received));
      return Outcome.SOME;
    }

    private ByteBuffer buffer() {
      ByteBuffer buffer = MemoryBuffer.memoryOf(protocol.getBuffer(ANY_SIZE));
      // Rule: buffered-protocol.get-buffer.empty
      if (!buffer.hasRemaining()) {
        throw new IllegalStateException("get_buffer() returned an empty buffer");
      }
      return buffer;
    }

    @Override
    public boolean eofReceived() {
      // Rule: buffered-protocol.eof-received.called
      return protocol.eofReceived();
    }
  }
}
