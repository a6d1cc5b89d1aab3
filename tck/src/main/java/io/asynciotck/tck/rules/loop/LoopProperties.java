package io.asynciotck.tck.rules.loop;

import static io.asynciotck.tck.model.Door.AT;
import static io.asynciotck.tck.model.Door.LATER;
import static io.asynciotck.tck.model.Door.OTHER_THREAD;
import static io.asynciotck.tck.model.Door.SOON;
import static io.asynciotck.tck.model.Door.THREADSAFE;
import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.ShrinkingMode.OFF;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleProperties;
import io.asynciotck.tck.model.Door;
import io.asynciotck.tck.model.LoopProgram;
import io.asynciotck.tck.model.LoopPrograms;
import io.asynciotck.tck.model.LoopRun;
import io.asynciotck.tck.results.Ground;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a program does with a loop, what happens is something that the documentation allows. */
@RestsOn(Ground.CALL_AT) // It ends each program.
final class LoopProperties extends RuleProperties {
  @Rule({
    "loop.call-soon.fifo",
    "loop.call-soon.once",
    "loop.call-soon.next-iteration",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "handle.cancel.prevents"
  })
  @Property(edgeCases = NONE, shrinking = OFF)
  void callbacksRunInTheOrderInWhichTheyWereGiven(@ForAll("callbacks") LoopProgram program)
      throws Throwable {
    onBench(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> callbacks() {
    return LoopPrograms.through(SOON).withCancel().programs();
  }

  @Rule({
    "loop.stop.batch",
    "loop.stop.new-callbacks",
    "loop.stop.next-run",
    "loop.stop.before-run",
    "loop.stop.before-run-new-callbacks",
    "loop.stop.before-run-no-wait",
    "loop.call-soon.fifo",
    "loop.call-soon.once",
    "loop.call-soon.next-iteration",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "handle.cancel.prevents"
  })
  @Property(edgeCases = NONE, shrinking = OFF)
  void stopEndsTheRunAfterItsBatch(@ForAll("stops") LoopProgram program) throws Throwable {
    onBench(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> stops() {
    return LoopPrograms.through(SOON).withCancel().withStop(driver()).programs();
  }

  @Rule({
    "loop.call-soon-threadsafe.own-order",
    "loop.call-soon-threadsafe.fifo",
    "loop.call-soon-threadsafe.runs",
    "loop.call-soon.fifo",
    "loop.call-soon.once",
    "loop.call-soon.next-iteration",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "handle.cancel.prevents"
  })
  @Property(edgeCases = NONE, shrinking = OFF)
  void bothDoorsLeadToOneQueue(@ForAll("doors") LoopProgram program) throws Throwable {
    onBenchWithThreads(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> doors() {
    return LoopPrograms.through(SOON, THREADSAFE, OTHER_THREAD).withCancel().programs();
  }

  @Rule({
    "loop.call-soon-threadsafe.own-order",
    "loop.call-soon-threadsafe.fifo",
    "loop.call-soon-threadsafe.runs",
    "loop.call-soon.fifo",
    "loop.call-soon.once",
    "loop.call-soon.next-iteration",
    "loop.call-later.runs",
    "loop.call-later.once",
    "loop.call-later.not-early",
    "loop.call-at.runs",
    "loop.call-at.not-early",
    "loop.call-at.deadline-order",
    "loop.call-at.equal-deadlines",
    "loop.call-at.past-order",
    "loop.stop.batch",
    "loop.stop.new-callbacks",
    "loop.stop.next-run",
    "loop.stop.before-run",
    "loop.stop.before-run-new-callbacks",
    "loop.stop.before-run-no-wait",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "handle.cancel.prevents",
    "timer-handle.cancel.prevents"
  })
  @Property(edgeCases = NONE, shrinking = OFF)
  void anyInterleavingHasAPlaceForEverything(@ForAll("everything") LoopProgram program)
      throws Throwable {
    onBenchWithThreads(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> everything() {
    return LoopPrograms.through(Door.values())
        .withCancel()
        .withStop(driver())
        .withBusyCallbacks()
        .programs();
  }

  @Rule({
    "loop.exception-handler.called",
    "loop.run-forever.nested-refused",
    "loop.run-forever.refused-nested",
    "loop.call-soon.fifo",
    "loop.call-soon.once",
    "loop.call-soon.next-iteration",
    "loop.run-forever.until-stop",
    "loop.run-once.serial",
    "handle.cancel.prevents"
  })
  @Property(edgeCases = NONE, shrinking = OFF)
  void whatGoesWrongInACallbackStaysThere(@ForAll("mistakes") LoopProgram program)
      throws Throwable {
    onBench(program, LoopRun::check);
  }

  @Provide
  static Arbitrary<LoopProgram> mistakes() {
    return LoopPrograms.through(SOON).withCancel().withExceptions().withNestedRuns().programs();
  }

  @Rule({"loop.close.discards", "loop.close.discards-timers"})
  @Property(edgeCases = NONE, shrinking = OFF)
  void nothingRunsAfterClose(@ForAll("closed") LoopProgram program) throws Throwable {
    onBench(program, LoopRun::checkClose);
  }

  @Provide
  static Arbitrary<LoopProgram> closed() {
    return LoopPrograms.through(SOON, LATER, AT).withCancel().withStop(driver()).programs();
  }
}
