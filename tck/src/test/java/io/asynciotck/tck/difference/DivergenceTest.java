package io.asynciotck.tck.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.OpenPoint;
import io.asynciotck.spec.RuleBook;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which steps of a program differ, and what is asked about them. */
final class DivergenceTest {

  private static final TaskProgram PROGRAM =
      new TaskProgram(
          List.of(
              List.of(new Step.Meet(), new Step.Hold(List.of(new Step.Yield())), new Step.Put()),
              List.of(new Step.Permit(List.of()), new Step.Cancel(0))),
          2);

  private static Set<String> named(List<String> one, List<String> other) {
    return Divergence.steps(PROGRAM, one, other).stream()
        .map(Step::name)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  @Test
  void itIsWhatTheTaskCameToLast() {
    assertThat(named(List.of("A1", "A2", "A2.1", "A3"), List.of("A1", "A raises CancelledError")))
        .containsExactlyInAnyOrder("Lock", "Task.cancel");
  }

  @Test
  void whatStandsAroundIsAboutItToo() {
    assertThat(named(List.of("A1", "A2", "A2.1"), List.of("A1", "A2", "A raises Boom")))
        .containsExactlyInAnyOrder("Lock", "Task.cancel");
  }

  @Test
  void anotherOrderOfTheTasksIsNoDifference() {
    assertThat(named(List.of("B1", "A1", "A2", "B ends"), List.of("A1", "B1", "B ends", "A3")))
        .containsExactlyInAnyOrder("Lock", "Queue", "Task.cancel");
  }

  @Test
  void whereItCannotBeToldItIsAllOfThem() {
    assertThat(named(List.of("does not end"), List.of()))
        .containsExactlyInAnyOrder("Barrier", "Lock", "Queue", "Semaphore", "Task.cancel");
  }

  @Test
  void eachPatternOfAStepNamesRules() {
    assertThat(everyStep().flatMap(step -> step.rules().stream()))
        .allSatisfy(glob -> assertThat(RuleBook.standard().matching(glob)).isNotEmpty());
  }

  @Test
  void whatIsLeftOpenIsOfStepsThatThereAre() {
    Set<String> names = everyStep().map(Step::name).collect(Collectors.toSet());
    assertThat(RuleBook.standard().openPoints().stream().map(OpenPoint::steps))
        .allSatisfy(steps -> assertThat(names).containsAll(steps));
  }

  private static Stream<Step> everyStep() {
    return Stream.of(
        new Step.Yield(),
        new Step.Start(0),
        new Step.Await(0),
        new Step.Shield(0),
        new Step.WaitFor(0),
        new Step.Wait(0, 1, true),
        new Step.AsCompleted(0, 1),
        new Step.Gather(0, 1, true),
        new Step.Cancel(0),
        new Step.Uncancel(),
        new Step.TakeBack(0),
        new Step.Cancelling(),
        new Step.Group(0, 1, List.of()),
        new Step.CancelGroup(0),
        new Step.Limit(List.of()),
        new Step.Hold(List.of()),
        new Step.Permit(List.of()),
        new Step.Notify(),
        new Step.Raise(),
        new Step.SetEvent(),
        new Step.Put(),
        new Step.Get(),
        new Step.Join(),
        new Step.Meet());
  }
}
