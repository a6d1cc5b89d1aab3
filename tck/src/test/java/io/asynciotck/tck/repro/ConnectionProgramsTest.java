package io.asynciotck.tck.repro;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.tck.harness.Recorded;
import io.asynciotck.tck.harness.RuleViolation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs with sockets and protocols. */
final class ConnectionProgramsTest extends RecordedTest {

  /** A protocol that keeps what it has received, and its transport. */
  private final class Receiver implements Protocol {
    final StringBuilder received = new StringBuilder();

    @Override
    public void connectionMade(Transport transport) {
      trace.add("made");
      transport.write("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void dataReceived(byte[] data) {
      received.append(new String(data, StandardCharsets.UTF_8));
      loop.stop();
    }

    @Override
    public boolean eofReceived() {
      trace.add("the end");
      loop.stop();
      return false;
    }
  }

  private String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** What is awaited has brackets where something is done to what it gave. */
  @Test
  void whatIsAwaitedAndUsedAtOnceIsOneExpression() throws Throwable {
    String program =
        programOf(() -> {
          Coroutine<Server> making = loop.createServer(Receiver::new, "127.0.0.1", 0);
          trace.add(
              "served: "
                  + loop.runUntilComplete(
                      bench
                          .asyncio()
                          .coroutine(() -> {
                            bench.asyncio().await(making).close();
                            return "yes";
                          })));
        });
    assertThat(program).contains("(await ").contains(").close()").contains(SAME);
  }

  @Test
  void whatWasCountedIsNotToldByTheSocketsThatWereMade() throws Throwable {
    String program =
        programOf(() -> {
          List<Socket> pair = bench.sockets().socketpair();
          pair.getFirst().close();
          pair.getLast().close();
          trace.add("ends: " + 3);
        });
    assertThat(program)
        .contains("# The test has worked out: ends: 3")
        .doesNotContain("print(\"ends:");
  }

  @Test
  void aProtocolIsAClassThatTellsWhatItHasReceived() throws Throwable {
    String program =
        programOf(() -> {
          Receiver receiver = new Receiver();
          List<Socket> pair = bench.sockets().socketpair();
          pair.getFirst().setblocking(false);
          loop.createTask(loop.createConnection(() -> receiver, pair.getFirst()));
          pair.getLast().send("abc".getBytes(StandardCharsets.UTF_8));
          loop.runForever();
          trace.add("received: " + receiver.received);
          trace.add("seen: " + text(pair.getLast().recv(10)));
          pair.getLast().close();
          loop.runForever();
        });
    assertThat(program)
        .contains(
            "class Protocol(asyncio.Protocol):",
            "    def connection_made(self, *args):",
            "print(\"received:\", protocol.received.decode())",
            "print(\"seen:\", sock2.recv(10).decode())",
            SAME);
  }

  /** However often a test lets the loop come to rest, the callback for that is defined once. */
  @Test
  void whatOnlyKeepsALoopGoingIsDefinedOnce() throws Throwable {
    String program =
        programOf(() -> {
          bench.settle();
          loop.callSoon(trace.mark("called"));
          bench.settle();
        });
    assertThat(program)
        .containsOnlyOnce("def go_round():")
        .contains("loop.call_soon(stop_after(loop, 31))", SAME)
        .doesNotContain("itertools");
  }

  @Test
  void howMuchOfAPatternHasComeIsPrinted() throws Throwable {
    String program =
        programOf(() -> {
          List<Socket> pair = bench.sockets().socketpair();
          bench.surroundings().patterns().pattern(1000, 7);
          bench.surroundings().patterns().send(pair.getFirst(), 0, 600, 7);
          bench.surroundings().patterns().receive(pair.getLast(), 0, 7);
          trace.add("received: something else");
        });
    assertThat(program)
        .contains(
            "print(\"received:\","
                + " \"all of it\" if receive_pattern.seen == 1000 else receive_pattern.seen)",
            "received: 600");
  }

  @Test
  void aLongDatagramIsWrittenInShort() throws Throwable {
    String program =
        programOf(() -> {
          List<Socket> pair = bench.sockets().socketpair();
          byte[] data = "7".concat(" ".repeat(999)).getBytes(StandardCharsets.UTF_8);
          trace.add("sent: " + pair.getFirst().send(data));
        });
    assertThat(program).contains("send(b\"7\" + b\" \" * 999)", SAME);
  }

