package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.SendfileNotAvailableException;
import java.io.IOException;

/** Base of rule tests that send files, over sockets and over transports. */
abstract class FileRuleTest extends TransportRuleTest {
  static final byte[] SIX_LETTERS = {'a', 'b', 'c', 'd', 'e', 'f'};

  /** A file with six letters. */
  final File letters() throws IOException {
    return bench.files().write(SIX_LETTERS);
  }

  /** Receives what is sent of a file with much data, and traces whether that is all of it. */
  final void traceLargeFile(Connection connection, AsyncFuture<Integer> sending) throws Exception {
    settle();
    checkNotFailed(sending);
    traceAll(receiveMuchOfAFile(connection.far()));
    runUntil(sending);
  }

  /** The same where the system sends no files. */
  final void traceLargeFileByFallback(Connection connection, AsyncFuture<Integer> sending)
      throws Exception {
    settle();
    needsNoSendfile(sending);
    traceLargeFile(connection, sending);
  }

  /** Traces whether the bytes of six letters are counted, of which more were asked for. */
  final void traceCounted(AsyncFuture<Integer> sending) throws Exception {
    runUntil(sending);
    // That there is less than was asked for may be an error.
    boolean isCounted = sending.exception() != null || sending.result() == SIX_LETTERS.length;
    trace.add("what was sent is counted: " + isCounted);
  }

  /** Traces what was sent where the system sends no files. */
  final void traceSentByFallback(Connection connection, AsyncFuture<Integer> sending)
      throws Exception {
    runUntil(sending);
    settle();
    needsNoSendfile(sending);
    trace.outcome("sent", sending::result);
    trace.add("seen: " + seen(connection));
  }

  /** Traces whether all was sent without the fallback, or nothing if that is refused. */
  final void traceAllOrNothing(Connection connection, AsyncFuture<Integer> sending, String all)
      throws Exception {
    runUntil(sending);
    settle();
    boolean refused = sending.exception() instanceof SendfileNotAvailableException;
    if (!refused) {
      var _ = sending.result();
    }
    String seen = seen(connection);
    trace.add("all or nothing: " + (seen.equals(refused ? "" : all) ? "true" : seen));
  }

  private String seen(Connection connection) throws Exception {
    byte[] seen = tryToRead(connection.far());
    return seen == null ? "" : text(seen);
  }

  /** Traces where a file is after sending much of it has failed in the middle. */
  final void traceBehindAnError(Connection connection, File file, AsyncFuture<Integer> sending)
      throws Exception {
    int received = receiveOfAFile(connection.far(), 1);
    checkNotFailed(sending);
    connection.far().close();
    runUntil(sending);
    sending.exception(); // Which one it is other rules say.
    long position = file.tell();
    trace.add("behind what was sent: " + (position >= received && position < MUCH));
  }
}
