package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.reference.seams.Seam;
import org.jspecify.annotations.Nullable;

/**
 * What the transports of both ends of a pipe have: their protocol, and their life. The page {@code
 * pipes} of the specification.
 */
public abstract class PipeTransport extends ProtocolTransport<PipeProtocol> {

  /** Where the end of the pipe is watched. */
  protected final Readiness readiness;

  /** The end of the pipe. */
  protected final ChannelPipe pipe;

  /** What the end is watched by. */
  protected final Object fd;

  /** A transport that has not told its protocol of anything. */
  protected PipeTransport(
      EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
    super(loop, protocol);
    this.readiness = readiness;
    this.pipe = pipe;
    this.fd = pipe.fileno();
  }

  @Override
  final void tellConnectionMade() {
    protocol().connectionMade(this);
  }

  /** Ends what the end is watched for. */
  protected abstract void stopWatching();

  @Override
  public void setProtocol(BaseProtocol protocol) {
    // Rule: pipe.set-protocol.hears
    hearsFromNowOn((PipeProtocol) protocol);
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    // Rule: pipe.extra-info.{pipe, unknown}
    return name.equals("pipe") ? pipe : defaultValue;
  }

  /** Ends the transport at once, whatever waits. */
  protected final void forceClose(@Nullable Throwable why) {
    if (!life().isOver()) {
      beginClosing();
      stopWatching();
      end(why);
    }
  }

  @Override
  final void release() {
    closePipe();
  }

  /** Closes the end, when the protocol has heard of that. */
  @Seam
  protected void closePipe() {
    // Rule: pipe.close.{descriptor, reused}
    closeOrReport("pipe", pipe::close);
  }

  @Override
  public String toString() {
    return "<" + getClass().getSimpleName() + " " + life() + " " + pipe + ">";
  }
}
