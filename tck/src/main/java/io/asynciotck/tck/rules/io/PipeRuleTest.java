package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.tck.harness.Patterns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Base of rule tests with a transport at one end of a pipe. The test has the other end. */
abstract class PipeRuleTest extends TransportRuleTest {

  /** More than a pipe holds. */
  static final int LARGE = 300_000;

  /** A pipe, by the end that the loop has and the one that the test has, which does not block. */
  record Ends(Pipe near, Pipe far) {}

  /** A protocol that keeps what it has received. */
  static class Keeping implements PipeProtocol {
    final StringBuilder received = new StringBuilder();

    @Override
    public void dataReceived(byte[] data) {
      received.append(text(data));
    }
  }

  /** A protocol that traces its end. */
  class Ending implements PipeProtocol {
    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost: " + reason(exc));
    }
  }

  /** A protocol that traces that it has ended, whatever for. */
  final class Losing implements PipeProtocol {
    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost");
    }
  }

  /** What a test does with a transport that receives. */
  @FunctionalInterface
  interface ReadBody {
    void run(ReadTransport transport) throws Exception;
  }

  /** What a test does with a transport that sends. */
  @FunctionalInterface
  interface WriteBody {
    void run(WriteTransport transport) throws Exception;
  }

  /** Makes a pipe whose end to be read is the loop's. */
  final Ends toRead() throws IOException {
    List<Pipe> pipe = bench.files().pipe();
    return ends(pipe.get(0), pipe.get(1));
  }

  /** Makes a pipe whose end to be written is the loop's. */
  final Ends toWrite() throws IOException {
    List<Pipe> pipe = bench.files().pipe();
    return ends(pipe.get(1), pipe.get(0));
  }

  private Ends ends(Pipe near, Pipe far) throws IOException {
    bench.surroundings().operatingSystem().setBlocking(far.fileno(), false);
    return new Ends(near, far);
  }

  /** Makes a transport that receives, does something with it, and gives it up. */
  final void reading(Ends ends, PipeProtocol protocol, ReadBody body) throws Exception {
    List<Object> pair = run(() -> await(loop.connectReadPipe(() -> protocol, ends.near)));
    ReadTransport transport = (ReadTransport) pair.getFirst();
    try {
      body.run(transport);
    } finally {
      giveUp(transport::close);
      settle();
    }
  }

  /** Makes a transport that sends, does something with it, and gives it up. */
  final void writing(Ends ends, PipeProtocol protocol, WriteBody body) throws Exception {
    List<Object> pair = run(() -> await(loop.connectWritePipe(() -> protocol, ends.near)));
    WriteTransport transport = (WriteTransport) pair.getFirst();
    try {
      body.run(transport);
    } finally {
      giveUp(transport::abort);
      settle();
    }
  }

  /** Runs the loop until so much has been received, or nothing more comes. */
  final void receive(Keeping protocol, int length) {
    runUntil(() -> protocol.received.length() >= length);
  }

  /** Large data, of a pattern. */
  static byte[] large() {
    return Patterns.bytes(0, LARGE, SEED);
  }

  /** Reads large data, while the loop runs, until it is there or nothing more comes. */
  final byte[] readAll(Pipe far) throws Exception {
    return readAll(far, LARGE);
  }

  /** Reads so many bytes, while the loop runs, or until nothing more comes. */
  final byte[] readAll(Pipe far, int size) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean ended = false;
    for (int quiet = 0; quiet < 10 && all.size() < size && !ended; quiet++) {
      byte[] part = far.read(1 << 16);
      if (part != null) {
        ended = part.length == 0;
        all.write(part);
        quiet = -1;
      }
      settle();
    }
    return all.toByteArray();
  }

  /** Traces what can be read: bytes, the end, or nothing. */
  final void traceRead(Pipe far) throws Exception {
    byte[] read = far.read(100);
    trace.add("read: " + (read == null ? "nothing" : read.length == 0 ? "the end" : text(read)));
  }
}
