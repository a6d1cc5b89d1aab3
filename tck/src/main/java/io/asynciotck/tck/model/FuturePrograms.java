package io.asynciotck.tck.model;

import io.asynciotck.tck.model.FutureProgram.Kind;
import io.asynciotck.tck.model.FutureProgram.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes programs with futures. */
public final class FuturePrograms {
  private FuturePrograms() {}

  /** Returns the programs. */
  public static Arbitrary<FutureProgram> programs() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(3, Kind.CALL_SOON),
            Tuple.of(6, Kind.ADD),
            Tuple.of(1, Kind.REMOVE),
            Tuple.of(1, Kind.RESULT),
            Tuple.of(1, Kind.EXCEPTION),
            Tuple.of(1, Kind.CANCEL));
    Arbitrary<Step> steps =
        Combinators.combine(
                kinds,
                Arbitraries.integers().between(0, FutureProgram.FUTURES - 1),
                Arbitraries.integers().between(0, 3))
            .as(Step::new);
    return steps.list().ofMaxSize(6).list().ofMinSize(1).ofMaxSize(4).map(FutureProgram::new);
  }
}
