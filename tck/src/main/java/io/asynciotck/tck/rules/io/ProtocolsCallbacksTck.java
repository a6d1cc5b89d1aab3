package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code protocols.md}: a protocol that ends its transport while it is called. */
final class ProtocolsCallbacksTck extends ProtocolRuleTest {

  /** A protocol that ends its transport whenever one of its methods is called. */
  private final class Ending extends Buffered {
    private final Ender<Transport> ender;

    Ending(Ender<Transport> ender) {
      super(10);
      this.ender = ender;
    }

    @Override
    public void connectionMade(Transport transport) {
      ender.made(transport);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      ender.called("get_buffer");
      return super.getBuffer(sizehint);
    }

    @Override
    public void bufferUpdated(int nbytes) {
      ender.called("buffer_updated");
    }

    @Override
    public boolean eofReceived() {
      ender.called("eof_received");
      return true;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      ender.lost();
    }
  }

  /** Traces the end of a transport that is closed by a method, and of one that is aborted by it. */
  private void traceEnds(String method) throws Exception {
    for (Consumer<Transport> end :
        List.<Consumer<Transport>>of(Transport::close, Transport::abort)) {
      Connection connection = connection();
      Ender<Transport> ender = new Ender<>(method, end);
      with(
          connection,
          new Ending(ender),
          transport -> {
            connection.far().sendall(LETTERS);
            settle();
            connection.far().close();
            ender.rest();
          });
    }
  }

  @Rule("buffered-protocol.connection-lost.in-callback")
  @Test
  void whoEndsAConnectionWhenABufferIsAskedForLosesItOnce() throws Exception {
    traceEnds("get_buffer");
    trace.shouldBe("lost", "lost");
  }

  @Rule("buffered-protocol.connection-lost.in-callback")
  @Test
  void whoEndsAConnectionWhenABufferIsFilledLosesItOnce() throws Exception {
    traceEnds("buffer_updated");
    trace.shouldBe("lost", "lost");
  }

  @Rule("buffered-protocol.connection-lost.in-callback")
  @Test
  void whoEndsAConnectionThatTheOtherSideHasEndedLosesItOnce() throws Exception {
    traceEnds("eof_received");
    trace.shouldBe("lost", "lost");
  }
}
