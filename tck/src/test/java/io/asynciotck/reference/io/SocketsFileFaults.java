package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sock_sendfile}. */
final class SocketsFileFaults {

  private SocketsFileFaults() {}

  @Fault(
      what = "sock_sendfile sends a megabyte at most.",
      breaks = {"loop.sock-sendfile.all", "loop.sock-sendfile.returns"})
  static final class SendsAPart extends SelectorEventLoop {
    SendsAPart(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(
          sock, file, offset, count == null ? (Integer) (1 << 20) : count, fallback);
    }
  }

  @Fault(
      what = "sock_sendfile gives 0.",
      breaks = {"loop.sock-sendfile.cut", "loop.sock-sendfile.returns"})
  static final class GivesNone extends SelectorEventLoop {
    GivesNone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(
          () -> 0 * asyncio.await(super.sockSendfile(sock, file, offset, count, fallback)));
    }
  }

  @Fault(
      what = "sock_sendfile ignores the offset.",
      breaks = {
        "loop.sock-sendfile.at-end",
        "loop.sock-sendfile.count",
        "loop.sock-sendfile.fallback-false",
        "loop.sock-sendfile.offset",
        "loop.sock-sendfile.position"
      })
  static final class SendsFromTheStart extends SelectorEventLoop {
    SendsFromTheStart(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(sock, file, Math.min(offset, 0), count, fallback);
    }
  }

  @Fault(
      what = "With an offset of 0 sock_sendfile begins where the file is read next.",
      breaks = {"loop.sock-sendfile.offset-zero"})
  static final class SendsFromThePosition extends SelectorEventLoop {
    SendsFromThePosition(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        int start = offset == 0 ? (int) file.tell() : offset;
        return asyncio.await(super.sockSendfile(sock, file, start, count, fallback));
      });
    }
  }

  @Fault(
      what = "sock_sendfile ignores the count.",
      breaks = {
        "loop.sock-sendfile.count",
        "loop.sock-sendfile.fallback-false",
        "loop.sock-sendfile.position"
      })
  static final class IgnoresTheCount extends SelectorEventLoop {
    IgnoresTheCount(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(
          sock, file, offset, count == null || count > 0 ? null : count, fallback);
    }
  }

  @Fault(
      what = "sock_sendfile refuses a count beyond the end of the file.",
      breaks = {"loop.sock-sendfile.at-end"})
  static final class NoMoreThanThereIs extends SelectorEventLoop {
    NoMoreThanThereIs(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        if (count != null && offset + count > ((ChannelFile) file).channel.size()) {
          throw new IllegalArgumentException("There is not so much");
        }
        return asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
      });
    }
  }

  /** Loops that put a file back to where it was read before some of it was sent. */
  abstract static class PutsBack extends SelectorEventLoop {
    PutsBack(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Whether it does so behind so many bytes. */
    abstract boolean putsBack(int sent);

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        long before = file.tell();
        int sent = asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
        if (putsBack(sent)) {
          file.seek(before);
        }
        return sent;
      });
    }
  }

  @Fault(
      what = "sock_sendfile leaves the position of the file as it was.",
      breaks = {"loop.sock-sendfile.position", "loop.sock-sendfile.position-unsent"})
  static final class KeepsThePosition extends PutsBack {
    KeepsThePosition(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean putsBack(int sent) {
      return true;
    }
  }

  @Fault(
      what = "sock_sendfile that sends nothing leaves the position of the file as it was.",
      breaks = {"loop.sock-sendfile.position-unsent"})
  static final class MovesWithWhatIsSent extends PutsBack {
    MovesWithWhatIsSent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean putsBack(int sent) {
      return sent == 0;
    }
  }

  @Fault(
      what = "sock_sendfile raises an exception when the file has become shorter.",
      breaks = {"loop.sock-sendfile.cut"})
  static final class MissesTheCut extends SelectorEventLoop {
    MissesTheCut(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        long size = ((ChannelFile) file).channel.size();
        int sent = asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
        if (((ChannelFile) file).channel.size() < size) {
          throw new IllegalStateException("The file was cut");
        }
        return sent;
      });
    }
  }

  @Fault(
      what = "sock_sendfile takes a count of 0 for all.",
      breaks = {"loop.sock-sendfile.count-zero"})
  static final class NothingIsAll extends SelectorEventLoop {
    NothingIsAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(
          sock, file, offset, count != null && count == 0 ? null : count, fallback);
    }
  }

  @Fault(
      what = "sock_sendfile takes a negative offset for 0.",
      breaks = {"loop.sock-sendfile.offset-negative"})
  static final class NegativeIsTheStart extends SelectorEventLoop {
    NegativeIsTheStart(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(sock, file, Math.max(offset, 0), count, fallback);
    }
  }

  @Fault(
      what = "In debug mode sock_sendfile takes a socket that blocks.",
      breaks = {"loop.sock-sendfile.debug"})
  static final class SendsFilesBlocking extends SelectorEventLoop {
    SendsFilesBlocking(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        setDebug(false);
        return asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
      });
    }
  }

  @Fault(
      what = "sock_sendfile is done when the socket takes nothing more.",
      breaks = {
        "loop.sock-sendfile.cancelled-message",
        "loop.sock-sendfile.cancelled-position",
        "loop.sock-sendfile.cancelled-raised",
        "loop.sock-sendfile.count-zero",
        "loop.sock-sendfile.cut",
        "loop.sock-sendfile.debug",
        "loop.sock-sendfile.error-position",
        "loop.sock-sendfile.offset-negative",
        "loop.sock-sendfile.waits"
      })
  static final class DoesNotWaitForTheReceiver extends SelectorEventLoop {
    DoesNotWaitForTheReceiver(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        createTask(super.sockSendfile(sock, file, offset, count, fallback));
        asyncio.await(asyncio.sleep(Duration.ZERO));
        return (int) ((ChannelFile) file).channel.size();
      });
    }
  }

  @Fault(
      what = "sock_sendfile says of more than a megabyte that it is one.",
      breaks = {"loop.sock-sendfile.returns"})
  static final class CountsSoFar extends SelectorEventLoop {
    CountsSoFar(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() ->
          Math.min(
              1 << 20, asyncio.await(super.sockSendfile(sock, file, offset, count, fallback))));
    }
  }

  @Fault(
      what = "When sock_sendfile fails the position of the file is as it was.",
      breaks = {"loop.sock-sendfile.error-position"})
  static final class ForgetsThePosition extends SelectorEventLoop {
    ForgetsThePosition(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        long before = file.tell();
        try {
          return asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
        } catch (IOException failed) {
          file.seek(before);
          throw failed;
        }
      });
    }
  }

  @Fault(
      what = "With a count sock_sendfile gives the count.",
      breaks = {"loop.sock-sendfile.returns"})
  static final class GivesTheCount extends SelectorEventLoop {
    GivesTheCount(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        int sent = asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
        return count == null ? sent : count;
      });
    }
  }

  @Fault(
      what = "Without the fallback sock_sendfile sends a byte of the file twice.",
      breaks = {"loop.sock-sendfile.fallback-false"})
  static final class SendsTwiceWithoutTheFallback extends SelectorEventLoop {
    SendsTwiceWithoutTheFallback(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        if (!fallback) {
          int _ = asyncio.await(super.sockSendfile(sock, file, offset, 1, true));
        }
        return asyncio.await(super.sockSendfile(sock, file, offset, count, fallback));
      });
    }
  }

  @Fault(
      what = "A count of one is not looked at.",
      breaks = {"loop.sock-sendfile.count"})
  static final class IgnoresOne extends SelectorEventLoop {
    IgnoresOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(
          sock, file, offset, count == null || count == 1 ? null : count, fallback);
    }
  }

  @Fault(
      what = "With an offset only whole blocks of a large count are sent.",
      breaks = {"loop.sock-sendfile.count"})
  static final class SendsWholeBlocks extends SelectorEventLoop {
    SendsWholeBlocks(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      boolean isLarge = count != null && offset > 0 && count > 100_000;
      Integer blocks = isLarge ? (Integer) (Objects.requireNonNull(count) / 512 * 512) : count;
      return super.sockSendfile(sock, file, offset, blocks, fallback);
    }
  }

  @Fault(
      what = "Without the fallback the count is not looked at.",
      breaks = "loop.sock-sendfile.fallback-false")
  static final class CountsForTheFallback extends SelectorEventLoop {
    CountsForTheFallback(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(
        Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
      return super.sockSendfile(sock, file, offset, fallback ? count : null, fallback);
    }
  }
}
