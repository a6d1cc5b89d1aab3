package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code pipes.md}: what else is used like a pipe. */
final class PipesKindsTck extends PipeRuleTest {
  private static final String LINE = "abc\n";

  /** What a test does with two ends. */
  @FunctionalInterface
  private interface EndsBody {
    void run(Ends ends) throws Exception;
  }

  private Ends ends(Pipe near, Pipe far) throws IOException {
    bench.surroundings().operatingSystem().setBlocking(far.fileno(), false);
    return new Ends(near, far);
  }

  /** Traces what is received of lines that are written one after the other. */
  private void traceReceived(Ends ends) throws Exception {
    Keeping protocol = new Keeping();
    reading(
        ends,
        protocol,
        transport -> {
          for (int time = 0; time < 3; time++) {
            ends.far().write(text(time));
            settle();
          }
        });
    trace.add("received: " + protocol.received.toString().replace('\n', ','));
  }

  /** Traces what can be read of pieces that are sent one after the other. */
  private void traceSent(Ends ends) throws Exception {
    writing(
        ends,
        new Keeping(),
        transport -> {
          for (int time = 0; time < 3; time++) {
            transport.write(LETTERS);
            settle();
            traceRead(ends.far());
          }
        });
  }

  private static byte[] text(int time) {
    return (time + LINE).getBytes(StandardCharsets.ISO_8859_1);
  }

  private Ends socket(String mode) throws IOException {
    bench.needsSelectorEventLoop();
    List<Pipe> pair = bench.files().socketsAsPipes(mode);
    return ends(pair.get(0), pair.get(1));
  }

  @Rule("pipe.kinds.socket")
  @Test
  void fromASocketDataIsReceived() throws Exception {
    traceReceived(socket("rb"));
    trace.shouldBe("received: 0abc,1abc,2abc,");
  }

  @Rule("pipe.kinds.socket")
  @Test
  void toASocketDataIsSent() throws Exception {
    traceSent(socket("wb"));
    trace.shouldBe("read: abc", "read: abc", "read: abc");
  }

  /** Does something with a named pipe, whose file is deleted afterwards. */
  private void withNamedPipe(boolean read, EndsBody body) throws Exception {
    bench.needsSelectorEventLoop();
    Path folder = Files.createTempDirectory("asyncio-tck");
    Path path = folder.resolve("pipe");
    try {
      List<Pipe> pipe = bench.files().namedPipe(path);
      body.run(read ? ends(pipe.get(0), pipe.get(1)) : ends(pipe.get(1), pipe.get(0)));
    } finally {
      Files.deleteIfExists(path);
      Files.delete(folder);
    }
  }

  @Rule("pipe.kinds.named")
  @NeedsOperatingSystem
  @Test
  void fromANamedPipeDataIsReceived() throws Exception {
    withNamedPipe(true, this::traceReceived);
    trace.shouldBe("received: 0abc,1abc,2abc,");
  }

  @Rule("pipe.kinds.named")
  @NeedsOperatingSystem
  @Test
  void toANamedPipeDataIsSent() throws Exception {
    withNamedPipe(false, this::traceSent);
    trace.shouldBe("read: abc", "read: abc", "read: abc");
  }

  @Rule("pipe.kinds.terminal")
  @NeedsOperatingSystem
  @UsesThreads // What is typed need not be there at once.
  @Test
  void fromATerminalLinesAreReceived() throws Exception {
    bench.needsSelectorEventLoop();
    List<Pipe> ends = bench.files().terminal("rb");
    AsyncFuture<@Nullable Void> all = loop.createFuture();
    Keeping protocol =
        new Keeping() {
          @Override
          public void dataReceived(byte[] data) {
            super.dataReceived(data);
            if (received.length() == 3 * LINE.length() && !all.isDone()) {
              all.setResult(null);
            }
          }
        };
    reading(
        new Ends(ends.get(1), ends.get(0)),
        protocol,
        transport -> {
          for (int time = 0; time < 3; time++) {
            ends.get(0).write(LINE.getBytes(StandardCharsets.ISO_8859_1));
            settle();
          }
          loop.runUntilComplete(all); // The system hands lines on when it comes to that.
        });
    trace.add("received: " + protocol.received.toString().replace('\n', ','));
    trace.shouldBe("received: abc,abc,abc,");
  }

  @Rule("pipe.kinds.terminal")
  @NeedsOperatingSystem
  @Test
  void toATerminalDataIsSent() throws Exception {
    bench.needsSelectorEventLoop();
    List<Pipe> ends = bench.files().terminal("wb");
    writing(
        new Ends(ends.get(1), ends.get(0)),
        new Keeping(),
        transport -> {
          for (int time = 0; time < 3; time++) {
            transport.write(LETTERS);
            settle();
            traceRead(ends.get(0)); // It waits.
          }
        });
    trace.shouldBe("read: abc", "read: abc", "read: abc");
  }

  /** Traces what a protocol is told when nothing can be read any more. */
  private void traceLost(Ends ends) throws Exception {
    bench.expectReports();
    Telling protocol = new Telling();
    reading(
        ends,
        protocol,
        _ -> {
          ends.far().write(text(0));
          settle();
          ends.far().close();
          settle();
        });
  }

  /** A protocol that traces all that it is told. */
  private final class Telling extends Keeping {
    @Override
    public void dataReceived(byte[] data) {
      trace.add("received");
    }

    @Override
    public boolean eofReceived() {
      trace.add("end");
      return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost: " + reason(exc));
    }
  }

  @Rule("read-pipe.error.lost")
  @RestsOn(Ground.PIPE_SOCKETS)
  @Test
  void aSocketThatIsResetIsLost() throws Exception {
    Ends ends = socket("r+b");
    ends.near().write(LETTERS); // Nobody reads them: that is what resets the connection.
    traceLost(ends);
    trace.shouldBe("received", "lost: an exception");
  }

  @Rule("read-pipe.error.lost")
  @NeedsOperatingSystem
  @UsesThreads // What is typed need not be there at once.
  @Test
  void aTerminalThatNobodyHasOpenIsLost() throws Exception {
    bench.needsSelectorEventLoop();
    List<Pipe> ends = bench.files().terminal("r+b");
    traceLost(new Ends(ends.get(0), ends.get(1)));
    trace.shouldBe("received", "lost: an exception");
  }
}
