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
    @Nullable Transport own;
    private boolean ended;

    TellsTwice(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      own = transport;
      super.connectionMade(transport);
    }

    /** Looks whether the method that was called has ended the transport. */
    final void called() {
      ended |= own != null && own.isClosing();
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc);
      if (ended) {
        super.connectionLost(exc);
      }
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
      called();
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
      called();
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
      called();
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
      boolean ended = own != null && own.isClosing();
      super.resumeWriting();
      if (!ended) {
        called();
      }
    }
  }
}
