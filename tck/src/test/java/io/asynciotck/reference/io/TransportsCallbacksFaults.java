package io.asynciotck.reference.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults where a protocol ends its transport while it is called. */
final class TransportsCallbacksFaults {

  private TransportsCallbacksFaults() {}

  /** Tells once more of an end that a method of the protocol has brought about. */
  abstract static class TellsTwice extends Relay {
    final EndInCallback ended = new EndInCallback();

    TellsTwice(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      ended.made(transport);
      super.connectionMade(transport);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc);
      ended.again(() -> super.connectionLost(exc));
    }
  }

  @Fault(
      what = "A connection that is ended in connection_made is lost twice.",
      breaks = {"transport.connection-lost.close", "transport.connection-lost.in-callback"})
  static final class TwiceWhenMade extends TellsTwice {
    TwiceWhenMade(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      super.connectionMade(transport);
      ended.look();
    }
  }

  @Fault(
      what = "A connection that is ended in data_received is lost twice.",
      breaks = "transport.connection-lost.in-callback")
  static final class TwiceWhenDataComes extends TellsTwice {
    TwiceWhenDataComes(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(data);
      ended.look();
    }
  }

  @Fault(
      what = "A connection that is ended in pause_writing is lost twice.",
      breaks = "transport.connection-lost.in-callback")
  static final class TwiceWhenPaused extends TellsTwice {
    TwiceWhenPaused(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      super.pauseWriting();
      ended.look();
    }
  }

  @Fault(
      what = "A connection that is ended in resume_writing is lost twice.",
      breaks = "transport.connection-lost.in-resume")
  static final class TwiceWhenResumed extends TellsTwice {
    TwiceWhenResumed(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      boolean before = ended.isClosing();
      super.resumeWriting();
      if (!before) {
        ended.look();
      }
    }
  }

  @Fault(
      what = "close has no effect in data_received.",
      breaks = {"transport.close.no-more-data", "transport.connection-lost.in-callback"})
  static final class StaysOpenForData extends BrokenTransport {
    StaysOpenForData(Parts parts) {
      super(parts, parts.heard(Giving::new));
    }

    @Override
    public void close() {
      if (!(protocol instanceof Giving giving && giving.gives)) {
        super.close();
      }
    }
  }

  /** Knows whether its protocol is given data. */
  private static final class Giving extends Relay {
    private boolean gives;

    Giving(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      gives = true;
      super.dataReceived(data);
      gives = false;
    }
  }
}
