package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.File;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.UsesThreads;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_sendfile}. */
@UsesThreads // A loop may read a file in its executor.
final class SocketsFileTck extends FileRuleTest {
  /** More than loops read at a time. */
  private static final int MANY = 300_001;

  /** Sends a part of a file. */
  private int send(Connection connection, File file, int offset, @Nullable Integer count)
      throws Exception {
    return send(loop, connection, file, offset, count);
  }

  private int send(
      EventLoop by, Connection connection, File file, int offset, @Nullable Integer count)
      throws Exception {
    return run(() -> await(by.sockSendfile(connection.near(), file, offset, count, true)));
  }

  /** Sends a part of six letters, and traces what the other side sees. */
  private void traceSent(int offset, @Nullable Integer count) throws Exception {
    traceSent(loop, offset, count);
  }

  private void traceSent(EventLoop by, int offset, @Nullable Integer count) throws Exception {
    Connection connection = connection();
    send(by, connection, letters(), offset, count);
    trace.add(text(connection.far().recv(10)));
  }

  private AsyncFuture<Integer> sendMuch(Connection connection) throws Exception {
    return start(loop.sockSendfile(connection.near(), bench.files().write(much())));
  }

  @Rule("loop.sock-sendfile.all")
  @Test
  void aLargeFileIsSentWhole() throws Exception {
    Connection connection = connection();
    traceLargeFile(connection, sendMuch(connection));
    trace.shouldBe("received: all of it");
  }

  @Rule("loop.sock-sendfile.returns")
  @Test
  void itGivesTheNumberOfBytes() throws Exception {
    Connection connection = connection();
    File file = letters();
    trace.add("sent: " + run(() -> await(loop.sockSendfile(connection.near(), file))));
    trace.shouldBe("sent: 6");
  }

  @Rule("loop.sock-sendfile.returns")
  @Test
  void itGivesTheNumberOfBytesOfALargeFile() throws Exception {
    Connection connection = connection();
    AsyncFuture<Integer> task = sendMuch(connection);
    receiveMuchOfAFile(connection.far());
    runUntil(task);
    checkNotFailed(task);
    trace.add("all are counted: " + (task.result() == MUCH));
    trace.shouldBe("all are counted: true");
  }

  @Rule("loop.sock-sendfile.returns")
  @Test
  void itDoesNotCountWhatIsNotThere() throws Exception {
    Connection connection = connection();
    File file = letters();
    traceCounted(start(loop.sockSendfile(connection.near(), file, 0, 100, true)));
    trace.shouldBe("what was sent is counted: true");
  }

  @Rule("loop.sock-sendfile.waits")
  @Test
  void itWaitsUntilEverythingIsTaken() throws Exception {
    Connection connection = connection();
    AsyncFuture<Integer> task = sendMuch(connection);
    settle();
    trace.add("done: " + isDone(task));
    receiveMuchOfAFile(connection.far());
    runUntil(task);
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: false", "done: true");
  }

  @Rule("loop.sock-sendfile.waits")
  @Test
  void aSocketThatIsFullIsWaitedFor() throws Exception {
    Connection connection = full();
    AsyncFuture<Integer> task = start(loop.sockSendfile(connection.near(), letters()));
    settle();
    trace.add("done: " + isDone(task));
    empty(connection);
    runUntil(task);
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: false", "done: true");
  }

  @Rule("loop.sock-sendfile.offset")
  @Test
  void itBeginsAtTheOffset() throws Exception {
    traceSent(2, null);
    trace.shouldBe("cdef");
  }

  @Rule("loop.sock-sendfile.offset-zero")
  @Test
  void itBeginsAtTheStartThoughTheFileWasRead() throws Exception {
    Connection connection = connection();
    File file = letters();
    file.seek(4);
    send(connection, file, 0, null);
    trace.add(text(connection.far().recv(10)));
    trace.shouldBe("abcdef");
  }

  @Rule("loop.sock-sendfile.count")
  @Test
  void itSendsNoMoreThanWasAskedFor() throws Exception {
    traceSent(1, 3);
    trace.shouldBe("bcd");
  }

  @Rule("loop.sock-sendfile.count")
  @Test
  void aPartCanBeAnyPart() throws Exception {
    for (int[] part : new int[][] {{0, 1}, {5, 1}, {0, 5}, {3, 2}, {1, 5}, {0, 6}}) {
      traceSent(part[0], part[1]);
    }
    traceSent(byPosition(loop, "offset", "count"), 2, 3);
    trace.shouldBe("a", "f", "abcde", "de", "bcdef", "abcdef", "cde");
  }

