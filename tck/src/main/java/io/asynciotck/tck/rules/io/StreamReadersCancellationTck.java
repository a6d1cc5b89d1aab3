package io.asynciotck.tck.rules.io;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that read a stream. Page: {@code stream-readers.md}. */
final class StreamReadersCancellationTck extends IoCancellationRuleTest {

  private void whileReading(String sent, Reading reading, Case moment) throws Exception {
    withStreams((far, reader, _) ->
        moment.befalls(new Waiting(() -> far.sendall(bytes(sent)), () -> reading.of(reader))));
  }

  private void read(Case moment) throws Exception {
    whileReading("a", reader -> reader.read(3), moment);
  }

  private void readline(Case moment) throws Exception {
    whileReading("abc\n", reader -> reader.readline(), moment);
  }

  private void readexactly(Case moment) throws Exception {
    whileReading("abc", reader -> reader.readexactly(3), moment);
  }

  private void readuntil(Case moment) throws Exception {
    whileReading("abc;", reader -> reader.readuntil(bytes(";")), moment);
  }

  @Rule("stream-reader.read.cancelled-raised")
  @Operation("StreamReader.read")
  @Test
  void readIsCancelledWhileItWaits() throws Exception {
    read(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.read.cancelled-raised")
  @Operation("StreamReader.read")
  @Test
  void readIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    read(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.read.cancelled-raised")
  @Operation("StreamReader.read")
  @Test
  void readThatWasCancelledBeforeDoesNotWait() throws Exception {
    read(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void whatComesAfterACancelledReadIsForTheNext() throws Exception {
    read(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: a");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void whatComesAfterAReadThatRanOutOfTimeIsForTheNext() throws Exception {
    read(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: a");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void nothingIsLostWhenAReadIsCancelledAsItGetsOn() throws Exception {
    read(this::cancelledAsItGetsOn);
    trace.shouldBe(each("a"));
  }

  @Rule("stream-reader.readline.cancelled-raised")
  @Operation("StreamReader.readline")
  @Test
  void readlineIsCancelledWhileItWaits() throws Exception {
    readline(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readline.cancelled-raised")
  @Operation("StreamReader.readline")
  @Test
  void readlineIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    readline(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readline.cancelled-raised")
  @Operation("StreamReader.readline")
  @Test
  void readlineThatWasCancelledBeforeDoesNotWait() throws Exception {
    readline(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void whatComesAfterACancelledReadlineIsForTheNext() throws Exception {
    readline(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: abc\n");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void whatComesAfterAReadlineThatRanOutOfTimeIsForTheNext() throws Exception {
    readline(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: abc\n");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void nothingIsLostWhenAReadlineIsCancelledAsItGetsOn() throws Exception {
    readline(this::cancelledAsItGetsOn);
    trace.shouldBe(each("abc\n"));
  }

  @Rule("stream-reader.readexactly.cancelled-raised")
  @Operation("StreamReader.readexactly")
  @Test
  void readexactlyIsCancelledWhileItWaits() throws Exception {
    readexactly(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readexactly.cancelled-raised")
  @Operation("StreamReader.readexactly")
  @Test
  void readexactlyIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    readexactly(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readexactly.cancelled-raised")
  @Operation("StreamReader.readexactly")
  @Test
  void readexactlyThatWasCancelledBeforeDoesNotWait() throws Exception {
    readexactly(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void whatComesAfterACancelledReadexactlyIsForTheNext() throws Exception {
    readexactly(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: abc");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void whatComesAfterAReadexactlyThatRanOutOfTimeIsForTheNext() throws Exception {
    readexactly(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: abc");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void nothingIsLostWhenAReadexactlyIsCancelledAsItGetsOn() throws Exception {
    readexactly(this::cancelledAsItGetsOn);
    trace.shouldBe(each("abc"));
  }

  @Rule("stream-reader.readuntil.cancelled-raised")
  @Operation("StreamReader.readuntil")
  @Test
  void readuntilIsCancelledWhileItWaits() throws Exception {
    readuntil(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readuntil.cancelled-raised")
  @Operation("StreamReader.readuntil")
  @Test
  void readuntilIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    readuntil(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readuntil.cancelled-raised")
  @Operation("StreamReader.readuntil")
  @Test
  void readuntilThatWasCancelledBeforeDoesNotWait() throws Exception {
    readuntil(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void whatComesAfterACancelledReaduntilIsForTheNext() throws Exception {
    readuntil(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: abc;");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void whatComesAfterAReaduntilThatRanOutOfTimeIsForTheNext() throws Exception {
    readuntil(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: abc;");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void nothingIsLostWhenAReaduntilIsCancelledAsItGetsOn() throws Exception {
    readuntil(this::cancelledAsItGetsOn);
    trace.shouldBe(each("abc;"));
  }

  @Rule("stream-reader.read.cancelled-message")
  @Operation("StreamReader.read")
  @Test
  void whoAwaitsACancelledReadHearsTheMessage() throws Exception {
    read(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("stream-reader.readline.cancelled-message")
  @Operation("StreamReader.readline")
  @Test
  void whoAwaitsACancelledReadlineHearsTheMessage() throws Exception {
    readline(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("stream-reader.readexactly.cancelled-message")
  @Operation("StreamReader.readexactly")
  @Test
  void whoAwaitsACancelledReadexactlyHearsTheMessage() throws Exception {
    readexactly(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("stream-reader.readuntil.cancelled-message")
  @Operation("StreamReader.readuntil")
  @Test
  void whoAwaitsACancelledReaduntilHearsTheMessage() throws Exception {
    readuntil(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void whatComesAfterAReadThatNeverBeganIsForTheNext() throws Exception {
    read(this::cancelledBeforeItStarts);
    trace.shouldBe("b: a");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void nothingIsLostWhenTheTimeOfAReadIsUpAsItGetsOn() throws Exception {
    read(waiting -> runsOutOfTimeAsItGetsOn(waiting, true));
    read(waiting -> runsOutOfTimeAsItGetsOn(waiting, false));
    trace.shouldBe("one: a", "one: a");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void whatComesAfterAReadlineThatNeverBeganIsForTheNext() throws Exception {
    readline(this::cancelledBeforeItStarts);
    trace.shouldBe("b: abc\n");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void nothingIsLostWhenTheTimeOfAReadlineIsUpAsItGetsOn() throws Exception {
    readline(waiting -> runsOutOfTimeAsItGetsOn(waiting, true));
    readline(waiting -> runsOutOfTimeAsItGetsOn(waiting, false));
    trace.shouldBe("one: abc\n", "one: abc\n");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void whatComesAfterAReadexactlyThatNeverBeganIsForTheNext() throws Exception {
    readexactly(this::cancelledBeforeItStarts);
    trace.shouldBe("b: abc");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void nothingIsLostWhenTheTimeOfAReadexactlyIsUpAsItGetsOn() throws Exception {
    readexactly(waiting -> runsOutOfTimeAsItGetsOn(waiting, true));
    readexactly(waiting -> runsOutOfTimeAsItGetsOn(waiting, false));
    trace.shouldBe("one: abc", "one: abc");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void whatComesAfterAReaduntilThatNeverBeganIsForTheNext() throws Exception {
    readuntil(this::cancelledBeforeItStarts);
    trace.shouldBe("b: abc;");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void nothingIsLostWhenTheTimeOfAReaduntilIsUpAsItGetsOn() throws Exception {
    readuntil(waiting -> runsOutOfTimeAsItGetsOn(waiting, true));
    readuntil(waiting -> runsOutOfTimeAsItGetsOn(waiting, false));
    trace.shouldBe("one: abc;", "one: abc;");
  }

  @Rule("stream-reader.read.cancelled-lets-go")
  @Operation("StreamReader.read")
  @Test
  void nothingIsKeptOfACancelledRead() throws Exception {
    read(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("stream-reader.readline.cancelled-lets-go")
  @Operation("StreamReader.readline")
  @Test
  void nothingIsKeptOfACancelledReadline() throws Exception {
    readline(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("stream-reader.readexactly.cancelled-lets-go")
  @Operation("StreamReader.readexactly")
  @Test
  void nothingIsKeptOfACancelledReadexactly() throws Exception {
    readexactly(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("stream-reader.readuntil.cancelled-lets-go")
  @Operation("StreamReader.readuntil")
  @Test
  void nothingIsKeptOfACancelledReaduntil() throws Exception {
    readuntil(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }
}
