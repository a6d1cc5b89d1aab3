package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for sockets. Page: {@code sockets.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class SocketsCancellationTck extends IoCancellationRuleTest {

  private Socket bound() throws IOException {
    Socket socket = bench.sockets().socket(bench.sockets().afInet(), bench.sockets().sockDgram());
    socket.bind(new Address("127.0.0.1", 0));
    socket.setblocking(false);
    return socket;
  }

  private Coroutine<String> accepting(Socket server) {
    return coroutine(() -> {
      ((Socket) await(loop.sockAccept(server)).getFirst()).close();
      return "accepted";
    });
  }

  @Rule("loop.sock-recv.cancelled-raised")
  @Operation("loop.sock_recv")
  @Test
  void receiveIsCancelledWhileItWaits() throws Exception {
    Connection connection = connection();
    cancelledWhileItWaits(
        waiting(
            () -> connection.far().sendall(ONE_BYTE), () -> loop.sockRecv(connection.near(), 1)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv.cancelled-raised")
  @Operation("loop.sock_recv")
  @Test
  void receiveIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    Connection connection = connection();
    cancelledTwice(
        waiting(
            () -> connection.far().sendall(ONE_BYTE), () -> loop.sockRecv(connection.near(), 1)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv.cancelled-raised")
  @Operation("loop.sock_recv")
  @Test
  void receiveThatWasCancelledBeforeDoesNotWait() throws Exception {
    Connection connection = connection();
    cancelledOnEntry(
        waiting(
            () -> connection.far().sendall(ONE_BYTE), () -> loop.sockRecv(connection.near(), 1)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @Test
  void whatComesAfterACancelledReceiveIsForTheNext() throws Exception {
    Connection connection = connection();
    cancelledThenAnotherWaits(
        waiting(
            () -> connection.far().sendall(ONE_BYTE), () -> loop.sockRecv(connection.near(), 1)));
    trace.shouldBe("b: x");
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @Test
  void whatComesAfterAReceiveThatRanOutOfTimeIsForTheNext() throws Exception {
    Connection connection = connection();
    runsOutOfTime(
        waiting(
            () -> connection.far().sendall(ONE_BYTE), () -> loop.sockRecv(connection.near(), 1)));
    trace.shouldBe("a: raises TimeoutException", "b: x");
  }

  @Rule("loop.sock-recv-into.cancelled-raised")
  @Operation("loop.sock_recv_into")
  @Test
  void receiveIntoIsCancelledWhileItWaits() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(1);
    cancelledWhileItWaits(
        waiting(
            () -> connection.far().sendall(ONE_BYTE),
            () -> loop.sockRecvInto(connection.near(), buffer)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv-into.cancelled-raised")
  @Operation("loop.sock_recv_into")
  @Test
  void receiveIntoIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(1);
    cancelledTwice(
        waiting(
            () -> connection.far().sendall(ONE_BYTE),
            () -> loop.sockRecvInto(connection.near(), buffer)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv-into.cancelled-raised")
  @Operation("loop.sock_recv_into")
  @Test
  void receiveIntoThatWasCancelledBeforeDoesNotWait() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(1);
    cancelledOnEntry(
        waiting(
            () -> connection.far().sendall(ONE_BYTE),
            () -> loop.sockRecvInto(connection.near(), buffer)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
  @Test
  void whatComesAfterACancelledReceiveIntoIsForTheNext() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(1);
    cancelledThenAnotherWaits(
        waiting(
            () -> connection.far().sendall(ONE_BYTE),
            () -> loop.sockRecvInto(connection.near(), buffer)));
    trace.shouldBe("b: 1");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
  @Test
  void whatComesAfterAReceiveIntoThatRanOutOfTimeIsForTheNext() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(1);
    runsOutOfTime(
        waiting(
            () -> connection.far().sendall(ONE_BYTE),
            () -> loop.sockRecvInto(connection.near(), buffer)));
    trace.shouldBe("a: raises TimeoutException", "b: 1");
  }

  @Rule("loop.sock-recvfrom.cancelled-raised")
  @Operation("loop.sock_recvfrom")
  @Test
  void receiveFromIsCancelledWhileItWaits() throws Exception {
    Socket receiver = bound();
    Socket sender = bound();
    cancelledWhileItWaits(
        waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () ->
                coroutine(() -> text((byte[]) await(loop.sockRecvfrom(receiver, 9)).getFirst()))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom.cancelled-raised")
  @Operation("loop.sock_recvfrom")
  @Test
  void receiveFromIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    Socket receiver = bound();
    Socket sender = bound();
    cancelledTwice(
        waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () ->
                coroutine(() -> text((byte[]) await(loop.sockRecvfrom(receiver, 9)).getFirst()))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom.cancelled-raised")
  @Operation("loop.sock_recvfrom")
  @Test
  void receiveFromThatWasCancelledBeforeDoesNotWait() throws Exception {
    Socket receiver = bound();
    Socket sender = bound();
    cancelledOnEntry(
        waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () ->
                coroutine(() -> text((byte[]) await(loop.sockRecvfrom(receiver, 9)).getFirst()))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom.cancelled-keeps")
  @Operation("loop.sock_recvfrom")
  @Test
  void whatComesAfterACancelledReceiveFromIsForTheNext() throws Exception {
    Socket receiver = bound();
    Socket sender = bound();
    cancelledThenAnotherWaits(
        waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () ->
                coroutine(() -> text((byte[]) await(loop.sockRecvfrom(receiver, 9)).getFirst()))));
    trace.shouldBe("b: x");
  }

  @Rule("loop.sock-recvfrom.cancelled-keeps")
  @Operation("loop.sock_recvfrom")
  @Test
  void whatComesAfterAReceiveFromThatRanOutOfTimeIsForTheNext() throws Exception {
    Socket receiver = bound();
    Socket sender = bound();
    runsOutOfTime(
        waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () ->
                coroutine(() -> text((byte[]) await(loop.sockRecvfrom(receiver, 9)).getFirst()))));
    trace.shouldBe("a: raises TimeoutException", "b: x");
  }

  @Rule("loop.sock-accept.cancelled-raised")
  @Operation("loop.sock_accept")
  @Test
  void acceptIsCancelledWhileItWaits() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    cancelledWhileItWaits(
        waiting(
            () -> bench.sockets().createConnection(server.getsockname()), () -> accepting(server)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-accept.cancelled-raised")
  @Operation("loop.sock_accept")
  @Test
  void acceptIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    cancelledTwice(
        waiting(
            () -> bench.sockets().createConnection(server.getsockname()), () -> accepting(server)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-accept.cancelled-raised")
  @Operation("loop.sock_accept")
  @Test
  void acceptThatWasCancelledBeforeDoesNotWait() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    cancelledOnEntry(
        waiting(
            () -> bench.sockets().createConnection(server.getsockname()), () -> accepting(server)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @Test
  void whatComesAfterACancelledAcceptIsForTheNext() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    cancelledThenAnotherWaits(
        waiting(
            () -> bench.sockets().createConnection(server.getsockname()), () -> accepting(server)));
    trace.shouldBe("b: accepted");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @Test
  void whatComesAfterAAcceptThatRanOutOfTimeIsForTheNext() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    runsOutOfTime(
        waiting(
            () -> bench.sockets().createConnection(server.getsockname()), () -> accepting(server)));
    trace.shouldBe("a: raises TimeoutException", "b: accepted");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @Test
  void sendIsCancelledWhileItWaits() throws Exception {
    Connection connection = full();
    cancelledWhileItWaits(
        waiting(() -> empty(connection), () -> loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @Test
  void sendIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    Connection connection = full();
    cancelledTwice(
        waiting(() -> empty(connection), () -> loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @Test
  void sendThatWasCancelledBeforeDoesNotWait() throws Exception {
    Connection connection = full();
    cancelledOnEntry(
        waiting(() -> empty(connection), () -> loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.shouldBe("a: raises CancelledError");
  }
}
