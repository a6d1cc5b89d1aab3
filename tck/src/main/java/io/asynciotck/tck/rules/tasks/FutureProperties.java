package io.asynciotck.tck.rules.tasks;

import static net.jqwik.api.EdgeCasesMode.NONE;

import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleProperties;
import io.asynciotck.tck.model.FutureProgram;
import io.asynciotck.tck.model.FuturePrograms;
import io.asynciotck.tck.model.FutureRun;
import io.asynciotck.tck.results.Ground;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done with futures, each done callback runs once, after its future is done. */
@RestsOn({Ground.CALL_SOON, Ground.ORDER})
final class FutureProperties extends RuleProperties {

  @Rule({
    "future.done-callback.on-result",
    "future.done-callback.argument",
    "future.done-callback.not-immediate",
    "future.done-callback.call-soon",
    "future.remove-done-callback.not-run"
  })
  @Property(edgeCases = NONE)
  void doneCallbacksRunOnceWhereTheFutureBecameDone(@ForAll("programs") FutureProgram program)
      throws Throwable {
    onBench(bench -> FutureRun.check(program, bench));
  }

  @Provide
  static Arbitrary<FutureProgram> programs() {
    return FuturePrograms.programs();
  }
}
