package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Loops whose transports of pipes are broken, or do not tell a protocol everything. */
abstract class PipesBroken extends SelectorEventLoop {
  PipesBroken(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
  }

  /** What hears what the protocol should. */
  PipeProtocol listener(PipeProtocol protocol) {
    return protocol;
  }

  /** Makes the transport that receives, which may be broken. */
  ReadPipeTransport reader(Readiness watched, ChannelPipe pipe, PipeProtocol protocol) {
    return new Reader(this, watched, pipe, protocol);
  }

  /** Makes the transport that sends, which may be broken. */
  WritePipeTransport writer(Readiness watched, ChannelPipe pipe, PipeProtocol protocol) {
    return new Writer(this, watched, pipe, protocol);
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
        return reader(readiness, pipe, listener(protocol));
      }

      @Override
      protected WritePipeTransport newWriter(
          EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
        return writer(readiness, pipe, listener(protocol));
      }

      @Override
      protected void prepare(ChannelPipe end) throws IOException {
        makeFit(end);
      }
    };
  }

  /** A transport that receives. */
  static class Reader extends ReadPipeTransport {
    Reader(EventLoop loop, Readiness watched, ChannelPipe pipe, PipeProtocol protocol) {
      super(loop, watched, pipe, protocol);
    }
  }

  /** A transport that sends. */
  static class Writer extends WritePipeTransport {
    Writer(EventLoop loop, Readiness watched, ChannelPipe pipe, PipeProtocol protocol) {
      super(loop, watched, pipe, protocol);
    }
  }

  /** A protocol that passes everything on. */
  static class PipeRelay implements PipeProtocol {
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
