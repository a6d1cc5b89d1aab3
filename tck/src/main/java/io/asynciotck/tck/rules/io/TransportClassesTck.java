package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transport-classes.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class TransportClassesTck extends PipeRuleTest {

  private void look(@Nullable Object object, Class<?> type) {
    trace.add("a " + type.getSimpleName() + ": " + bench.surroundings().isInstance(object, type));
  }

  /** Looks at the transport of a pair, and closes it. */
  private void lookAtTransport(List<Object> pair, Class<?> type) throws Exception {
    look(pair.getFirst(), type);
    endAndSettle(pair);
  }

  private void endAndSettle(List<Object> pair) {
    giveUp(() -> ((BaseTransport) pair.getFirst()).close());
    settle();
  }

  @Rule("transport.class.connection")
  @Test
  void thatOfAConnectionIsATransport() throws Exception {
    Connection connection = connection();
    lookAtTransport(
        run(() -> await(loop.createConnection(Receiver::new, connection.near()))), Transport.class);
    trace.shouldBe("a Transport: true");
  }

  @Rule("transport.class.server")
  @RestsOn(Ground.TRANSPORT_CLASS)
  @Test
  void thatOfAClientIsATransport() throws Exception {
    AsyncFuture<@Nullable Void> made = loop.createFuture();
    Socket socket = listening();
    Server server =
        run(() ->
            await(
                loop.createServer(
                    () ->
                        new Protocol() {
                          @Override
                          public void connectionMade(Transport transport) {
                            look(transport, Transport.class);
                            giveUp(() -> transport.abort());
                            made.setResult(null);
                          }
                        },
                    socket)));
    Socket client = bench.sockets().createConnection(socket.getsockname());
    loop.runUntilComplete(made);
    client.close();
    giveUp(server::close);
    settle();
    trace.shouldBe("a Transport: true");
  }

  private void lookAtData(byte[] data) {
    trace.add("bytes: " + bench.surroundings().areBytes(data));
  }

  @Rule("transport.class.data")
  @Test
  void whatComesAreBytes() throws Exception {
    Connection connection = connection();
    connection.far().sendall(ONE_BYTE);
    Protocol protocol =
        new Protocol() {
          @Override
          public void dataReceived(byte[] data) {
            lookAtData(data);
          }
        };
    List<Object> pair = run(() -> await(loop.createConnection(() -> protocol, connection.near())));
    settle();
    endAndSettle(pair);
    trace.shouldBe("bytes: true");
  }

  @Rule("transport.class.datagram")
  @Test
  void thatOfDatagramsIsADatagramTransport() throws Exception {
    lookAtTransport(
        run(() ->
            await(
                loop.createDatagramEndpoint(
                    () -> new DatagramProtocol() {}, new Address("127.0.0.1", 0), null))),
        DatagramTransport.class);
    trace.shouldBe("a DatagramTransport: true");
  }

  @Rule("transport.class.datagram-data")
  @Test
  void whatIsInADatagramAreBytes() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            lookAtData(data);
          }
        };
    List<Object> pair = run(() -> await(loop.createDatagramEndpoint(() -> protocol, near)));
    bound().sendto(ONE_BYTE, address);
    settle();
    endAndSettle(pair);
    trace.shouldBe("bytes: true");
  }

  @Rule("transport.class.read-pipe")
  @Test
  void thatOfAPipeWhichIsReadIsAReadTransport() throws Exception {
    lookAtTransport(
        run(() -> await(loop.connectReadPipe(Keeping::new, toRead().near()))), ReadTransport.class);
    trace.shouldBe("a ReadTransport: true");
  }

  @Rule("transport.class.pipe-data")
  @Test
  void whatComesFromAPipeAreBytes() throws Exception {
    Ends ends = toRead();
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void dataReceived(byte[] data) {
            lookAtData(data);
          }
        };
    List<Object> pair = run(() -> await(loop.connectReadPipe(() -> protocol, ends.near())));
    ends.far().write(ONE_BYTE);
    settle();
    endAndSettle(pair);
    trace.shouldBe("bytes: true");
  }

  @Rule("transport.class.write-pipe")
  @Test
  void thatOfAPipeWhichIsWrittenIsAWriteTransport() throws Exception {
    lookAtTransport(
        run(() -> await(loop.connectWritePipe(Keeping::new, toWrite().near()))),
        WriteTransport.class);
    trace.shouldBe("a WriteTransport: true");
  }

  @Rule("stream.class.connection")
  @Test
  void whatAConnectionIsOpenedWithAreStreams() throws Exception {
    Connection connection = connection();
    List<Object> pair = run(() -> await(asyncio.openConnection(connection.near())));
    look(pair.get(0), StreamReader.class);
    look(pair.get(1), StreamWriter.class);
    giveUp(() -> ((StreamWriter) pair.get(1)).transport().abort());
    settle();
    trace.shouldBe("a StreamReader: true", "a StreamWriter: true");
  }

  @Rule("stream.class.server")
  @Test
  void whatTheCallbackOfAServerIsGivenAreStreams() throws Exception {
    AsyncFuture<@Nullable Void> called = loop.createFuture();
    Socket socket = listening();
    Server server =
        run(() ->
            await(
                asyncio.startServer(
                    (reader, writer) -> {
                      look(reader, StreamReader.class);
                      look(writer, StreamWriter.class);
                      giveUp(() -> writer.transport().abort());
                      called.setResult(null);
                      return null;
                    },
                    socket)));
    Socket client = bench.sockets().createConnection(socket.getsockname());
    loop.runUntilComplete(called);
    client.close();
    giveUp(server::close);
    settle();
    trace.shouldBe("a StreamReader: true", "a StreamWriter: true");
  }
}
