package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.Handle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks: {@code call_soon}, and what handles do. */
final class CallbacksTck extends RuleTest {

  /** More than a queue may hold in one piece. */
  private static final int THOUSANDS = 5_000;

  @Rule("loop.call-soon.fifo")
  @Test
  void callbacksRunInTheOrderInWhichTheyWereGiven() {
    loop.callSoon(trace.mark("a"));
    loop.callSoon(trace.mark("b"));
    loop.callSoon(trace.mark("c"));
    settle();
    trace.shouldBe("a", "b", "c");
  }

  @Rule("loop.call-soon.fifo")
  @Test
  void callbacksOfOneBatchKeepTheirOrderInTheNext() {
    loop.callSoon(() -> loop.callSoon(trace.mark("a")));
    loop.callSoon(() -> {
      loop.callSoon(trace.mark("b"));
      loop.callSoon(trace.mark("c"));
    });
    settle();
    trace.shouldBe("a", "b", "c");
  }

  @Rule("loop.call-soon.fifo")
  @Test
  void theOrderDoesNotDependOnHowManyThereAre() {
    for (int size : Numbers.sizes()) {
      Numbers numbers = new Numbers();
      for (int i = 0; i < size; i++) {
        loop.callSoon(numbers.mark(i));
      }
      settle();
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("loop.call-soon.fifo")
  @Test
  void thousandsThatScheduleOthersKeepTheirOrder() {
    Numbers numbers = new Numbers();
    for (int i = 0; i < THOUSANDS; i++) {
      int number = i;
      loop.callSoon(() -> {
        numbers.add(number);
        loop.callSoon(numbers.mark(THOUSANDS + number));
      });
    }
    settle();
    trace.add(numbers.order(2 * THOUSANDS));
    trace.shouldBe(Numbers.inOrder(List.of(2 * THOUSANDS)));
  }

  @Rule("loop.call-soon.once")
  @Test
  void aCallbackThatHasRunDoesNotRunAgain() {
    loop.callSoon(trace.mark("a"));
    settle();
    loop.callSoon(trace.mark("b"));
    settle();
    trace.shouldBe("a", "b");
  }

  @Rule("loop.call-soon.same-callback")
  @Test
  void aCallbackThatIsGivenTwiceRunsTwice() {
    Runnable a = trace.mark("a");
    loop.callSoon(a);
    loop.callSoon(trace.mark("b"));
    loop.callSoon(a);
    settle();
    trace.shouldBe("a", "b", "a");
  }

  @Rule("loop.call-soon.not-synchronous")
  @Test
  void callSoonReturnsBeforeTheCallbackIsCalled() {
    loop.callSoon(() -> {
      loop.callSoon(() -> {
        trace.add("callback");
        loop.stop();
      });
      trace.add("call_soon returned inside");
    });
    trace.add("call_soon returned outside");
    loop.runForever(); // with nothing else to do, which some loops answer by a call at once
    trace.shouldBe("call_soon returned outside", "call_soon returned inside", "callback");
  }

  @Rule("loop.call-soon.next-iteration")
  @Test
  void aCallbackRunsInTheIterationThatFollows() throws Exception {
    inIterations(
        () -> loop.callSoon(() -> loop.callSoon(trace.mark("callback"))),
        () -> trace.add("one iteration later"));
    trace.add("two iterations later");
    trace.shouldBe("one iteration later", "callback", "two iterations later");
  }

  @Rule("loop.call-soon.arguments")
  @Test
  void aCallbackIsCalledWithItsArguments() {
    Object object = List.of("an object");
    loop.callSoon(args -> trace.add(Arrays.toString(args)));
    loop.callSoon(args -> trace.add(Arrays.toString(args)), 1);
    loop.callSoon(args -> trace.add(Arrays.toString(args)), 1, "two");
    loop.callSoon(args -> trace.add(Arrays.toString(args)), 1, "two", true);
    loop.callSoon(args -> trace.add(Arrays.toString(args)), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    loop.callSoon(args -> trace.add("same: " + (args[1] == object)), null, object);
    settle();
    trace.shouldBeInAnyOrder(
        "[]", "[1]", "[1, two]", "[1, two, true]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "same: true");
  }

  @Rule("loop.call-soon.outside-run")
  @Test
  void aCallbackGivenBetweenTwoRunsRunsInTheFirstIterationOfTheNext() throws Exception {
    settle();
    inIterations(() -> {
      loop.callSoon(trace.mark("callback"));
      trace.add("next run");
    });
    trace.add("its first iteration is over");
    settle();
    trace.shouldBe("next run", "callback", "its first iteration is over");
  }

  @Rule("handle.call-soon.returned")
  @Test
  void eachCallReturnsAHandleOfItsOwn() {
    Runnable callback = trace.mark("second");
    Handle first = loop.callSoon(callback);
    loop.callSoon(callback);
    first.cancel();
    settle();
    trace.shouldBe("second");
  }

  @Rule("handle.cancel.prevents")
  @Test
  void aCancelledCallbackDoesNotRun() {
    Handle handle = loop.callSoon(trace.mark("cancelled"));
    handle.cancel();
    loop.callSoon(trace.mark("not cancelled"));
    settle();
    trace.shouldBe("not cancelled");
  }

  @Rule("handle.cancel.with-arguments")
  @Test
  void aCancelledCallbackDoesNotRunWhateverItsArguments() {
    for (Object[] args : new Object[][] {{}, {1}, {1, 2}, {1, 2, 3}}) {
      Handle handle = loop.callSoon(_ -> trace.add(args.length + " arguments"), args);
      handle.cancel();
    }
    loop.callSoon(trace.mark("not cancelled"));
    settle();
    trace.shouldBe("not cancelled");
  }

  @Rule("handle.cancel.same-batch")
  @Test
  void aCallbackCanBeCancelledByItsOwnBatch() {
    List<Handle> handles = new ArrayList<>();
    loop.callSoon(() -> handles.forEach(Handle::cancel));
    handles.add(loop.callSoon(trace.mark("cancelled")));
    loop.callSoon(trace.mark("not cancelled"));
    settle();
    trace.shouldBe("not cancelled");
  }

  @Rule("handle.cancel.between-runs")
  @Test
  void aCallbackCanBeCancelledBetweenTwoRuns() throws Exception {
    List<Handle> handles = new ArrayList<>();
    inIterations(() -> loop.callSoon(() -> handles.add(loop.callSoon(trace.mark("cancelled")))));
    handles.forEach(Handle::cancel);
    loop.callSoon(trace.mark("not cancelled"));
    settle();
    trace.shouldBe("not cancelled");
  }

  @Rule("handle.cancel.only-its-own")
  @Test
  void cancellingOneCallbackLeavesTheOthersInTheirPlaces() {
    Runnable b = trace.mark("b");
    loop.callSoon(trace.mark("a"));
    Handle handle = loop.callSoon(b);
    loop.callSoon(b);
    loop.callSoon(trace.mark("c"));
    handle.cancel();
    settle();
    trace.shouldBe("a", "b", "c");
  }

  @Rule("handle.cancel.only-its-own")
  @Test
  void cancellingManyLeavesTheOthersInTheirPlaces() {
    for (int size : Numbers.sizes()) {
      Numbers numbers = new Numbers();
      loop.callSoon(() -> {
        for (int i = 0; i < size; i++) {
          Handle before = loop.callSoon(numbers.mark(-1));
          loop.callSoon(numbers.mark(i));
          Handle behind = loop.callSoon(numbers.mark(-2));
          before.cancel();
          behind.cancel();
        }
      });
      settle();
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("handle.cancel.twice")
  @Test
  void aSecondCancelHasNoEffect() {
    Handle handle = loop.callSoon(trace.mark("cancelled"));
    handle.cancel();
    trace.outcome("again", () -> cancel(handle));
    loop.callSoon(trace.mark("not cancelled"));
    settle();
    trace.shouldBe("again: returned", "not cancelled");
  }

  private static String cancel(Handle handle) {
    handle.cancel();
    return "returned";
  }

  @Rule("handle.cancel.after-run")
  @Test
  void aCancelThatComesTooLateHasNoEffect() {
    Handle handle = loop.callSoon(trace.mark("a"));
    settle();
    loop.callSoon(trace.mark("b"));
    trace.outcome("late", () -> cancel(handle));
    settle();
    trace.shouldBe("a", "late: returned", "b");
  }

  @Rule("handle.cancel.itself")
  @Test
  void aCallbackThatCancelsItselfRunsToItsEnd() {
    List<Handle> handles = new ArrayList<>();
    handles.add(
        loop.callSoon(() -> {
          trace.add("begins");
          handles.forEach(Handle::cancel);
          trace.add("ends");
        }));
    settle();
    trace.shouldBe("begins", "ends");
  }

  @Rule("handle.cancel.closed-loop")
  @Test
  void whatAClosedLoopDiscardedCanBeCancelled() {
    Handle handle = loop.callSoon(() -> {});
    Handle timer = loop.callLater(ticks(1), () -> {});
    loop.close();
    trace.outcome("handle", () -> cancel(handle));
    trace.outcome("timer handle", () -> cancel(timer));
    trace.shouldBe("handle: returned", "timer handle: returned");
  }

  @Rule("handle.cancelled.before")
  @Test
  void aHandleIsNotCancelledBeforeItsCallbackRuns() {
    Handle handle = loop.callSoon(() -> {});
    trace.add(handle.isCancelled());
    trace.shouldBe("false");
  }

  @Rule("handle.cancelled.after-run")
  @Test
  void aHandleIsNotCancelledByRunning() {
    Handle handle = loop.callSoon(() -> {});
    settle();
    trace.add(handle.isCancelled());
    trace.shouldBe("false");
  }

  @Rule("handle.cancelled.after-run")
  @Test
  void aHandleOfATimerIsNotCancelledByRunning() {
    Handle handle = loop.callLater(ticks(1), loop::stop);
    loop.runForever();
    trace.add(handle.isCancelled());
    trace.shouldBe("false");
  }

  @Rule("handle.cancelled.after-cancel")
  @Test
  void aHandleIsCancelledAtOnce() {
    Handle handle = loop.callSoon(() -> {});
    handle.cancel();
    trace.add(handle.isCancelled());
    trace.shouldBe("true");
  }
}
