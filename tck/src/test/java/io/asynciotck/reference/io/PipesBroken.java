package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loops whose transports of pipes are broken, or do not tell a protocol everything. */
public class PipesBroken extends SelectorEventLoop {
  PipesBroken(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
  }

  /** Loops whose transports that receive are broken. */
  public static SelectorEventLoop readers(
      BaseAsyncio asyncio, LoopClock clock, Function<Parts, Reader> maker) {
    return new PipesBroken(asyncio, clock) {
      @Override
      ReadPipeTransport reader(Parts parts) {
        return maker.apply(parts);
      }
    };
  }

  /** Loops whose transports that send are broken. */
  public static SelectorEventLoop writers(
      BaseAsyncio asyncio, LoopClock clock, Function<Parts, Writer> maker) {
    return new PipesBroken(asyncio, clock) {
      @Override
      WritePipeTransport writer(Parts parts) {
        return maker.apply(parts);
      }
    };
  }

  /** Loops whose transports of pipes do not tell a protocol everything. */
  public static SelectorEventLoop relays(
      BaseAsyncio asyncio, LoopClock clock, Function<PipeProtocol, PipeRelay> maker) {
    return new PipesBroken(asyncio, clock) {
      @Override
      PipeProtocol listener(PipeProtocol protocol) {
        return maker.apply(protocol);
      }
    };
  }

  /** The protocol that was given, though another one hears what happens. */
  static BaseProtocol given(BaseProtocol protocol) {
    return protocol instanceof PipeRelay relay ? relay.protocol : protocol;
  }

  /** What hears what the protocol should. */
  PipeProtocol listener(PipeProtocol protocol) {
    return protocol;
  }

  /** Makes the transport that receives, which may be broken. */
  ReadPipeTransport reader(Parts parts) {
    return new Reader(parts);
  }

  /** Makes the transport that sends, which may be broken. */
  WritePipeTransport writer(Parts parts) {
    return new Writer(parts);
  }

  /** Makes an end fit to be watched. */
  void makeFit(ChannelPipe end) throws IOException {
    end.stopBlocking();
  }

  @Override
  protected PipeConnections newPipes(Readiness watched) {
    return new PipeConnections(this, asyncio, watched) {
      @Override
      protected ReadPipeTransport newReader(
          EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
        return reader(new Parts(loop, readiness, pipe, listener(protocol)));
      }

      @Override
      protected WritePipeTransport newWriter(
          EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
        return writer(new Parts(loop, readiness, pipe, listener(protocol)));
      }

      @Override
      protected void prepare(ChannelPipe end) throws IOException {
        makeFit(end);
      }
    };
  }

  /** What a transport is made of. */
  public record Parts(
      EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {}

  /** A transport that receives. */
  public static class Reader extends ReadPipeTransport {
    final Parts parts;
    final EventLoop loop;
    final PipeProtocol protocol;

    Reader(Parts parts) {
      super(parts.loop, parts.readiness, parts.pipe, parts.protocol);
      this.parts = parts;
      this.loop = parts.loop;
      this.protocol = parts.protocol;
    }

    @Override
    public BaseProtocol getProtocol() {
      return given(super.getProtocol());
    }
  }

  /** A transport that sends. */
  public static class Writer extends WritePipeTransport {
    final Parts parts;
    final EventLoop loop;
    final PipeProtocol protocol;

    Writer(Parts parts) {
      super(parts.loop, parts.readiness, parts.pipe, parts.protocol);
      this.parts = parts;
      this.loop = parts.loop;
      this.protocol = parts.protocol;
    }

    @Override
    public BaseProtocol getProtocol() {
      return given(super.getProtocol());
    }
  }

  /** A protocol that passes everything on. */
  public static class PipeRelay implements PipeProtocol {
    final PipeProtocol protocol;

    PipeRelay(PipeProtocol protocol) {
      this.protocol = protocol;
    }

    @Override
    public void connectionMade(BaseTransport transport) {
      protocol.connectionMade(transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      protocol.dataReceived(data);
    }

    @Override
    public boolean eofReceived() {
      return protocol.eofReceived();
    }

    @Override
    public void pauseWriting() {
      protocol.pauseWriting();
    }

    @Override
    public void resumeWriting() {
      protocol.resumeWriting();
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      protocol.connectionLost(exc);
    }
  }
}
