package io.asynciotck.tck.rules.waiting;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What can befall a task that waits, the same for every operation at which tasks wait: it is
 * cancelled, or its time runs out, before, at, and after the moment at which it would get on. A
 * class of tests says what the operation is, and how one that waits gets on; each method here is
 * one case, and traces how far the tasks {@code a}, {@code b} and {@code c} come.
 */
public abstract class CancellationRuleTest extends WaitingRuleTest {

  /** What the second of two has traced when it has got on. */
  private static final String OTHER = "b: gets on";

  /** For rule tests. */
  protected CancellationRuleTest() {}

  /** Brings about that the next task waits. */
  protected abstract void prepare() throws Exception;

  /** At which every task of the case waits. */
  protected abstract Coroutine<?> operation();

  /** Lets the first that waits get on; or all of them, if the operation is of that kind. */
  protected abstract void complete() throws Exception;

  private String pass() throws Exception {
    await(operation());
    return "gets on";
  }

  private Task<?> waits(String who) throws Exception {
    return startWaiting(who, this::pass);
  }

  /** Whatever happened before, nothing lets a task get on that has begun to wait. */
  private void checkWaits(String who, Task<?> task) {
    if (task.isDone()) {
      trace.add(who + " does not wait");
    }
  }

  private void inCase(VoidBody body) throws Exception {
    inTask(() -> {
      prepare();
      body.run();
      letOthersRun();
    });
  }

  /** One waits, and is cancelled. */
  @At(Moment.WHILE_IT_WAITS)
  protected final void cancelledWhileItWaits() throws Exception {
    inCase(() -> waits("a").cancel());
  }

  /** One waits, and is cancelled twice before it has a turn. */
  @At(Moment.TWICE)
  protected final void cancelledTwice() throws Exception {
    inCase(() -> {
      Task<?> a = waits("a");
      a.cancel();
      a.cancel();
    });
  }

  /** One begins to wait that has cancelled itself already. */
  @At(Moment.ON_ENTRY)
  protected final void cancelledOnEntry() throws Exception {
    inCase(() ->
        start(
            "a",
            () -> {
              cancelMyself();
              return pass();
            }));
  }

  @SuppressWarnings("NullAway") // a task runs
  private void cancelMyself() {
    asyncio.currentTask().cancel();
  }

  @SuppressWarnings("NullAway") // a task runs
  private void uncancelMyself() {
    asyncio.currentTask().uncancel();
  }

  /** One waits, and is cancelled with a message; another awaits it, and hears that. */
  @At(Moment.WITH_A_MESSAGE)
  protected final void cancelledWithAMessage() throws Exception {
    inCase(() -> {
      Task<?> a = asyncio.createTask(coroutine(this::pass));
      letOthersRun();
      startAwaiting(a);
      a.cancel("why");
    });
  }

  /** Begins to await a task, and traces with which message it was cancelled. */
  protected final void startAwaiting(Task<?> task) throws Exception {
    startWaiting(
        "awaiting",
        () -> {
          try {
            return await(task);
          } catch (CancelledError raised) {
            return "told " + raised.getMessage();
          }
        });
  }

  /** One waits and is cancelled; then another waits and gets on. */
  @At(Moment.AFTERWARDS)
  protected final void cancelledThenAnotherGetsOn() throws Exception {
    inCase(() -> {
      Task<?> a = waits("a");
      a.cancel();
      letOthersRun();
      checkWaits("b", waits("b"));
      complete();
    });
  }

  /** Some wait behind another one, and are cancelled; what they waited for lives on. */
  @At(Moment.KEPT)
  protected final void cancelledAndCollected(int tasks) throws Exception {
    Garbage garbage = bench.surroundings().garbage();
    inCase(() -> {
      startQuietly(() -> await(operation()));
      letOthersRun();
      for (int i = 0; i < tasks; i++) {
        garbage.startWaiter(loop, bareOperation());
        letOthersRun();
      }
      garbage.cancelWaiters();
      letOthersRun();
      trace.add("kept: " + garbage.keptOfWaiters(ownFutures()));
    });
  }

  /** The operation without anything of the test's around it. */
  protected Awaitable<?> bareOperation() throws Exception {
    return operation();
  }

  /** Futures at which the operation may wait, and which the test holds. */
  protected List<AsyncFuture<Integer>> ownFutures() {
    return List.of();
  }

  /** One is cancelled before it has begun; then another waits and gets on. */
  @At(Moment.BEFORE_IT_STARTS)
  protected final void cancelledBeforeItStarts() throws Exception {
    inCase(() -> {
      start("a", this::pass).cancel();
      waits("b");
      complete();
    });
  }

