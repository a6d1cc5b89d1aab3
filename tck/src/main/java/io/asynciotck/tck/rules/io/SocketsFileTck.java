package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Task;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.SendfileNotAvailableException;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.UsesThreads;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_sendfile}. */
@UsesThreads // A loop may read a file in its executor.
final class SocketsFileTck extends TransportRuleTest {
  /** More than loops read at a time. */
  private static final int MANY = 300_001;

  private @Nullable Path path;

  /** Makes a file, which is deleted after the test. */
  private Path newFile() throws Exception {
    Path made = Files.createTempFile("asyncio-tck", ".bin");
    made.toFile().deleteOnExit(); // The program of a failure makes it once more.
    path = made;
    return made;
  }

  private File letters() throws Exception {
    return bench.files().write(newFile(), new byte[] {'a', 'b', 'c', 'd', 'e', 'f'});
  }

  @AfterEach
  void deleteTheFile() throws Exception {
    if (path != null) {
      Files.deleteIfExists(path);
    }
  }

  /** Sends a part of a file. */
  private int send(Connection connection, File file, int offset, @Nullable Integer count)
      throws Exception {
    return run(() -> await(loop.sockSendfile(connection.near(), file, offset, count, true)));
  }

  /** Sends a part of six letters, and traces what the other side sees. */
  private void traceSent(int offset, @Nullable Integer count) throws Exception {
    Connection connection = connection();
    send(connection, letters(), offset, count);
    trace.add(text(connection.far().recv(10)));
  }

  private Task<Integer> sendMuch(Connection connection) throws Exception {
    File file = bench.files().write(newFile(), much());
    return loop.createTask(loop.sockSendfile(connection.near(), file));
  }

  @Rule("loop.sock-sendfile.all")
  @Test
  void aLargeFileIsSentWhole() throws Exception {
    Connection connection = connection();
    Task<Integer> task = sendMuch(connection);
    settle();
    checkNotFailed(task);
    traceAll(receiveMuchOfAFile(connection.far()));
    runUntil(task);
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
    Task<Integer> task = sendMuch(connection);
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
    Task<Integer> task = loop.createTask(loop.sockSendfile(connection.near(), file, 0, 100, true));
    runUntil(task);
    // That there is less than was asked for may be an error.
    boolean isCounted = task.exception() != null || task.result() == 6;
    trace.add("what was sent is counted: " + isCounted);
    trace.shouldBe("what was sent is counted: true");
  }

  @Rule("loop.sock-sendfile.waits")
  @Test
  void itWaitsUntilEverythingIsTaken() throws Exception {
    Connection connection = connection();
    Task<Integer> task = sendMuch(connection);
    settle();
    trace.add("done: " + isDone(task));
    receiveMuchOfAFile(connection.far());
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
    trace.shouldBe("a", "f", "abcde", "de", "bcdef", "abcdef");
  }

  @Rule("loop.sock-sendfile.count")
  @Test
  void aPartOfALargeFileCanBeginAnywhere() throws Exception {
    Connection connection = connection();
    File file =
        bench.files().write(newFile(), bench.surroundings().patterns().pattern(2 * MANY, SEED + 1));
    file.seek(12_345);
    file.write(bench.surroundings().patterns().pattern(MANY, SEED));
    file.seek(0);
    Task<Integer> task =
        loop.createTask(loop.sockSendfile(connection.near(), file, 12_345, MANY, true));
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
    File file =
        bench.files().write(newFile(), bench.surroundings().patterns().pattern(2 * MANY, SEED));
    Task<Integer> task = loop.createTask(loop.sockSendfile(connection.near(), file, 0, MANY, true));
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

  @Rule("loop.sock-sendfile.error-position")
  @Test
  void afterAnErrorThePositionIsBehindWhatWasSent() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(newFile(), much());
    Task<Integer> task = loop.createTask(loop.sockSendfile(connection.near(), file));
    int received = receiveOfAFile(connection.far(), 1);
    checkNotFailed(task);
    connection.far().close();
    runUntil(task);
    task.exception(); // Which one it is other rules say.
    long position = file.tell();
    trace.add("behind what was sent: " + (position >= received && position < MUCH));
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
    Task<Integer> sending =
        loop.createTask(loop.sockSendfile(connection.near(), letters(), offset, count, true));
    runUntil(sending);
    needsNoSendfile(sending);
    trace.outcome("sent", sending::result);
    byte[] seen = tryToRead(connection.far());
    trace.add("seen: " + (seen == null ? "" : text(seen)));
  }

  @Rule("loop.sock-sendfile.all")
  @NeedsOperatingSystem
  @Test
  void aLargeFileIsSentWholeWhereTheSystemSendsNone() throws Exception {
    bench.surroundings().withoutSendfile();
    Connection connection = connection();
    File file = bench.files().write(newFile(), much());
    Task<Integer> task = loop.createTask(loop.sockSendfile(connection.near(), file, 0, null, true));
    settle();
    needsNoSendfile(task);
    checkNotFailed(task);
    traceAll(receiveMuchOfAFile(connection.far()));
    runUntil(task);
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
      Task<Integer> task =
          loop.createTask(loop.sockSendfile(connection.near(), file, offset, 2, true));
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
    Task<Integer> task =
        loop.createTask(loop.sockSendfile(connection.near(), letters(), 1, 3, false));
    runUntil(task);
    boolean refused = task.exception() instanceof SendfileNotAvailableException;
    if (!refused) {
      var _ = task.result();
    }
    byte[] seen = tryToRead(connection.far());
    String all = seen == null ? "" : text(seen);
    trace.add("all or nothing: " + (all.equals(refused ? "" : "bcd") ? "true" : all));
    trace.shouldBe("all or nothing: true");
  }

  @Rule("loop.sock-sendfile.fallback-false")
  @Test
  void withoutTheFallbackTheSystemSendsOrNobodyDoes() throws Exception {
    Connection connection = connection();
    Task<Integer> task =
        loop.createTask(loop.sockSendfile(connection.near(), letters(), 0, null, false));
    runUntil(task);
    boolean refused = task.exception() instanceof SendfileNotAvailableException;
    if (!refused) {
      var _ = task.result();
    }
    byte[] seen = tryToRead(connection.far());
    String all = seen == null ? "" : text(seen);
    trace.add("all or nothing: " + (all.equals(refused ? "" : "abcdef") ? "true" : all));
    trace.shouldBe("all or nothing: true");
  }

  @Rule("loop.sock-sendfile.cut")
  @Test
  void aFileThatIsCutIsSentAsFarAsItWas() throws Exception {
    Connection connection = connection();
    Task<Integer> task = sendMuch(connection);
    settle();
    checkNotFailed(task);
    try (FileChannel cut =
        FileChannel.open(Objects.requireNonNull(path), StandardOpenOption.WRITE)) {
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
