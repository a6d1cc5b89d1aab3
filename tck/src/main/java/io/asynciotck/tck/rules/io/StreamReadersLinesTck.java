package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.spec.Rule;
import org.junit.jupiter.api.Test;

/** Rules of {@code stream-readers.md}: lines, one by one and in a loop. */
final class StreamReadersLinesTck extends StreamReaderRuleTest {

  @Rule("stream-reader.readline.line")
  @Test
  void aLineEndsWithItsEnd() throws Exception {
    traceSent("one\ntwo\nthr", StreamReader::readline, StreamReader::readline);
    trace.shouldBe("read: one\n", "read: two\n");
  }

  @Rule("stream-reader.readline.line")
  @Test
  void nothingInALineIsChanged() throws Exception {
    traceSent(
        "a\r\n\r\nb\rc\u000b\n\n",
        StreamReader::readline,
        StreamReader::readline,
        StreamReader::readline,
        StreamReader::readline);
    trace.shouldBe("read: a\r\n", "read: \r\n", "read: b\rc\u000b\n", "read: \n");
  }

  @Rule("stream-reader.readline.rest")
  @Test
  void atTheEndALineIsWhatIsLeft() throws Exception {
    traceAtTheEnd("one\ntw", StreamReader::readline, StreamReader::readline);
    trace.shouldBe("read: one\n", "read: tw");
  }

  @Rule("stream-reader.readline.end")
  @Test
  void behindTheLastLineThereIsNothing() throws Exception {
    traceAtTheEnd("one\n", StreamReader::readline, StreamReader::readline);
    trace.shouldBe("read: one\n", "read: ");
  }

  @Rule("stream-reader.readline.limit")
  @Test
  void aLineBeyondTheLimitRaises() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(letters(LIMIT + 1));
          far.sendall(bytes("\nb\n"));
          settle();
          traceOutcome("readline", reader.readline());
        });
    trace.shouldBe("readline: raises IllegalArgumentException");
  }

  @Rule("stream-reader.readline.limit-drops")
  @Test
  void aLineBeyondTheLimitIsSkipped() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(letters(LIMIT + 1));
          far.sendall(bytes("\nb\n"));
          settle();
          begin(reader.readline()).exception();
          traceOutcome("next line", reader.readline());
        });
    trace.shouldBe("next line: b\n");
  }

  @Rule("stream-reader.iteration.lines")
  @Test
  void aLoopOverAReaderHasItsLines() throws Exception {
    traceLoop("one\n\nthr", 3);
    trace.shouldBe("read: one\n", "read: \n", "read: thr");
  }

  @Rule("stream-reader.iteration.ends")
  @Test
  void aLoopOverAReaderEndsWithTheStream() throws Exception {
    traceLoop("one\n", 2);
    trace.shouldBe("read: one\n", "read: raises StopAsyncIterationException");
  }

  /** Sends something, ends the stream, and goes on over it as {@code async for} does. */
  private void traceLoop(String sent, int steps) throws Exception {
    withStreams((far, reader, _) -> {
      far.sendall(bytes(sent));
      end(far);
      settle();
      AsyncIterator<byte[]> lines = reader.asyncIterator();
      for (int step = 0; step < steps; step++) {
        traceOutcome("read", coroutine(() -> await(lines.next())));
      }
    });
  }
}
