package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code sockets.md}: datagrams. On the loopback interface they arrive in their order, and
 * at once.
 */
final class SocketsDatagramsTck extends SocketRuleTest {
  private static final byte[] LETTERS = {'a', 'b', 'c'};
  private static final byte[] NOTHING = {};

  /** How long datagrams are: every system takes as many as the last one. */
  private static final List<Integer> LENGTHS = List.of(1, 2, 255, 256, 1_000, 1_001, 9_000);

  /** What is received from a socket, as a test traces it. */
  private void traceReceived(List<Object> pair, Socket sender) throws Exception {
    Object what = pair.get(0) instanceof byte[] bytes ? text(bytes) : pair.get(0);
    Address from = sender.getsockname();
    boolean right = pair.get(1).equals(List.of(from.host(), from.port()));
    trace.add(what + " from " + (right ? "the sender" : String.valueOf(pair.get(1))));
  }

  private String receive(Socket socket, int bufsize) throws Exception {
    List<Object> pair = run(() -> await(loop.sockRecvfrom(socket, bufsize)));
    return text((byte[]) pair.get(0));
  }

  @Rule("loop.sock-recvfrom.pair")
  @Test
  void theDatagramAndItsSenderAreReceived() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    far.sendto(LETTERS, near.getsockname());
    traceReceived(run(() -> await(loop.sockRecvfrom(near, 10))), far);
    trace.shouldBe("abc from the sender");
  }

  @Rule("loop.sock-recvfrom.pair")
  @Test
  void aLargeDatagramIsReceivedWhole() throws Exception {
    Socket near = boundForTheLoop();
    byte[] all = new byte[9_000]; // every system takes this many; more than a small buffer does
    Arrays.fill(all, (byte) 'a');
    boundForTheLoop().sendto(all, near.getsockname());
    trace.add("the same: " + receive(near, 2 * all.length).equals(text(all)));
    trace.shouldBe("the same: true");
  }

  @Rule("loop.sock-recvfrom.pair")
  @Test
  void theSenderMayBeOneOfIpv6() throws Exception {
    Socket near = bound6(bench.sockets().sockDgram());
    Socket far = bound6(bench.sockets().sockDgram());
    near.setblocking(false);
    far.sendto(LETTERS, near.getsockname());
    List<Object> pair = run(() -> await(loop.sockRecvfrom(near, 10)));
    List<?> sender = (List<?>) pair.get(1); // in Python it has four parts
    traceReceived(List.of(pair.get(0), sender.subList(0, 2)), far);
    trace.shouldBe("abc from the sender");
  }

  @Rule("loop.sock-recvfrom.one")
  @Test
  void anEmptyDatagramIsOne() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    far.sendto(NOTHING, near.getsockname());
    far.sendto(LETTERS, near.getsockname());
    trace.add("first: " + receive(near, 10));
    trace.shouldBe("first: ");
  }

  @Rule("loop.sock-recvfrom.one")
  @Test
  void oneDatagramIsReceived() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    far.sendto(LETTERS, near.getsockname());
    far.sendto(ONE_BYTE, near.getsockname());
    trace.add(receive(near, 10));
    trace.add(receive(near, 10));
    trace.shouldBe("abc", "x");
  }

  @Rule("loop.sock-recvfrom.cut")
  @Test
  void noMoreBytesAreReceivedThanWereAskedFor() throws Exception {
    Socket near = boundForTheLoop();
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    trace.add(receive(near, 2));
    trace.shouldBe("ab");
  }

  @Rule("loop.sock-recvfrom.cut")
  @Test
  void whoHasWaitedReceivesNoMoreEither() throws Exception {
    Socket near = boundForTheLoop();
    AsyncFuture<List<Object>> task = start(loop.sockRecvfrom(near, 2));
    settle();
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    runUntil(task);
    trace.add(text((byte[]) task.result().getFirst()));
    trace.shouldBe("ab");
  }

  @Rule("loop.sock-recvfrom.waits")
  @Test
  void aDatagramThatComesLaterIsWaitedFor() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    AsyncFuture<List<Object>> task = start(loop.sockRecvfrom(near, 10));
    settle();
    trace.add("done: " + isDone(task));
    far.sendto(LETTERS, near.getsockname());
    runUntil(task);
    traceReceived(task.result(), far);
    trace.shouldBe("done: false", "abc from the sender");
  }

  @Rule("loop.sock-recvfrom.waits")
  @Test
  void whoFindsThatAnotherWasFirstWaitsOn() throws Exception {
    Socket near = boundForTheLoop();
    traceSecond(near, start(loop.sockRecvfrom(near, 10)));
    trace.shouldBe("abc from the sender");
  }

  /** Traces what is received when something else has taken the first datagram. */
  private void traceSecond(Socket near, AsyncFuture<List<Object>> receiving) throws Exception {
    Socket far = boundForTheLoop();
    comesTwice(
        receiving,
        () -> far.sendto(LETTERS, near.getsockname()),
        () -> {
          List<Object> _ = near.recvfrom(10);
        });
    traceReceived(receiving.result(), far);
  }

  @Rule("loop.sock-recvfrom.error")
  @Test
  void thatNobodyReceivesIsRaisedWhereAnAnswerIsWaitedFor() throws Exception {
    Socket near = connectedToNobody();
    AsyncFuture<List<Object>> task = start(loop.sockRecvfrom(near, 10));
    settle();
    near.send(ONE_BYTE);
    traceOutcome("sock_recvfrom", () -> await(task));
    trace.shouldBe("sock_recvfrom: raises OSError");
  }

  @Rule("loop.sock-recvfrom.cancelled-unwatched")
  @Operation("loop.sock_recvfrom")
  @At(Moment.AFTERWARDS)
  @Test
  void afterACancellationTheSocketIsNotWatched() throws Exception {
    Socket near = boundForTheLoop();
    AsyncFuture<List<Object>> task = start(loop.sockRecvfrom(near, 10));
    settle();
    task.cancel();
    settle();
    traceWatchedReader(near.fileno());
    trace.shouldBe("watched: false");
  }

  /** A socket that blocks, for which there is a datagram, in debug mode. */
  private Socket blockingInDebugMode() throws IOException {
    Socket near = boundForTheLoop();
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    near.setblocking(true);
    loop.setDebug(true);
    return near;
  }

  @Rule("loop.sock-recvfrom.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefusedForReceiving() throws Exception {
    Socket near = blockingInDebugMode();
    traceOutcome("sock_recvfrom", () -> await(loop.sockRecvfrom(near, 10)).size());
    trace.shouldBe("sock_recvfrom: raises IllegalArgumentException");
  }

  @Rule("loop.sock-recvfrom-into.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefusedForABuffer() throws Exception {
    Socket near = blockingInDebugMode();
    Buffer buffer = bench.buffer(5);
    traceOutcome("sock_recvfrom_into", () -> await(loop.sockRecvfromInto(near, buffer)).size());
    trace.shouldBe("sock_recvfrom_into: raises IllegalArgumentException");
  }

  @Rule("loop.sock-recvfrom-into.data")
  @Test
  void theDatagramIsPutIntoTheBuffer() throws Exception {
    Socket near = boundForTheLoop();
    Buffer buffer = bench.buffer(5);
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    run(() -> await(loop.sockRecvfromInto(near, buffer)));
    trace.add(buffer.decode("iso-8859-1").replace('\0', '.'));
    trace.shouldBe("abc..");
  }

  @Rule("loop.sock-recvfrom-into.data")
  @Test
  void theWholeDatagramIsPutIntoTheBuffer() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    for (int size : Numbers.sizes()) {
      Buffer buffer = bench.buffer(size);
      far.sendto("x".repeat(size).getBytes(StandardCharsets.ISO_8859_1), near.getsockname());
      run(() -> await(loop.sockRecvfromInto(near, buffer)));
      trace.add("all " + size + ": " + buffer.decode("iso-8859-1").equals("x".repeat(size)));
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> "all " + size + ": true").toArray(String[]::new));
  }

  @Rule("loop.sock-recvfrom-into.pair")
  @Test
  void theNumberOfBytesAndTheSenderAreReceived() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    far.sendto(LETTERS, near.getsockname());
    traceReceived(run(() -> await(loop.sockRecvfromInto(near, bench.buffer(5)))), far);
    trace.shouldBe("3 from the sender");
  }

  @Rule("loop.sock-recvfrom-into.pair")
  @Test
  void anEmptyDatagramIsOneForABufferToo() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    far.sendto(NOTHING, near.getsockname());
    far.sendto(LETTERS, near.getsockname());
    traceReceived(run(() -> await(loop.sockRecvfromInto(near, bench.buffer(5)))), far);
    trace.shouldBe("0 from the sender");
  }

  @Rule("loop.sock-recvfrom-into.at-most")
  @Test
  void noMoreBytesArePutIntoTheBufferThanWereAskedFor() throws Exception {
    Socket near = boundForTheLoop();
    Buffer buffer = bench.buffer(5);
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    List<Object> pair = run(() -> await(loop.sockRecvfromInto(near, buffer, 2)));
    trace.add(pair.get(0) + ": " + buffer.decode("iso-8859-1").replace('\0', '.'));
    trace.shouldBe("2: ab...");
  }

  @Rule("loop.sock-recvfrom-into.at-most")
  @Test
  void noMoreBytesArePutIntoTheBufferOfWhoHasWaited() throws Exception {
    Socket near = boundForTheLoop();
    Buffer buffer = bench.buffer(5);
    AsyncFuture<List<Object>> task =
        start(byKeyword(loop, "nbytes").sockRecvfromInto(near, buffer, 2));
    settle();
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    runUntil(task);
    trace.add(task.result().get(0) + ": " + buffer.decode("iso-8859-1").replace('\0', '.'));
    trace.shouldBe("2: ab...");
  }

  @Rule("loop.sock-recvfrom-into.too-many")
  @Test
  void moreBytesThanTheBufferHasAreRefused() throws Exception {
    Socket near = boundForTheLoop();
    Buffer buffer = bench.buffer(2);
    boundForTheLoop().sendto(LETTERS, near.getsockname());
    traceOutcome("too many", () -> await(loop.sockRecvfromInto(near, buffer, 3)).get(0));
    trace.shouldBe("too many: raises IllegalArgumentException");
  }

  @Rule("loop.sock-recvfrom-into.waits")
  @Test
  void aDatagramForTheBufferIsWaitedFor() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    AsyncFuture<List<Object>> task = start(loop.sockRecvfromInto(near, bench.buffer(5)));
    settle();
    trace.add("done: " + isDone(task));
    far.sendto(LETTERS, near.getsockname());
    runUntil(task);
    traceReceived(task.result(), far);
    trace.shouldBe("done: false", "3 from the sender");
  }

  @Rule("loop.sock-recvfrom-into.waits")
  @Test
  void whoFindsThatAnotherWasFirstWaitsOnForTheBuffer() throws Exception {
    Socket near = boundForTheLoop();
    traceSecond(near, start(loop.sockRecvfromInto(near, bench.buffer(5))));
    trace.shouldBe("3 from the sender");
  }

  @Rule("loop.sock-recvfrom-into.error")
  @Test
  void thatNobodyReceivesIsRaisedWhereAnAnswerForTheBufferIsWaitedFor() throws Exception {
    Socket near = connectedToNobody();
    AsyncFuture<List<Object>> task = start(loop.sockRecvfromInto(near, bench.buffer(5)));
    settle();
    near.send(ONE_BYTE);
    traceOutcome("sock_recvfrom_into", () -> await(task));
    trace.shouldBe("sock_recvfrom_into: raises OSError");
  }

  @Rule("loop.sock-sendto.sends")
  @Test
  void theDatagramIsSent() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    run(() -> await(loop.sockSendto(near, LETTERS, far.getsockname())));
    traceReceived(far.recvfrom(10), near);
    trace.shouldBe("abc from the sender");
  }

  @Rule("loop.sock-sendto.sends")
  @Test
  void anEmptyDatagramIsSent() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    run(() -> await(loop.sockSendto(near, NOTHING, far.getsockname())));
    run(() -> await(loop.sockSendto(near, LETTERS, far.getsockname())));
    traceReceived(far.recvfrom(10), near);
    trace.shouldBe(" from the sender");
  }

  @Rule("loop.sock-sendto.ipv6")
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void theDatagramIsSentByIpv6() throws Exception {
    Socket near = bound6(bench.sockets().sockDgram());
    Socket far = bound6(bench.sockets().sockDgram());
    near.setblocking(false);
    far.setblocking(false);
    run(() -> await(loop.sockSendto(near, LETTERS, told6(far))));
    trace.add("far: " + text((byte[]) far.recvfrom(10).getFirst()));
    trace.shouldBe("far: abc");
  }

  @Rule("loop.sock-sendto.count")
  @Test
  void itGivesTheNumberOfBytes() throws Exception {
    Socket near = boundForTheLoop();
    Address address = boundForTheLoop().getsockname();
    trace.add("sent: " + run(() -> await(loop.sockSendto(near, LETTERS, address))));
    trace.shouldBe("sent: 3");
  }

  @Rule("loop.sock-sendto.sends")
  @Test
  void datagramsOfAllSizesAreSentWhole() throws Exception {
    Socket near = boundForTheLoop();
    Socket far = boundForTheLoop();
    for (int size : LENGTHS) {
      run(() -> await(loop.sockSendto(near, letters(size), far.getsockname())));
      List<Object> pair = far.recvfrom(2 * size);
      trace.add(size + " bytes: " + text((byte[]) pair.get(0)).equals(text(letters(size))));
    }
    trace.shouldBe(LENGTHS.stream().map(size -> size + " bytes: true").toArray(String[]::new));
  }

  @Rule("loop.sock-sendto.count")
  @Test
  void itGivesTheNumberOfBytesForAllSizes() throws Exception {
    Socket near = boundForTheLoop();
    for (int size : LENGTHS) {
      Address address = boundForTheLoop().getsockname();
      trace.add("sent: " + run(() -> await(loop.sockSendto(near, letters(size), address))));
    }
    trace.shouldBe(LENGTHS.stream().map(size -> "sent: " + size).toArray(String[]::new));
  }

  @Rule("loop.sock-sendto.sends")
  @NeedsOperatingSystem
  @Test
  void whatTheSystemRefusesIsSentWhenThereIsRoom() throws Exception {
    whileFull((near, far, path) -> {
      AsyncFuture<Integer> sending = start(loop.sockSendto(near, LETTERS, path));
      settle();
      trace.add("done: " + isDone(sending));
      drain(far);
      runUntil(sending);
      trace.outcome("sent", sending::result);
      trace.outcome("received", () -> text(far.recv(10)));
    });
    trace.shouldBe("done: false", "sent: 3", "received: abc");
  }

  @Rule("loop.sock-sendto.sends")
  @NeedsOperatingSystem
  @Test
  void whoFindsThatAnotherWasFirstSendsLater() throws Exception {
    whileFull((near, far, path) -> {
      AsyncFuture<Integer> sending = start(loop.sockSendto(near, LETTERS, path));
      comesTwice(
          sending,
          () -> drain(far),
          () -> {
            int _ = fillWithDatagrams(near);
          });
      trace.outcome("sent", sending::result);
    });
    trace.shouldBe("sent: 3");
  }

  @Rule("loop.sock-sendto.error")
  @Test
  void whatIsTooLargeRaises() throws Exception {
    Socket near = boundForTheLoop();
    Address address = boundForTheLoop().getsockname();
    traceOutcome(
        "sock_sendto",
        () -> await(loop.sockSendto(near, letters(DatagramRuleTest.TOO_LARGE), address)));
    trace.shouldBe("sock_sendto: raises OSError");
  }

  @Rule("loop.sock-sendto.error")
  @NeedsOperatingSystem
  @RestsOn(Ground.SOCK_SENDTO)
  @Test
  void whoIsGoneWhileItWaitsRaises() throws Exception {
    whileFull((near, far, path) -> {
      AsyncFuture<Integer> sending = start(loop.sockSendto(near, LETTERS, path));
      settle();
      far.close();
      traceOutcome("sock_sendto", () -> await(sending));
    });
    trace.shouldBe("sock_sendto: raises OSError");
  }

  private static byte[] letters(int size) {
    byte[] letters = new byte[size];
    for (int i = 0; i < size; i++) {
      letters[i] = (byte) ('a' + i % 26);
    }
    return letters;
  }

  @Rule("loop.sock-sendto.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefusedForSending() throws Exception {
    Socket near = boundForTheLoop();
    Address address = boundForTheLoop().getsockname();
    near.setblocking(true);
    loop.setDebug(true);
    traceOutcome("sock_sendto", () -> await(loop.sockSendto(near, LETTERS, address)));
    trace.shouldBe("sock_sendto: raises IllegalArgumentException");
  }
}