  /** The first of two is cancelled, and before it knows, one gets on. */
  @At(Moment.BEFORE_THE_WAKE)
  protected final void cancelledBeforeTheWake() throws Exception {
    inCase(() -> {
      Task<?> a = waits("a");
      waits("b");
      a.cancel();
      complete();
    });
  }

  /** The first of two is cancelled, and before it knows, both could get on; the other does. */
  @At(Moment.BEFORE_THE_WAKE)
  protected final void anotherGetsOnAsOneIsCancelled() throws Exception {
    inCase(() -> {
      Task<?> a = startQuietly(() -> await(operation()));
      waits("b");
      a.cancel();
      complete();
    });
  }

  /** The first of two is woken, and cancelled before it has its turn. */
  @At(Moment.AFTER_THE_WAKE)
  protected final void cancelledAfterTheWake() throws Exception {
    inCase(() -> {
      Task<?> a = waits("a");
      waits("b");
      complete();
      a.cancel();
    });
  }

  /** Several wait, and the first is cancelled when one is woken; another gets on. */
  @At(Moment.AFTER_THE_WAKE)
  protected final void cancelledAfterTheWakeOfMany() throws Exception {
    inCase(() -> {
      AtomicBoolean another = new AtomicBoolean();
      Task<?> a = waits("a");
      for (int i = 0; i < 4; i++) {
        startQuietly(() -> {
          pass();
          another.set(true);
        });
      }
      letOthersRun();
      complete();
      a.cancel();
      letOthersRun();
      trace.add("another gets on: " + another.get());
    });
  }

  /** The first of three is woken, and the second is cancelled before the first has its turn. */
  @At(Moment.ANOTHER)
  protected final void cancelledBehindTheWoken() throws Exception {
    inCase(() -> {
      waits("a");
      Task<?> b = waits("b");
      waits("c");
      complete();
      b.cancel();
    });
  }

  /** One that was cancelled while it waited waits once more, and gets on. */
  @At(Moment.THEN_AGAIN)
  protected final void cancelledAndWaitsAgain() throws Exception {
    inCase(() -> {
      Task<?> a =
          startWaiting(
              "a",
              () -> {
                try {
                  return pass();
                } catch (CancelledError cancelled) {
                  trace.add("a goes on");
                  return pass();
                }
              });
      a.cancel();
      letOthersRun();
      checkWaits("a", a);
      complete();
    });
  }

  /** The time of the first of two runs out; then the second gets on. */
  @At(Moment.OUT_OF_TIME)
  protected final void timesOut() throws Exception {
    inCase(() -> {
      start("a", () -> await(asyncio.waitFor(coroutine(this::pass), ticks(1))));
      waits("b");
      await(asyncio.sleep(ticks(3)));
      letOthersRun(); // where the machine is slow, both times are over in one iteration
      complete();
    });
  }

  /**
   * The time of the first of two runs out when it gets on; whichever comes first, what it has not
   * got the other gets.
   *
   * @param outOfTimeFirst whether the time-out was set before what lets it get on
   */
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  protected final void timesOutAtTheSameMoment(boolean outOfTimeFirst) throws Exception {
    timesOutAtTheMoment(
        outOfTimeFirst,
        got ->
            got.contains("a: raises TimeoutException") == got.contains(OTHER) ? "one got on" : got);
  }

  /**
   * The time of the first of two runs out when both get on; whatever becomes of it, the other does.
   *
   * @param outOfTimeFirst whether the time-out was set before what lets them get on
   */
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  protected final void timesOutAsAllGetOn(boolean outOfTimeFirst) throws Exception {
    timesOutAtTheMoment(outOfTimeFirst, got -> got.contains(OTHER) ? OTHER : got);
  }

  private void timesOutAtTheMoment(boolean outOfTimeFirst, Function<List<String>, Object> told)
      throws Exception {
    Duration moment = ticks(1);
    while (!timesOutAt(moment, outOfTimeFirst, told)) {
      moment = moment.multipliedBy(8); // the machine is busy
    }
  }

  /** Does so after a time, and returns whether the second of the two waited before it was over. */
  private boolean timesOutAt(
      Duration moment, boolean outOfTimeFirst, Function<List<String>, Object> told)
      throws Exception {
    AtomicBoolean waits = new AtomicBoolean();
    AtomicBoolean inTime = new AtomicBoolean();
    inTask(() -> {
      prepare();
      List<String> got = new ArrayList<>();
      VoidBody completing =
          () -> {
            await(asyncio.sleep(moment));
            inTime.set(waits.get());
            complete();
          };
      if (!outOfTimeFirst) {
        startQuietly(completing);
      }
      Task<?> a =
          startQuietly(() ->
              got.add(
                  "a: " + Outcome.of(() -> await(asyncio.waitFor(coroutine(this::pass), moment)))));
      if (outOfTimeFirst) {
        startQuietly(completing);
      }
      letOthersRun();
      startQuietly(() -> {
        waits.set(true);
        got.add("b: " + pass());
      });
      await(asyncio.sleep(moment.multipliedBy(3)));
      letOthersRun();
      if (inTime.get()) {
        trace.add("a ended: " + a.isDone());
        trace.add(told.apply(got));
      }
    });
    return inTime.get();
  }

