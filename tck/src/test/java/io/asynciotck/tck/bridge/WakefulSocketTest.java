package io.asynciotck.tck.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking before sleeping changes when a reader wakes, and nothing else. */
@Timeout(60)
class WakefulSocketTest {
  @TempDir Path directory;

  private SocketChannel own;
  private SocketChannel peer;
  private WakefulSocket socket;

  @BeforeEach
  void connect() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      peer = SocketChannel.open(address);
      own = server.accept();
    }
    socket = new WakefulSocket(own);
    socket.takeTurns(2);
  }

  @AfterEach
  void close() throws IOException {
    own.close();
    peer.close();
  }

  @Test
  void aReaderThatHasFoundSomethingStaysAwake() throws IOException {
    tell("a");
    assertThat(hear()).isEqualTo("a");
    assertThat(own.isBlocking()).isFalse();
  }

  @Test
  void aReaderThatWaitsLongSleeps() throws IOException {
    tell("a");
    hear();
    CompletableFuture<Void> answer =
        CompletableFuture.runAsync(() -> {
          while (!own.isBlocking()) {
            Thread.onSpinWait();
          }
          tell("b");
        });
    assertThat(hear()).isEqualTo("b");
    answer.join();
    tell("c");
    assertThat(hear()).isEqualTo("c");
    assertThat(own.isBlocking()).as("the read after a vain look sleeps at once").isTrue();
    while (own.isBlocking()) { // until it looks again
      tell("d");
      assertThat(hear()).isEqualTo("d");
    }
  }

  @Test
  void whereThereIsOneProcessorNobodyLooks() throws IOException {
    socket.takeTurns(1);
    tell("a");
    assertThat(hear()).isEqualTo("a");
    assertThat(own.isBlocking()).isTrue();
  }

  @Test
  void whatIsTooLongForTheSocketIsWrittenWhole() throws IOException {
    byte[] sent = new byte[4 << 20];
    new Random(1).nextBytes(sent);
    tell("a");
    hear();
    CompletableFuture<byte[]> received =
        CompletableFuture.supplyAsync(() -> {
          while (!own.isBlocking()) { // it is, when a write that did not block could write nothing
            Thread.onSpinWait();
          }
          return receive(sent.length);
        });
    socket.write(ByteBuffer.wrap(sent));
    assertThat(received.join()).isEqualTo(sent);
  }

  @Test
  void theEndIsTheEnd() throws IOException {
    tell("a");
    peer.close();
    assertThat(hear()).isEqualTo("a");
    assertThat(socket.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void anInterruptedReaderClosesTheSocket() {
    tell("a");
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::hear).isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(own.isOpen()).isFalse();
  }

  private void tell(String text) {
    try {
      peer.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private String hear() throws IOException {
    ByteBuffer in = ByteBuffer.allocate(16);
    socket.read(in);
    return new String(in.array(), 0, in.position(), US_ASCII);
  }

  private byte[] receive(int length) {
    ByteBuffer in = ByteBuffer.allocate(length);
    try {
      while (in.hasRemaining() && peer.read(in) >= 0) {}
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    return in.array();
  }
}
