package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.RuleViolation;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What can befall a task that waits for input or output, the same for each operation. The loop is
 * run from outside, until it has come to rest: how soon it sees what comes is up to the loop.
 */
abstract class IoCancellationRuleTest extends StreamRuleTest {
  private static final String CANCELLED = "raises CancelledError";

  private static final String WAITS = "waits";

  /** How often a loop without an order of its callbacks is asked. */
  private static final int MOST_TRIES = 12;

  /** In how many iterations a loop has certainly handed on what came. */
  private static final int TURNS = 6;

  /** A way to begin to wait; what it gives shows that who has waited has got on. */
  @FunctionalInterface
  interface CoroutineMaker {
    Coroutine<?> make() throws Exception;
  }

  /**
   * What a task waits for.
   *
   * @param completion lets one that waits get on
   * @param maker waits
   */
  record Waiting(VoidBody completion, CoroutineMaker maker) {

    private Coroutine<?> operation() throws Exception {
      return maker.make();
    }

    private void complete() throws Exception {
      completion.run();
    }
  }

  /** What befalls a task that waits: one of the methods below. */
  @FunctionalInterface
  interface Case {
    void befalls(Waiting waiting) throws Exception;
  }

  /** How many connections wait at a server that asked for a queue of one, as Linux counts. */
  private static final int ROOM = 2;

  /** How many connections are tried until a server that accepts none takes no more. */
  private static final int MOST_CONNECTIONS = 20;

  /**
   * The address of a server that accepts nobody, and at which the next who connects waits. What
   * says too soon that it has connected is not what the test is about.
   */
  final Address crowded() throws Exception {
    Sockets sockets = bench.sockets();
    Socket server = sockets.socket(sockets.afInet(), sockets.sockStream());
    server.bind(new Address("127.0.0.1", 0));
    server.listen(1);
    Address address = server.getsockname();
    for (int i = 0; i < ROOM; i++) {
      // Connected when it returns, while what a loop connects may be late on a busy machine.
      sockets.socket(sockets.afInet(), sockets.sockStream()).connect(address);
    }
    AsyncFuture<?> last = begin(loop.sockConnect(unconnected(), address));
    for (int i = 1; i < MOST_CONNECTIONS && last.isDone(); i++) {
      checkKnown(last);
      last = begin(loop.sockConnect(unconnected(), address));
    }
    if (!last.isDone()) {
      last.cancel();
      settle();
      return address;
    }
    throw RuleViolation.ofProgram(
        "loop.sock-connect.connects",
        "`sock_connect` is done at once where a server accepts nobody, and has room for nobody.",
        List.of("waits"),
        outcome(last));
  }

  private void traceWhenOver(String who, AsyncFuture<?> task) {
    trace.add(who + ": " + outcomeWhenOver(task));
  }

  private String outcomeWhenOver(AsyncFuture<?> task) {
    settle();
    checkKnown(task);
    String outcome = outcome(task);
    if (!task.isDone()) {
      task.cancel();
      settle();
    }
    return outcome;
  }

  /** That a loop has no such operation is covered by other rules. */
  private static void checkKnown(AsyncFuture<?> task) {
    if (task.isDone()
        && !task.isCancelled()
        && task.exception() instanceof UnsupportedOperationException unknown) {
      throw unknown;
    }
  }

  /** Whatever befell others, one that has begun to wait does so. */
  private void checkWaits(String who, AsyncFuture<?> task) {
    if (task.isDone()) {
      trace.add(who + " does not wait");
    }
  }

