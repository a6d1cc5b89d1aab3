package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for a writer. Page: {@code stream-writers.md}. */
final class StreamWritersCancellationTck extends IoCancellationRuleTest {

  /** A way to wait for a writer. */
  @FunctionalInterface
  private interface Flow {
    Coroutine<?> of(StreamWriter writer);
  }

  private void drain(Case moment) throws Exception {
    whileSending(writer -> {}, StreamWriter::drain, moment);
  }

  private void waitClosed(Case moment) throws Exception {
    whileSending(StreamWriter::close, StreamWriter::waitClosed, moment);
  }

  /** Writes more than is taken, does something, and waits until all is sent. */
  private void whileSending(Consumer<StreamWriter> first, Flow flow, Case moment) throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(letters(MUCH));
      first.accept(writer);
      moment.befalls(
          new Waiting(
              () -> {
                readWhileRunning(far, MUCH);
                settle();
              },
              () -> flow.of(writer)));
    });
  }

  @Rule("stream-writer.drain.cancelled-raised")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Operation("StreamWriter.drain")
  @Test
  void drainIsCancelledWhileItWaits() throws Exception {
    drain(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-writer.drain.cancelled-raised")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Operation("StreamWriter.drain")
  @Test
  void drainIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    drain(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-writer.drain.cancelled-raised")
  @Operation("StreamWriter.drain")
  @Test
  void drainThatWasCancelledBeforeDoesNotWait() throws Exception {
    drain(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-writer.drain.cancelled-message")
  @Operation("StreamWriter.drain")
  @Test
  void whoAwaitsACancelledDrainHearsTheMessage() throws Exception {
    drain(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("stream-writer.drain.cancelled-again")
  @Operation("StreamWriter.drain")
  @Test
  void whoDrainsAfterACancelledDrainGetsOn() throws Exception {
    drain(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: null");
  }

  @Rule("stream-writer.drain.cancelled-again")
  @Operation("StreamWriter.drain")
  @Test
  void whoDrainsAfterADrainThatNeverBeganGetsOn() throws Exception {
    drain(this::cancelledBeforeItStarts);
    trace.shouldBe("b: null");
  }

  @Rule("stream-writer.drain.cancelled-again")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Operation("StreamWriter.drain")
  @Test
  void whoDrainsAfterADrainThatRanOutOfTimeGetsOn() throws Exception {
    drain(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: null");
  }

  @Rule("stream-writer.drain.cancelled-others")
  @Operation("StreamWriter.drain")
  @Test
  void whoDrainsBesideACancelledDrainGetsOn() throws Exception {
    drain(this::cancelledBesideAnother);
    trace.shouldBe("b: null");
  }

  @Rule("stream-writer.drain.cancelled-sent")
  @Operation("StreamWriter.drain")
  @At(Moment.AFTERWARDS)
  @Test
  void whatWasWrittenIsSentThoughTheDrainIsCancelled() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.write(much());
      AsyncFuture<?> draining = begin(writer.drain());
      draining.cancel();
      settle();
      traceMuchReceived(far);
    });
    trace.shouldBe("received: all of it");
  }

  @Rule("stream-writer.wait-closed.cancelled-raised")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void waitClosedIsCancelledWhileItWaits() throws Exception {
    waitClosed(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-writer.wait-closed.cancelled-raised")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void waitClosedIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    waitClosed(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-writer.wait-closed.cancelled-raised")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void waitClosedThatWasCancelledBeforeDoesNotWait() throws Exception {
    waitClosed(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("stream-writer.wait-closed.cancelled-message")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whoAwaitsACancelledWaitClosedHearsTheMessage() throws Exception {
    waitClosed(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("stream-writer.wait-closed.cancelled-again")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whoWaitsAfterACancelledWaitGetsOn() throws Exception {
    waitClosed(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: null");
  }

  @Rule("stream-writer.wait-closed.cancelled-again")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whoWaitsAfterAWaitThatNeverBeganGetsOn() throws Exception {
    waitClosed(this::cancelledBeforeItStarts);
    trace.shouldBe("b: null");
  }

  @Rule("stream-writer.wait-closed.cancelled-again")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whoWaitsAfterAWaitThatRanOutOfTimeGetsOn() throws Exception {
    waitClosed(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: null");
  }

  @Rule("stream-writer.wait-closed.cancelled-others")
  @Operation("StreamWriter.wait_closed")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whoWaitsBesideACancelledWaitGetsOn() throws Exception {
    waitClosed(this::cancelledBesideAnother);
    trace.shouldBe("b: null");
  }

  @Rule("stream-writer.drain.cancelled-lets-go")
  @Operation("StreamWriter.drain")
  @Test
  void nothingIsKeptOfACancelledDrain() throws Exception {
    drain(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("stream-writer.wait-closed.cancelled-lets-go")
  @Operation("StreamWriter.wait_closed")
  @Test
  void nothingIsKeptOfACancelledWait() throws Exception {
    waitClosed(this::cancelledAndCollected);
    trace.shouldBeOneOf(List.of("kept: nothing"), List.of("kept: a future"));
  }
}
