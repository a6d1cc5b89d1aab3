package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait at a barrier. Page: {@code barriers.md}. */
@Operation("Barrier.wait")
@RestsOn(Ground.BARRIER)
final class BarriersCancellationTck extends CancellationRuleTest {
  private @Nullable Barrier made;

  private Barrier barrier() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = asyncio.newBarrier(4);
  }

  @Override
  protected Coroutine<Integer> operation() {
    return barrier().waiting();
  }

  @Override
  protected void complete() {
    for (int i = 0; i < 3; i++) {
      startQuietly(() -> await(barrier().waiting()));
    }
  }

  @Rule("barrier.cancel.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("barrier.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("barrier.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("barrier.cancel.leaves")
  @Test
  void aCancelledTaskIsNotCounted() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("barrier.cancel.leaves")
  @Test
  void aTaskThatNeverBeganIsNotCounted() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("barrier.cancel.leaves")
  @Test
  void nothingIsCountedForACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("barrier.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("barrier.timeout.leaves")
  @Test
  void aTaskWhoseTimeIsUpIsNotCounted() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  private List<Integer> waiting(int size) throws Exception {
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      startQuietly(() -> passed.add(await(barrier().waiting())));
    }
    letOthersRun();
    return passed;
  }

  @Rule("barrier.cancel.leaves")
  @Test
  void oneFewerWaits() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startPassing("a", this::operation);
      waiting(2);
      trace.add("waiting: " + barrier().nWaiting());
      a.cancel();
      letOthersRun();
      trace.add("waiting: " + barrier().nWaiting());
    });
    trace.shouldBe("waiting: 3", "a: raises CancelledError", "waiting: 2");
  }

  @Rule("barrier.cancel.state")
  @At(Moment.ANOTHER)
  @Test
  void aCancellationDoesNotBreakTheBarrier() throws Exception {
    inTask(() -> {
      prepare();
      startPassing("b", this::operation);
      Task<?> a = startQuietly(() -> await(operation()));
      letOthersRun();
      a.cancel();
      letOthersRun();
      trace.add("broken: " + barrier().broken());
      waiting(3);
    });
    trace.shouldBe("broken: false", "b: gets on");
  }

  @Rule("barrier.cancel.numbers")
  @At(Moment.ANOTHER)
  @Test
  void numbersDifferAfterACancellation() throws Exception {
    inTask(() -> {
      prepare();
      List<Integer> numbers = new ArrayList<>();
      List<Task<?>> tasks = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        tasks.add(startQuietly(() -> numbers.add(await(operation()))));
      }
      letOthersRun();
      tasks.getFirst().cancel();
      letOthersRun();
      numbers.addAll(waiting(2));
      trace.add(numbers.stream().sorted().toList());
    });
    trace.shouldBe("[0, 1, 2, 3]");
  }

  @Rule("barrier.cancel.woken")
  @At(Moment.AFTER_THE_WAKE)
  @Test
  void aCancellationHoldsUpNobody() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startQuietly(() -> await(operation()));
      letOthersRun();
      List<Integer> others = waiting(2);
      startQuietly(() -> {
        await(operation());
        a.cancel();
      });
      letOthersRun();
      trace.add(others.size() + " of 2");
      trace.add(waiting(4).size() + " of 4");
    });
    trace.shouldBe("2 of 2", "4 of 4");
  }

  @Rule("barrier.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("barrier.timeout.leaves")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("barrier.timeout.leaves")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("barrier.cancel.lets-go")
  @Test
  void aBarrierKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
