package io.asynciotck.reference.io;

import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.stacks.Raise;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Faults in how connections begin and end. */
final class TransportsEndFaults {

  private TransportsEndFaults() {}

  @Fault(
      what = "An exception of connection_made ends the connection.",
      breaks = {"transport.connection-made.raises"})
  static final class EndsWithItsBeginning extends Relay {
    EndsWithItsBeginning(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      try {
        super.connectionMade(transport);
      } catch (Throwable raised) {
        transport.abort();
        throw Raise.asIs(raised);
      }
    }
  }

  @Fault(
      what = "A reset is told like an end.",
      breaks = {"transport.connection-lost.reset"})
  static final class ResetIsAnEnd extends Relay {
    ResetIsAnEnd(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc instanceof IOException ? null : exc);
    }
  }

  @Fault(
      what = "A protocol with buffers is told of a reset as of an end.",
      breaks = {"transport.connection-lost.reset"})
  static final class ResetOfBuffersIsAnEnd extends BufferedRelay {
    ResetOfBuffersIsAnEnd(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc instanceof IOException ? null : exc);
    }
  }

  @Fault(
      what = "resume_writing is called after connection_lost.",
      breaks = {
        "transport.connection-lost.in-callback",
        "transport.connection-lost.in-resume",
        "transport.connection-lost.last",
        "transport.pause-writing.at-high",
        "transport.pause-writing.high-zero",
        "transport.pause-writing.one-more",
        "transport.resume-writing.low",
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.resume-writing.only-paused",
        "transport.resume-writing.raises",
        "transport.write-buffer-limits.at-once"
      })
  static final class GoesOnAfterTheEnd extends Relay {
    GoesOnAfterTheEnd(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc);
      resumeWriting();
    }
  }

  @Fault(
      what = "What connection_lost raises is dropped.",
      breaks = {"transport.connection-lost.raises"})
  static final class SwallowsAtTheEnd extends Relay {
    SwallowsAtTheEnd(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      try {
        super.connectionLost(exc);
      } catch (Throwable dropped) {
        // Nobody is told.
      }
    }
  }

  @Fault(
      what = "abort of a transport that is closing does nothing.",
      breaks = {"transport.abort.after-close"})
  static final class ClosesToTheEnd extends BrokenTransport {
    ClosesToTheEnd(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      if (!isClosing()) {
        super.abort();
      }
    }
  }

  @Fault(
      what = "abort gives the protocol what has come.",
      breaks = {
        "transport.abort.no-more-data",
        "transport.data-received.not-empty",
        "transport.pause-reading.in-connection-made",
        "transport.pause-reading.in-data-received",
        "transport.pause-reading.stops"
      })
  static final class ReadsWhenAborted extends BrokenTransport {
    private boolean aborted;

    ReadsWhenAborted(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      boolean isFirst = !aborted;
      aborted = true; // the protocol may call again
      try {
        if (isFirst && !isClosing()) {
          socket.setblocking(false);
          ((Protocol) protocol).dataReceived(socket.recv(10));
        }
      } catch (IOException nothing) {
        // There is nothing.
      }
      super.abort();
    }
  }

  @Fault(
      what = "is_closing is false after abort.",
      breaks = {"transport.is-closing.abort"})
  static final class AbortsInSecret extends BrokenTransport {
    AbortsInSecret(Parts parts) {
      super(parts);
    }

    private boolean aborted;

    @Override
    public void abort() {
      aborted = true;
      super.abort();
    }

    @Override
    public boolean isClosing() {
      return super.isClosing() && !aborted;
    }
  }
}