  @Rule("loop.sock-sendfile.count")
  @Test
  void aPartOfALargeFileCanBeginAnywhere() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(bench.surroundings().patterns().pattern(2 * MANY, SEED + 1));
    file.seek(12_345);
    file.write(bench.surroundings().patterns().pattern(MANY, SEED));
    file.seek(0);
    AsyncFuture<Integer> task =
        start(loop.sockSendfile(connection.near(), file, 12_345, MANY, true));
    int received = receivePattern(connection.far(), MANY);
    runUntil(task);
    checkNotFailed(task);
    byte @Nullable [] more = tryToRead(connection.far());
    trace.add("received: " + received + ", and more: " + (more != null));
    trace.shouldBe("received: " + MANY + ", and more: false");
  }

  @Rule("loop.sock-sendfile.count")
  @Test
  void ofALargeFileItSendsNoMoreThanWasAskedFor() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(bench.surroundings().patterns().pattern(2 * MANY, SEED));
    AsyncFuture<Integer> task = start(loop.sockSendfile(connection.near(), file, 0, MANY, true));
    int received = receivePattern(connection.far(), MANY);
    runUntil(task);
    checkNotFailed(task);
    byte @Nullable [] more = tryToRead(connection.far());
    trace.add("received: " + received + ", and more: " + (more != null));
    trace.shouldBe("received: " + MANY + ", and more: false");
  }

  @Rule("loop.sock-sendfile.at-end")
  @Test
  void itSendsNoMoreThanThereIs() throws Exception {
    traceSent(4, 100);
    trace.shouldBe("ef");
  }

  @Rule("loop.sock-sendfile.position")
  @Test
  void thePositionIsBehindWhatWasSent() throws Exception {
    File file = letters();
    send(connection(), file, 1, 3);
    trace.add("position: " + file.tell());
    trace.shouldBe("position: 4");
  }

  @Rule("loop.sock-sendfile.position-unsent")
  @Test
  void thePositionIsAtTheOffsetIfNothingWasSent() throws Exception {
    File file = letters();
    file.seek(2);
    send(connection(), file, 6, null);
    trace.add("position: " + file.tell());
    trace.shouldBe("position: 6");
  }

  @Rule("loop.sock-sendfile.error-position")
  @Test
  void afterAnErrorThePositionIsBehindWhatWasSent() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(much());
    traceBehindAnError(connection, file, start(loop.sockSendfile(connection.near(), file)));
    trace.shouldBe("behind what was sent: true");
  }

  @Rule("loop.sock-sendfile.fallback-true")
  @NeedsOperatingSystem
  @Test
  void withTheFallbackAFileIsSentWhereTheSystemSendsNone() throws Exception {
    bench.surroundings().withoutSendfile();
    Connection connection = connection();
    traceSentByFallback(connection, 0, null);
    traceSentByFallback(connection, 2, 3);
    trace.shouldBe("sent: 6", "seen: abcdef", "sent: 3", "seen: cde");
  }

  private void traceSentByFallback(Connection connection, int offset, @Nullable Integer count)
      throws Exception {
    traceSentByFallback(
        connection, start(loop.sockSendfile(connection.near(), letters(), offset, count, true)));
  }

  @Rule("loop.sock-sendfile.all")
  @NeedsOperatingSystem
  @Test
  void aLargeFileIsSentWholeWhereTheSystemSendsNone() throws Exception {
    bench.surroundings().withoutSendfile();
    Connection connection = connection();
    File file = bench.files().write(much());
    traceLargeFileByFallback(
        connection, start(loop.sockSendfile(connection.near(), file, 0, null, true)));
    trace.shouldBe("received: all of it");
  }

  @Rule("loop.sock-sendfile.position")
  @NeedsOperatingSystem
  @Test
  void thePositionIsBehindWhatWasSentWhereTheSystemSendsNoFiles() throws Exception {
    bench.surroundings().withoutSendfile();
    Connection connection = connection();
    File file = letters();
    for (int offset = 1; offset <= 3; offset++) {
      AsyncFuture<Integer> task =
          start(loop.sockSendfile(connection.near(), file, offset, 2, true));
      runUntil(task);
      needsNoSendfile(task);
      checkNotFailed(task);
      trace.add("position: " + file.tell());
    }
    trace.shouldBe("position: 3", "position: 4", "position: 5");
  }

  @Rule("loop.sock-sendfile.fallback-false")
  @Test
  void withoutTheFallbackAPartIsSentOrNothing() throws Exception {
    Connection connection = connection();
    traceAllOrNothing(
        connection, start(loop.sockSendfile(connection.near(), letters(), 1, 3, false)), "bcd");
    trace.shouldBe("all or nothing: true");
  }

  @Rule("loop.sock-sendfile.fallback-false")
  @Test
  void withoutTheFallbackTheSystemSendsOrNobodyDoes() throws Exception {
    Connection connection = connection();
    traceAllOrNothing(
        connection,
        start(loop.sockSendfile(connection.near(), letters(), 0, null, false)),
        "abcdef");
    trace.shouldBe("all or nothing: true");
  }

  @Rule("loop.sock-sendfile.cut")
  @Test
  void aFileThatIsCutIsSentAsFarAsItWas() throws Exception {
    Connection connection = connection();
    Path path = bench.files().newFile();
    File file = bench.files().write(path, much());
    AsyncFuture<Integer> task = start(loop.sockSendfile(connection.near(), file));
    settle();
    checkNotFailed(task);
    try (FileChannel cut = FileChannel.open(path, StandardOpenOption.WRITE)) {
      cut.truncate(1);
    }
    int received = readWhileRunning(connection.far(), MUCH).length;
    runUntil(task);
    trace.add("as it was received: " + (task.isDone() && task.result() == received));
    trace.add("all of it: " + (received == MUCH));
    trace.shouldBe("as it was received: true", "all of it: false");
  }

  @Rule("loop.sock-sendfile.count-zero")
  @Test
  void nothingIsNotSent() throws Exception {
    File file = letters();
    Connection connection = connection();
    traceOutcome("nothing", () -> await(loop.sockSendfile(connection.near(), file, 0, 0, true)));
    trace.shouldBe("nothing: raises IllegalArgumentException");
  }

  @Rule("loop.sock-sendfile.offset-negative")
  @Test
  void thereIsNothingBeforeTheStart() throws Exception {
    File file = letters();
    Connection connection = connection();
    traceOutcome(
        "before it", () -> await(loop.sockSendfile(connection.near(), file, -1, null, true)));
    trace.shouldBe("before it: raises IllegalArgumentException");
  }

  @Rule("loop.sock-sendfile.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefused() throws Exception {
    File file = letters();
    Connection connection = connection();
    connection.near().setblocking(true);
    loop.setDebug(true);
    traceOutcome("sock_sendfile", () -> await(loop.sockSendfile(connection.near(), file)));
    trace.shouldBe("sock_sendfile: raises IllegalArgumentException");
  }
}