  @Test
  void aPortIsThatOfTheProgram() throws Throwable {
    String program =
        programOf(() -> {
          Socket listening = bench.sockets().createServer(new Address("127.0.0.1", 0));
          Address address = listening.getsockname();
          trace.add("seen: " + bench.sockets().createConnection(address).getpeername().host());
        });
    assertThat(program)
        .contains(
            "address = sock1.getsockname()", "create_connection((\"127.0.0.1\", address[1]))");
  }

  @Test
  void whoWaitsForAFutureAsksAsOftenAsItTakes() throws Throwable {
    String program =
        programOf(() -> {
          AsyncFuture<Object> future = loop.createFuture();
          loop.callSoon(() -> loop.callSoon(() -> future.setResult("done")));
          bench.runUntil(future);
          trace.add("done: " + future.isDone());
        });
    assertThat(program)
        .contains(
            """
            def callback():
                if future.done():
                    loop.stop()
                else:
                    loop.call_soon(callback)
            """,
            SAME)
        .doesNotContain("itertools");
  }

  @Test
  void turnsThatOthersAreGivenStandTogether() throws Throwable {
    String program =
        programOf(() ->
            loop.runUntilComplete(
                bench
                    .asyncio()
                    .coroutine(() -> {
                      bench.asyncio().await(bench.asyncio().sleep(Duration.ZERO));
                      int _ = bench.yieldTimes(24, false);
                      trace.add("goes on");
                      return null;
                    })));
    assertThat(program).contains("await turns(25)", SAME).containsOnlyOnce("asyncio.sleep");
  }

  @Test
  void whoLooksForAFileLooksInTheProgramToo() throws Throwable {
    Path folder = Files.createTempDirectory("asyncio-tck");
    try {
      String program =
          programOf(() -> {
            Sockets sockets = bench.sockets();
            Socket socket = sockets.socket(sockets.afUnix(), sockets.sockStream());
            trace.add("before: " + bench.exists(folder.resolve("socket")));
            socket.bind(folder.resolve("socket").toString());
            trace.add("bound: " + bench.exists(folder.resolve("socket")));
            Files.delete(folder.resolve("socket"));
          });
      assertThat(program).contains("print(\"bound:\", os.path.exists(folder + \"/socket\"))", SAME);
    } finally {
      Files.delete(folder);
    }
  }

  @Test
  void aFileHasInTheProgramWhatTheTestHasWritten() throws Throwable {
    Path path = Files.createTempFile("asyncio-tck", ".bin");
    try {
      String program =
          programOf(() -> {
            File file = bench.files().write(path, bench.surroundings().patterns().pattern(1000, 7));
            Socket near = bench.sockets().socketpair().getFirst();
            near.setblocking(false);
            loop.createTask(loop.sockSendfile(near, file));
            bench.settle();
            trace.add("sent: " + (file.tell() > 0));
          });
      assertThat(program)
          .contains("file.write(given)\nfile.seek(0)\n")
          .contains("#   file.tell(): 1000\n", SAME);
    } finally {
      Files.delete(path);
    }
  }

  @Test
  void anOptionIsLookedAt() throws Throwable {
    String program =
        programOf(() -> {
          Socket socket = bench.sockets().socketpair().getFirst();
          int level = bench.sockets().solSocket();
          int option = bench.sockets().soKeepalive();
          trace.add("kept alive: " + (socket.getsockopt(level, option) != 0));
        });
    assertThat(program).contains("print(\"kept alive:\", sock1.getsockopt(1, 9) != 0)", SAME);
  }

  @Test
  void descriptorsThatStayOpenAreCounted() throws Throwable {
    try (bench) {
      bench.sockets().socketpair();
    }
    Recorded recorded =
        python.recordedOf(
            new RuleViolation(RuleViolation.LEFT_OPEN, List.of("none"), "socket:[1]"));
    assertThat(recorded.program(Duration.ofSeconds(5), List.of()).text())
        .contains("for each in [sock1, sock2]:", "#   descriptors left open: 0")
        .doesNotContain(SAME);
  }
}
