package io.asynciotck.tck.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the mutants writes and reads again. */
final class TrialFileTest {
  private static final Path REFERENCE = Path.of("..", "reference-impl");

  @TempDir private Path folder;

  @Test
  void aTrialIsNotMadeTwice() throws IOException {
    List<Mutants.Mutant> mutants =
        new Mutants(REFERENCE.resolve("target/classes"), REFERENCE.resolve("src/main/java")).all();
    Mutants.Mutant tried = mutants.getFirst();
    Path file = folder.resolve("trials.tsv");
    Trial trial = new Trial(tried.number(), Trial.End.FAILED, List.of("handle.cancel.prevents"));
    TrialFile.of(file).add(tried, trial);
    assertThat(TrialFile.of(file).of(tried)).contains(trial);
    assertThat(TrialFile.of(file).of(mutants.getLast())).isEmpty();
  }

  @Test
  void aMutantIsTriedWithWhatComesToItTheQuickestFirst() throws IOException {
    Path file = folder.resolve("coverage.tsv");
    Coverage seen = new Coverage(Stand.ALONE);
    seen.add("A.slow", Set.of("SelectorEventLoop.close"), 9);
    seen.add("A.quick", Set.of("SelectorEventLoop.close"), 1);
    seen.add("A.other", Set.of("SelectorEventLoop.stop"), 1);
    seen.write(file);
    assertThat(Coverage.read(file, Stand.ALONE).testsOf("SelectorEventLoop.close"))
        .containsExactly("A.quick", "A.slow");
  }
}
