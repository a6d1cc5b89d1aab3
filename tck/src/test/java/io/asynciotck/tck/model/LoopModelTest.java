package io.asynciotck.tck.model;

import static io.asynciotck.tck.model.Door.AT;
import static io.asynciotck.tck.model.Door.LATER;
import static io.asynciotck.tck.model.Door.OTHER_THREAD;
import static io.asynciotck.tck.model.Door.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.asynciotck.tck.harness.RuleViolation;
import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import io.asynciotck.tck.model.Action.Stop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model accepts what is undefined, whatever a loop makes of it, and nothing else. */
final class LoopModelTest {
  private static final Action STOP = new Stop();

  @Test
  void timersWithEqualDeadlinesRunInAnyOrder() {
    LoopProgram program = program(later(1), at(1));
    accepts(program, "a@1", "b@1", "end", "returned");
    accepts(program, "b@1", "a@1", "end", "returned");
  }

  @Test
  void timersThatBecameDueWhileTheLoopWasBusyRunInAnyOrder() {
    LoopProgram program = program(soon(new Busy(3)), later(1), later(2));
    accepts(program, "a@0", "b@3", "c@3", "end", "returned");
    accepts(program, "a@0", "c@3", "b@3", "end", "returned");
  }

  @Test
  void timersThatAreDueRunBeforeOrAfterWhatIsReady() {
    LoopProgram program = program(later(0), soon());
    accepts(program, "a@0", "b@0", "end", "returned");
    accepts(program, "b@0", "a@0", "end", "returned");
  }

  @Test
  void aTimerThatIsDueMayRunBeforeTheStopOrAfterIt() {
    LoopProgram program = program(later(0), soon(STOP));
    accepts(program, "a@0", "b@0", "returned@0", "end", "returned");
    accepts(program, "b@0", "a@0", "returned@0", "end", "returned");
    accepts(program, "b@0", "returned@0", "a@0", "end", "returned");
  }

  @Test
  void aTimerThatStopsMayBelongToABatchOrStandBeforeIt() {
    LoopProgram program = program(at(1, soon()), at(1, STOP));
    accepts(program, "a@1", "c@1", "returned@1", "b@1", "end", "returned");
    accepts(program, "a@1", "c@1", "b@1", "returned@1", "end", "returned");
    accepts(program, "c@1", "a@1", "returned@1", "b@1", "end", "returned");
    accepts(program, "c@1", "a@1", "b@1", "returned@1", "end", "returned");
  }

  @Test
  void whatAnotherThreadBringsBeforeTheLastBatchMayBeAPartOfIt() {
    LoopProgram program = program(at(1, STOP, foreign()));
    accepts(program, "a@1", "b@1", "returned@1", "end", "returned");
    accepts(program, "a@1", "returned@1", "b@1", "end", "returned");
  }

  @Test
  void whatAnotherThreadBringsInTheLastBatchIsNoPartOfIt() {
    LoopProgram program = program(soon(STOP, foreign()));
    accepts(program, "a@0", "returned@0", "b@0", "end", "returned");
    rejects("loop.stop.new-callbacks", program, "a@0", "b@0");
  }

  @Test
  void theOnlyBatchOfARunMayBeginAfterTimers() {
    LoopProgram program = program(STOP, later(0, soon()), soon());
    accepts(program, "a@0", "c@0", "b@0", "returned@0", "end", "returned");
    accepts(program, "a@0", "c@0", "returned@0", "b@0", "end", "returned");
    accepts(program, "c@0", "a@0", "returned@0", "b@0", "end", "returned");
    rejects("loop.stop.before-run-new-callbacks", program, "c@0", "a@0", "b@0");
  }

  @Test
  void anEarlierDeadlineComesFirst() {
    rejects("loop.call-at.deadline-order", program(later(2), later(1)), "a@2", "b@2", "end");
  }

  @Test
  void nothingIsReadyEarly() {
    rejects("loop.call-later.not-early", program(later(2)), "a@1", "end");
    rejects("loop.call-at.not-early", program(at(2)), "a@1", "end");
  }

  @Test
  void theQueueKeepsItsOrder() {
    rejects("loop.call-soon.fifo", program(soon(), soon()), "b@0", "a@0", "end");
  }

  @Test
  void nothingIsLostOrDoubled() {
    rejects("loop.call-soon.fifo", program(soon(), soon()), "a@0", "end");
    rejects("loop.call-soon.once", program(soon(), soon()), "a@0", "a@0", "b@0", "end");
    rejects("loop.call-later.runs", program(later(1)), "end");
  }

  @Test
  void whatIsCancelledDoesNotRun() {
    LoopProgram program = program(soon(), later(1), new Cancel(0), new Cancel(1));
    accepts(program, "end", "returned");
    rejects("handle.cancel.prevents", program, "a@0", "end");
    rejects("timer-handle.cancel.prevents", program, "b@1", "end");
  }

  @Test
  void aBatchEndsARunThatIsToStop() {
    LoopProgram program = program(soon(soon()), soon(STOP), soon());
    accepts(program, "a@0", "c@0", "d@0", "returned@0", "b@0", "end", "returned");
    rejects("loop.stop.batch", program, "a@0", "c@0", "returned@0");
    rejects("loop.stop.new-callbacks", program, "a@0", "c@0", "d@0", "b@0");
    rejects("loop.stop.next-run", program, "a@0", "c@0", "d@0", "returned@0", "end");
  }

  @Test
  void aRunEndsOnlyByAStop() {
    rejects("loop.run-forever.until-stop", program(later(1)), "returned@0");
  }

  @Test
  void aViolationShowsTheProgramAndWhatWouldHaveBeenLegal() {
    RuleViolation violation = violation(program(soon(), at(1, STOP)), "a@0", "returned@0");
    assertThat(violation.getMessage())
        .isEqualTo(
            """
            program:
              before the run: call_soon(a); call_at(1, b)
              in b: stop()
            legal so far:  a@0
            legal next:    b@1
            but saw:       returned@0\
            """);
    assertThat(violation.expected()).containsExactly("a@0, b@1");
    assertThat(violation.observed()).isEqualTo("a@0, returned@0");
  }

  private static LoopProgram program(Action... actions) {
    return new LoopProgram(List.of(List.of(actions)));
  }

  private static Action soon(Action... actions) {
    return new Give(SOON, 0, new Callback("", List.of(actions)));
  }

  private static Action foreign(Action... actions) {
    return new Give(OTHER_THREAD, 0, new Callback("", List.of(actions)));
  }

  private static Action later(int ticks, Action... actions) {
    return new Give(LATER, ticks, new Callback("", List.of(actions)));
  }

  private static Action at(int ticks, Action... actions) {
    return new Give(AT, ticks, new Callback("", List.of(actions)));
  }

  private static void accepts(LoopProgram program, String... events) {
    TraceCheck.check(program, new LoopModel(program, true), List.of(events));
  }

  private static void rejects(String rule, LoopProgram program, String... events) {
    assertThat(violation(program, events).rule()).contains(rule);
  }

  private static RuleViolation violation(LoopProgram program, String... events) {
    return catchThrowableOfType(RuleViolation.class, () -> accepts(program, events));
  }
}
