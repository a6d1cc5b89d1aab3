package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: a protocol that ends its transport while it is called. */
final class TransportsCallbacksTck extends TransportRuleTest {

  private static final List<Consumer<Transport>> ENDS = List.of(Transport::close, Transport::abort);

  /** A protocol that ends its transport whenever one of its methods is called. */
  private static final class Ending implements Protocol {
    private final Ender<Transport> ender;

    Ending(Ender<Transport> ender) {
      this.ender = ender;
    }

    @Override
    public void connectionMade(Transport transport) {
      ender.made(transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      ender.called("data_received");
    }

    @Override
    public boolean eofReceived() {
      ender.called("eof_received");
      return true;
    }

    @Override
    public void pauseWriting() {
      ender.called("pause_writing");
    }

    @Override
    public void resumeWriting() {
      ender.called("resume_writing");
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      ender.lost();
    }
  }

  /** What a test does with both ends. */
  @FunctionalInterface
  private interface Ends {
    void run(Transport transport, Connection connection) throws Exception;
  }

  /** Traces the end of a transport that is closed by a method, and of one that is aborted by it. */
  private void traceEnds(String method, Ends body) throws Exception {
    for (Consumer<Transport> end : ENDS) {
      Connection connection = connection();
      Ender<Transport> ender = new Ender<>(method, end);
      with(
          connection,
          new Ending(ender),
          transport -> {
            body.run(transport, connection);
            ender.rest();
          });
    }
  }

  @Rule("transport.connection-lost.in-callback")
  @Test
  void whoEndsAConnectionThatHasJustBeenMadeLosesItOnce() throws Exception {
    traceEnds("connection_made", (transport, connection) -> {});
    trace.shouldBe("lost", "lost");
  }

  @Rule("transport.connection-lost.in-callback")
  @Test
  void whoEndsAConnectionWhenDataComesLosesItOnce() throws Exception {
    traceEnds("data_received", (transport, connection) -> connection.far().sendall(LETTERS));
    trace.shouldBe("lost", "lost");
  }

  @Rule("transport.connection-lost.in-callback")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void whoEndsAConnectionThatIsPausedLosesItOnce() throws Exception {
    traceEnds("pause_writing", this::writeMuch);
    trace.shouldBe("lost", "lost");
  }

  @Rule("transport.connection-lost.in-resume")
  @RestsOn({Ground.PAUSE_WRITING, Ground.RESUME_WRITING})
  @Test
  void whoEndsAConnectionThatMayGoOnLosesItOnce() throws Exception {
    traceEnds("resume_writing", this::writeMuch);
    trace.shouldBe("lost", "lost");
  }

  private void writeMuch(Transport transport, Connection connection) throws Exception {
    transport.write(much());
    tail(connection);
  }
}