  /** One waits, and is cancelled. */
  @At(Moment.WHILE_IT_WAITS)
  final void cancelledWhileItWaits(Waiting waiting) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    a.cancel();
    traceWhenOver("a", a);
  }

  /** One waits, and is cancelled twice. */
  @At(Moment.TWICE)
  final void cancelledTwice(Waiting waiting) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    a.cancel();
    a.cancel();
    traceWhenOver("a", a);
  }

  /** One begins to wait that has cancelled itself already. */
  @At(Moment.ON_ENTRY)
  final void cancelledOnEntry(Waiting waiting) throws Exception {
    AsyncFuture<?> a =
        begin(
            coroutine(() -> {
              Objects.requireNonNull(asyncio.currentTask()).cancel();
              return await(waiting.operation());
            }));
    traceWhenOver("a", a);
  }

  /** One waits, and is cancelled with a message; who awaits it hears that. */
  @At(Moment.WITH_A_MESSAGE)
  final void cancelledWithAMessage(Waiting waiting) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    AsyncFuture<?> awaiting = begin(coroutine(() -> messageOf(a)));
    a.cancel("why");
    traceWhenOver("awaiting", awaiting);
  }

  private String messageOf(AsyncFuture<?> cancelled) throws Exception {
    try {
      return "got " + await(cancelled);
    } catch (CancelledError raised) {
      return "told " + raised.getMessage();
    }
  }

  /** One waits, and is cancelled; what it waited for lives on. */
  @At(Moment.KEPT)
  final void cancelledAndCollected(Waiting waiting) throws Exception {
    Garbage garbage = bench.surroundings().garbage();
    run(() -> garbage.startWaiter(loop, waiting.operation()));
    settle();
    garbage.cancelWaiters();
    settle();
    trace.add("kept: " + garbage.keptOfWaiters(List.of()));
  }

  /** Two wait, and the first is cancelled; then the other gets on. */
  @At(Moment.ANOTHER)
  final void cancelledBesideAnother(Waiting waiting) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    AsyncFuture<?> b = begin(waiting.operation());
    a.cancel();
    settle();
    checkWaits("b", b);
    waiting.complete();
    traceWhenOver("b", b);
  }

  /** One is cancelled before it has begun; then another waits, and gets on. */
  @At(Moment.BEFORE_IT_STARTS)
  final void cancelledBeforeItStarts(Waiting waiting) throws Exception {
    asyncio.ensureFuture(waiting.operation(), loop).cancel();
    settle();
    AsyncFuture<?> b = begin(waiting.operation());
    checkWaits("b", b);
    waiting.complete();
    traceWhenOver("b", b);
  }

  /** One waits and is cancelled; then another waits, and gets on. */
  @At({Moment.THEN_AGAIN, Moment.AFTERWARDS})
  final void cancelledThenAnotherWaits(Waiting waiting) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    a.cancel();
    settle();
    AsyncFuture<?> b = begin(waiting.operation());
    checkWaits("b", b);
    waiting.complete();
    traceWhenOver("b", b);
  }

  /** The time of one runs out; then another waits, and gets on. */
  @At(Moment.OUT_OF_TIME)
  final void runsOutOfTime(Waiting waiting) throws Exception {
    trace.outcome("a", () -> run(() -> await(asyncio.waitFor(waiting.operation(), ticks(1)))));
    AsyncFuture<?> b = begin(waiting.operation());
    checkWaits("b", b);
    waiting.complete();
    traceWhenOver("b", b);
  }

  /** One is cancelled when it gets on, or about then; if it has not got on, another does. */
  @At({Moment.BEFORE_THE_WAKE, Moment.AFTER_THE_WAKE})
  final void cancelledAsItGetsOn(Waiting waiting) throws Exception {
    for (int turns = 0; turns < TURNS; turns++) {
      trace.add("one: " + cancelledAfter(turns, waiting));
    }
  }

  /** What becomes of one that is cancelled then, or, if it is, of the next. */
  private String cancelledAfter(int turns, Waiting waiting) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    waiting.complete();
    run(() -> {
      yieldTimes(turns);
      a.cancel();
    });
    settle();
    return outcomeWhenOver(outcome(a).equals(CANCELLED) ? begin(waiting.operation()) : a);
  }

  /**
   * One is cancelled as the loop first sees that it could get on; what it has not got is there. A
   * loop whose callbacks have no order may have got it before, now and then.
   */
  @At(Moment.BEFORE_THE_WAKE)
  final void cancelledAsItCouldGetOn(Waiting waiting) throws Exception {
    String one = WAITS;
    for (int tries = 0; tries < MOST_TRIES && one.equals(WAITS); tries++) {
      one = cancelledAfter(0, waiting);
    }
    trace.add("one: " + one);
  }

  /**
   * The time of one runs out when it gets on, or about then; if it has not got on, another does.
   *
   * @param outOfTimeFirst whether the time-out was set before what lets it get on
   */
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  final void runsOutOfTimeAsItGetsOn(Waiting waiting, boolean outOfTimeFirst) throws Exception {
    AsyncFuture<Boolean> completed = loop.createFuture();
    Coroutine<?> completing =
        coroutine(() -> {
          await(asyncio.sleep(ticks(1)));
          waiting.complete();
          completed.setResult(true);
        });
    AsyncFuture<?> a =
        run(() -> {
          if (!outOfTimeFirst) {
            start(completing);
          }
          AsyncFuture<?> limited = start(asyncio.waitFor(waiting.operation(), ticks(1)));
          if (outOfTimeFirst) {
            start(completing);
          }
          await(completed);
          await(asyncio.sleep(ticks(2)));
          return limited;
        });
    settle();
    if (outcome(a).equals("raises TimeoutException")) {
      traceWhenOver("one", begin(waiting.operation()));
    } else {
      traceWhenOver("one", a);
    }
  }

  /** Two wait, and the first is cancelled in the iteration in which both could get on. */
  @At({Moment.BEFORE_THE_WAKE, Moment.AFTER_THE_WAKE})
  final void cancelledAsAnotherGetsOn(Waiting waiting, boolean cancelledFirst) throws Exception {
    AsyncFuture<?> a = begin(waiting.operation());
    AsyncFuture<?> b = begin(waiting.operation());
    checkWaits("b", b);
    run(() -> {
      if (cancelledFirst) {
        a.cancel();
      }
      waiting.complete();
      if (!cancelledFirst) {
        a.cancel();
      }
    });
    traceWhenOver("b", b);
  }

  /** What {@link #cancelledAsItGetsOn} traces if nothing is lost. */
  static String[] each(String outcome) {
    return Collections.nCopies(TURNS, "one: " + outcome).toArray(String[]::new);
  }
}
