package io.asynciotck.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load against servers that are right, and against such as are not. */
@Timeout(30)
class LoadClientTest {
  private static final long MOMENT_NANOS = 20_000_000;

  @ParameterizedTest
  @EnumSource(
      value = ServerProcess.Service.class,
      names = {"ECHO_PROTOCOL", "ECHO_BUFFERED", "ECHO_STREAMS", "ECHO_SOCKETS"})
  void everyEchoOfTheReferenceAnswersEveryByte(ServerProcess.Service service) throws Exception {
    assertThat(answeredBy(service, 1, Load.echo(100_000, 3).withIdle(2))).isPositive();
  }

  @Test
  void aFileIsSentForEachRequest() throws Exception {
    assertThat(answeredBy(ServerProcess.Service.SENDFILE, 700_000, Load.download(700_000, 2)))
        .isPositive();
  }

  @Test
  void eachConnectionMayBeUsedOnce() throws Exception {
    assertThat(answeredBy(ServerProcess.Service.ECHO, 1, Load.connections(3))).isGreaterThan(3);
  }

  private static long answeredBy(ServerProcess.Service service, int size, Load load)
      throws Exception {
    Load checked = load.style() == Load.Style.NEW ? load : load.as(Load.Style.CHECKED);
    try (ReferenceServer server = new ReferenceServer(service, size)) {
      return answered(server, checked);
    }
  }

  private static long answered(ReferenceServer server, Load load) throws Exception {
    int port = server.listen();
    Thread serving = Thread.ofPlatform().start(server::run);
    try (LoadClient client = new LoadClient(load, port)) {
      client.openIdle();
      client.openBusy();
      assertThat(client.served()).isEqualTo(load.busy());
      while (client.answered() < 2L * load.busy()) {
        client.runFor(MOMENT_NANOS);
      }
      return client.answered();
    } finally {
      server.stop();
      serving.join();
    }
  }

  @Test
  void aWrongByteIsSeen() {
    assertThatExceptionOfType(WrongAnswerException.class)
        .isThrownBy(() -> loadOn(given -> given[5] = 77))
        .withMessage("Byte 5 of an answer is wrong");
  }

  @Test
  void aByteTooManyIsSeen() {
    assertThatExceptionOfType(WrongAnswerException.class)
        .isThrownBy(() -> loadOn(null))
        .withMessage("More came back than was due");
  }

  /** A change of what comes back. */
  @FunctionalInterface
  private interface Change {
    void apply(byte[] answer);
  }

  /** Lets a client have an answer that is changed, or one that is too long. */
  private static void loadOn(@Nullable Change change) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread serving = Thread.ofPlatform().start(() -> answerOnce(listening, change));
      try (LoadClient client = new LoadClient(Load.echo(10, 1), listening.getLocalPort())) {
        client.openBusy();
      } finally {
        serving.join();
      }
    }
  }

  private static void answerOnce(ServerSocket listening, @Nullable Change change) {
    try (Socket connection = listening.accept()) {
      byte[] answer = connection.getInputStream().readNBytes(10);
      if (change == null) {
        answer = Arrays.copyOf(answer, 11);
      } else {
        change.apply(answer);
      }
      connection.getOutputStream().write(answer);
      // Until the client has seen enough.
      connection.getInputStream().read();
    } catch (IOException gone) {
      // The client has seen enough.
    }
  }

  @Test
  void aLoadIsReadFromItsArguments() {
    Load load = Load.download(7, 3).withIdle(5).as(Load.Style.CHECKED).lasting(11, 13).upTo(17);
    assertThat(Load.of(load.arguments())).isEqualTo(load);
  }

  @Test
  void tooManyConnectionsAreRefusedInWords() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Descriptors.requireFor(2_000_000_000))
        .withMessageMatching(
            "2000000000 connections need 2000000200 descriptors, and a process may have \\d+ here:"
                + " raise ulimit -n");
    assertThat(List.of(Descriptors.open())).allMatch(count -> count > 0);
  }
}
