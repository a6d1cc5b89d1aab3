package io.asynciotck.tck.rules.io;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that read a stream. Page: {@code stream-readers.md}. */
final class StreamReadersCancellationTck extends IoCancellationRuleTest {

  @Rule("stream-reader.read.cancelled-raised")
  @Operation("StreamReader.read")
  @Test
  void readIsCancelledWhileItWaits() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledWhileItWaits(waiting(() -> far.sendall(bytes("abc")), () -> reader.read(3))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.read.cancelled-raised")
  @Operation("StreamReader.read")
  @Test
  void readIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledTwice(waiting(() -> far.sendall(bytes("abc")), () -> reader.read(3))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.read.cancelled-raised")
  @Operation("StreamReader.read")
  @Test
  void readThatWasCancelledBeforeDoesNotWait() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledOnEntry(waiting(() -> far.sendall(bytes("abc")), () -> reader.read(3))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void whatComesAfterACancelledReadIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledThenAnotherWaits(waiting(() -> far.sendall(bytes("abc")), () -> reader.read(3))));
    trace.shouldBe("b: abc");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void whatComesAfterAReadThatRanOutOfTimeIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        runsOutOfTime(waiting(() -> far.sendall(bytes("abc")), () -> reader.read(3))));
    trace.shouldBe("a: raises TimeoutException", "b: abc");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @Test
  void nothingIsLostWhenAReadIsCancelledAsItGetsOn() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledAsItGetsOn(waiting(() -> far.sendall(bytes("abc")), () -> reader.read(3))));
    trace.shouldBe(each("abc"));
  }

  @Rule("stream-reader.readline.cancelled-raised")
  @Operation("StreamReader.readline")
  @Test
  void readlineIsCancelledWhileItWaits() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledWhileItWaits(waiting(() -> far.sendall(bytes("abc\n")), () -> reader.readline())));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readline.cancelled-raised")
  @Operation("StreamReader.readline")
  @Test
  void readlineIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledTwice(waiting(() -> far.sendall(bytes("abc\n")), () -> reader.readline())));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readline.cancelled-raised")
  @Operation("StreamReader.readline")
  @Test
  void readlineThatWasCancelledBeforeDoesNotWait() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledOnEntry(waiting(() -> far.sendall(bytes("abc\n")), () -> reader.readline())));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void whatComesAfterACancelledReadlineIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledThenAnotherWaits(
            waiting(() -> far.sendall(bytes("abc\n")), () -> reader.readline())));
    trace.shouldBe("b: abc\n");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void whatComesAfterAReadlineThatRanOutOfTimeIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        runsOutOfTime(waiting(() -> far.sendall(bytes("abc\n")), () -> reader.readline())));
    trace.shouldBe("a: raises TimeoutException", "b: abc\n");
  }

  @Rule("stream-reader.readline.cancelled")
  @Operation("StreamReader.readline")
  @Test
  void nothingIsLostWhenAReadlineIsCancelledAsItGetsOn() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledAsItGetsOn(waiting(() -> far.sendall(bytes("abc\n")), () -> reader.readline())));
    trace.shouldBe(each("abc\n"));
  }

  @Rule("stream-reader.readexactly.cancelled-raised")
  @Operation("StreamReader.readexactly")
  @Test
  void readexactlyIsCancelledWhileItWaits() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledWhileItWaits(
            waiting(() -> far.sendall(bytes("abc")), () -> reader.readexactly(3))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readexactly.cancelled-raised")
  @Operation("StreamReader.readexactly")
  @Test
  void readexactlyIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledTwice(waiting(() -> far.sendall(bytes("abc")), () -> reader.readexactly(3))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readexactly.cancelled-raised")
  @Operation("StreamReader.readexactly")
  @Test
  void readexactlyThatWasCancelledBeforeDoesNotWait() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledOnEntry(waiting(() -> far.sendall(bytes("abc")), () -> reader.readexactly(3))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void whatComesAfterACancelledReadexactlyIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledThenAnotherWaits(
            waiting(() -> far.sendall(bytes("abc")), () -> reader.readexactly(3))));
    trace.shouldBe("b: abc");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void whatComesAfterAReadexactlyThatRanOutOfTimeIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        runsOutOfTime(waiting(() -> far.sendall(bytes("abc")), () -> reader.readexactly(3))));
    trace.shouldBe("a: raises TimeoutException", "b: abc");
  }

  @Rule("stream-reader.readexactly.cancelled")
  @Operation("StreamReader.readexactly")
  @Test
  void nothingIsLostWhenAReadexactlyIsCancelledAsItGetsOn() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledAsItGetsOn(waiting(() -> far.sendall(bytes("abc")), () -> reader.readexactly(3))));
    trace.shouldBe(each("abc"));
  }

  @Rule("stream-reader.readuntil.cancelled-raised")
  @Operation("StreamReader.readuntil")
  @Test
  void readuntilIsCancelledWhileItWaits() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledWhileItWaits(
            waiting(() -> far.sendall(bytes("abc;")), () -> reader.readuntil(bytes(";")))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readuntil.cancelled-raised")
  @Operation("StreamReader.readuntil")
  @Test
  void readuntilIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledTwice(
            waiting(() -> far.sendall(bytes("abc;")), () -> reader.readuntil(bytes(";")))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readuntil.cancelled-raised")
  @Operation("StreamReader.readuntil")
  @Test
  void readuntilThatWasCancelledBeforeDoesNotWait() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledOnEntry(
            waiting(() -> far.sendall(bytes("abc;")), () -> reader.readuntil(bytes(";")))));
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void whatComesAfterACancelledReaduntilIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledThenAnotherWaits(
            waiting(() -> far.sendall(bytes("abc;")), () -> reader.readuntil(bytes(";")))));
    trace.shouldBe("b: abc;");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void whatComesAfterAReaduntilThatRanOutOfTimeIsForTheNext() throws Exception {
    withStreams((far, reader, writer) ->
        runsOutOfTime(
            waiting(() -> far.sendall(bytes("abc;")), () -> reader.readuntil(bytes(";")))));
    trace.shouldBe("a: raises TimeoutException", "b: abc;");
  }

  @Rule("stream-reader.readuntil.cancelled")
  @Operation("StreamReader.readuntil")
  @Test
  void nothingIsLostWhenAReaduntilIsCancelledAsItGetsOn() throws Exception {
    withStreams((far, reader, writer) ->
        cancelledAsItGetsOn(
            waiting(() -> far.sendall(bytes("abc;")), () -> reader.readuntil(bytes(";")))));
    trace.shouldBe(each("abc;"));
  }
}