  /** One takes a request back before it begins to wait; it gets on as if there had been none. */
  @At(Moment.TAKEN_BACK)
  protected final void takenBackOnEntry() throws Exception {
    inCase(() -> {
      startWaiting(
          "a",
          () -> {
            cancelMyself();
            uncancelMyself();
            return pass();
          });
      complete();
    });
  }

  /** One is woken, and a request to cancel it is taken back before it has its turn. */
  @At(Moment.TAKEN_BACK)
  protected final void takenBackAfterTheWake() throws Exception {
    inCase(() -> {
      Task<?> a = waits("a");
      complete();
      a.cancel();
      a.uncancel();
    });
  }

  /** A request to cancel the first of two is taken back at once; one of the two gets on. */
  @At(Moment.TAKEN_BACK)
  protected final void takenBackWhileItWaits() throws Exception {
    takenBackAtOnce(got -> got.contains("a: gets on") != got.contains(OTHER) ? "one got on" : got);
  }

  /** A request to cancel the first of two is taken back at once; the other gets on. */
  @At(Moment.TAKEN_BACK)
  protected final void takenBackAsAllGetOn() throws Exception {
    takenBackAtOnce(got -> got.contains(OTHER) ? OTHER : got);
  }

  private void takenBackAtOnce(Function<List<String>, Object> told) throws Exception {
    inTask(() -> {
      prepare();
      List<String> got = new ArrayList<>();
      Task<?> a = startQuietly(() -> got.add("a: " + Outcome.of(this::pass)));
      letOthersRun();
      startQuietly(() -> got.add("b: " + pass()));
      letOthersRun();
      a.cancel();
      a.uncancel();
      complete();
      letOthersRun();
      trace.add(told.apply(got));
    });
  }

  /** Of many that wait, every second is cancelled; the others get on in their order. */
  @At(Moment.ANOTHER)
  protected final void everySecondIsCancelled(int size) throws Exception {
    Numbers through = everySecondCancelled(size, false);
    trace.add(through.order(size));
  }

  /** Of many that wait, every second is cancelled; the others get on in any order. */
  @At(Moment.ANOTHER)
  protected final void everySecondIsCancelledOfAny(int size) throws Exception {
    Numbers through = everySecondCancelled(size, false);
    trace.add(through.count() + " of " + size);
  }

  /**
   * Of many that wait, every second is cancelled and knows; then the others get on, in any order.
   */
  @At(Moment.ANOTHER)
  protected final void everySecondHasBeenCancelledOfAny(int size) throws Exception {
    Numbers through = everySecondCancelled(size, true);
    trace.add(through.count() + " of " + size);
  }

  /** What the two above trace for these sizes if all is right. */
  protected static String[] allOf(List<Integer> sizes) {
    return sizes.stream().map(size -> size + " of " + size).toArray(String[]::new);
  }

  private Numbers everySecondCancelled(int size, boolean known) throws Exception {
    Numbers through = new Numbers();
    inTask(() -> {
      prepare();
      List<Task<?>> tasks = new ArrayList<>();
      List<Integer> came = new ArrayList<>(); // nothing says in which order tasks start
      Numbers ended = new Numbers();
      for (int i = 0; i < 2 * size; i++) {
        int number = i;
        tasks.add(
            startQuietly(() -> {
              came.add(number);
              try {
                await(operation());
                through.add(evenBefore(number, came));
              } finally {
                ended.add(number);
              }
            }));
      }
      letOthersRun();
      for (int i = 1; i < 2 * size; i += 2) {
        tasks.get(i).cancel();
      }
      if (known) {
        letOthersRunUntil(() -> ended.count() >= size, size);
        letOthersRun();
        if (through.count() > 0) {
          trace.add("some do not wait");
        }
      }
      for (int i = 0; i < size; i++) {
        complete();
        int before = i;
        letOthersRunUntil(() -> through.count() > before, 1);
      }
    });
    return through;
  }

  private static int evenBefore(int number, List<Integer> came) {
    return (int)
        came.subList(0, came.indexOf(number)).stream().filter(other -> other % 2 == 0).count();
  }
}
