package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.queue.Report;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all transports have: a protocol, which is called here and nowhere else, and a life that ends
 * once.
 *
 * @param <P> what the protocol must be
 */
abstract class ProtocolTransport<P extends BaseProtocol> implements BaseTransport {
  private final EventLoop loop;
  private final FlowControl flow = new FlowControl();
  private P protocol;
  private Life life = Life.OPEN;

  /** A transport that has not told its protocol of anything. */
  ProtocolTransport(EventLoop loop, P protocol) {
    this.loop = loop;
    this.protocol = protocol;
  }

  /** Lets the protocol know of the transport, in an iteration of its own, and then begins. */
  final void start() {
    loop.callSoon(() -> {
      // Rule: transport.connection-made.{first, then-lost, raises}, datagram.connection-made.first
      // Rule: pipe.connection-made.first
      call("connection_made", this::tellConnectionMade);
      begin();
    });
  }

  /** Tells the protocol of the transport. */
  abstract void tellConnectionMade();

  /** Does what is to be done when the protocol knows of the transport. */
  abstract void begin();

  /** The protocol that hears what happens. */
  final P protocol() {
    return protocol;
  }

  @Override
  public BaseProtocol getProtocol() {
    // Rule: transport.get-protocol.current, pipe.get-protocol.current
    return protocol;
  }

  /** From now on another protocol hears what happens. */
  final void hearsFromNowOn(P other) {
    protocol = Objects.requireNonNull(other, "protocol");
  }

  // What is known of it

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return getExtraInfo(name, null);
  }

  @Override
  public @Nullable Socket getExtraInfoSocket(String name) {
    return getExtraInfo(name, null) instanceof Socket own ? own : null;
  }

  // Its life

  /** How far its life has come. */
  final Life life() {
    return life;
  }

  /** Whether nobody has closed it, and nothing has. */
  final boolean isOpen() {
    return life == Life.OPEN;
  }

  @Override
  public boolean isClosing() {
    // Rule: transport.is-closing.{close, abort, lost}, datagram.is-closing.{close, abort}
    // Rule: pipe.is-closing.{close, lost}
    return life != Life.OPEN;
  }

  /** From now on nothing more is received or written. */
  final void beginClosing() {
    if (life == Life.OPEN) {
      life = Life.CLOSING;
    }
  }

  /** Lets the protocol hear of the end, once, in an iteration of its own. */
  final void end(@Nullable Throwable why) {
    if (!life.isOver()) {
      life = Life.ENDING;
      // Rule: transport.connection-lost.{close, abort, once, once-at-end, later, end, last}
      // Rule: datagram.connection-lost.{close, abort, once}, pipe.connection-lost.{close, once}
      // Rule: transport.connection-lost.{in-callback, in-resume}
      // Rule: datagram.connection-lost.{in-callback, in-resume}
      // Rule: pipe.connection-lost.{in-callback, in-resume}
      // Rule: buffered-protocol.connection-lost.in-callback
      loop.callSoon(() -> loseConnection(why));
    }
  }

  private void loseConnection(@Nullable Throwable why) {
    life = Life.LOST;
    try {
      // Rule: transport.connection-lost.raises
      call("connection_lost", () -> protocol.connectionLost(why));
    } finally {
      release();
    }
  }

  /** Gives up what the transport uses, when the protocol has heard of the end. */
  abstract void release();

  // Flow control

  /** Decides when the protocol is to pause. */
  final FlowControl flow() {
    return flow;
  }

  /** Lets the protocol pause if this much waits to be sent, which is more than before. */
  final void pauseProtocolIfNeeded(int waiting) {
    // Rule: write-pipe.pause-writing.{over-high, high-zero}
    if (flow.mustPause(waiting)) {
      call("pause_writing", protocol::pauseWriting);
    }
  }

  /** Lets the protocol go on if this much waits to be sent, which is less than before. */
  final void resumeProtocolIfPossible(int waiting) {
    // Rule: write-pipe.resume-writing.{low, low-zero}
    if (flow.mayResume(waiting)) {
      call("resume_writing", protocol::resumeWriting);
    }
  }

  // Calling the protocol

  /** Calls the protocol; what it raises is reported, and ends nothing. */
  final void call(String method, Runnable callback) {
    Throwable _ = raisedBy(method, callback);
  }

  /** Calls the protocol, and reports what it raises; null if it returns. */
  final @Nullable Throwable raisedBy(String method, Runnable callback) {
    try {
      callback.run();
      return null;
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      // Rule: transport.pause-writing.raises, transport.resume-writing.raises
      // Rule: datagram.received.raises
      report("Fatal error: protocol." + method + "() call failed.", raised);
      return raised;
    }
  }

  private void report(String message, Throwable raised) {
    // Rule: transport.report.{transport, protocol}
    Report report = Report.of(message, raised).with("transport", this).with("protocol", protocol);
    loop.callExceptionHandler(report.context());
  }

  /** Closes what the transport uses; if that fails, it is reported. */
  final void closeOrReport(String what, Closeable used) {
    try {
      used.close();
    } catch (IOException failed) {
      report("The " + what + " could not be closed", failed);
    }
  }
}
