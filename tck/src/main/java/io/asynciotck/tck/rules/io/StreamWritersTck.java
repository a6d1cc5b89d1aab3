package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code stream-writers.md}. */
final class StreamWritersTck extends StreamRuleTest {
  private static final int SEVERAL = 17;
  private static final int MANY = 3000;

  @Rule("stream-writer.write.sends")
  @Test
  void whatIsWrittenIsSent() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(bytes("abc"));
      settle();
      traceSeen(far);
    });
    trace.shouldBe("seen: abc");
  }

  @Rule("stream-writer.write.bytearray")
  @Test
  void whatAnArrayOfBytesHoldsIsSent() throws Exception {
    traceWritten(bench::copy);
  }

  @Rule("stream-writer.write.memoryview")
  @Test
  void whatAViewOfBytesShowsIsSent() throws Exception {
    traceWritten(bench::view);
  }

  @Rule("stream-writer.write.memoryview-items")
  @Test
  void whatAViewOfLargerItemsShowsIsSent() throws Exception {
    traceWritten(bytes -> bench.view(bytes).cast("I"));
  }

  /** Writes a few bytes, and then more than a socket takes, in a form of their own. */
  private void traceWritten(UnaryOperator<Buffer> form) throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(form.apply(few()));
      settle();
      traceSeen(far);
      writer.write(form.apply(much()));
      traceMuchReceived(far);
    });
    trace.shouldBe("seen: abcdefgh", "received: all of it");
  }

  @Rule("stream-writer.writelines.order")
  @Test
  void piecesAreSentOneAfterTheOther() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.writelines(List.of(bytes("ab"), bytes("c"), bytes("de")));
      settle();
      traceSeen(far);
    });
    trace.shouldBe("seen: abcde");
  }

  @Rule("stream-writer.writelines.order")
  @Test
  void manyPiecesAreSentOneAfterTheOther() throws Exception {
    List<byte[]> pieces = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      pieces.add(bytes(i + ","));
      all.append(i).append(',');
    }
    withStreams((far, reader, writer) -> {
      writer.writelines(pieces);
      byte[] seen = readWhileRunning(far, all.length());
      trace.add("all: " + text(seen).contentEquals(all));
    });
    trace.shouldBe("all: true");
  }

  @Rule("stream-writer.writelines.iterable")
  @Test
  void piecesComeFromAGenerator() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.writelines(List.of(bytes("ab"), bytes("c"), bytes("de")).iterator());
      settle();
      traceSeen(far);
    });
    trace.shouldBe("seen: abcde");
  }

  @Rule("stream-writer.extra-info.transport")
  @Test
  void whatIsToldIsWhatTheTransportTells() throws Exception {
    Address address = listening().getsockname();
    List<Object> pair = run(() -> await(asyncio.openConnection(address.host(), address.port())));
    StreamWriter writer = (StreamWriter) pair.get(1);
    try {
      for (String name : List.of("sockname", "peername", "the weather")) {
        Object told = writer.getExtraInfo(name);
        trace.add(name + ": " + Objects.equals(told, writer.transport().getExtraInfo(name)));
      }
      trace.add("default: " + writer.getExtraInfo("the weather", "rain"));
      StreamWriter named = byKeyword(writer, "default");
      trace.add("named: " + named.getExtraInfo("the weather", "sun"));
    } finally {
      giveUp(() -> writer.transport().abort());
      settle();
    }
    trace.shouldBe(
        "sockname: true", "peername: true", "the weather: true", "default: rain", "named: sun");
  }

  // drain

  @Rule("stream-writer.drain.idle")
  @Test
  void thereIsNothingToWaitForWhenAllIsSent() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(bytes("abc"));
      traceOutcome("drain", writer.drain());
    });
    trace.shouldBe("drain: null");
  }

  @Rule("stream-writer.drain.coroutine")
  @Test
  void aTaskIsMadeOfIt() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(bytes("abc"));
      traceTask(() -> inATask(writer.drain()));
    });
    shouldBeATask();
  }

  @Rule("stream-writer.drain.no-yield")
  @Test
  void nobodyElseRunsWhenThereIsNothingToWaitFor() throws Exception {
    withStreams((far, reader, writer) ->
        run(() -> {
          writer.write(bytes("abc"));
          loop.callSoon(() -> trace.add("other"));
          await(writer.drain());
          trace.add("drained");
          yieldOnce();
        }));
    trace.shouldBe("drained", "other");
  }

  @Rule("stream-writer.drain.no-yield")
  @Test
  void nobodyElseRunsWhileLessWaitsThanTheHighMark() throws Exception {
    withStreams((far, reader, writer) ->
        run(() -> {
          writer.transport().setWriteBufferLimits(2 * MUCH, MUCH);
          writer.write(letters(MUCH));
          loop.callSoon(() -> trace.add("other"));
          await(writer.drain());
          trace.add("drained");
          yieldOnce();
        }));
    trace.shouldBe("drained", "other");
  }

  @Rule("stream-writer.drain.high")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Test
  void whoHasWrittenMuchWaits() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      traceOutcome("drain", writer.drain());
    });
    trace.shouldBe("drain: waits");
  }

  @Rule("stream-writer.drain.high")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Test
  void whoHasWrittenMuchWaitsASecondTime() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      AsyncFuture<@Nullable Void> draining = begin(writer.drain());
      readWhileRunning(far, MUCH);
      settle();
      draining.cancel();
      settle();
      writer.write(letters(MUCH));
      traceOutcome("drain", writer.drain());
    });
    trace.shouldBe("drain: waits");
  }

  @Rule("stream-writer.drain.resumes")
  @Test
  void whoWaitsGoesOnWhenItIsSent() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      AsyncFuture<@Nullable Void> draining = begin(writer.drain());
      readWhileRunning(far, MUCH);
      settle();
      trace.add("drain: " + outcome(draining));
      draining.cancel();
      settle();
    });
    trace.shouldBe("drain: null");
  }

  @Rule("stream-writer.drain.resumes")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Test
  void whoGoesOnHasRoom() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      AsyncFuture<@Nullable Void> draining =
          begin(
              coroutine(() -> {
                await(writer.drain());
                int low = writer.transport().getWriteBufferLimits().getFirst();
                trace.add("room: " + (writer.transport().getWriteBufferSize() <= low));
              }));
      int left = MUCH;
      for (int quiet = 0; quiet < 20 && left > 0; quiet++) {
        byte @Nullable [] some = tryToRead(far, 1 << 18);
        if (some != null) {
          left -= some.length;
          quiet = -1;
        }
        settle();
      }
      draining.cancel();
      settle();
    });
    trace.shouldBe("room: true");
  }

  @Rule("stream-writer.drain.several")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Test
  void severalCanWaitAtOnce() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      List<AsyncFuture<@Nullable Void>> all = new ArrayList<>();
      for (int i = 0; i < SEVERAL; i++) {
        all.add(begin(writer.drain()));
      }
      trace.add("wait: " + all.stream().filter(each -> !each.isDone()).count());
      readWhileRunning(far, MUCH);
      settle();
      Map<String, Integer> outcomes = new TreeMap<>();
      for (AsyncFuture<@Nullable Void> each : all) {
        outcomes.merge("drain: " + outcome(each), 1, Integer::sum);
        each.cancel();
      }
      settle();
      trace.add(outcomes);
    });
    trace.shouldBe("wait: " + SEVERAL, "{drain: null=" + SEVERAL + "}");
  }

  @Rule("stream-writer.drain.lost")
  @Test
  void whoseConnectionIsLostIsTold() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.transport().abort();
      settle();
      trace.add("raises OSError: " + isOsError(begin(writer.drain()).exception()));
    });
    trace.shouldBe("raises OSError: true");
  }

  @Rule("stream-writer.drain.lost-while-waiting")
  @Test
  void whoWaitsIsToldWhenTheConnectionIsLost() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      AsyncFuture<@Nullable Void> draining = begin(writer.drain());
      writer.transport().abort();
      settle();
      trace.add("waits: " + !draining.isDone());
      if (draining.isDone()) {
        draining.exception();
      }
      draining.cancel();
      settle();
    });
    trace.shouldBe("waits: false");
  }

  @Rule("stream-writer.drain.lost-while-waiting")
  @Test
  void whoWaitsIsToldWhenThePeerIsGone() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      AsyncFuture<@Nullable Void> draining = begin(writer.drain());
      far.close();
      Outcome.of(() -> run(() -> await(draining)));
      trace.add("ended");
    });
    trace.shouldBe("ended");
  }

  @Rule("stream-writer.drain.lost-while-waiting")
  @Test
  void allWhoWaitAreToldWhenTheConnectionIsLost() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      List<AsyncFuture<@Nullable Void>> all = new ArrayList<>();
      for (int i = 0; i < SEVERAL; i++) {
        all.add(begin(writer.drain()));
      }
      writer.transport().abort();
      settle();
      trace.add("wait: " + all.stream().filter(each -> !each.isDone()).count());
      for (AsyncFuture<@Nullable Void> each : all) {
        if (each.isDone()) {
          each.exception();
        }
        each.cancel();
      }
      settle();
    });
    trace.shouldBe("wait: 0");
  }

  @Rule("stream-writer.drain.error")
  @Test
  void theErrorOfTheReaderIsRaised() throws Exception {
    withStreams((far, reader, writer) -> {
      reader.setException(new Boom("broken"));
      traceOutcome("drain", writer.drain());
    });
    trace.shouldBe("drain: raises Boom(broken)");
  }

  // The end

  @Rule("stream-writer.write-eof.ends")
  @RestsOn(Ground.WRITE_EOF_FLUSHES)
  @Test
  void theOtherSideSeesTheEndBehindAllData() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      writer.writeEof();
      byte[] seen = readWhileRunning(far, MUCH);
      settle();
      trace.add("all: " + (seen.length == MUCH));
      traceSeen(far);
    });
    trace.shouldBe("all: true", "seen: the end");
  }

  @Rule("stream-writer.write-eof.answered")
  @RestsOn(Ground.EOF_STAYS)
  @Test
  void whoHasSeenTheEndAnswers() throws Exception {
    withStreams((far, reader, writer) -> {
      far.setblocking(false);
      List<Object> asking = run(() -> await(asyncio.openConnection(far)));
      StreamReader answer = (StreamReader) asking.get(0);
      StreamWriter question = (StreamWriter) asking.get(1);
      question.write(bytes("question"));
      question.writeEof();
      traceOutcome("read", reader.read());
      settle();
      writer.write(bytes("answer"));
      traceOutcome("read", answer.readexactly(6));
      giveUp(() -> question.transport().abort());
    });
    trace.shouldBe("read: question", "read: answer");
  }

  @Rule("stream-writer.can-write-eof.transport")
  @Test
  void whetherAStreamCanBeEndedIsWhatTheTransportSays() throws Exception {
    withStreams((far, reader, writer) ->
        trace.add("the same: " + (writer.canWriteEof() == writer.transport().canWriteEof())));
    trace.shouldBe("the same: true");
  }

  @Rule("stream-writer.close.ends")
  @Test
  void theOtherSideSeesTheEnd() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.close();
      settle();
      traceSeen(far);
    });
    trace.shouldBe("seen: the end");
  }

  @Rule("stream-writer.is-closing.open")
  @Test
  void anOpenStreamIsNotClosing() throws Exception {
    withStreams((far, reader, writer) -> trace.add("closing: " + writer.isClosing()));
    trace.shouldBe("closing: false");
  }

  @Rule("stream-writer.is-closing.open")
  @RestsOn(Ground.EOF_STAYS)
  @Test
  void aStreamOfWhichOneDirectionHasEndedIsNotClosing() throws Exception {
    withStreams((far, reader, writer) -> {
      far.shutdown(bench.sockets().shutWr());
      traceOutcome("read", reader.read());
      trace.add("read to the end: " + writer.isClosing());
    });
    withStreams((far, reader, writer) -> {
      writer.writeEof();
      settle();
      trace.add("ended: " + writer.isClosing());
    });
    trace.shouldBe("read: ", "read to the end: false", "ended: false");
  }

  @Rule("stream-writer.is-closing.closed")
  @Test
  void aStreamThatWasClosedIsClosing() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.close();
      trace.add("closing: " + writer.isClosing());
    });
    trace.shouldBe("closing: true");
  }

  @Rule("stream-writer.transport.beneath")
  @Test
  void theTransportIsTheOneBeneath() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.transport().write(bytes("abc"));
      settle();
      traceSeen(far);
    });
    trace.shouldBe("seen: abc");
  }

  // wait_closed

  /** Begins to wait for the end of a stream with much to send. */
  private AsyncFuture<@Nullable Void> closing(StreamWriter writer) {
    writer.write(letters(MUCH));
    writer.close();
    return begin(writer.waitClosed());
  }

  private void readAll(Socket far) throws Exception {
    readWhileRunning(far, MUCH);
    settle();
  }

  @Rule("stream-writer.wait-closed.waits")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whoWaitsForTheEndWaitsUntilAllIsSent() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<@Nullable Void> waiting = closing(writer);
      trace.add("before: " + outcome(waiting));
      waiting.cancel();
      settle();
    });
    trace.shouldBe("before: waits");
  }

  @Rule("stream-writer.wait-closed.returns")
  @Test
  void whoWaitsForTheEndGoesOnWhenAllIsSent() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<@Nullable Void> waiting = closing(writer);
      readAll(far);
      trace.add("after: " + outcome(waiting));
      waiting.cancel();
      for (int time = 0; time < 2; time++) {
        AsyncFuture<@Nullable Void> again = begin(writer.waitClosed());
        trace.add("again: " + outcome(again));
        again.cancel();
        settle();
      }
    });
    trace.shouldBe("after: null", "again: null", "again: null");
  }

  @Rule("stream-writer.wait-closed.returns")
  @Test
  void whoWaitsForTheEndOfABrokenConnectionGoesOn() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<@Nullable Void> waiting = closing(writer);
      far.close();
      settle();
      trace.add("waits: " + outcome(waiting).equals("waits"));
      waiting.cancel();
      settle();
    });
    trace.shouldBe("waits: false");
  }
}
