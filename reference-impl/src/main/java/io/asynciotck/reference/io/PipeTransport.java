package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the transports of both ends of a pipe have: their protocol, and their life. The page {@code
 * pipes} of the specification.
 */
public abstract class PipeTransport implements BaseTransport {

  /** The loop that calls the protocol. */
  protected final EventLoop loop;

  /** Where the end of the pipe is watched. */
  protected final Readiness readiness;

  /** The end of the pipe. */
  protected final ChannelPipe pipe;

  /** What the end is watched by. */
  protected final Object fd;

  private PipeProtocol protocol;
  private Life life = Life.OPEN;

  /** A transport that has not told its protocol of anything. */
  protected PipeTransport(
      EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
    this.loop = loop;
    this.readiness = readiness;
    this.pipe = pipe;
    this.fd = pipe.fileno();
    this.protocol = protocol;
  }

  /** Lets the protocol know of the pipe, and then of what happens there. */
  final void start() {
    // Rule: pipe.connection-made.first
    loop.callSoon(() -> {
      call("connection_made", () -> protocol.connectionMade(this));
      begin();
    });
  }

  /** Does what is to be done when the protocol knows of the pipe. */
  protected abstract void begin();

  /** Ends what the end is watched for. */
  protected abstract void stopWatching();

  /** The protocol, which hears what happens. */
  protected final PipeProtocol listener() {
    return protocol;
  }

  @Override
  public BaseProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    // Rule: pipe.set-protocol.hears
    this.protocol = (PipeProtocol) Objects.requireNonNull(protocol, "protocol");
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return getExtraInfo(name, null);
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    // Rule: pipe.extra-info.{pipe, unknown}
    return name.equals("pipe") ? pipe : defaultValue;
  }

  @Override
  public io.asynciotck.api.io.@Nullable Socket getExtraInfoSocket(String name) {
    return null; // A pipe has none.
  }

  @Override
  public boolean isClosing() {
    // Rule: pipe.is-closing.close
    return !isOpen();
  }

  /** Whether nobody has closed it, and nothing has. */
  protected final boolean isOpen() {
    return life == Life.OPEN;
  }

  /** From now on nothing more is received or written. */
  protected final void beginClosing() {
    if (life == Life.OPEN) {
      life = Life.CLOSING;
    }
  }

  /** Ends the transport at once, whatever waits. */
  protected final void forceClose(@Nullable Throwable why) {
    if (!life.isOver()) {
      beginClosing();
      stopWatching();
      end(why);
    }
  }

  /** Lets the protocol hear of the end, once, in an iteration of its own. */
  protected final void end(@Nullable Throwable why) {
    if (!life.isOver()) {
      life = Life.ENDING;
      // Rule: pipe.connection-lost.{close, once}
      loop.callSoon(() -> loseConnection(why));
    }
  }

  private void loseConnection(@Nullable Throwable why) {
    life = Life.LOST;
    try {
      call("connection_lost", () -> protocol.connectionLost(why));
    } finally {
      closePipe();
    }
  }

  /** Closes the end, when the protocol has heard of that. */
  @Seam
  protected void closePipe() {
    try {
      // Rule: pipe.close.descriptor
      pipe.close();
    } catch (IOException failed) {
      report("The pipe could not be closed", failed);
    }
  }

  /** Calls the protocol, and reports what it raises. */
  protected final void call(String method, Runnable callback) {
    try {
      callback.run();
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      report("protocol." + method + "() failed", raised);
    }
  }

  private void report(String message, Throwable raised) {
    Report report = Report.of(message, raised).with("transport", this).with("protocol", protocol);
    loop.callExceptionHandler(report.context());
  }

  @Override
  public String toString() {
    return "<" + getClass().getSimpleName() + " " + life + " " + pipe + ">";
  }
}
