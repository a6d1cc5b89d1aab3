package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.util.List;

/** Connects protocols to the ends of pipes. */
public class PipeConnections {
  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Readiness readiness;

  /** Those of a loop of a module. */
  public PipeConnections(EventLoop loop, Asyncio asyncio, Readiness readiness) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.readiness = readiness;
  }

  /** Receives from the end of a pipe that is read. */
  public Coroutine<List<Object>> connectRead(ProtocolFactory protocolFactory, Pipe pipe) {
    return connect(protocolFactory, pipe, this::newReader);
  }

  /** Sends to the end of a pipe that is written. */
  public Coroutine<List<Object>> connectWrite(ProtocolFactory protocolFactory, Pipe pipe) {
    return connect(protocolFactory, pipe, this::newWriter);
  }

  private Coroutine<List<Object>> connect(
      ProtocolFactory protocolFactory, Pipe pipe, TransportMaker maker) {
    return asyncio.coroutine(() -> {
      ChannelPipe end = (ChannelPipe) pipe;
      PipeProtocol protocol = (PipeProtocol) protocolFactory.newProtocol();
      prepare(end);
      PipeTransport transport = maker.make(loop, readiness, end, protocol);
      transport.start();
      // Rule: pipe.cancel.raised
      Beginning.await(loop, asyncio, transport::close);
      // Rule: pipe.pair.protocol, transport.class.{read-pipe, write-pipe}
      return List.of(transport, protocol);
    });
  }

  /** Makes an end fit to be watched. */
  @Seam
  protected void prepare(ChannelPipe end) throws IOException {
    // Rule: pipe.blocking.not, pipe.kinds.socket
    end.stopBlocking();
  }

  /** Makes a transport of one of the two kinds. */
  private interface TransportMaker {
    /** Makes one, which does nothing yet. */
    PipeTransport make(
        EventLoop itsLoop, Readiness watched, ChannelPipe pipe, PipeProtocol protocol);
  }

  /** Makes a transport that receives, and does nothing yet. */
  @Seam
  protected ReadPipeTransport newReader(
      EventLoop itsLoop, Readiness watched, ChannelPipe pipe, PipeProtocol protocol) {
    return new ReadPipeTransport(itsLoop, watched, pipe, protocol);
  }

  /** Makes a transport that sends, and does nothing yet. */
  @Seam
  protected WritePipeTransport newWriter(
      EventLoop itsLoop, Readiness watched, ChannelPipe pipe, PipeProtocol protocol) {
    return new WritePipeTransport(itsLoop, watched, pipe, protocol);
  }
}
