package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.model.Action;
import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import io.asynciotck.tck.model.Action.Stop;
import io.asynciotck.tck.model.Callback;
import io.asynciotck.tck.model.Door;
import io.asynciotck.tck.model.LoopProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is left of a program that fails is all that the failure needs. */
final class ReductionTest {
  private static final int MANY = 300;

  @Test
  void whatTheFailureDoesNotNeedIsLeftOut() throws Exception {
    Predicate<LoopProgram> fails =
        program -> program.toString().matches("(?s).*call_at\\(.*stop\\(\\).*");
    assertThat(smallest(big(), fails)).isEqualTo("before the run: call_at(0, a)\nin a: stop()");
  }

  @Test
  void aCancellationKeepsItsCallback() throws Exception {
    Predicate<LoopProgram> fails =
        program -> program.toString().matches("(?s).*call_at\\(\\d+, (\\w+)\\).*cancel \\1\\b.*");
    assertThat(smallest(big(), fails)).isEqualTo("before the run: call_at(0, a); cancel a");
  }

  @Test
  void aProgramThatFailsOtherwiseIsNotTaken() throws Exception {
    LoopProgram program = big();
    Reduction<LoopProgram> reduction =
        new Reduction<>(
            program, violation("a.rule"), ReductionTest::breaksAnotherRule, () -> false);
    reduction.run(() -> {});
    assertThat(reduction.smallest()).isSameAs(program);
  }

  @Test
  void withoutTimeWhatWasFoundLastIsKept() throws Exception {
    LoopProgram program = big();
    Reduction<LoopProgram> reduction =
        new Reduction<>(
            program,
            violation("a.rule"),
            _ -> {
              throw new AssertionError("there is no time for this");
            },
            () -> true);
    reduction.run(() -> {});
    assertThat(reduction.smallest()).isSameAs(program);
  }

  private static void breaksAnotherRule(LoopProgram program) {
    throw violation("another.rule");
  }

  private static String smallest(LoopProgram found, Predicate<LoopProgram> fails)
      throws InterruptedException {
    assertThat(found).matches(fails);
    List<String> kept = new ArrayList<>();
    Reduction<LoopProgram> reduction =
        new Reduction<>(
            found,
            violation("a.rule"),
            program -> {
              if (fails.test(program)) {
                throw violation("a.rule");
              }
            },
            () -> false);
    reduction.run(() -> kept.add("kept"));
    assertThat(kept).hasSizeGreaterThan(1);
    return reduction.smallest().toString();
  }

  private static RuleViolation violation(String rule) {
    return RuleViolation.ofProgram(rule, "", List.of("this"), "that");
  }

  /** Hundreds of callbacks in two runs, some of them in others, and cancellations of all. */
  private static LoopProgram big() {
    List<Action> first = new ArrayList<>();
    List<Action> second = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Door door = i % 2 == 0 ? Door.AT : Door.SOON;
      Action inner = new Give(Door.LATER, 2, new Callback("", List.of(new Stop(), new Busy(3))));
      (i < MANY / 2 ? first : second).add(new Give(door, 3, new Callback("", List.of(inner))));
      second.add(new Cancel(i));
    }
    return new LoopProgram(List.of(first, second));
  }
}
