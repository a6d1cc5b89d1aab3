package io.asynciotck.reference.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.MonotonicClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Futures between a loop and other threads, when something comes in between. */
class ThreadFutureTest {
  private final ThreadFuture<Integer> future = new ThreadFuture<>();

  @Test
  void anInterruptIsKeptForWhoWaitsAndDoesNotReplaceAResult() throws Exception {
    future.complete(() -> 1);

    Thread.currentThread().interrupt();
    List<Integer> results = List.of(future.result(), future.result(Duration.ofDays(1)));
    boolean kept = Thread.interrupted();

    assertThat(results).containsExactly(1, 1);
    assertThat(kept).isTrue();
  }

  @Test
  void anInterruptedLoopPassesAResultOnAndThenIsInterrupted() {
    ReferenceAsyncio asyncio = new ReferenceAsyncio(new MonotonicClock());
    EventLoop loop = asyncio.newEventLoop();
    AsyncFuture<Integer> destination = loop.createFuture();
    FutureChain.toLoop(future, destination);
    loop.callSoon(() -> {
      future.complete(() -> 1);
      Thread.currentThread().interrupt();
    });

    assertThatThrownBy(loop::runForever).isInstanceOf(KeyboardInterrupt.class);

    assertThat(destination).hasToString("<Future finished result=1>");
    loop.close();
  }

  @Test
  void anErrorInOneCallbackDoesNotKeepTheOthersFromRunning() {
    List<String> ran = new ArrayList<>();
    future.addDoneCallback(_ -> {
      throw new AssertionError("in a callback");
    });
    future.addDoneCallback(_ -> ran.add("second"));

    List<LogRecord> logged = logOf(() -> future.complete(() -> 1));

    assertThat(ran).containsExactly("second");
    assertThat(logged).extracting(LogRecord::getThrown).hasOnlyElementsOfType(AssertionError.class);
    assertThat(logged).hasSize(1);
  }

  @Test
  void aLoopThatIsClosedJustNowIsLeftAlone() {
    LoopClock clock = new MonotonicClock();
    SelectorEventLoop loop = new ClosedAfterTheLook(new ReferenceAsyncio(clock), clock);
    FutureChain.toLoop(future, loop.newFuture());

    List<LogRecord> logged = logOf(() -> future.complete(() -> 1));

    assertThat(logged).isEmpty();
    assertThat(loop.isClosed()).isTrue();
  }

  /** A loop that another thread closes between a look and what follows from it. */
  private static final class ClosedAfterTheLook extends SelectorEventLoop {
    ClosedAfterTheLook(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean isClosed() {
      boolean seen = super.isClosed();
      close();
      return seen;
    }
  }

  private static List<LogRecord> logOf(Runnable work) {
    Logger logger = Logger.getLogger("asyncio");
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logRecord) {
            records.add(logRecord);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      work.run();
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
    return records;
  }
}
