package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for sockets. Page: {@code sockets.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class SocketsCancellationTck extends IoCancellationRuleTest {

  private void receive(Case moment) throws Exception {
    Connection connection = connection();
    moment.befalls(
        new Waiting(
            () -> connection.far().sendall(ONE_BYTE), () -> loop.sockRecv(connection.near(), 1)));
  }

  private void receiveInto(Case moment) throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(1);
    moment.befalls(
        new Waiting(
            () -> connection.far().sendall(ONE_BYTE),
            () -> loop.sockRecvInto(connection.near(), buffer)));
  }

  private void receiveFrom(Case moment) throws Exception {
    Socket receiver = boundForTheLoop();
    Socket sender = boundForTheLoop();
    moment.befalls(
        new Waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () ->
                coroutine(() -> text((byte[]) await(loop.sockRecvfrom(receiver, 9)).getFirst()))));
  }

  private void receiveFromInto(Case moment) throws Exception {
    Socket receiver = boundForTheLoop();
    Socket sender = boundForTheLoop();
    Buffer buffer = bench.buffer(9);
    moment.befalls(
        new Waiting(
            () -> sender.sendto(ONE_BYTE, receiver.getsockname()),
            () -> coroutine(() -> await(loop.sockRecvfromInto(receiver, buffer)).getFirst())));
  }

  private void accept(Case moment) throws Exception {
    Socket server = listening();
    server.setblocking(false);
    moment.befalls(
        new Waiting(
            () -> bench.sockets().createConnection(server.getsockname()),
            () ->
                coroutine(() -> {
                  ((Socket) await(loop.sockAccept(server)).getFirst()).close();
                  return "accepted";
                })));
  }

  private void send(Case moment) throws Exception {
    Connection connection = full();
    moment.befalls(
        new Waiting(() -> empty(connection), () -> loop.sockSendall(connection.near(), ONE_BYTE)));
  }

  private void sendLater(Case moment) throws Exception {
    Connection connection = full();
    moment.befalls(
        new Waiting(
            () -> empty(connection),
            () -> sent(() -> loop.sockSendall(connection.near(), ONE_BYTE))));
  }

  private void sendDatagram(Case moment) throws Exception {
    whileFull((near, far, path) ->
        moment.befalls(
            new Waiting(
                () -> drain(far), () -> sent(() -> loop.sockSendto(near, ONE_BYTE, path)))));
  }

  /** Sends; what the operation gives is for others. */
  private Coroutine<String> sent(CoroutineMaker sending) {
    return coroutine(() -> {
      await(sending.make());
      return "sent";
    });
  }

  @Rule("loop.sock-recv.cancelled-raised")
  @Operation("loop.sock_recv")
  @Test
  void receiveIsCancelledWhileItWaits() throws Exception {
    receive(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv.cancelled-raised")
  @Operation("loop.sock_recv")
  @Test
  void receiveIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    receive(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv.cancelled-raised")
  @Operation("loop.sock_recv")
  @Test
  void receiveThatWasCancelledBeforeDoesNotWait() throws Exception {
    receive(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @Test
  void whatComesAfterACancelledReceiveIsForTheNext() throws Exception {
    receive(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: x");
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @Test
  void whatComesAfterAReceiveThatRanOutOfTimeIsForTheNext() throws Exception {
    receive(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: x");
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @Test
  void whatComesWithTheCancelOfAReceiveIsForTheNext() throws Exception {
    receive(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: x");
  }

  @Rule("loop.sock-recv-into.cancelled-raised")
  @Operation("loop.sock_recv_into")
  @Test
  void receiveIntoIsCancelledWhileItWaits() throws Exception {
    receiveInto(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv-into.cancelled-raised")
  @Operation("loop.sock_recv_into")
  @Test
  void receiveIntoIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    receiveInto(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv-into.cancelled-raised")
  @Operation("loop.sock_recv_into")
  @Test
  void receiveIntoThatWasCancelledBeforeDoesNotWait() throws Exception {
    receiveInto(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
  @Test
  void whatComesAfterACancelledReceiveIntoIsForTheNext() throws Exception {
    receiveInto(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: 1");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
  @Test
  void whatComesAfterAReceiveIntoThatRanOutOfTimeIsForTheNext() throws Exception {
    receiveInto(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: 1");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
  @Test
  void whatComesWithTheCancelOfAReceiveIntoIsForTheNext() throws Exception {
    receiveInto(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: 1");
  }

  @Rule("loop.sock-recvfrom.cancelled-raised")
  @Operation("loop.sock_recvfrom")
  @Test
  void receiveFromIsCancelledWhileItWaits() throws Exception {
    receiveFrom(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom.cancelled-raised")
  @Operation("loop.sock_recvfrom")
  @Test
  void receiveFromIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    receiveFrom(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom.cancelled-raised")
  @Operation("loop.sock_recvfrom")
  @Test
  void receiveFromThatWasCancelledBeforeDoesNotWait() throws Exception {
    receiveFrom(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom.cancelled-keeps")
  @Operation("loop.sock_recvfrom")
  @Test
  void whatComesAfterACancelledReceiveFromIsForTheNext() throws Exception {
    receiveFrom(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: x");
  }

  @Rule("loop.sock-recvfrom.cancelled-keeps")
  @Operation("loop.sock_recvfrom")
  @Test
  void whatComesAfterAReceiveFromThatRanOutOfTimeIsForTheNext() throws Exception {
    receiveFrom(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: x");
  }

  @Rule("loop.sock-recvfrom.cancelled-keeps")
  @Operation("loop.sock_recvfrom")
  @Test
  void whatComesWithTheCancelOfAReceiveFromIsForTheNext() throws Exception {
    receiveFrom(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: x");
  }

  @Rule("loop.sock-accept.cancelled-raised")
  @Operation("loop.sock_accept")
  @Test
  void acceptIsCancelledWhileItWaits() throws Exception {
    accept(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-accept.cancelled-raised")
  @Operation("loop.sock_accept")
  @Test
  void acceptIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    accept(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-accept.cancelled-raised")
  @Operation("loop.sock_accept")
  @Test
  void acceptThatWasCancelledBeforeDoesNotWait() throws Exception {
    accept(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @Test
  void whatComesAfterACancelledAcceptIsForTheNext() throws Exception {
    accept(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: accepted");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @Test
  void whatComesAfterAnAcceptThatRanOutOfTimeIsForTheNext() throws Exception {
    accept(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: accepted");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @Test
  void whoComesWithTheCancelOfAnAcceptIsForTheNext() throws Exception {
    accept(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: accepted");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @Test
  void sendIsCancelledWhileItWaits() throws Exception {
    send(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @Test
  void sendIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    send(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @Test
  void sendThatWasCancelledBeforeDoesNotWait() throws Exception {
    send(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendall.cancelled-raised")
  @Operation("loop.sock_sendall")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @Test
  void sendIsCancelledAsThereIsRoom() throws Exception {
    sendLater(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: sent");
  }

  @Rule("loop.sock-sendto.cancelled-raised")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void sendOfADatagramIsCancelledWhileItWaits() throws Exception {
    sendDatagram(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendto.cancelled-raised")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void sendOfADatagramIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    sendDatagram(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendto.cancelled-raised")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void sendOfADatagramThatWasCancelledBeforeDoesNotWait() throws Exception {
    sendDatagram(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendto.cancelled-raised")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void sendOfADatagramIsCancelledAsThereIsRoom() throws Exception {
    sendDatagram(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: sent");
  }

  @Rule("loop.sock-sendto.cancelled-raised")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void whoSendsADatagramAfterACancelledOneWaitsAndSends() throws Exception {
    sendDatagram(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: sent");
  }

  @Rule("loop.sock-sendto.cancelled-raised")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void whoSendsADatagramAfterOneThatNeverBeganWaitsAndSends() throws Exception {
    sendDatagram(this::cancelledBeforeItStarts);
    trace.shouldBe("b: sent");
  }

  @Rule("loop.sock-recv.cancelled-message")
  @Operation("loop.sock_recv")
  @Test
  void whoAwaitsACancelledReceiveHearsTheMessage() throws Exception {
    receive(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-recv-into.cancelled-message")
  @Operation("loop.sock_recv_into")
  @Test
  void whoAwaitsACancelledReceiveIntoHearsTheMessage() throws Exception {
    receiveInto(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-recvfrom.cancelled-message")
  @Operation("loop.sock_recvfrom")
  @Test
  void whoAwaitsACancelledReceiveFromHearsTheMessage() throws Exception {
    receiveFrom(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-accept.cancelled-message")
  @Operation("loop.sock_accept")
  @Test
  void whoAwaitsACancelledAcceptHearsTheMessage() throws Exception {
    accept(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-sendall.cancelled-message")
  @Operation("loop.sock_sendall")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @Test
  void whoAwaitsACancelledSendHearsTheMessage() throws Exception {
    send(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-sendto.cancelled-message")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void whoAwaitsACancelledSendOfADatagramHearsTheMessage() throws Exception {
    sendDatagram(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-raised")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void receiveFromIntoIsCancelledWhileItWaits() throws Exception {
    receiveFromInto(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-raised")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void receiveFromIntoIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    receiveFromInto(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-raised")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void receiveFromIntoThatWasCancelledBeforeDoesNotWait() throws Exception {
    receiveFromInto(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-message")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void whoAwaitsACancelledReceiveFromIntoHearsTheMessage() throws Exception {
    receiveFromInto(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-keeps")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void whatComesAfterACancelledReceiveFromIntoIsForTheNext() throws Exception {
    receiveFromInto(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: 1");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-keeps")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void whatComesAfterAReceiveFromIntoThatRanOutOfTimeIsForTheNext() throws Exception {
    receiveFromInto(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: 1");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-keeps")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void whatComesWithTheCancelOfAReceiveFromIntoIsForTheNext() throws Exception {
    receiveFromInto(this::cancelledAsItCouldGetOn);
    trace.shouldBe("one: 1");
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @Test
  void whatComesAfterAReceiveThatNeverBeganIsForTheNext() throws Exception {
    receive(this::cancelledBeforeItStarts);
    trace.shouldBe("b: x");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
  @Test
  void whatComesAfterAReceiveIntoThatNeverBeganIsForTheNext() throws Exception {
    receiveInto(this::cancelledBeforeItStarts);
    trace.shouldBe("b: 1");
  }

  @Rule("loop.sock-recvfrom.cancelled-keeps")
  @Operation("loop.sock_recvfrom")
  @Test
  void whatComesAfterAReceiveFromThatNeverBeganIsForTheNext() throws Exception {
    receiveFrom(this::cancelledBeforeItStarts);
    trace.shouldBe("b: x");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-keeps")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void whatComesAfterAReceiveFromIntoThatNeverBeganIsForTheNext() throws Exception {
    receiveFromInto(this::cancelledBeforeItStarts);
    trace.shouldBe("b: 1");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @Test
  void whatComesAfterAnAcceptThatNeverBeganIsForTheNext() throws Exception {
    accept(this::cancelledBeforeItStarts);
    trace.shouldBe("b: accepted");
  }

  @Rule("loop.sock-recv.cancelled-lets-go")
  @Operation("loop.sock_recv")
  @Test
  void nothingIsKeptOfACancelledReceive() throws Exception {
    receive(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("loop.sock-recv-into.cancelled-lets-go")
  @Operation("loop.sock_recv_into")
  @Test
  void nothingIsKeptOfACancelledReceiveIntoABuffer() throws Exception {
    receiveInto(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("loop.sock-recvfrom.cancelled-lets-go")
  @Operation("loop.sock_recvfrom")
  @Test
  void nothingIsKeptOfACancelledReceiveOfADatagram() throws Exception {
    Socket receiver = boundForTheLoop();
    cancelledAndCollected(new Waiting(() -> {}, () -> loop.sockRecvfrom(receiver, 9)));
    trace.shouldBe("kept: nothing");
  }

  @Rule("loop.sock-recvfrom-into.cancelled-lets-go")
  @Operation("loop.sock_recvfrom_into")
  @Test
  void nothingIsKeptOfACancelledReceiveOfADatagramIntoABuffer() throws Exception {
    Socket receiver = boundForTheLoop();
    Buffer buffer = bench.buffer(9);
    cancelledAndCollected(new Waiting(() -> {}, () -> loop.sockRecvfromInto(receiver, buffer)));
    trace.shouldBe("kept: nothing");
  }

  @Rule("loop.sock-accept.cancelled-lets-go")
  @Operation("loop.sock_accept")
  @Test
  void nothingIsKeptOfACancelledAccept() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    cancelledAndCollected(new Waiting(() -> {}, () -> loop.sockAccept(server)));
    trace.shouldBe("kept: nothing");
  }

  @Rule("loop.sock-sendall.cancelled-lets-go")
  @Operation("loop.sock_sendall")
  @Test
  void nothingIsKeptOfACancelledSend() throws Exception {
    send(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("loop.sock-sendto.cancelled-lets-go")
  @Operation("loop.sock_sendto")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void nothingIsKeptOfACancelledSendOfADatagram() throws Exception {
    whileFull((near, far, path) ->
        cancelledAndCollected(new Waiting(() -> {}, () -> loop.sockSendto(near, ONE_BYTE, path))));
    trace.shouldBe("kept: nothing");
  }
}
