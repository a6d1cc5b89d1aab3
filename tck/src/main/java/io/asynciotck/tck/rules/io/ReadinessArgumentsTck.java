package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Callback;
import io.asynciotck.spec.Rule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code readiness.md}: what callbacks are called with. */
final class ReadinessArgumentsTck extends SocketRuleTest {
  private static final Object OBJECT = List.of("an object");

  /** A callback that traces its arguments, and whether they have a certain object. */
  private Callback tracing(String name, VoidBody first) {
    return args -> {
      callback(first).run();
      trace.add(name + " " + described(args));
    };
  }

  private static List<String> described(@Nullable Object[] args) {
    return Arrays.stream(args)
        .map(each -> each == OBJECT ? "the same object" : String.valueOf(each))
        .toList();
  }

  /** A way to watch a descriptor with a callback that is called with arguments. */
  @FunctionalInterface
  private interface Watching {
    void add(String name, @Nullable Object... args) throws Exception;
  }

  private void addWithEachKindOfArguments(Watching watching) throws Exception {
    watching.add("none");
    watching.add("one", "a");
    watching.add("two", "a", true);
    watching.add("three", "a", "b", "c");
    watching.add("ten", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    watching.add("null and an object", null, OBJECT);
    settle();
    trace.shouldBeInAnyOrder(
        "none []",
        "one [a]",
        "two [a, true]",
        "three [a, b, c]",
        "ten [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]",
        "null and an object [null, the same object]");
  }

  @Rule("loop.add-reader.arguments")
  @Test
  void aReaderIsCalledWithItsArguments() throws Exception {
    addWithEachKindOfArguments(this::addReading);
  }

  private void addReading(String name, @Nullable Object... args) throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), tracing(name, () -> connection.near().recv(1)), args);
  }

  @Rule("loop.add-reader.arguments")
  @Test
  void aReaderIsCalledWithItsArgumentsEachTime() throws Exception {
    Connection connection = connection();
    connection.far().sendall(new byte[] {'x', 'y', 'z'});
    loop.addReader(
        connection.fd(), tracing("reader", () -> connection.near().recv(1)), "a", "b", "c");
    settle();
    trace.shouldBe("reader [a, b, c]", "reader [a, b, c]", "reader [a, b, c]");
  }

  @Rule("loop.add-reader.replaces-arguments")
  @Test
  void aReaderThatTakesAPlaceHasItsOwnArguments() throws Exception {
    Connection connection = readable();
    Callback reader = tracing("reader", () -> connection.near().recv(1));
    loop.addReader(connection.fd(), reader, "first", "second");
    loop.addReader(connection.fd(), reader, "third");
    runUntil("reader [third]");
    connection.far().sendall(ONE_BYTE);
    loop.addReader(connection.fd(), reader);
    settle();
    trace.shouldBe("reader [third]", "reader []");
  }

  @Rule("loop.add-writer.arguments")
  @Test
  void aWriterIsCalledWithItsArguments() throws Exception {
    addWithEachKindOfArguments(this::addWriting);
  }

  private void addWriting(String name, @Nullable Object... args) throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), tracing(name, () -> removeWriter(connection)), args);
  }

  @Rule("loop.add-writer.arguments")
  @Test
  void aWriterIsCalledWithItsArgumentsEachTime() throws Exception {
    Connection connection = connection();
    int[] calls = {0};
    loop.addWriter(
        connection.fd(),
        tracing(
            "writer",
            () -> {
              if (++calls[0] == 3) {
                removeWriter(connection);
              }
            }),
        "a",
        "b",
        "c");
    settle();
    trace.shouldBe("writer [a, b, c]", "writer [a, b, c]", "writer [a, b, c]");
  }

  @Rule("loop.add-writer.replaces-arguments")
  @Test
  void aWriterThatTakesAPlaceHasItsOwnArguments() throws Exception {
    Connection connection = connection();
    Callback writer = tracing("writer", () -> removeWriter(connection));
    loop.addWriter(connection.fd(), writer, "first", "second");
    loop.addWriter(connection.fd(), writer, "third");
    settle();
    trace.shouldBe("writer [third]");
  }
}
