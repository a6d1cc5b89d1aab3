package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.Event;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for an event. Page: {@code events.md}. */
@Operation("Event.wait")
@RestsOn(Ground.EVENT)
final class EventsCancellationTck extends CancellationRuleTest {
  private @Nullable Event made;

  private Event event() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = asyncio.newEvent();
  }

  @Override
  protected Coroutine<Boolean> operation() {
    return event().waiting();
  }

  @Override
  protected void complete() {
    event().set();
  }

  @Rule("event.cancel.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("event.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("event.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("event.cancel.woken")
  @Test
  void aTaskIsCancelledAfterTheEventWasSet() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("event.cancel.others")
  @Test
  void aCancelledTaskIsNotWoken() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("event.cancel.others")
  @Test
  void aTaskThatNeverBeganIsNotWoken() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("event.cancel.others")
  @Test
  void aCancellationAtTheMomentOfTheSetIsOneTasksOwn() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("event.cancel.woken")
  @Test
  void aTaskIsCancelledBehindAnotherAfterTheEventWasSet() throws Exception {
    cancelledBehindTheWoken();
    trace.shouldBeInAnyOrder("a: gets on", "b: raises CancelledError", "c: gets on");
  }

  @Rule("event.timeout.raised")
  @Test
  void aTimeoutIsOneTasksOwn() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("event.timeout.raised")
  @Test
  void whoWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("event.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("event.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackBeforeTheWaitHasNoEffect() throws Exception {
    takenBackOnEntry();
    trace.shouldBe("a: gets on");
  }

  @Rule("event.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackFromAWokenTaskHasNoEffect() throws Exception {
    takenBackAfterTheWake();
    trace.shouldBe("a: gets on");
  }

  @Rule("event.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackAtOnceLosesNothing() throws Exception {
    takenBackAsAllGetOn();
    trace.shouldBe("b: gets on");
  }

  @Rule("event.timeout.raised")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("event.timeout.raised")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("event.cancel.lets-go")
  @Test
  void anEventKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
