package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.tck.harness.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Base of rule tests with streams over one end of a connection. */
abstract class StreamRuleTest extends TransportRuleTest {

  /** What a test does with streams. */
  @FunctionalInterface
  interface StreamBody {
    void run(Socket far, StreamReader reader, StreamWriter writer) throws Exception;
  }

  /** A way to read. */
  @FunctionalInterface
  interface Reading {
    Coroutine<byte[]> of(StreamReader reader);
  }

  /** Makes streams, does something with them, and gives them up. */
  final void withStreams(StreamBody body) throws Exception {
    Connection connection = connection();
    end(connection, run(() -> await(asyncio.openConnection(connection.near()))), body);
  }

  /** The same, with a limit. */
  final void withStreams(int limit, StreamBody body) throws Exception {
    Connection connection = connection();
    end(connection, run(() -> await(asyncio.openConnection(connection.near(), limit))), body);
  }

  private void end(Connection connection, List<Object> pair, StreamBody body) throws Exception {
    StreamWriter writer = (StreamWriter) pair.get(1);
    try {
      body.run(connection.far(), (StreamReader) pair.get(0), writer);
    } finally {
      giveUp(() -> writer.transport().abort());
      settle();
    }
  }

  /** Begins something, and lets the loop come to rest. */
  final <T extends @Nullable Object> AsyncFuture<T> begin(Coroutine<T> operation) {
    AsyncFuture<T> task = start(operation);
    settle();
    return task;
  }

  /** What became of something that was begun: what it gave, or that it waits. */
  static String outcome(AsyncFuture<?> task) {
    if (!task.isDone()) {
      return "waits";
    }
    return Outcome.of(() -> {
      Object result = task.result();
      return result instanceof byte[] bytes ? text(bytes) : result;
    });
  }

  /** Begins something, traces what becomes of it, and gives it up if it waits. */
  final void traceOutcome(String what, Coroutine<?> operation) {
    AsyncFuture<?> task = begin(operation);
    trace.add(what + ": " + outcome(task));
    if (!task.isDone()) {
      task.cancel();
      settle();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] letters(int count) {
    byte[] letters = new byte[count];
    Arrays.fill(letters, (byte) 'a');
    return letters;
  }

  /** Whether something raised an {@code OSError}. */
  static boolean isOsError(@Nullable Throwable raised) {
    return raised instanceof IOException;
  }
}
