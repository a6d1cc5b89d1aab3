package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.WriteTransport;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** A transport with a fault. It knows what it is made of. */
public abstract class BrokenTransport extends SocketTransport {
  final EventLoop loop;
  final Readiness readiness;
  final ChannelSocket socket;
  final BaseProtocol protocol;
  private final BaseProtocol given;

  BrokenTransport(Parts parts) {
    this(parts, parts.protocol);
  }

  /** Has a relay in the place of the protocol that was given, which nobody else sees. */
  BrokenTransport(Parts parts, BaseProtocol relay) {
    super(parts.loop, parts.readiness, parts.socket, relay);
    this.given = parts.protocol;
    this.loop = parts.loop;
    this.readiness = parts.readiness;
    this.socket = parts.socket;
    this.protocol = relay;
  }

  @Override
  public BaseProtocol getProtocol() {
    BaseProtocol current = super.getProtocol();
    return current == protocol ? given : current;
  }

  /** Does something when a transport that has to wait has sent everything and is open. */
  static void whenAllIsSent(WriteTransport waiting, EventLoop loop, Runnable action) {
    loop.callSoon(() -> {
      if (waiting.getWriteBufferSize() > 0) {
        whenAllIsSent(waiting, loop, action);
      } else if (!waiting.isClosing()) {
        action.run();
      }
    });
  }

  /** What is wrong with bytes is wrong with those of buffers. */
  @Override
  public void write(Buffer data) {
    ByteBuffer memory = MemoryBuffer.memoryOf(data);
    byte[] bytes = new byte[memory.remaining()];
    memory.get(bytes);
    write(bytes);
  }

  /** What a transport is made of. */
  public record Parts(
      EventLoop loop, Readiness readiness, ChannelSocket socket, BaseProtocol protocol) {

    /** A relay of the protocol, if that is one that is given bytes. */
    BaseProtocol heard(UnaryOperator<Protocol> relay) {
      return protocol instanceof Protocol plain ? relay.apply(plain) : protocol;
    }

    /** The same with another protocol. */
    Parts with(BaseProtocol other) {
      return new Parts(loop, readiness, socket, other);
    }
  }
}
