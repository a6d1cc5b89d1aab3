package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamReader;
import java.io.IOException;

/** Base of rule tests with a stream that is read. */
abstract class StreamReaderRuleTest extends StreamRuleTest {

  static final int LIMIT = 1000;

  static void end(Socket far) throws IOException {
    far.close();
  }

  /** Has the far end send something and end its stream, and traces what reading gives. */
  final void traceAtTheEnd(String sent, Reading... readings) throws Exception {
    withStreams((far, reader, _) -> {
      far.sendall(bytes(sent));
      end(far);
      traceRead(reader, readings);
    });
  }

  /** The same, and the stream goes on. */
  final void traceSent(String sent, Reading... readings) throws Exception {
    withStreams((far, reader, _) -> {
      far.sendall(bytes(sent));
      traceRead(reader, readings);
    });
  }

  private void traceRead(StreamReader reader, Reading... readings) throws Exception {
    settle();
    for (Reading reading : readings) {
      traceOutcome("read", reading.of(reader));
    }
  }
}
