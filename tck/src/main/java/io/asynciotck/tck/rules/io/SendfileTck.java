package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.UsesThreads;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sendfile.md}. */
@UsesThreads // A loop may read a file in its executor.
final class SendfileTck extends FileRuleTest {
  /** In so many turns a socket is full, if a loop sends what it has read of a file. */
  private static final int MOST_TURNS = 50;

  /** Sends a part of a file to the end. */
  private int send(Transport transport, File file, int offset, @Nullable Integer count)
      throws Exception {
    return send(loop, transport, file, offset, count);
  }

  private int send(
      EventLoop by, Transport transport, File file, int offset, @Nullable Integer count)
      throws Exception {
    AsyncFuture<Integer> sending = start(by.sendfile(transport, file, offset, count));
    runUntil(sending);
    return sending.result();
  }

  /** Sends a part of six letters, and traces what the other side sees. */
  private void traceSent(int offset, @Nullable Integer count) throws Exception {
    traceSent(loop, offset, count);
  }

  private void traceSent(EventLoop by, int offset, @Nullable Integer count) throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          send(by, transport, letters(), offset, count);
          settle();
          traceSeen(connection.far());
        });
  }

  @Rule("loop.sendfile.all")
  @Test
  void aLargeFileIsSentWhole() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(much());
    with(
        connection,
        new Receiver(),
        transport -> traceLargeFile(connection, start(loop.sendfile(transport, file))));
    trace.shouldBe("received: all of it");
  }

  @Rule("loop.sendfile.returns")
  @Test
  void itGivesTheNumberOfBytes() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> trace.add("sent: " + send(transport, letters(), 0, null)));
    trace.shouldBe("sent: 6");
  }

  @Rule("loop.sendfile.returns")
  @Test
  void itDoesNotCountWhatIsNotThere() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          File file = letters();
          traceCounted(start(loop.sendfile(transport, file, 0, 100)));
        });
    trace.shouldBe("what was sent is counted: true");
  }

  @Rule("loop.sendfile.returns")
  @Test
  void ofWhereNothingIsLeftNothingIsSent() throws Exception {
    File file = letters();
    with(
        connection(),
        new Receiver(),
        transport -> trace.add("sent: " + send(transport, file, SIX_LETTERS.length, null)));
    File empty = bench.files().write(new byte[0]);
    with(
        connection(),
        new Receiver(),
        transport -> trace.add("sent: " + send(transport, empty, 0, null)));
    trace.shouldBe("sent: 0", "sent: 0");
  }

  @Rule("loop.sendfile.offset")
  @Test
  void eachTimeItBeginsAtTheOffset() throws Exception {
    Connection connection = connection();
    File file = letters();
    with(
        connection,
        new Receiver(),
        transport -> {
          for (int offset : new int[] {2, 4, 1}) {
            send(transport, file, offset, null);
            settle();
            traceSeen(connection.far());
          }
        });
    trace.shouldBe("seen: cdef", "seen: ef", "seen: bcdef");
  }

  @Rule("loop.sendfile.offset")
  @Test
  void itBeginsAtTheOffset() throws Exception {
    traceSent(2, null);
    trace.shouldBe("seen: cdef");
  }

  @Rule("loop.sendfile.offset-zero")
  @Test
  void itBeginsAtTheStartThoughTheFileWasRead() throws Exception {
    Connection connection = connection();
    File file = letters();
    file.seek(4);
    with(
        connection,
        new Receiver(),
        transport -> {
          send(transport, file, 0, null);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: abcdef");
  }

  @Rule("loop.sendfile.count")
  @Test
  void itSendsNoMoreThanWasAskedFor() throws Exception {
    traceSent(0, 3);
    trace.shouldBe("seen: abc");
  }

  @Rule("loop.sendfile.count")
  @Test
  void aPartCanBeAnyPart() throws Exception {
    for (int[] part : new int[][] {{0, 1}, {5, 1}, {0, 5}, {3, 2}, {1, 5}, {0, 6}}) {
      traceSent(part[0], part[1]);
    }
    traceSent(byKeyword(loop, "offset", "count"), 2, 3);
    trace.shouldBe(
        "seen: a",
        "seen: f",
        "seen: abcde",
        "seen: de",
        "seen: bcdef",
        "seen: abcdef",
        "seen: cde");
  }

  @Rule("loop.sendfile.fallback-false")
  @Test
  void withoutTheFallbackTheSystemSendsOrNobodyDoes() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport ->
            traceAllOrNothing(
                connection, start(loop.sendfile(transport, letters(), 0, null, false)), "abcdef"));
    trace.shouldBe("all or nothing: true");
  }

  @Rule("loop.sendfile.fallback-true")
  @NeedsOperatingSystem
  @Test
  void withTheFallbackAFileIsSentWhereTheSystemSendsNone() throws Exception {
    bench.surroundings().withoutSendfile();
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          traceSentByFallback(connection, transport, 0, null);
          traceSentByFallback(connection, transport, 2, 3);
        });
    trace.shouldBe("sent: 6", "seen: abcdef", "sent: 3", "seen: cde");
  }

  private void traceSentByFallback(
      Connection connection, Transport transport, int offset, @Nullable Integer count)
      throws Exception {
    traceSentByFallback(
        connection, start(loop.sendfile(transport, letters(), offset, count, true)));
  }

  @Rule("loop.sendfile.at-end")
  @Test
  void moreThanThereIsIsWhatThereIs() throws Exception {
    traceSent(0, 1000);
    trace.shouldBe("seen: abcdef");
  }

  @Rule("loop.sendfile.position")
  @Test
  void thePositionIsBehindWhatWasSent() throws Exception {
    tracePosition(0);
    trace.shouldBe("at: 6");
  }

  /** Sends a file from somewhere, and traces where it is read next. */
  private void tracePosition(int offset) throws Exception {
    File file = letters();
    file.seek(2);
    with(
        connection(),
        new Receiver(),
        transport -> {
          send(transport, file, offset, null);
          trace.add("at: " + file.tell());
        });
  }

  @Rule("loop.sendfile.position")
  @Test
  void thePositionIsBehindAPartThatWasSent() throws Exception {
    File file = letters();
    file.seek(5);
    with(
        connection(),
        new Receiver(),
        transport -> {
          for (int offset = 1; offset <= 3; offset++) {
            send(transport, file, offset, 2);
            trace.add("at: " + file.tell());
          }
        });
    trace.shouldBe("at: 3", "at: 4", "at: 5");
  }

  @Rule("loop.sendfile.position-unsent")
  @Test
  void thePositionIsAtTheOffsetIfNothingWasSent() throws Exception {
    tracePosition(6);
    trace.shouldBe("at: 6");
  }

  @Rule("loop.sendfile.error-position")
  @Test
  void afterAnErrorThePositionIsBehindWhatWasSent() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(much());
    with(
        connection,
        new Receiver(),
        transport -> traceBehindAnError(connection, file, start(loop.sendfile(transport, file))));
    trace.shouldBe("behind what was sent: true");
  }

  /** Starts to send six letters behind data that waits. */
  private AsyncFuture<Integer> startBehindData(Transport transport) throws Exception {
    transport.write(new byte[] {'1', '2', '3'});
    AsyncFuture<Integer> sending = start(loop.sendfile(transport, letters()));
    settle();
    checkNotFailed(sending);
    return sending;
  }

  @Rule("loop.sendfile.after-write")
  @Test
  void whatWaitsIsSentBeforeTheFile() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          AsyncFuture<Integer> sending = startBehindData(transport);
          trace.add(tail(connection));
          runUntil(sending);
        });
    trace.shouldBe("123abcdef");
  }

  @Rule("loop.sendfile.broken")
  @Test
  void whoWaitsBehindDataThatNobodyTakesHearsOfIt() throws Exception {
    bench.expectReports();
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          AsyncFuture<Integer> sending = startBehindData(transport);
          connection.far().close();
          runUntil(sending);
          trace.add("ended: " + (sending.exception() != null || sending.result() == 0));
        });
    trace.shouldBe("ended: true");
  }

  @Rule("loop.sendfile.before-write")
  @Test
  void whatIsWrittenLaterIsSentBehindTheFile() throws Exception {
    Connection connection = connection();
    File file = letters();
    with(
        connection,
        new Receiver(),
        transport -> {
          for (int time = 0; time < 3; time++) {
            send(transport, file, 0, null);
            transport.write(LETTERS);
            settle();
            traceSeen(connection.far());
          }
        });
    trace.shouldBe("seen: abcdefabc", "seen: abcdefabc", "seen: abcdefabc");
  }

  @Rule("loop.sendfile.fallback-all")
  @NeedsOperatingSystem
  @Test
  void aLargeFileIsSentWholeWhereTheSystemSendsNone() throws Exception {
    bench.surroundings().withoutSendfile();
    Connection connection = connection();
    File file = bench.files().write(much());
    with(
        connection,
        new Receiver(),
        transport -> {
          AsyncFuture<Integer> sending = start(loop.sendfile(transport, file, 0, null, true));
          for (int turn = 0; turn < MOST_TURNS && transport.getWriteBufferSize() == 0; turn++) {
            letFilesBeRead();
          }
          letFilesBeRead(); // what is read next must not spoil what waits
          traceLargeFileByFallback(connection, sending);
        });
    trace.shouldBe("received: all of it");
  }

  /** Sends six letters where the system sends no files. */
  private void sendByFallback(Transport transport) throws Exception {
    AsyncFuture<Integer> sending = start(loop.sendfile(transport, letters(), 0, null, true));
    runUntil(sending);
    needsNoSendfile(sending);
    settle();
  }

  /** What a test does with a transport meanwhile. */
  @FunctionalInterface
  private interface Sending {
    void run(Transport transport) throws Exception;
  }

  /** Traces what a transport receives that comes before a file is sent, and behind it. */
  private void traceReceivedMeanwhile(Sending sending) throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          connection.far().sendall(LETTERS);
          sending.run(transport);
          connection.far().sendall(ONE_BYTE);
          settle();
        });
    trace.add("received: " + protocol.received);
  }

  @Rule("loop.sendfile.reads-on")
  @NeedsOperatingSystem
  @Test
  void whatHasComeMeanwhileIsReceivedWhereTheSystemSendsNoFiles() throws Exception {
    bench.surroundings().withoutSendfile();
    traceReceivedMeanwhile(this::sendByFallback);
    trace.shouldBe("received: abcx");
  }

  @Rule("loop.sendfile.reads-on")
  @Test
  void whatHasComeMeanwhileIsReceived() throws Exception {
    traceReceivedMeanwhile(transport -> send(transport, letters(), 0, null));
    trace.shouldBe("received: abcx");
  }

  /** Traces what a transport that is paused has received when a file was sent, and later. */
  private void traceReceivedWhilePaused(Sending sending) throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          sending.run(transport);
          settle();
          trace.add("received: " + protocol.received);
          transport.resumeReading();
          settle();
          trace.add("received: " + protocol.received);
        });
  }

  @Rule("loop.sendfile.paused")
  @NeedsOperatingSystem
  @Test
  void aTransportThatIsPausedStaysSoWhereTheSystemSendsNoFiles() throws Exception {
    bench.surroundings().withoutSendfile();
    traceReceivedWhilePaused(this::sendByFallback);
    trace.shouldBe("received: ", "received: abc");
  }

  @Rule("loop.sendfile.paused")
  @Test
  void aTransportThatIsPausedStaysSo() throws Exception {
    traceReceivedWhilePaused(transport -> send(transport, letters(), 0, null));
    trace.shouldBe("received: ", "received: abc");
  }

  /** A protocol that keeps what it was told last of the flow. */
  private static final class Flowing extends Receiver {
    private String told = "nothing";

    @Override
    public void pauseWriting() {
      told = "to pause";
    }

    @Override
    public void resumeWriting() {
      told = "to resume";
    }
  }

  /** Sends a file behind much that waits, and traces what the protocol was told last. */
  private void traceFlow(int high, int low, Consumer<AsyncFuture<?>> check) throws Exception {
    Connection connection = connection();
    Flowing protocol = new Flowing();
    with(
        connection,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(high, low);
          transport.write(much());
          trace.add("told: " + protocol.told);
          AsyncFuture<Integer> sending = start(loop.sendfile(transport, letters()));
          settle();
          check.accept(sending);
          checkNotFailed(sending);
          drop(connection.far());
          runUntil(sending);
          settle();
          trace.add("told: " + protocol.told);
        });
  }

  @Rule("loop.sendfile.resumes-only-paused")
  @Test
  void aProtocolThatIsNotPausedIsNotToldToGoOn() throws Exception {
    traceFlow(2 * MUCH, MUCH, sending -> {});
    trace.shouldBe("told: nothing", "told: nothing");
  }

  @Rule("loop.sendfile.resumes-only-paused")
  @NeedsOperatingSystem
  @Test
  void aProtocolThatIsNotPausedIsNotToldToGoOnWhereTheSystemSendsNoFiles() throws Exception {
    bench.surroundings().withoutSendfile();
    traceFlow(2 * MUCH, MUCH, SocketRuleTest::needsNoSendfile);
    trace.shouldBe("told: nothing", "told: nothing");
  }

  @Rule("loop.sendfile.resumes-paused")
  @Test
  void aProtocolThatIsPausedIsToldToGoOn() throws Exception {
    traceFlow(1, 0, sending -> {});
    trace.shouldBe("told: to pause", "told: to resume");
  }

  @Rule("loop.sendfile.resumes-paused")
  @NeedsOperatingSystem
  @Test
  void aProtocolThatIsPausedIsToldToGoOnWhereTheSystemSendsNoFiles() throws Exception {
    bench.surroundings().withoutSendfile();
    traceFlow(1, 0, SocketRuleTest::needsNoSendfile);
    trace.shouldBe("told: to pause", "told: to resume");
  }

  @Rule("loop.sendfile.closing")
  @Test
  void overATransportThatIsClosingItIsRefused() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.close();
          traceOutcome("sendfile", () -> await(loop.sendfile(transport, letters())));
        });
    trace.shouldBe("sendfile: raises IllegalStateException");
  }
}
