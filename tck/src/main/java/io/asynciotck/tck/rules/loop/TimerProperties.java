package io.asynciotck.tck.rules.loop;

import static io.asynciotck.tck.model.Door.AT;
import static io.asynciotck.tck.model.Door.LATER;
import static io.asynciotck.tck.model.Door.SOON;
import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.ShrinkingMode.OFF;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.RuleProperties;
import io.asynciotck.tck.model.LoopProgram;
import io.asynciotck.tck.model.LoopPrograms;
import io.asynciotck.tck.model.LoopRun;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever timers a program makes and cancels, time decides when they run. */
final class TimerProperties extends RuleProperties {

  @Rule({
    "loop.call-later.runs",
    "loop.call-later.once",
    "loop.call-later.not-early",
    "loop.call-at.runs",
    "loop.call-at.not-early",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "timer-handle.cancel.prevents"
  })
  @Property(edgeCases = NONE, shrinking = OFF)
  void timersRunOnceAndNeverEarly(@ForAll("timers") LoopProgram program) throws Throwable {
    onBench(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> timers() {
    return LoopPrograms.through(LATER, AT).withCancel().programs();
  }

  @Rule({
    "loop.call-at.deadline-order",
    "loop.call-at.equal-deadlines",
    "loop.call-at.past-order",
    "loop.call-later.runs",
    "loop.call-later.once",
    "loop.call-later.not-early",
    "loop.call-at.runs",
    "loop.call-at.not-early",
    "loop.call-soon.fifo",
    "loop.call-soon.once",
    "loop.call-soon.next-iteration",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "handle.cancel.prevents",
    "timer-handle.cancel.prevents"
  })
  @NeedsVirtualTime
  @Property(edgeCases = NONE, shrinking = OFF)
  void timersRunInTheOrderOfTheirDeadlines(@ForAll("schedules") LoopProgram program)
      throws Throwable {
    onBench(program, LoopRun::check);
  }

  @Rule({
    "timer-handle.cancel.others-stay",
    "timer-handle.cancel.prevents",
    "loop.call-at.deadline-order",
    "loop.call-at.equal-deadlines",
    "loop.call-at.runs",
    "loop.call-at.not-early",
    "loop.call-soon.once",
    "loop.run-forever.until-stop",
    "loop.run-once.serial"
  })
  @NeedsVirtualTime
  @Property(edgeCases = NONE, shrinking = OFF)
  void cancellingSomeLeavesTheOthersAsTheyAre(@ForAll("cleanUps") LoopProgram program)
      throws Throwable {
    onBench(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> cleanUps() {
    return LoopPrograms.cleanUps();
  }

  @Provide
  static Arbitrary<LoopProgram> schedules() {
    return LoopPrograms.through(LATER, AT, SOON).withCancel().withBusyCallbacks().programs();
  }
}
