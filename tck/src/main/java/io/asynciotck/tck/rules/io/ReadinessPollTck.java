package io.asynciotck.tck.rules.io;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ByRealClock;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Rules of {@code readiness.md}: when the loop polls, and for how long. */
final class ReadinessPollTck extends TransportRuleTest {
  private static final int ROUNDS = 5;

  /** How many turns are enough for input to be seen, if they take some time, too. */
  private static final int MANY_TURNS = 1000;

  /** Longer than input takes on its way, on any machine. */
  private static final long LONG_NANOS = 500_000_000;

  @Rule("loop.poll.once")
  @Test
  void whatBecomesReadyInABatchWaitsForItsEnd() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), reading(connection, "reader"));
    loop.callSoon(
        callback(() -> {
          trace.add("sends");
          connection.far().sendall(ONE_BYTE);
        }));
    loop.callSoon(trace.mark("same batch"));
    settle();
    trace.shouldBe("sends", "same batch", "reader");
  }

  @Rule("loop.poll.order")
  @Test
  void callbacksComeBeforeDescriptorsAndThoseBeforeTimers() throws Exception {
    Connection connection = connection();
    loop.callLater(
        Duration.ZERO,
        () -> {
          trace.add("timer");
          loop.stop();
        });
    loop.addReader(connection.fd(), reading(connection, "reader"));
    loop.callSoon(trace.mark("callback"));
    connection.far().sendall(ONE_BYTE);
    loop.runForever();
    trace.shouldBe("callback", "reader", "timer");
  }

  @Rule("loop.poll.not-starved-by-callbacks")
  @Test
  void aBusyCallbackLeavesDescriptorsTheirTurn() throws Exception {
    Connection connection = readable();
    int[] turns = {0};
    loop.addReader(
        connection.fd(),
        () -> {
          trace.add("reader");
          removeReader(connection);
          loop.stop();
        });
    Runnable[] busy = new Runnable[1];
    busy[0] =
        () -> {
          turns[0]++;
          if (turns[0] < 100) {
            loop.callSoon(busy[0]);
          } else {
            loop.stop();
          }
        };
    loop.callSoon(busy[0]);
    loop.runForever();
    trace.shouldBe("reader");
  }

  @Rule("loop.poll.not-starved-by-callbacks")
  @Test
  void aBusyCallbackLeavesConnectionsTheirTurn() throws Exception {
    Connection connection = connection();
    Receiver receiver = new Receiver();
    with(
        connection,
        receiver,
        transport -> {
          connection.far().sendall(LETTERS);
          beBusyUntil(() -> receiver.received.length() == LETTERS.length);
          trace.add("received while it was busy: " + receiver.received);
        });
    trace.shouldBe("received while it was busy: abc");
  }

  /** Has a callback in each iteration, until something has come, or for long. */
  private void beBusyUntil(BooleanSupplier condition) {
    long begun = System.nanoTime();
    int[] turns = {0};
    Runnable[] busy = new Runnable[1];
    busy[0] =
        () -> {
          turns[0]++;
          boolean isLong = turns[0] >= MANY_TURNS && System.nanoTime() - begun >= LONG_NANOS;
          if (isLong || condition.getAsBoolean()) {
            loop.stop();
          } else {
            loop.callSoon(busy[0]);
          }
        };
    loop.callSoon(busy[0]);
    loop.runForever();
  }

  @Rule("loop.poll.not-starved-by-descriptors")
  @Test
  void aBusyDescriptorLeavesOthersTheirTurn() throws Exception {
    Connection connection = connection();
    int[] turns = {0};
    loop.addWriter(
        connection.fd(),
        () -> {
          turns[0]++;
          bench.blockFor(1);
          if (turns[0] == 20) {
            loop.stop();
          }
        });
    loop.callLater(
        ticks(1),
        () -> {
          trace.add("timer");
          loop.callSoon(() -> {
            trace.add("callback");
            loop.stop();
          });
        });
    loop.runForever();
    trace.shouldBe("timer", "callback");
  }

  @Rule("loop.stop.polls-once")
  @Test
  void aStopBeforeTheRunLeavesReadyDescriptorsTheirTurn() throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), reading(connection, "reader"));
    loop.stop();
    loop.runForever();
    trace.shouldBe("reader");
  }

  @Rule("loop.stop.descriptors-in-batch")
  @Test
  void aStopLeavesTheDescriptorsOfItsBatchTheirTurn() throws Exception {
    if (areServedOneByOne(readable(), readable())) {
      throw new NotClaimedError("of descriptors that are ready, each has a batch of its own");
    }
    Connection one = readable();
    Connection other = readable();
    loop.addReader(one.fd(), stopping(one));
    loop.addReader(other.fd(), stopping(other));
    loop.runForever();
    trace.shouldBe("reader", "reader");
  }

  /** Whether what the reader of one descriptor schedules runs before the reader of the other. */
  private boolean areServedOneByOne(Connection... connections) {
    List<String> order = new ArrayList<>();
    for (Connection connection : connections) {
      loop.addReader(
          connection.fd(),
          callback(() -> {
            connection.near().recv(1);
            order.add("reader");
            loop.callSoon(() -> order.add("scheduled"));
          }));
    }
    settle();
    return order.indexOf("scheduled") == 1;
  }

  private Runnable stopping(Connection connection) {
    return callback(() -> {
      trace.add("reader");
      connection.near().recv(1);
      loop.stop();
    });
  }

  @Rule("loop.poll.timer")
  @Test
  void aTimerFiresBesideASilentDescriptor() throws Exception {
    loop.addReader(connection().fd(), () -> {});
    loop.callLater(
        ticks(2),
        () -> {
          trace.add("timer");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.poll.no-limit")
  @UsesThreads
  @Test
  void aLoopWaitsForItsDescriptors() throws Exception {
    Connection connection = connection();
    loop.addReader(
        connection.fd(),
        () -> {
          trace.add("reader");
          removeReader(connection);
          loop.stop();
        });
    loop.callSoon(() -> {
      var _ =
          bench.inThread(() -> {
            giveTheLoopTimeToWait(1);
            connection.far().sendall(ONE_BYTE);
            return null;
          });
    });
    loop.runForever();
    trace.shouldBe("reader");
  }

  @Rule("loop.poll.idle")
  @UsesThreads
  @ByRealClock
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aLoopThatHasNothingToDoLeavesTheProcessorAlone() throws Exception {
    Connection readable = connection();
    Connection full = full();
    loop.addReader(readable.fd(), () -> {});
    loop.addWriter(full.fd(), () -> {});
    loop.callLater(Duration.ofHours(1), () -> {});
    loop.callLater(Duration.ofMinutes(1), () -> {}).cancel();
    loop.callSoon(() -> {}).cancel();
    traceIdle();
    trace.shouldBe("idle: true");
  }

  @Rule("loop.poll.idle")
  @UsesThreads
  @RestsOn({Ground.POLL_WAKES, Ground.REMOVE_READER})
  @Test
  void aLoopThatWatchesNothingAnyMoreLeavesTheProcessorAlone() throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), () -> {});
    loop.addWriter(connection.fd(), () -> {});
    loop.callSoon(
        callback(() -> {
          removeReader(connection);
          removeWriter(connection);
        }));
    traceIdle();
    trace.shouldBe("idle: true");
  }

  @Rule("loop.poll.wakes")
  @UsesThreads
  @Test
  void aLoopThatWaitsForDescriptorsIsWoken() throws Exception {
    Signal answered = bench.signal("answered");
    loop.addReader(connection().fd(), () -> {});
    loop.callSoon(() -> {
      var _ =
          bench.inThread(() -> {
            for (int round = 0; round < ROUNDS; round++) {
              giveTheLoopTimeToWait(round);
              loop.callSoonThreadsafe(answered.giver());
              answered.await();
            }
            trace.add("every call was answered");
            return loop.callSoonThreadsafe(loop::stop);
          });
    });
    loop.runForever();
    trace.shouldBe("every call was answered");
  }

  @Rule("loop.close.sockets-stay")
  @Test
  void aClosedLoopLeavesSocketsOpen() throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), () -> {});
    loop.close();
    trace.add("read: " + connection.near().recv(1).length);
    trace.shouldBe("read: 1");
  }

  @Rule("loop.poll.callbacks-no-wait")
  @Test
  void callbacksDoNotWaitForDescriptors() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), trace.mark("reader"));
    loop.callSoon(() -> {
      trace.add("callback");
      loop.callSoon(() -> {
        trace.add("next one");
        loop.stop();
      });
    });
    loop.runForever();
    trace.shouldBe("callback", "next one");
  }

  @Rule("loop.stop.polls-no-wait")
  @Test
  void aStopBeforeTheRunDoesNotWaitForDescriptors() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), trace.mark("reader"));
    loop.stop();
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("returned");
  }

  @Rule("loop.add-reader.reused")
  @Test
  void aNumberThatIsUsedAgainIsThatOfTheNewSocket() throws Exception {
    Connection old = readable();
    loop.addReader(old.fd(), trace.mark("old"));
    removeReader(old);
    old.near().close();
    Connection fresh = connection(); // most systems give it the number of the old one
    loop.addReader(fresh.fd(), reading(fresh, "new"));
    settle();
    fresh.far().sendall(ONE_BYTE);
    runUntil("new");
    settle();
    trace.shouldBe("new");
  }

  @Rule("loop.add-reader.closed-forgotten")
  @Test
  void aSocketThatIsClosedDoesNotDisturbOthers() throws Exception {
    Connection closed = connection();
    Connection other = connection();
    loop.addReader(closed.fd(), trace.mark("closed"));
    loop.addReader(other.fd(), reading(other, "other"));
    settle();
    closed.near().close();
    other.far().sendall(ONE_BYTE);
    runUntil("other");
    settle();
    trace.shouldBe("other");
  }
}
